"""Two workers, or one that dies in the middle: nobody hears of it twice."""

import pytest

from community.moderation import actions
from community.moderation.duty.actions import alert_due, alerting, pass_alert_on
from community.moderation.duty.models import Alert
from community.moderation.models import Case
from community.notifications.models import Delivery, Notification
from tests.concurrency import at_once
from tests.factories import NOON, join, make_group, make_user
from tests.forum.factories import make_thread
from tests.moderation.duty.factories import after, make_shift, worry
from tests.moderation.factories import make_post

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def waiting():
    group = make_group()
    ada, bo = make_user("Ada"), make_user("Bo")
    join(group, ada, bo)
    return worry(make_post(group, ada), bo)


@pytest.fixture
def team(waiting):
    return [make_user(name, is_moderator=True) for name in ("Mo", "Lou")]


def test_two_workers_tell_everybody_once(waiting, team):
    results = at_once(*[lambda: alert_due(now=NOON)] * 3)

    assert sorted(results) == [0, 0, 2]
    assert Alert.objects.count() == Notification.objects.filter(key=f"alert-{waiting.pk}").count() == 2
    assert Delivery.objects.filter(notification__key=f"alert-{waiting.pk}").count() == 2


def test_two_workers_take_one_step(waiting, team):
    for member in team:
        make_shift(member)

    assert sorted(at_once(*[lambda: alert_due(now=NOON)] * 2)) == [0, 1]
    assert sorted(at_once(*[lambda: alert_due(now=after(minutes=15))] * 2)) == [0, 1]
    assert Alert.objects.count() == 2


def test_double_click_on_pass_it_on_tells_one_person(waiting, team):
    make_shift(team[0])
    alert_due(now=NOON)
    make_user("Una", is_moderator=True)
    make_shift(team[1], begins=6, ends=9)

    results = at_once(*[lambda: pass_alert_on(waiting, moderator=team[0], now=NOON)] * 2)

    assert sorted(results) == [False, True]
    assert Alert.objects.count() == 2


def test_taking_it_on_while_the_next_one_is_told_leaves_nobody_to_look(waiting, team):
    make_shift(team[0])
    alert_due(now=NOON)

    at_once(
        lambda: actions.claim(Case.objects.get(pk=waiting.pk), moderator=team[0], now=after(minutes=15)),
        lambda: alert_due(now=after(minutes=15)),
    )

    assert not Notification.objects.unread().filter(key=f"alert-{waiting.pk}").exists()


def test_worker_that_dies_in_the_middle_has_told_nobody(waiting, team, monkeypatch):
    """The notice of the second person fails; the first one's goes with it, and the next tick does both."""
    tell = alerting.tell

    def dies(person, case, *, now):
        if person == team[1]:
            raise ConnectionError
        tell(person, case, now=now)

    monkeypatch.setattr(alerting, "tell", dies)
    with pytest.raises(ExceptionGroup):
        alert_due(now=NOON)
    assert not Alert.objects.exists()
    assert not Notification.objects.filter(recipient__in=team).exists()

    monkeypatch.undo()
    assert alert_due(now=NOON) == 2


def test_case_that_cannot_be_told_keeps_no_other_back(waiting, team, monkeypatch):
    bo = waiting.reports.get().reporter
    board = waiting.post.thread.board
    other = worry(
        make_thread(board=board, author=bo, title="Another").posts.get(), waiting.author, now=after(minutes=1)
    )
    tell = alerting.tell

    def fails(person, case, *, now):
        if case.pk == waiting.pk:
            raise ConnectionError
        tell(person, case, now=now)

    monkeypatch.setattr(alerting, "tell", fails)
    with pytest.raises(ExceptionGroup):
        alert_due(now=after(minutes=1))

    assert set(Alert.objects.values_list("case", flat=True)) == {other.pk}
