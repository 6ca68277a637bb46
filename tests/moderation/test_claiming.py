"""A case is worked on by one person at a time."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from community.forum.actions.moving import move_thread
from community.moderation import actions
from community.moderation.models import Case
from tests.factories import NOON, make_group
from tests.forum.factories import make_board
from tests.moderation.factories import decide, make_post, report_post

IDLE = NOON + timedelta(minutes=31)
STAYS = actions.Ruling(outcome="no_action")


def claim(case, moderator, now=NOON):
    return actions.claim(case, moderator=moderator, now=now)


def kinds(case):
    return list(case.events.values_list("kind", flat=True))


def test_r9_every_step_is_written_down_and_counted(case, mo):
    claim(case, mo)
    actions.note(case, moderator=mo, words="Seen something like it before.", now=NOON)
    decide(case, mo)

    case.refresh_from_db()
    assert kinds(case) == ["opened", "reported", "claimed", "noted", "decided"]
    assert case.version == 5
    assert case.events.last().actor_name == "Mo"


def test_nobody_decides_what_nobody_has_taken_on(case, mo):
    case.refresh_from_db()

    with pytest.raises(PermissionDenied, match="Take the case on first"):
        actions.decide(case, moderator=mo, version=case.version, ruling=STAYS, now=NOON)


def test_nobody_decides_what_somebody_else_has_taken_on(case, gil, mo):
    claim(case, gil)
    case.refresh_from_db()

    with pytest.raises(PermissionDenied, match="Gil has taken this case on"):
        actions.decide(case, moderator=mo, version=case.version, ruling=STAYS, now=NOON)
    with pytest.raises(PermissionDenied, match="Gil has taken this case on"):
        claim(case, mo)


def test_taking_on_twice_is_one_step(case, mo):
    assert [claim(case, mo), claim(case, mo)] == [True, False]
    assert kinds(case).count("claimed") == 1


def test_case_left_alone_for_half_an_hour_is_everybodys(case, gil, mo):
    claim(case, gil)

    assert claim(case, mo, now=IDLE)
    case.refresh_from_db()
    assert case.assignee == mo


def test_each_step_of_the_one_who_has_it_keeps_it(case, gil, mo):
    claim(case, gil)
    actions.note(case, moderator=gil, words="Still reading.", now=NOON + timedelta(minutes=20))

    with pytest.raises(PermissionDenied):
        claim(case, mo, now=IDLE)


def test_idle_cases_are_released_and_it_is_written_down(case, gil):
    claim(case, gil)

    assert [actions.release_idle(now=now) for now in (NOON, IDLE, IDLE)] == [0, 1, 0]
    case.refresh_from_db()
    assert (case.assignee, case.active_at) == (None, None)
    assert case.events.last().actor is None


def test_r52_passing_on_asks_for_no_reason(as_member, case, gil, mo):
    claim(case, gil)

    response = as_member(gil).post(f"{case.get_absolute_url()}release/", follow=True)

    assert "Passed on" in response.content.decode()
    assert claim(case, mo)


def test_nobody_passes_on_what_is_not_theirs(case, gil, mo):
    claim(case, gil)

    assert not actions.release(case, moderator=mo, now=NOON)


def test_a_note_of_the_team_is_in_the_history_and_nowhere_else(as_member, case, ada, bo, mo):
    actions.note(case, moderator=mo, words="Known from elsewhere.", now=NOON)
    decision = decide(case, mo)
    pages = [
        as_member(ada).get(decision.get_absolute_url()).content.decode(),
        as_member(bo).get(case.reports.get().get_absolute_url()).content.decode(),
        as_member(mo).get(case.get_absolute_url()).content.decode(),
    ]

    assert ["Known from elsewhere." in page for page in pages] == [False, False, True]


def test_a_note_sent_twice_is_one(case, mo):
    for _ in range(2):
        actions.note(case, moderator=mo, words="Twice?", now=NOON)

    assert kinds(case).count("noted") == 1


def test_case_follows_its_thread_to_another_group(group, ada, bo, gil):
    cramps = make_group("cramps")
    case = report_post(make_post(group, ada), bo).case
    case.post.thread.board = make_board(cramps)
    case.post.thread.save()

    assert [actions.follow_groups(), actions.follow_groups()] == [1, 0]
    assert Case.objects.get().group == cramps
    assert not Case.objects.visible_to(gil).exists()


def test_moderator_may_decide_what_they_found_themselves(as_member, post, ada, mo):
    case = actions.open_own_look(post, kind="post", moderator=mo, now=NOON)
    decision = decide(case, mo)

    assert "We found it ourselves." in as_member(ada).get(decision.get_absolute_url()).content.decode()


def test_members_open_no_case_themselves(post, bo):
    with pytest.raises(PermissionDenied):
        actions.open_own_look(post, kind="post", moderator=bo, now=NOON)
    assert not Case.objects.exists()


def test_case_decided_before_its_thread_left_the_group_is_not_there_any_more(as_member, group, ada, bo, gil, mo):
    post = make_post(group, ada)
    case = report_post(post, bo).case
    decide(case, mo, outcome="no_action")
    board = make_board(make_group("inner", privacy="private"), slug="inner")
    move_thread(post.thread, to=board, moderator=mo, now=NOON)

    assert as_member(gil).get(case.get_absolute_url()).status_code == 404
    assert as_member(mo).get(case.get_absolute_url()).status_code == 200
