from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from community.accounts.models import Sanction
from community.moderation import actions
from community.moderation.permissions import (
    can_appeal,
    can_open_queue,
    can_report,
    why_not_claim,
    why_not_handle,
    why_not_undo,
)
from tests.factories import NOON, join, make_moderator, make_user
from tests.moderation.factories import decide, make_post, report_post


def test_every_member_may_report(ada, eve, mo):
    suspended = make_user("Una", is_active=False)
    newest = make_user("Nia", guidelines_accepted_at=None)

    people = [AnonymousUser(), suspended, newest, ada, eve, mo]

    assert [person for person in people if can_report(person)] == [newest, ada, eve, mo]


def test_queue_is_open_to_moderators(ada, eve, ed, gil, mo):
    assert [person for person in (AnonymousUser(), ada, eve, ed, gil, mo) if can_open_queue(person)] == [gil, mo]


def test_case_is_decided_by_moderators_of_its_group(case, ada, bo, eve, gil, mo):
    assert [person for person in (ada, bo, eve, gil, mo) if not why_not_handle(person, case)] == [gil, mo]


def test_nobody_decides_about_own_words(group, bo, mo):
    case = report_post(make_post(group, mo), bo).case

    assert "about their own words" in why_not_handle(mo, case)


def test_nobody_decides_on_an_own_report(post, mo):
    case = report_post(post, mo).case

    assert "You reported it" in why_not_handle(mo, case)


@pytest.mark.parametrize(("judge", "refused"), [("mo", True), ("gil", True), ("root", False)])
def test_nobody_judges_an_equal(group, bo, judge, refused, request, gil, mo):
    colleague = make_user("Lou", is_moderator=True)
    join(group, colleague)
    case = report_post(make_post(group, colleague), bo).case

    assert ("nobody judges an equal" in why_not_handle(request.getfixturevalue(judge), case)) == refused


def test_moderator_of_a_group_does_not_judge_another_of_it(group, bo, gil, mo):
    colleague = make_moderator(group, "Lou")
    case = report_post(make_post(group, colleague), bo).case

    assert [person for person in (gil, mo) if not why_not_handle(person, case)] == [mo]


def test_author_may_appeal_what_is_hidden(case, ada, bo, mo):
    decision = decide(case, mo)

    assert [person for person in (ada, bo, mo) if can_appeal(person, decision, now=NOON)] == [ada]


def test_author_may_appeal_once(case, ada, mo):
    decision = decide(case, mo)
    actions.appeal(decision, author=ada, words="Please look again.", now=NOON)

    assert not can_appeal(ada, decision, now=NOON)


def test_what_may_stay_cannot_be_appealed(case, ada, mo):
    decision = decide(case, mo, outcome="no_action")

    assert not can_appeal(ada, decision, now=NOON)


def test_appeal_is_open_for_six_months(case, ada, mo):
    decision = decide(case, mo)

    days = [day for day in (0, 182, 184) if can_appeal(ada, decision, now=NOON + timedelta(days=day))]

    assert days == [0, 182]


@pytest.mark.parametrize(("kind", "days"), [(Sanction.Kind.SILENCE, 7), (Sanction.Kind.SUSPENSION, 7)])
def test_what_limits_an_account_is_taken_back_by_a_moderator_of_the_site(case, ada, gil, mo, kind, days):
    decision = decide(case, mo, outcome="no_action", sanction=kind, days=days)

    assert "limits an account" in why_not_undo(gil, decision, now=NOON)
    assert why_not_undo(mo, decision, now=NOON) == ""

    actions.appeal(decision, author=ada, words="Please look again.", now=NOON)
    case.refresh_from_db()
    other = make_user("Lou", is_moderator=True)
    assert "limits an account" in why_not_claim(gil, case, now=NOON)
    assert why_not_claim(other, case, now=NOON) == ""


def test_a_warning_is_taken_back_by_a_moderator_of_the_group(case, gil, mo):
    decision = decide(case, mo, outcome="no_action", sanction=Sanction.Kind.WARNING)

    assert why_not_undo(gil, decision, now=NOON) == ""
