"""Two people act in the same moment, each with a connection of their own."""

import pytest
from django.core.exceptions import PermissionDenied

from community.chat.actions import set_signs
from community.chat.actions.recording import locked as locked_room
from community.forum.actions.editing import Words, edit_post
from community.forum.actions.removing import remove_post
from community.forum.actions.writing import locked as locked_thread
from community.groups.models import Membership
from community.moderation import actions
from community.moderation.models import Case, Decision, Report
from tests.concurrency import at_once, while_held
from tests.factories import NOON, join, make_group, make_user
from tests.forum.factories import make_board
from tests.moderation.factories import decide, file_report, make_chat_message, make_post, report_post

pytestmark = pytest.mark.django_db(transaction=True)
RULINGS = {
    "hidden": {},
    "removed": {},
    "masked": {"details": {"phrase": "Reply"}},
    "noted": {"details": {"notes": 4}},
    "annotated": {"details": {"notice": "Our resources say more.", "link": "/resources/"}},
    "moved": {},
    "locked": {},
}


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

    with while_held(lambda: locked_room(message.room), lambda: decide(case, gil)):
        set_signs(message, member=lou, kinds=1, now=NOON)

    message.refresh_from_db()
    assert (message.signs, message.hidden_at) == (1, NOON)


@pytest.mark.parametrize("outcome", RULINGS)
def test_a_decision_about_a_post_and_an_edit_of_it_wait_for_each_other_in_order(people, outcome):
    group, author, (gil, lou) = people
    post = make_post(group, author)
    board = make_board(group, slug="elsewhere")
    case = report_post(post, lou).case
    ruling = RULINGS[outcome] | ({"details": {"board": board.pk}} if outcome == "moved" else {})

    with while_held(lambda: locked_thread(post.thread), lambda: decide(case, gil, outcome=outcome, **ruling)):
        edit_post(post, editor=author, words=Words("Reply otherwise."), version=0, now=NOON)

    case.refresh_from_db()
    post.refresh_from_db()
    assert (case.decision.outcome, post.edit_count > 0) == (outcome, True)


def test_an_undoing_and_a_removal_by_the_author_wait_for_each_other_in_order(people):
    group, author, (gil, lou) = people
    post = make_post(group, author)
    decision = decide(report_post(post, lou).case, gil, outcome="locked")

    with while_held(lambda: locked_thread(post.thread), lambda: actions.undo(decision, moderator=gil, now=NOON)):
        remove_post(post, author=author, now=NOON)

    post.refresh_from_db()
    post.thread.refresh_from_db()
    assert (post.removed_at, post.thread.locked_at) == (NOON, None)
