"""What a helper who means no good, or who sits at the member's open page, might try."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from community.accounts.models import User
from community.carers.actions import NoLongerHelps, end
from community.carers.models import Arrangement, Scope
from community.forum.actions import add_reply
from community.forum.actions.writing import How
from community.forum.models import Post, Thread
from tests.accounts.factors import PASSWORD, signed_in, with_address
from tests.carers.factories import LATER, help_of, reply_for
from tests.factories import NOON, join, make_user
from tests.forum.factories import make_thread

SECRET = "I have told nobody but you."
WORDS = f"{SECRET} What happened on that night in March."


def test_copied_words_do_not_tell_who_is_behind_another_name(wren, dee, thread):
    """A double click finds the post that is there. A helper who copies what some other name has just said must not be
    led to it: that would tell whose name it is."""
    as_thrush = add_reply(thread=thread, author=wren, body=SECRET, how=How(as_alias=True), now=LATER)
    found = help_of(dee, wren)

    copied = reply_for(found, thread, SECRET, now=LATER)

    assert copied.pk != as_thrush.pk
    assert (copied.help, copied.alias) == (found, None)


@pytest.fixture
def judged_alike(wren, dee, thread, group):
    """A helper writes under the member's own name after somebody wrote under another one. Be that the member or not:
    when the text appears must be the same."""

    def judge(write, *, body="Written for her."):
        found = help_of(dee, wren)
        somebody = make_user("Somebody", date_joined=NOON - timedelta(days=1))
        join(group, somebody)
        answers = []
        for suspect in (somebody, wren):
            with transaction.atomic():
                write(suspect)
                post = reply_for(found, thread, body)
                answers.append((post.number is None, post.held_until))
                transaction.set_rollback(True)
        return answers[0] == answers[1]

    return judge


def as_thrush(thread, author, body):
    return add_reply(thread=thread, author=author, body=body, how=How(as_alias=True), now=LATER)


def test_words_copied_into_another_thread_do_not_tell_whose_other_name_it_is(judged_alike, wren, thread, group, ada):
    User.objects.filter(pk=wren.pk).update(date_joined=NOON - timedelta(days=1))
    elsewhere = make_thread(group=group, author=ada, title="Elsewhere")

    assert judged_alike(lambda suspect: as_thrush(elsewhere, suspect, WORDS), body=WORDS)


def test_slow_thread_does_not_tell_a_helper_whose_other_name_it_is(judged_alike, thread):
    Thread.objects.update(slow_seconds=6 * 60 * 60)

    assert judged_alike(lambda suspect: as_thrush(thread, suspect, SECRET))


@pytest.mark.parametrize("posts", [0, 3])
def test_pace_does_not_tell_a_helper_whose_other_name_it_is(judged_alike, wren, thread, settings, posts):
    """Of a new member, whose posts come one by one, and of others, who may only not write in floods."""
    settings.BURST_POSTS = 2
    User.objects.filter(pk=wren.pk).update(accepted_posts=posts)

    assert judged_alike(lambda suspect: [as_thrush(thread, suspect, f"{SECRET} {number}") for number in range(2)])


@pytest.mark.parametrize("scopes", [(Scope.POST, Scope.ALIAS), (Scope.ALIAS, Scope.POST)])
def test_helper_who_says_the_same_elsewhere_waits_whatever_the_names(wren, dee, thread, group, ada, scopes):
    """What they wrote themselves they know: it counts, under either name."""
    User.objects.filter(pk=wren.pk).update(date_joined=NOON - timedelta(days=1))
    found, elsewhere = help_of(dee, wren, scopes=scopes), make_thread(group=group, author=ada, title="Elsewhere")
    reply_for(found, elsewhere, WORDS, scope=scopes[0])

    assert reply_for(found, thread, WORDS, scope=scopes[1]).held_until == LATER + timedelta(hours=24)


def test_helper_who_uses_the_other_name_waits_as_the_member_does(wren, dee, thread, settings):
    settings.BURST_POSTS = 2
    found = help_of(dee, wren, scopes=[Scope.POST, Scope.ALIAS])
    for number in range(2):
        as_thrush(thread, wren, f"By herself: {number}.")

    assert reply_for(found, thread, "Too much.", scope=Scope.ALIAS).number is None


def test_copied_words_are_refused_as_any_others_after_the_end(wren, dee, thread):
    found = help_of(dee, wren)
    add_reply(thread=thread, author=wren, body=SECRET, how=How(as_alias=True), now=LATER)
    end(found, by=wren, now=LATER)

    with pytest.raises(NoLongerHelps):
        reply_for(found, thread, SECRET, now=LATER)


def test_a_double_click_of_the_helper_is_one_post(wren, dee, thread):
    found = help_of(dee, wren)

    assert reply_for(found, thread, now=LATER) == reply_for(found, thread, now=LATER)
    assert Post.objects.filter(help=found).count() == 1


def test_a_helper_at_the_member_s_open_page_gets_no_more_time(settings, time_machine, dee, group):
    settings.CONFIRM_AGAIN = True
    member = with_address(make_user("Long", password=PASSWORD))
    found, client = help_of(dee, member, days=1, now=timezone.now()), signed_in(member)
    ends_at = Arrangement.objects.get().ends_at
    time_machine.move_to(timezone.now() + timedelta(minutes=16))

    answer = client.post(reverse("carers:renew", args=[found.pk]), {"days": 90})

    assert answer.url.startswith(reverse("account_reauthenticate"))
    assert Arrangement.objects.get().ends_at == ends_at
