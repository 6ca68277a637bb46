"""Two people act in the same moment, each with a connection of their own."""

import time
from threading import Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from community.chat.actions import set_signs
from community.chat.actions.recording import locked
from community.groups.models import Membership
from community.moderation import actions
from community.moderation.models import Case, Decision, Report
from tests.concurrency import at_once
from tests.factories import NOON, join, make_group, make_user
from tests.moderation.factories import file_report, make_chat_message, make_post, report_post

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    group = make_group()
    author, *moderators = (make_user(name) for name in ("Ada", "Gil", "Lou"))
    join(group, author)
    join(group, *moderators, role=Membership.Role.MODERATOR)
    return group, author, moderators


def test_one_of_two_moderators_takes_a_case_on(people):
    group, author, moderators = people
    case = report_post(make_post(group, author), author).case

    def claim(moderator):
        return lambda: actions.claim(Case.objects.get(pk=case.pk), moderator=moderator, now=NOON)

    results = at_once(*(claim(moderator) for moderator in moderators))

    assert {type(result) for result in results} == {bool, PermissionDenied}
    assert Case.objects.get().assignee in moderators


def test_a_decision_sent_from_two_windows_is_one(people):
    group, author, moderators = people
    case = report_post(make_post(group, author), author).case
    actions.claim(case, moderator=moderators[0], now=NOON)
    version = Case.objects.get().version
    stays = actions.Ruling(outcome="no_action")

    def decide():
        return actions.decide(
            Case.objects.get(pk=case.pk), moderator=moderators[0], version=version, ruling=stays, now=NOON
        )

    assert len(set(at_once(decide, decide))) == 1
    assert Decision.objects.count() == 1


def test_reports_in_one_moment_make_one_case(people):
    group, author, moderators = people
    post = make_post(group, author)

    results = at_once(*(lambda member=member: report_post(post, member) for member in (*moderators, moderators[0])))

    assert {type(result) for result in results} == {Report}
    assert Case.objects.get().reports.count() == 2
    assert Case.objects.get().version == 3  # opened, reported, reported


def test_a_decision_about_a_message_and_a_sign_to_it_wait_for_each_other_in_order(people):
    group, author, (gil, lou) = people
    message = make_chat_message(group, author)
    case = file_report("message", message, lou).case
    actions.claim(case, moderator=gil, now=NOON)
    case.refresh_from_db()
    ruling = actions.Ruling(outcome="hidden", guideline="kindness")

    def hide():
        actions.decide(case, moderator=gil, version=case.version, ruling=ruling, now=NOON)
        connection.close()

    other = Thread(target=hide)
    with transaction.atomic():
        locked(message.room)
        other.start()
        time.sleep(0.5)
        set_signs(message, member=lou, kinds=1, now=NOON)
    other.join(timeout=20)

    message.refresh_from_db()
    assert (message.signs, message.hidden_at) == (1, NOON)
