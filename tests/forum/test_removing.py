"""Authors take their words back."""

import contextlib
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from community.accounts.actions import sanction
from community.accounts.models import Sanction, User
from community.forum import actions
from community.forum.models import Picture, Post
from community.forum.permissions import NEW_POSTS
from tests.concurrency import at_once
from tests.factories import NOON
from tests.forum.factories import make_replies, make_thread

MINUTE = timedelta(minutes=1)


def html(response):
    return response.content.decode()


def url(name, post):
    return reverse(f"forum:{name}", args=[post.pk])


def accepted(member):
    """Of those that were written here."""
    return User.objects.get(pk=member.pk).accepted_posts - NEW_POSTS


@pytest.fixture
def thread(group, ada):
    return make_thread(group=group, author=ada, title="Mornings")


@pytest.fixture
def reply(thread, bo):
    return make_replies(thread, bo, 1)[0]


def test_removed_words_leave_their_place(client, thread, reply, bo, ada):
    client.force_login(bo)
    response = client.post(url("remove", reply), follow=True)
    assert "Undo: bring it back" in html(response)
    assert "You removed this" in html(response)

    client.force_login(ada)
    page = html(client.get(thread.get_absolute_url()))
    assert "Removed by its author" in page
    assert "Reply 1." not in page
    assert page.count("<article") == 2
    assert accepted(bo) == 0


def test_undo_brings_everything_back(client, thread, reply, bo):
    client.force_login(bo)
    client.post(url("remove", reply))

    response = client.post(url("undo_remove", reply), follow=True)

    assert "Reply 1." in html(response)
    assert accepted(bo) == 1


def test_undo_ends_after_ten_minutes(client, reply, bo):
    actions.remove_post(reply, author=bo, now=timezone.now() - 11 * MINUTE)
    client.force_login(bo)
    assert "Undo" not in html(client.get(url("more", reply)))

    response = client.post(url("undo_remove", reply))

    assert response.status_code == 403
    assert "for ten minutes" in html(response)
    assert Post.objects.get(pk=reply.pk).removed_at is not None


@pytest.mark.parametrize(("minutes", "comes_back"), [(0, True), (9, True), (10, False), (60, False)])
def test_ten_minutes_are_ten_minutes(reply, bo, minutes, comes_back):
    actions.remove_post(reply, author=bo, now=NOON)
    with contextlib.suppress(PermissionDenied):
        actions.undo_removal(reply, author=bo, now=NOON + minutes * MINUTE)
    assert (Post.objects.get(pk=reply.pk).removed_at is None) is comes_back


@pytest.mark.parametrize(("kind", "comes_back"), [(Sanction.Kind.SILENCE, True), (Sanction.Kind.SUSPENSION, False)])
def test_removal_is_undone_while_silenced_and_not_while_suspended(reply, bo, kind, comes_back):
    actions.remove_post(reply, author=bo, now=NOON)
    sanction(bo, kind=kind, until=NOON + timedelta(days=1), now=NOON)

    with contextlib.nullcontext() if comes_back else pytest.raises(PermissionDenied):
        actions.undo_removal(reply, author=bo, now=NOON + MINUTE)

    assert (Post.objects.get(pk=reply.pk).removed_at is None) is comes_back


def test_only_the_author_removes_and_only_the_author_undoes(client, reply, bo, ada, mo, eve):
    for member in (ada, mo, eve):
        client.force_login(member)
        assert client.post(url("remove", reply)).status_code == 403
    actions.remove_post(reply, author=bo, now=timezone.now())
    for member in (ada, mo, eve):
        client.force_login(member)
        assert client.post(url("undo_remove", reply)).status_code == 403
        assert "Undo" not in html(client.get(url("more", reply)))
    assert Post.objects.get(pk=reply.pk).removed_at is not None


def test_a_removal_is_a_post(client, reply, bo):
    client.force_login(bo)

    assert [client.get(url(name, reply)).status_code for name in ("remove", "undo_remove")] == [405, 405]


def test_opening_post_takes_the_title_along_and_leaves_the_replies(client, thread, reply, ada, bo):
    actions.remove_post(thread.posts.get(number=1), author=ada, now=NOON)

    client.force_login(bo)
    page = html(client.get(thread.get_absolute_url(), follow=True))
    assert "Mornings" not in page
    assert "Reply 1." in page
    assert "Mornings" not in html(client.get(thread.board.get_absolute_url()))

    actions.undo_removal(thread.posts.get(number=1), author=ada, now=NOON + MINUTE)
    assert "Mornings" in html(client.get(thread.board.get_absolute_url()))


def test_words_are_taken_back_in_a_locked_thread_and_after_leaving(thread, reply, group, bo):
    thread.locked_at = NOON
    thread.save(update_fields=["locked_at"])
    group.memberships.filter(member=bo).delete()

    assert actions.remove_post(reply, author=bo, now=NOON) is True


def test_what_the_team_hid_is_not_removed_and_its_author_led_to_the_reason(client, reply, bo, mo):
    actions.hide_post(reply, moderator=mo, reason="A telephone number", now=NOON)
    client.force_login(bo)

    assert client.post(url("remove", reply)).status_code == 403
    page = html(client.get(url("more", reply)))
    assert "see your notifications" in page
    assert "Remove this post" not in page


def test_moderators_restoring_does_not_undo_the_author(reply, bo, mo):
    actions.remove_post(reply, author=bo, now=NOON)

    actions.restore_post(reply, moderator=mo)

    assert Post.objects.get(pk=reply.pk).removed_at == NOON
    assert accepted(bo) == 0


def test_held_post_is_withdrawn_and_does_not_appear(thread, bo):
    thread.slow_seconds = 600
    thread.save(update_fields=["slow_seconds"])
    make_replies(thread, bo, 1)
    held = actions.add_reply(thread=thread, author=bo, body="Too soon.", now=NOON)

    actions.remove_post(held, author=bo, now=NOON)

    assert actions.publish_held(held, now=NOON + 60 * MINUTE) is False
    assert accepted(bo) == 1


@pytest.mark.django_db(transaction=True)
def test_several_clicks_at_once_remove_once(reply, bo):
    results = at_once(*[lambda: actions.remove_post(Post.objects.get(pk=reply.pk), author=bo, now=NOON)] * 3)

    assert sorted(results) == [False, False, True]
    assert accepted(bo) == 0

    results = at_once(*[lambda: actions.undo_removal(Post.objects.get(pk=reply.pk), author=bo, now=NOON)] * 3)
    assert sorted(results) == [False, False, True]
    assert accepted(bo) == 1


def test_pictures_of_removed_words_are_served_to_nobody(thread, reply, bo, ada, mo):
    picture = Picture.objects.create(
        owner=bo, board=thread.board, post=reply, file="x.webp", width=1, height=1, alt="A cup", created_at=NOON
    )
    actions.remove_post(reply, author=bo, now=NOON)

    assert [Picture.objects.visible_to(member).filter(pk=picture.pk).exists() for member in (bo, ada)] == [False] * 2


def test_removed_before_the_announcement_is_told_to_nobody(thread, reply, bo, ada):
    actions.remove_post(reply, author=bo, now=NOON)

    assert actions.announce_post(reply, now=NOON) == 0
    assert ada.notifications.count() == 0
