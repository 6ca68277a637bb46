"""A helper changes what they wrote for a member: that alone, under the same tick, and while the member could."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from community.accounts.actions import withdraw_consent
from community.accounts.consents import Subject
from community.accounts.models import User
from community.carers import actions
from community.carers.models import Act, Arrangement, Scope
from community.forum.actions import add_reply, edit_post, hide_post
from community.forum.actions.editing import EarlyLinks, Words
from community.forum.models import Revision, Thread
from community.groups.models import Membership
from tests.carers.factories import apart, help_of, helping, reply_for, silence, suspend
from tests.concurrency import while_held
from tests.factories import join, make_group, make_user
from tests.forum.factories import make_thread

BOTH = [Scope.POST, Scope.ALIAS]


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def found(wren, dee, now):
    """In force today."""
    return help_of(dee, wren, scopes=BOTH, now=now - timedelta(hours=1))


@pytest.fixture
def post(found, thread, now):
    return reply_for(found, thread, "As she said.", now=now)


def change(arrangement, post, body="As she meant.", *, scope=Scope.POST, version=0, now=None, helper=None):
    chosen = helping(arrangement, scope, helper=helper)
    return edit_post(
        post, editor=arrangement.member, words=Words(body), version=version, helping=chosen, now=now or timezone.now()
    )


def edit_page(post):
    return reverse("forum:edit", args=[post.pk])


def test_it_is_the_member_s_post_and_the_member_hears_of_it(client, wren, dee, found, post):
    client.force_login(dee)
    assert "You wrote this for Wren" in client.get(reverse("forum:more", args=[post.pk])).content.decode()
    assert "Change what you wrote for Wren" in client.get(edit_page(post)).content.decode()

    client.post(edit_page(post), {"body": "As she meant.", "edit_count": "0", "reason": ""})

    post.refresh_from_db()
    assert (post.body, post.author, post.help) == ("As she meant.", wren, found)
    assert set(Revision.objects.filter(post=post).values_list("editor", flat=True)) == {wren.pk}
    changed = Act.objects.get(kind=Act.Kind.CHANGED)
    assert (changed.arrangement, changed.post_pk) == (found, post.pk)
    assert "Dee changed a post that they wrote for you" in {notice.text for notice in wren.notifications.all()}


def test_the_member_sees_what_it_said_before_and_can_change_it_back(client, wren, found, post):
    change(found, post)
    client.force_login(wren)

    page = client.get(found.get_absolute_url()).content.decode()

    assert reverse("forum:history", args=[post.pk]) in page
    assert page.count(reverse("forum:remove", args=[post.pk])) == 1, "the way back stands where the post was written"
    assert client.post(edit_page(post), {"body": "As she said.", "edit_count": "1"}).status_code == 302


def test_what_the_member_changed_is_the_member_s_alone(client, wren, dee, found, post, now):
    change(found, post)
    assert change(found, post, "Once more.", version=1)
    edit_post(post, editor=wren, words=Words("In her own words."), version=2, now=now)

    with pytest.raises(actions.NoLongerHelps):
        change(found, post, version=3)
    client.force_login(dee)
    assert client.get(edit_page(post)).status_code == 403


def locked(thread, found):
    Thread.objects.update(locked_at=timezone.now())


def hidden(thread, found):
    hide_post(thread.posts.get(help=found), moderator=User.objects.get(username="Mo"), reason="No.", now=timezone.now())


def member_moderates(thread, found):
    Membership.objects.filter(member=found.member).update(role=Membership.Role.MODERATOR)


def time_is_over(thread, found):
    Arrangement.objects.update(ends_at=timezone.now() - timedelta(seconds=1))


STATES = {
    "ended": lambda _thread, found: actions.end(found, by=found.member, now=timezone.now()),
    "time is over": time_is_over,
    "tick is gone": lambda _thread, _found: Arrangement.objects.update(
        may_post=False, may_use_alias=False, may_draft=True
    ),
    "other groups": lambda _thread, _found: Arrangement.objects.update(in_some_groups=True),
    "helper silenced": lambda _thread, found: silence(found.helper),
    "member silenced": lambda _thread, found: silence(found.member),
    "helper suspended": lambda _thread, found: suspend(found.helper),
    "blocked": lambda _thread, found: apart(found.member, found.helper),
    "blocked back": lambda _thread, found: apart(found.helper, found.member),
    "no consent": lambda _thread, found: withdraw_consent(found.member, subject=Subject.HEALTH, now=timezone.now()),
    "member left the group": lambda _thread, found: Membership.objects.filter(member=found.member).delete(),
    "member moderates": member_moderates,
    "locked": locked,
    "hidden": hidden,
}


@pytest.mark.parametrize("state", STATES)
def test_no_more_than_writing_it_was(mo, thread, found, post, client, dee, state):
    STATES[state](thread, found)

    with pytest.raises(PermissionDenied):
        change(found, post)

    client.force_login(dee)
    answer = client.post(edit_page(post), {"body": "Typed with care.", "edit_count": "0"})
    assert answer.status_code != 200
    post.refresh_from_db()
    assert (post.body, post.edit_count) == ("As she said.", 0)
    assert not Act.objects.filter(kind=Act.Kind.CHANGED).exists()


def test_a_refused_change_gives_the_text_back(client, wren, dee, found, post, now):
    actions.end(found, by=wren, now=now)
    client.force_login(dee)

    answer = client.post(edit_page(post), {"body": "Typed with care.", "edit_count": "0"})

    assert answer.status_code == 403
    assert "You cannot do this for somebody else now." in answer.content.decode()
    assert "Typed with care." in answer.content.decode()


def test_other_posts_are_not_theirs(client, wren, dee, thread, found, now):
    other, eve = make_user("Otter"), make_user("Finch")
    join(thread.board.group, other, eve)
    posts = {
        "her own": add_reply(thread=thread, author=wren, body="I wrote this myself.", now=now),
        "another helper's": reply_for(help_of(eve, wren, now=now), thread, "Finch wrote this.", now=now),
        "for somebody else": reply_for(help_of(eve, other, now=now), thread, "For Otter.", now=now),
    }
    client.force_login(dee)

    for whose, post in posts.items():
        with pytest.raises(PermissionDenied):
            change(found, post)
        assert client.get(edit_page(post)).status_code == 403, whose
        assert "own-post" not in client.get(reverse("forum:more", args=[post.pk])).content.decode(), whose


def test_under_another_name_the_other_tick_is_asked_and_nobody_learns_of_it(client, ada, mo, found, thread, now):
    post = reply_for(found, thread, scope=Scope.ALIAS, now=now)
    with pytest.raises(actions.NoLongerHelps):
        change(found, post, scope=Scope.POST)

    change(found, post, scope=Scope.ALIAS)

    for reader in (ada, mo):
        client.force_login(reader)
        page = client.get(reverse("forum:history", args=[post.pk])).content.decode()
        assert "As she meant." in page
        assert "Dee" not in page
        assert "Wren" not in page
    Arrangement.objects.update(may_use_alias=False)
    with pytest.raises(actions.NoLongerHelps):
        change(found, post, scope=Scope.ALIAS, version=1)


def test_the_rules_for_new_members_hold_for_the_helper_too(dee, found, post):
    User.objects.filter(pk=dee.pk).update(accepted_posts=0)
    found = Arrangement.objects.select_related("member", "helper").get(pk=found.pk)

    with pytest.raises(EarlyLinks):
        change(found, post, "Look: https://example.org/cure")


def test_a_helper_of_many_changes_no_faster_than_one_member(found, post, settings):
    settings.BURST_POSTS = 1  # the reply was one

    with pytest.raises(actions.TooMuch):
        change(found, post)


@pytest.mark.django_db(transaction=True)
def test_the_end_waits_for_a_change_and_none_comes_after_it():
    group, wren, dee = make_group(), make_user("Wren"), make_user("Dee")
    join(group, wren, dee)
    now, thread = timezone.now(), make_thread(group=group, author=wren)
    found = help_of(dee, wren, now=now - timedelta(hours=1))
    post = reply_for(found, thread, now=now)

    with while_held(lambda: change(found, post), lambda: actions.end(found, by=wren, now=now)):
        assert Arrangement.objects.get().ended_at is None

    post.refresh_from_db()
    assert (post.body, Arrangement.objects.get().ended_at) == ("As she meant.", now)
    with pytest.raises(actions.NoLongerHelps):
        change(found, post, "Too late.", version=1)
