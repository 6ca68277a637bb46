"""Each thing that a helper may be allowed, tried in every state: what is not ticked or not in force writes nothing."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from community.accounts.models import User
from community.carers import actions
from community.carers.models import Act, Arrangement, OfferedDraft, Scope
from community.carers.permissions import can_help
from community.forum.models import Post, Thread
from community.groups.models import Membership
from tests.carers.factories import (
    EVERYTHING,
    LATER,
    apart,
    ask,
    draft_for,
    help_of,
    reply_for,
    silence,
    suspend,
    thread_for,
)
from tests.factories import NOON, make_group, make_user


def invited(wren, dee, scopes):
    return ask(wren, dee, scopes=scopes)


def accepted(wren, dee, scopes):
    return help_of(dee, wren, scopes=scopes)


def declined(wren, dee, scopes):
    made = ask(wren, dee, scopes=scopes)
    actions.decline(made, helper=dee, now=NOON)
    return made


def expired(wren, dee, scopes):
    return help_of(dee, wren, scopes=scopes, days=1, now=LATER - timedelta(days=1))


def ended_by_member(wren, dee, scopes):
    found = help_of(dee, wren, scopes=scopes)
    actions.end(found, by=wren, now=NOON)
    return found


def ended_by_helper(wren, dee, scopes):
    found = help_of(dee, wren, scopes=scopes)
    actions.end(found, by=dee, now=NOON)
    return found


def after(change):
    """In force, and then something happened to one of the two."""

    def state(wren, dee, scopes):
        found = help_of(dee, wren, scopes=scopes)
        change(wren, dee)
        return Arrangement.objects.select_related("member", "helper").get(pk=found.pk)

    return state


def without(member, column):
    User.objects.filter(pk=member.pk).update(**{column: None})


STATES = {
    "invited": invited,
    "accepted": accepted,
    "declined": declined,
    "expired": expired,
    "ended by the member": ended_by_member,
    "ended by the helper": ended_by_helper,
    "blocked by the member": after(apart),
    "blocked by the helper": after(lambda wren, dee: apart(dee, wren)),
    "member silenced": after(lambda wren, dee: silence(wren)),
    "helper silenced": after(lambda wren, dee: silence(dee)),
    "member suspended": after(lambda wren, dee: suspend(wren)),
    "helper suspended": after(lambda wren, dee: suspend(dee)),
    "member took back a yes": after(lambda wren, dee: without(wren, "health_consent_at")),
    "helper took back a yes": after(lambda wren, dee: without(dee, "health_consent_at")),
    "helper never read the guidelines": after(lambda wren, dee: without(dee, "guidelines_accepted_at")),
    "member switched off": after(lambda wren, dee: User.objects.filter(pk=wren.pk).update(is_active=False)),
    "helper switched off": after(lambda wren, dee: User.objects.filter(pk=dee.pk).update(is_active=False)),
}
DOING = {
    "reply": (Scope.POST, lambda found, thread, words: reply_for(found, thread, words)),
    "thread": (Scope.POST, lambda found, thread, words: thread_for(found, thread.board, words)),
    "reply as alias": (Scope.ALIAS, lambda found, thread, words: reply_for(found, thread, words, scope=Scope.ALIAS)),
    "thread as alias": (
        Scope.ALIAS,
        lambda found, thread, words: thread_for(found, thread.board, words, scope=Scope.ALIAS),
    ),
    "draft": (Scope.DRAFT, lambda found, thread, words: draft_for(found, words, group=thread.board.group)),
    "draft of a message": (Scope.MESSAGE, lambda found, thread, words: draft_for(found, words, scope=Scope.MESSAGE)),
}
TICKS = {
    "nothing of it": {Scope.REMINDER},
    "drafts": {Scope.DRAFT},
    "posts": {Scope.POST},
    "posts and the alias": {Scope.POST, Scope.ALIAS},
    "messages": {Scope.MESSAGE},
    "everything": set(EVERYTHING),
}


def written():
    return Post.objects.count(), Thread.objects.count(), OfferedDraft.objects.count(), Act.objects.count()


def tick(found, scopes):
    Arrangement.objects.filter(pk=found.pk).update(**{scope.value: scope in scopes for scope in Scope})


def is_done(act, found, thread, words):
    """Written with its line in the log, or refused with nothing written at all."""
    before = written()
    try:
        act(found, thread, words)
    except PermissionDenied:
        assert written() == before
        return False
    assert written()[-1] == before[-1] + 1
    assert sum(written()) > sum(before) + 1
    return True


@pytest.mark.parametrize("state", STATES)
def test_only_what_is_ticked_and_in_force_is_written(wren, dee, thread, state):
    found, done, wanted = STATES[state](wren, dee, EVERYTHING), {}, {}
    for ticks, scopes in TICKS.items():
        tick(found, scopes)
        for doing, (scope, act) in DOING.items():
            words = f"{ticks}: {doing}"
            done[words] = is_done(act, found, thread, words)
            wanted[words] = state == "accepted" and scope in scopes

    assert done == wanted


@pytest.mark.parametrize("state", STATES)
def test_filter_and_question_about_one_say_the_same(wren, dee, state):
    found = STATES[state](wren, dee, [Scope.POST])
    found = Arrangement.objects.select_related("member", "helper").get(pk=found.pk)

    asked = [scope for scope in Scope if can_help(found, scope, now=LATER)]

    assert asked == ([Scope.POST] if state == "accepted" else [])
    assert Arrangement.objects.usable(LATER).filter(pk=found.pk).exists() == bool(asked)


def test_somebody_else_cannot_use_an_arrangement(wren, dee, eve, thread):
    found = help_of(dee, wren)

    with pytest.raises(PermissionDenied):
        reply_for(found, thread, helper=eve)


def test_a_helper_of_one_writes_for_no_other(wren, dee, bo, thread):
    found = help_of(dee, wren)
    found.member = bo

    with pytest.raises(PermissionDenied):
        reply_for(found, thread)


def test_groups_that_were_chosen_are_the_only_ones(wren, dee, group, thread):
    elsewhere = make_group("elsewhere")
    Membership.objects.create(group=elsewhere, member=wren)
    here = help_of(dee, wren, scopes=[Scope.POST, Scope.DRAFT], groups=[group])

    assert reply_for(here, thread).help == here
    with pytest.raises(PermissionDenied):
        draft_for(here, group=elsewhere)


def test_a_group_that_is_gone_widens_nothing(wren, dee, thread):
    gone = make_group("gone")
    Membership.objects.create(group=gone, member=wren)
    found = help_of(dee, wren, groups=[gone])
    gone.memberships.all().delete()
    gone.delete()

    with pytest.raises(PermissionDenied):
        reply_for(found, thread)


def test_a_helper_writes_only_where_they_may_read_and_the_member_may_write(wren, ada, eve, group, thread):
    group.privacy = "private"
    group.save()
    found = help_of(eve, wren)

    with pytest.raises(PermissionDenied):
        reply_for(found, thread)

    group.privacy = "open"
    group.save()
    assert reply_for(found, thread).author == wren
    wren.memberships.all().delete()
    with pytest.raises(PermissionDenied):
        reply_for(found, thread, "Once more.")


@pytest.mark.parametrize("on_the_team", ["of the site", "of the group"])
def test_nobody_writes_with_the_word_of_a_moderator(wren, dee, group, thread, on_the_team):
    found = help_of(dee, wren)
    if on_the_team == "of the site":
        User.objects.filter(pk=wren.pk).update(is_moderator=True)
    else:
        group.memberships.filter(member=wren).update(role=Membership.Role.MODERATOR)
    found = Arrangement.objects.select_related("member", "helper").get(pk=found.pk)

    with pytest.raises(PermissionDenied):
        reply_for(found, thread)


def test_a_moderator_who_helps_brings_no_rights_along(wren, group, thread):
    mo = make_user("Mora", is_moderator=True)
    found = help_of(mo, wren)
    thread.locked_at = NOON
    thread.save()

    with pytest.raises(PermissionDenied):
        reply_for(found, thread)
