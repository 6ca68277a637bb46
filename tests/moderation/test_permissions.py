from django.contrib.auth.models import AnonymousUser

from community.moderation import actions
from community.moderation.permissions import can_appeal, can_moderate_case, can_open_queue, can_report
from tests.factories import NOON, make_user
from tests.moderation.factories import decide, make_post, report_post


def test_every_member_may_report(ada, eve, mo):
    suspended = make_user("Una", is_active=False)
    newest = make_user("Nia", guidelines_accepted_at=None)

    people = [AnonymousUser(), suspended, newest, ada, eve, mo]

    assert [person for person in people if can_report(person)] == [newest, ada, eve, mo]


def test_queue_is_open_to_moderators(ada, eve, ed, gil, mo):
    assert [person for person in (AnonymousUser(), ada, eve, ed, gil, mo) if can_open_queue(person)] == [gil, mo]


def test_case_is_decided_by_moderators_of_its_group(case, ada, bo, eve, gil, mo):
    assert [person for person in (ada, bo, eve, gil, mo) if can_moderate_case(person, case)] == [gil, mo]


def test_nobody_decides_about_own_words(group, bo, mo):
    case = report_post(make_post(group, mo), bo).case

    assert not can_moderate_case(mo, case)


def test_nobody_decides_on_an_own_report(post, mo):
    case = report_post(post, mo).case

    assert not can_moderate_case(mo, case)


def test_nobody_decides_a_case_twice(case, mo):
    decide(case, mo)

    assert not can_moderate_case(mo, case)


def test_author_may_appeal_what_is_hidden(case, ada, bo, mo):
    decision = decide(case, mo)

    assert [person for person in (ada, bo, mo) if can_appeal(person, decision)] == [ada]


def test_author_may_appeal_once(case, ada, mo):
    decision = decide(case, mo)
    actions.appeal(decision, author=ada, words="Please look again.", now=NOON)

    assert not can_appeal(ada, decision)


def test_what_may_stay_cannot_be_appealed(case, ada, mo):
    decision = decide(case, mo, outcome="no_action")

    assert not can_appeal(ada, decision)
