"""A decision can be taken back for a day."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from community.accounts.models import Sanction
from community.forum.actions import add_reply
from community.forum.actions.team import lock_thread
from community.moderation import actions
from community.moderation.models import Case
from community.notifications.models import Notification
from tests.factories import NOON, join, make_group
from tests.forum.factories import make_board
from tests.moderation.factories import answer, decide, make_post, report_post
from tests.moderation.test_measures import state

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


def test_lock_by_hand_between_two_decisions_stays(case, post, gil, mo):
    undo(decide(case, mo, outcome="locked"), mo)
    lock_thread(post.thread, moderator=gil, now=NOON + HOURS)
    undo(decide(case, mo, outcome="locked", now=NOON + 2 * HOURS), mo, now=NOON + 3 * HOURS)

    post.thread.refresh_from_db()
    assert post.thread.locked_at == NOON + HOURS


def test_lock_that_two_decisions_hold_ends_with_the_last_of_them(case, post, ada, bo, gil, mo):
    other = report_post(post.thread.posts.get(number=1), bo).case
    first = decide(case, mo, outcome="locked")
    second = decide(other, mo, outcome="locked", now=NOON + HOURS)

    undo(first, mo, now=NOON + 2 * HOURS)
    post.thread.refresh_from_db()
    assert post.thread.locked_at == NOON
    undo(second, mo, now=NOON + 3 * HOURS)
    post.thread.refresh_from_db()
    assert post.thread.locked_at is None


def test_undoing_from_the_page(as_member, case, post, mo):
    decision = decide(case, mo)
    typed = {"decision": decision.pk, "reason": "Wrong post."}

    response = as_member(mo).post(f"{case.get_absolute_url()}undo/", typed, follow=True)

    post.refresh_from_db()
    assert "Everything is as it was" in response.content.decode()
    assert post.hidden_at is None


def test_stale_page_does_not_undo_what_was_decided_since(as_member, case, gil, mo):
    first = decide(case, mo)
    undo(first, gil)
    second = decide(case, gil, outcome="locked")

    response = as_member(mo).post(f"{case.get_absolute_url()}undo/", {"decision": first.pk})

    case.refresh_from_db()
    assert (response.status_code, case.decision) == (403, second)
    assert "This decision is no longer in force." in response.content.decode()


def test_undoing_what_is_appealed_beside_a_newer_case_leaves_one_waiting(case, post, ada, gil, mo):
    decision = decide(case, mo, outcome="no_action", sanction=Sanction.Kind.WARNING)
    newer = report_post(post, gil, reason="worried").case
    actions.appeal(decision, author=ada, words="Please.", now=NOON)
    undo(decision, mo)

    assert list(Case.objects.open()) == [newer]


def test_whoever_undoes_what_is_appealed_does_not_decide_anew(case, ada, gil, mo):
    decision = decide(case, mo)
    actions.appeal(decision, author=ada, words="Please.", now=NOON)
    undo(decision, mo)

    case.refresh_from_db()
    assert case.assignee is None
    with pytest.raises(PermissionDenied, match="another moderator looks again"):
        decide(case, mo)
    assert decide(case, gil).case == case


@pytest.mark.parametrize("outcome", ["noted", "annotated"])
def test_words_nobody_has_read_are_taken_back_with_what_they_were_about(case, ada, mo, outcome):
    undo(decide(case, mo, outcome=outcome, details={"notes": 4, "notice": "More in the resources.", "link": ""}), mo)

    assert not ada.notifications.unread().exists()


ONE_AFTER_THE_OTHER = {
    "noted": ({"notes": 4}, {"notes": 6}),
    "annotated": ({"notice": "One.", "link": ""}, {"notice": "Two.", "link": ""}),
}


@pytest.mark.parametrize("order", [[0, 1], [1, 0]])
@pytest.mark.parametrize("outcome", ["noted", "annotated", "moved"])
def test_two_decisions_about_the_same_are_taken_back_in_any_order(group, case, post, gil, mo, outcome, order):
    boards = [{"board": make_board(group, slug=slug).pk} for slug in ("first", "second")]
    one, other = ONE_AFTER_THE_OTHER.get(outcome, boards)
    before = state(post)
    decisions = [decide(case, mo, outcome=outcome, details=one)]
    newer = report_post(post, gil, reason="worried").case
    decisions.append(decide(newer, mo, outcome=outcome, details=other))
    undo(decisions[order[0]], mo)
    during = state(post)
    undo(decisions[order[1]], mo)

    assert during != before
    assert state(post) == before


def test_a_content_note_stays_while_another_decision_wants_it(case, post, gil, mo):
    first = decide(case, mo, outcome="noted", details={"notes": 4})
    decide(report_post(post, gil, reason="worried").case, mo, outcome="noted", details={"notes": 4})
    undo(first, mo)

    post.refresh_from_db()
    assert post.content_notes == 4


@pytest.mark.parametrize("written_since", [False, True])
def test_thread_comes_back_from_a_private_group_unless_somebody_has_written_there(ada, bo, mo, written_since):
    public, private = make_group("open-air", privacy="public"), make_group("inner", privacy="private")
    join(public, ada, bo)
    join(private, ada)
    post = make_post(public, ada)
    board, thread = post.thread.board, post.thread
    decision = decide(report_post(post, bo).case, mo, outcome="moved", details={"board": make_board(private).pk})
    if written_since:
        thread.refresh_from_db()
        add_reply(thread=thread, author=ada, body="For few.", now=NOON + HOURS)
        with pytest.raises(PermissionDenied, match="not written for them"):
            undo(decision, mo, now=NOON + 2 * HOURS)
    else:
        undo(decision, mo, now=NOON + 2 * HOURS)

    thread.refresh_from_db()
    assert (thread.board == board) == (not written_since)
