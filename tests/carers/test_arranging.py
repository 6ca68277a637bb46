"""How help begins and ends."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from community.carers import actions
from community.carers.models import LONGEST, PERIODS, Arrangement, Scope
from community.core.erasures import gone_since
from community.notifications.models import Notification
from tests.carers.factories import LATER, apart, ask, help_of, silence
from tests.factories import NOON, make_user


def told(member):
    """The oldest first."""
    notices = Notification.objects.filter(recipient=member, kind="helper")
    return list(notices.order_by("pk").values_list("text", flat=True))


def link(member, *, now=NOON):
    return actions.invite_by_link(member=member, wishes=actions.Wishes([Scope.POST], 7), now=now)


def test_nobody_helps_before_both_said_yes(wren, dee):
    made = ask(wren, dee)
    assert (made.accepted_at, made.ends_at) == (None, None)
    assert told(dee) == ["Wren asks you to be their helper here"]

    assert actions.accept(made, helper=dee, may_be_named=False, now=NOON)

    found = Arrangement.objects.get()
    assert (found.accepted_at, found.ends_at) == (NOON, NOON + timedelta(days=30))
    assert told(wren) == ["Dee is your helper now. You can end it at any time."]


def test_no_period_is_longer_than_half_a_year():
    assert all(timedelta(days=days) <= LONGEST for days in PERIODS)


def test_only_the_one_who_was_asked_can_say_yes(wren, dee, eve):
    made = ask(wren, dee)

    assert not actions.accept(made, helper=eve, may_be_named=False, now=NOON)
    assert not actions.accept(made, helper=wren, may_be_named=False, now=NOON)
    assert actions.accept(made, helper=dee, may_be_named=False, now=NOON)


def test_an_invitation_lapses(wren, dee):
    made = ask(wren, dee)

    assert not actions.accept(made, helper=dee, may_be_named=False, now=NOON + timedelta(days=3))
    assert actions.accept(ask(wren, dee, now=NOON + timedelta(days=3)), helper=dee, may_be_named=False, now=LATER)


@pytest.mark.parametrize("who", ["wren", "dee"])
def test_the_blocked_do_not_become_helpers(wren, dee, who):
    made = ask(wren, dee)
    apart(*((wren, dee) if who == "wren" else (dee, wren)))

    assert not actions.accept(made, helper=dee, may_be_named=False, now=NOON)


def test_whoever_blocked_the_member_is_not_bothered_and_the_member_does_not_learn_it(wren, dee):
    apart(dee, wren)

    made = ask(wren, dee)

    assert told(dee) == []
    assert not Arrangement.objects.visible_to(dee).exists()
    assert Arrangement.objects.visible_to(wren).get() == made


def test_one_does_not_ask_whom_one_blocked_oneself_or_twice(wren, dee, bo):
    apart(wren, dee)
    ask(wren, bo)

    for helper in (wren, dee, bo):
        with pytest.raises(PermissionDenied):
            ask(wren, helper)


def test_the_silenced_neither_ask_nor_say_yes(wren, dee, bo):
    made = ask(bo, dee)
    silence(dee)
    silence(wren)
    wren.refresh_from_db()
    dee.refresh_from_db()

    with pytest.raises(PermissionDenied):
        ask(wren, bo)
    assert not actions.accept(made, helper=dee, may_be_named=False, now=NOON)


def test_five_are_the_most(wren):
    for number in range(5):
        ask(wren, make_user(f"Helper{number}"))

    with pytest.raises(PermissionDenied):
        ask(wren, make_user("Helper5"))


def test_a_no_is_told_and_rests_for_a_week(wren, dee):
    assert actions.decline(ask(wren, dee), helper=dee, now=NOON)

    assert told(wren) == ["Dee said no to being your helper"]
    with pytest.raises(PermissionDenied):
        ask(wren, dee, now=NOON + timedelta(days=6))
    assert ask(wren, dee, now=NOON + timedelta(days=7))


def test_a_link_works_once_and_only_its_fingerprint_is_kept(wren, dee, eve):
    made, token = link(wren)
    assert token not in str(vars(Arrangement.objects.get()))
    assert Arrangement.objects.reachable_by(token, now=NOON).get() == made

    assert actions.accept(made, helper=dee, may_be_named=False, now=NOON)

    assert not Arrangement.objects.reachable_by(token, now=NOON).exists()
    assert not actions.accept(made, helper=eve, may_be_named=False, now=NOON)
    assert Arrangement.objects.get().helper == dee


def test_a_link_that_was_taken_back_or_is_late_leads_nowhere(wren, dee):
    made, token = link(wren)
    _late, other = link(wren)
    actions.end(made, by=wren, now=NOON)

    assert not Arrangement.objects.reachable_by(token, now=NOON).exists()
    assert not Arrangement.objects.reachable_by(other, now=NOON + timedelta(days=3)).exists()
    assert not actions.accept(made, helper=dee, may_be_named=False, now=NOON)


def test_a_link_makes_no_second_arrangement_of_the_same_two(wren, dee):
    help_of(dee, wren)
    made, _token = link(wren)

    assert not actions.accept(made, helper=dee, may_be_named=False, now=NOON)


def test_the_end_is_silent_for_the_helper_and_told_to_the_member(wren, dee, bo):
    before = told(dee)
    actions.end(help_of(dee, wren), by=wren, now=LATER)
    assert told(dee) == [*before, "Wren asks you to be their helper here"]

    actions.end(help_of(bo, wren), by=bo, now=LATER)
    assert told(wren)[-1] == "Bo no longer helps you"


def test_nobody_else_ends_it(wren, dee, eve):
    with pytest.raises(PermissionDenied):
        actions.end(help_of(dee, wren), by=eve, now=LATER)


def test_who_was_sent_away_does_not_come_back_with_an_old_backup(
    wren, dee, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.VAR_DIR = tmp_path
    found = help_of(dee, wren)
    with django_capture_on_commit_callbacks(execute=True):
        actions.end(found, by=wren, now=LATER)
    Arrangement.objects.update(ended_at=None, ended_by="")

    (keys,) = gone_since(NOON, [tmp_path / "erasures"]).values()
    assert actions.end_again(keys, now=LATER) == 1

    assert not Arrangement.objects.in_force(LATER).exists()


def test_only_the_member_makes_it_longer_counted_from_now(wren, dee):
    found = help_of(dee, wren, days=7)

    with pytest.raises(PermissionDenied):
        actions.renew(found, member=dee, days=90, now=LATER)
    assert actions.renew(found, member=wren, days=90, now=LATER)

    assert Arrangement.objects.get().ends_at == LATER + timedelta(days=90)


def test_what_is_over_is_not_made_longer_but_begun_anew(wren, dee):
    found = help_of(dee, wren, days=1)
    later = NOON + timedelta(days=1)

    assert not actions.renew(found, member=wren, days=7, now=later)
    help_of(dee, wren, now=later)

    assert list(Arrangement.objects.values_list("ended_by", flat=True)) == ["", "time"]


def test_the_member_is_told_once_before_it_ends(wren, dee):
    found = help_of(dee, wren, days=7)
    before = len(told(wren))

    counts = [actions.tell_of_ending(now=NOON + timedelta(days=days)) for days in (4, 5, 6)]

    assert counts == [0, 1, 0]
    assert len(told(wren)) == before + 1
    actions.renew(found, member=wren, days=7, now=NOON + timedelta(days=6))
    assert actions.tell_of_ending(now=NOON + timedelta(days=11)) == 1


def test_invitations_that_came_to_nothing_are_forgotten_and_help_is_not(wren, dee, bo):
    ask(wren, bo)
    found = help_of(dee, wren, days=1)

    assert actions.forget_invitations(now=NOON + timedelta(days=34)) == 1

    assert Arrangement.objects.get() == found


def test_nothing_lasts_without_an_end(wren, dee):
    found = help_of(dee, wren)

    with pytest.raises(IntegrityError), transaction.atomic():
        Arrangement.objects.filter(pk=found.pk).update(ends_at=None)
