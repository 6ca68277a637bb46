"""Posts that wait: what their author sees, and what the team does."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from community.accounts.models import User
from community.forum import actions
from community.forum.actions.holding import release_post, withhold_post
from community.forum.models import Board, Post, Thread
from community.groups.models import Membership
from community.notifications.models import Notification
from tests.factories import NOON, join, make_group, make_user
from tests.forum.factories import make_board, make_thread

LINK = "See https://example.org/ for it."


def html(response):
    return response.content.decode()


@pytest.fixture
def newcomer(group):
    member = make_user("Nia", date_joined=NOON)
    join(group, member)
    return member


@pytest.fixture
def held(group, ada, newcomer):
    thread = make_thread(group=group, author=ada)
    return actions.add_reply(thread=thread, author=newcomer, body=LINK, now=NOON)


def test_only_its_author_sees_a_held_post_and_until_when(client, held, newcomer, bo):
    address = held.thread.get_absolute_url()
    client.force_login(newcomer)
    page = html(client.get(address))
    assert "Only you and the team see this. It appears at 23 November 2026, 12:00" in page
    assert LINK.split()[0] in page

    client.force_login(bo)
    assert "example.org" not in html(client.get(address))


def test_a_held_first_post_is_shown_to_its_author_alone(client, group, newcomer, bo, mo):
    thread = make_thread(group=group, author=newcomer, body=LINK)
    client.force_login(newcomer)
    page = html(client.get(thread.get_absolute_url()))
    assert "Only you and the team see this." in page
    assert "example.org" in page

    for person in (bo, mo):
        client.force_login(person)
        assert client.get(thread.get_absolute_url()).status_code == 404


def test_the_team_lets_it_appear_sooner(held, newcomer, mo):
    assert release_post(held, moderator=mo, now=NOON + timedelta(hours=1)) is True
    assert release_post(held, moderator=mo, now=NOON + timedelta(hours=1)) is False

    assert Post.objects.get(pk=held.pk).number == 2
    assert User.objects.get(pk=newcomer.pk).accepted_posts == 1


def test_a_first_post_that_appears_counts_its_thread(group, newcomer, mo):
    thread = make_thread(group=group, author=newcomer, body=LINK)
    assert Board.objects.get().thread_count == 0

    release_post(thread.posts.get(), moderator=mo, now=NOON)

    assert Board.objects.get().thread_count == 1
    assert Thread.objects.get().post_count == 1


def test_the_team_says_why_it_does_not_appear(client, held, newcomer, mo):
    assert withhold_post(held, moderator=mo, reason="It sells something.", now=NOON) is True
    assert withhold_post(held, moderator=mo, reason="Again.", now=NOON) is False
    assert actions.publish_held(held, now=NOON + timedelta(days=2)) is False

    notice = Notification.objects.get(recipient=newcomer)
    assert (notice.kind, notice.url) == ("moderation", f"/posts/{held.pk}/")
    assert User.objects.get(pk=newcomer.pk).accepted_posts == 0
    assert Thread.objects.get().post_count == 1
    client.force_login(newcomer)
    page = html(client.get(notice.url, follow=True))
    assert "Hidden by the team: It sells something." in page
    assert "example.org" not in page


def test_a_withheld_post_can_be_restored_and_appears(held, mo):
    withhold_post(held, moderator=mo, reason="A mistake.", now=NOON)

    actions.restore_post(held, moderator=mo)

    assert actions.publish_held(held, now=NOON + timedelta(days=2)) is True


def test_only_moderators_of_the_group_decide(held, ada, eve):
    for person in (ada, eve):
        with pytest.raises(PermissionDenied):
            release_post(held, moderator=person, now=NOON)
        with pytest.raises(PermissionDenied):
            withhold_post(held, moderator=person, reason="No.", now=NOON)
    assert Post.objects.held().get() == held


def test_list_of_held_posts_is_for_the_team_of_the_group(client, group, held, ada, eve):
    gina, address = make_user("Gina"), f"/groups/{group.slug}/held/"
    join(group, gina, role=Membership.Role.MODERATOR)
    for person, expected in ((ada, 404), (eve, 404), (gina, 200)):
        client.force_login(person)
        assert client.get(address).status_code == expected

    page = html(client.get(address))
    assert "example.org" in page
    client.post(f"{address}{held.pk}/publish/")
    assert client.post(f"{address}{held.pk}/publish/").status_code == 302
    assert Post.objects.get(pk=held.pk).number == 2
    assert "Nothing waits." in html(client.get(address))


def test_hiding_a_held_post_needs_words(client, group, held, mo):
    address = f"/groups/{group.slug}/held/"
    client.force_login(mo)

    response = client.post(f"{address}{held.pk}/hide/", {f"post-{held.pk}-reason": " "})
    assert response.status_code == 422
    assert "Write why, so that its author knows." in html(response)
    client.post(f"{address}{held.pk}/hide/", {f"post-{held.pk}-reason": "It sells something."})
    assert Post.objects.get(pk=held.pk).hidden_reason == "It sells something."
    assert client.post(f"{address}{held.pk}/hide/", {f"post-{held.pk}-reason": "Twice."}).status_code == 302


def test_held_posts_of_other_groups_do_not_exist_here(client, group, held, ada):
    gina, other = make_user("Gina"), make_group("elsewhere")
    join(other, gina, role=Membership.Role.MODERATOR)
    client.force_login(gina)
    published = make_thread(board=make_board(group), author=ada, title="Other").posts.get()

    for slug, pk in ((group.slug, held.pk), (other.slug, held.pk), (other.slug, published.pk)):
        for verb in ("publish", "hide"):
            data = {f"post-{pk}-reason": "No."}
            assert client.post(f"/groups/{slug}/held/{pk}/{verb}/", data).status_code == 404
    assert Post.objects.held().get() == held


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_queries_for_any_length(client, group, newcomer, mo, rows, django_assert_num_queries):
    for count in range(rows):
        make_thread(group=group, author=newcomer, title=f"Thread {count}", body=LINK)
    client.force_login(mo)

    with django_assert_num_queries(7):  # session, user, group, count, posts, pictures, notices
        page = html(client.get(f"/groups/{group.slug}/held/"))

    assert page.count("Publish now") == rows
