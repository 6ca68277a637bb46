"""The clock's side: everybody at their own hour, what it costs, and what it does not do."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.accounts.actions import choose_time_zone
from community.core.turns import Turn
from community.digests import actions, tasks
from community.digests.models import Digest, Plan
from community.digests.tasks import keep_plans, make_due_digests
from community.notifications.models import Delivery
from community.notifications.stop_links import stop_link
from community.notifications.tasks import send_due_deliveries
from tests.digests.factories import SATURDAY, SUNDAY, by_summary, confirm, look, start, tell, waiting_for
from tests.factories import EARLIER, join, make_user

CANARY = "Xyloquat"
HOURS = {"Ada": "Europe/Berlin", "Ana": "Pacific/Auckland", "Hoku": "Pacific/Honolulu"}


@pytest.fixture
def readers(group, bo):
    members = [make_user(name, time_zone=zone) for name, zone in HOURS.items()]
    join(group, *members)
    for member in members:
        waiting_for(member)
    return members


def walk(begins, hours):
    """What went out in each hour of the clock."""
    out = []
    for hour in range(hours):
        with time_machine.travel(begins + timedelta(hours=hour), tick=False):
            make_due_digests(), send_due_deliveries()
        out += [(letter.to[0].split("@")[0], begins + timedelta(hours=hour)) for letter in mail.outbox]
        mail.outbox.clear()
    return out


def test_everybody_gets_theirs_on_their_own_sunday_at_ten(readers, bo, group):
    friday = SATURDAY - timedelta(days=1)
    with time_machine.travel(friday, tick=False):
        make_due_digests()  # the Sundays before, on which nothing was new
    start(bo, group, CANARY, now=friday)

    sent = walk(friday, 24 * 4)

    assert [name for name, _when in sent] == ["ana", "ada", "hoku"]  # as the sun rises on them
    zones = {member.username.lower(): member.zone for member in readers}
    assert {name: when.astimezone(zones[name]) for name, when in sent} == {
        name: datetime(2026, 11, 22, 10, tzinfo=zone) for name, zone in zones.items()
    }


def test_the_beat_knows_both():
    assert settings.TICKS[make_due_digests.name] <= 60
    assert settings.TICKS[keep_plans.name] == 3600


def test_the_mail_can_be_stopped_with_one_click_and_then_none_comes(ada, bo, group, client):
    waiting_for(ada)
    start(bo, group, CANARY)
    with time_machine.travel(SUNDAY, tick=False):
        assert (make_due_digests(), send_due_deliveries()) == (1, 1)
    headers, message = mail.outbox[0].extra_headers, mail.outbox[0].message().as_string()
    link = stop_link(ada, "digest", address=ada.email)
    assert headers["List-Unsubscribe"] == f"<{link}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in mail.outbox[0].body
    assert "because a summary mail comes to every member" in mail.outbox[0].body
    assert CANARY not in message

    client.post("/" + link.split("/", 3)[3], {"List-Unsubscribe": "One-Click"})

    start(bo, group, "More", now=SUNDAY)
    assert len(look(ada, now=SUNDAY + timedelta(days=7))) == 1


def test_a_mail_that_waits_is_stopped_too(ada, bo, group, client):
    waiting_for(ada)
    start(bo, group)
    look(ada)

    client.post("/" + stop_link(ada, "digest", address=ada.email).split("/", 3)[3])

    with time_machine.travel(SUNDAY, tick=False):
        assert send_due_deliveries() == 0
    assert Delivery.objects.get().why == "stopped"


def test_a_mail_that_could_not_leave_for_a_week_gives_way_to_the_next(ada, bo, group):
    waiting_for(ada)
    start(bo, group)
    look(ada)

    with time_machine.travel(SUNDAY + timedelta(days=7), tick=False):
        send_due_deliveries()

    assert Delivery.objects.get().why == "late"


def test_summaries_wait_while_many_mails_do(ada, bo, group, monkeypatch):
    """Reminders are in the same outbox, first come, first served."""
    monkeypatch.setattr(tasks, "BACKLOG", 3)
    waiting_for(ada)
    start(bo, group)
    for number in range(3):
        tell(bo, "moderation", key=f"n-{number}")
    with time_machine.travel(SUNDAY, tick=False):
        assert make_due_digests() == 0
        send_due_deliveries()
        assert make_due_digests() == 1


def test_many_are_made_in_batches(bo, group, monkeypatch):
    monkeypatch.setattr(tasks, "BATCH", 2)
    for number in range(5):
        member = make_user(f"Member{number}")
        join(group, member)
        waiting_for(member)
    start(bo, group)

    with time_machine.travel(SUNDAY + timedelta(hours=1), tick=False):
        assert [make_due_digests(), make_due_digests()] == [5, 0]

    assert Digest.objects.count() == 5


def test_one_broken_plan_silences_nobody(ada, bo, eve, group, caplog):
    for member in (ada, bo):
        waiting_for(member)
    join(group, eve)
    start(eve, group)
    type(ada).objects.filter(pk=ada.pk).update(time_zone=CANARY)

    with time_machine.travel(SUNDAY + timedelta(hours=1), tick=False):
        assert make_due_digests() == 1

    assert Digest.objects.get().member == bo
    assert "No summary: Plan" in caplog.text
    assert CANARY not in caplog.text


def test_not_even_a_batch_of_broken_plans_does(ada, bo, eve, group, monkeypatch):
    monkeypatch.setattr(tasks, "BATCH", 2)
    for member in (ada, eve, bo):
        waiting_for(member)
    join(group, eve)
    start(eve, group)
    type(ada).objects.filter(pk__in=[ada.pk, eve.pk]).update(time_zone=CANARY)

    with time_machine.travel(SUNDAY + timedelta(hours=1), tick=False):
        assert make_due_digests() == 1

    assert Digest.objects.get().member == bo


def test_a_worker_that_stops_looks_after_nobody_more(ada, bo, group, monkeypatch):
    waiting_for(ada)
    start(bo, group)
    monkeypatch.setattr(Turn, "stopping", True)

    with time_machine.travel(SUNDAY, tick=False):
        assert make_due_digests() == keep_plans() == 0

    assert Plan.objects.due(SUNDAY).get().member == ada
    assert not Plan.objects.filter(member=bo).exists()


def test_newcomers_get_the_usual_plan_and_keep_their_own(ada, bo, monkeypatch):
    monkeypatch.setattr(tasks, "BATCH", 1)
    actions.choose_rhythm(bo, rhythm="daily", weekday=1, hour=5, now=EARLIER)
    make_user("Gone", is_active=False)

    with time_machine.travel(SATURDAY, tick=False):
        assert [keep_plans(), keep_plans()] == [1, 0]

    plans = {plan.member: (plan.rhythm, plan.weekday, plan.hour) for plan in Plan.objects.select_related("member")}
    assert plans == {ada: ("weekly", 6, 10), bo: ("daily", 1, 5)}
    assert Plan.objects.get(member=ada).next_at == SUNDAY


def test_plans_follow_those_who_moved(ada, bo):
    waiting_for(ada, now=SATURDAY), waiting_for(bo, now=SATURDAY)
    choose_time_zone(ada, time_zone="Pacific/Auckland")

    with time_machine.travel(SATURDAY, tick=False):
        assert [keep_plans(), keep_plans()] == [1, 0]

    assert Plan.objects.get(member=ada).next_at == SUNDAY - timedelta(hours=12)
    assert Plan.objects.get(member=bo).next_at == SUNDAY + timedelta(hours=1)


def test_with_nothing_due_the_tick_asks_once(ada, django_assert_num_queries):
    waiting_for(ada)

    with time_machine.travel(EARLIER, tick=False), django_assert_num_queries(1):
        make_due_digests()


@pytest.mark.parametrize("rows", [1, 3])
def test_a_look_costs_the_same_for_any_number_of_things(ada, bo, group, rows):
    waiting_for(ada), by_summary(ada)
    plan = Plan.objects.select_related("member").get()
    for number in range(rows):
        thread = start(bo, group, f"Thread {number}")
        tell(ada, url=thread.posts.get().get_absolute_url(), key=f"n-{number}")

    with CaptureQueriesContext(
        connection,
    ) as queries:
        actions.look(plan, now=SUNDAY)

    assert Digest.objects.get().items.count() == 2 * rows
    assert len([query for query in queries if not is_frame(query["sql"])]) == LOOK


# Claim, whom it reaches, their last summaries, notices, which of their posts can be seen, levels of places, threads;
# how they want to hear of it, the notice, its mail, that it is no news itself, the summary, its items.
LOOK = 13


def is_frame(sql):
    return sql.startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))


def test_what_is_due_is_found_by_an_index(ada):
    due = Plan.objects.due(SUNDAY).order_by("next_at", "pk")[:100]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")

    assert "digests_due" in due.explain()


def test_whoever_is_told_daily_of_nothing_costs_one_look_a_day(ada):
    confirm(ada)
    actions.choose_rhythm(ada, rhythm="daily", weekday=6, hour=10, now=SATURDAY)
    looked = 0
    for hour in range(49):
        with time_machine.travel(SATURDAY + timedelta(hours=hour), tick=False):
            looked += make_due_digests()

    assert looked == 2
