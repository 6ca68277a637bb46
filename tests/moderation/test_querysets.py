from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from community.groups.models import Membership
from community.moderation import actions
from community.moderation.models import Case, Decision, Report
from tests.factories import NOON, join, make_group, make_moderator, make_user
from tests.forum.factories import make_thread
from tests.moderation.factories import decide, make_chat_message, make_post, report_post


def test_cases_are_for_moderators_of_their_group(case, ada, bo, eve, ed, gil, mo):
    elsewhere = make_moderator(make_group("cramps"), "Lea")
    host = make_user("Kim")
    join(case.group, host, role=Membership.Role.HOST)

    people = [AnonymousUser(), ada, bo, eve, ed, elsewhere, host, gil, mo]

    assert [person for person in people if Case.objects.visible_to(person).exists()] == [gil, mo]


def test_cases_of_chat_messages_are_seen_by_the_same_people(group, ada, bo, eve, gil, mo):
    message = make_chat_message(group, ada)
    actions.file_report(kind="message", pk=message.pk, reporter=bo, reason="spam", now=NOON)

    assert [person for person in (ada, bo, eve, gil, mo) if Case.objects.visible_to(person).exists()] == [gil, mo]


@pytest.mark.parametrize("name", ["gil", "mo"])
def test_no_moderator_sees_a_case_about_own_words(name, group, bo, request):
    author = request.getfixturevalue(name)
    report_post(make_post(group, author), bo)

    assert not Case.objects.visible_to(author).exists()


def test_suspended_moderator_sees_no_case(case, mo):
    mo.is_active = False
    mo.save()

    assert not Case.objects.visible_to(mo).exists()


def test_r6_cases_wait_by_risk_and_then_by_age(group, ada, bo):
    reasons = ["spam", "unsafe_advice", "illegal", "worried", "harassment", "worried", "under_age"]
    for hour, reason in enumerate(reasons):
        post = make_thread(group=group, author=ada, title=f"Thread {hour}").posts.get()
        report_post(post, bo, reason=reason, now=NOON + timedelta(hours=hour))

    waiting = Case.objects.open().most_pressing_first()

    in_order = ["worried", "worried", "under_age", "illegal", "unsafe_advice", "spam", "harassment"]
    assert [case.reports.get().reason for case in waiting] == in_order
    assert waiting[0].opened_at < waiting[1].opened_at


def test_receipt_is_for_its_reporter_only(report, ada, bo, mo):
    assert [person for person in (ada, bo, mo) if Report.objects.visible_to(person).exists()] == [bo]


def test_statement_is_for_its_author_only(case, ada, bo, gil, mo):
    decide(case, mo)

    assert [person for person in (ada, bo, gil, mo) if Decision.objects.visible_to(person).exists()] == [ada]


def test_author_never_learns_of_a_report_without_consequence(case, ada, mo):
    decide(case, mo, outcome="no_action")

    assert not Decision.objects.visible_to(ada).exists()
