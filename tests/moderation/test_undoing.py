"""A decision can be taken back for a day."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from community.moderation import actions
from community.moderation.models import Case
from community.notifications.models import Notification
from tests.factories import NOON
from tests.moderation.factories import answer, decide, report_post

HOURS = timedelta(hours=1)


def undo(decision, moderator, **fields):
    return actions.undo(decision, moderator=moderator, **{"now": NOON, **fields})


@pytest.mark.parametrize(("hours", "possible"), [(23, True), (25, False)])
def test_a_decision_can_be_undone_for_a_day(case, post, mo, hours, possible):
    decision = decide(case, mo)

    if possible:
        undo(decision, mo, now=NOON + hours * HOURS)
    else:
        with pytest.raises(PermissionDenied, match="for 24 hours"):
            undo(decision, mo, now=NOON + hours * HOURS)
    post.refresh_from_db()
    assert (post.hidden_at is None) == possible


def test_undone_case_waits_again_with_the_one_who_undid_it(case, mo, gil):
    undo(decide(case, mo), gil, words="Wrong post.")

    case.refresh_from_db()
    assert (case.decided_at, case.decision, case.assignee) == (None, None, gil)
    assert case.events.last().words == "Wrong post."


def test_notices_nobody_has_read_are_taken_back(case, ada, bo, mo):
    undo(decide(case, mo), mo)

    assert not Notification.objects.unread().filter(kind="moderation").exists()
    assert Notification.objects.filter(kind="moderation").count() == 2


def test_whoever_has_read_it_is_told(case, ada, bo, mo):
    decision = decide(case, mo)
    ada.notifications.update(read_at=NOON)
    undo(decision, mo)

    assert ada.notifications.unread().get().text == "The team took a decision back and looks at it anew."
    assert not bo.notifications.unread().exists()


def test_undone_decision_says_so_to_its_author_and_cannot_be_appealed(as_member, case, ada, mo):
    decision = decide(case, mo)
    undo(decision, mo)

    page = as_member(ada).get(decision.get_absolute_url()).content.decode()

    assert "The team took a decision back" in page
    with pytest.raises(PermissionDenied):
        actions.appeal(decision, author=ada, words="Still.", now=NOON)


def test_the_same_moderator_decides_anew(case, post, mo):
    undo(decide(case, mo), mo)
    decision = decide(case, mo, outcome="no_action", now=NOON + HOURS)

    case.refresh_from_db()
    assert case.decision == decision
    assert case.decisions.count() == 2


def test_a_second_click_undoes_once(case, mo):
    decision = decide(case, mo)

    assert undo(decision, mo) == undo(decision, mo)
    assert list(case.events.values_list("kind", flat=True)).count("undone") == 1


@pytest.mark.parametrize("name", ["ada", "bo", "eve"])
def test_members_undo_nothing(case, mo, name, request):
    decision = decide(case, mo)

    with pytest.raises(PermissionDenied):
        undo(decision, request.getfixturevalue(name))


def test_decision_that_an_appeal_ended_cannot_be_undone(case, ada, gil, mo):
    decision = decide(case, mo)
    actions.appeal(decision, author=ada, words="Please.", now=NOON)
    answer(case, gil, upheld=True)

    with pytest.raises(PermissionDenied, match="no longer in force"):
        undo(decision, gil)


def test_undoing_beside_a_newer_case_leaves_one_waiting(case, post, gil, mo):
    decision = decide(case, mo, outcome="no_action")
    newer = report_post(post, gil, reason="worried").case
    undo(decision, mo)

    assert list(Case.objects.open()) == [newer]


def test_undoing_from_the_page(as_member, case, post, mo):
    decide(case, mo)

    response = as_member(mo).post(f"{case.get_absolute_url()}undo/", {"reason": "Wrong post."}, follow=True)

    post.refresh_from_db()
    assert "Everything is as it was" in response.content.decode()
    assert post.hidden_at is None
