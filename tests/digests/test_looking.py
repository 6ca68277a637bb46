"""One look at one member's hour: who gets a summary, and when there is none."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from community.accounts.actions import choose_time_zone, sanction
from community.accounts.models import Sanction
from community.digests import actions
from community.digests.models import Digest, Item, Plan
from community.digests.reach import ABSENT, IN_A_ROW
from community.notifications.actions import choose_ways, mark_read
from community.notifications.models import Delivery
from tests.digests.factories import (
    SATURDAY,
    SUNDAY,
    by_summary,
    confirm,
    look,
    make_plan,
    start,
    tell,
    waiting_for,
)

WEEK, DAY = timedelta(days=7), timedelta(days=1)


def mailed():
    return Delivery.objects.count()


def test_what_is_new_makes_one_mail_on_sunday_at_ten(ada, bo, group):
    plan = waiting_for(ada)
    start(bo, group)
    assert plan.next_at == SUNDAY - 2 * WEEK

    [digest] = look(ada)

    delivery = Delivery.objects.get()
    assert (delivery.to_address, delivery.due_at) == (ada.email, SUNDAY)
    assert "1 new conversation in your groups" in delivery.text
    assert "1 new conversation in your groups" in delivery.html
    assert digest.get_absolute_url() in delivery.text
    assert delivery.useful_until == Plan.objects.get().next_at == SUNDAY + WEEK


def test_when_nothing_is_new_there_is_neither_mail_nor_summary(ada, bo, group):
    waiting_for(ada)
    start(ada, group, "My own")

    assert look(ada) == []

    assert (mailed(), Digest.objects.count(), ada.notifications.count()) == (0, 0, 0)
    assert Plan.objects.get().next_at == SUNDAY + WEEK


def test_nothing_is_told_twice(ada, bo, group):
    waiting_for(ada, rhythm="daily")
    by_summary(ada)
    start(bo, group), tell(ada)
    first = look(ada)
    assert [len(digest.items.all()) for digest in first] == [2]

    assert look(ada, now=SUNDAY + DAY) == first
    start(bo, group, "Another", now=SUNDAY + DAY)
    [second, *_before] = look(ada, now=SUNDAY + 2 * DAY)

    assert [item.thread.title for item in second.items.all()] == ["Another"]
    assert mailed() == 2


def test_the_database_keeps_anything_from_being_told_twice(ada, bo, group):
    waiting_for(ada), by_summary(ada)
    thread, notice = start(bo, group), tell(ada)
    [digest] = look(ada)

    for again in ({"thread": thread}, {"notice": notice}, {}, {"thread": thread, "notice": digest.notice}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Item.objects.create(digest=digest, member=ada, **again)
    with pytest.raises(IntegrityError), transaction.atomic():
        Digest.objects.create(member=ada, day=digest.day, notice=notice, made_at=SUNDAY)


def test_the_hour_is_not_yet_there(ada, bo, group):
    waiting_for(ada)
    start(bo, group)
    Plan.objects.update(next_at=SUNDAY)

    assert look(ada, now=SUNDAY - timedelta(seconds=1)) == []
    assert Plan.objects.get().next_at == SUNDAY


def test_daily_comes_every_day_and_weekly_every_week(ada, bo, group):
    waiting_for(ada, rhythm="daily"), waiting_for(bo, rhythm="weekly")
    for day in range(8):
        for author in (ada, bo):
            start(author, group, f"Day {day} of {author}", now=SATURDAY + day * DAY)
        for member in (ada, bo):
            look(member, now=SUNDAY + timedelta(hours=1) + day * DAY)

    assert [digest.day.day for digest in ada.digests.order_by("day")] == [22, 23, 24, 25, 26, 27, 28, 29]
    assert [digest.day.day for digest in bo.digests.order_by("day")] == [22, 29]
    assert bo.digests.get(day="2026-11-29").items.count() == 7


@pytest.mark.parametrize("missed", [timedelta(days=3), timedelta(days=7, hours=-1), timedelta(days=13)])
def test_after_an_outage_there_is_one_and_not_several(ada, bo, group, missed):
    waiting_for(ada)
    start(bo, group)
    back = SUNDAY + missed

    assert len(look(ada, now=back)) == 1
    for hours in range(1, 25):
        look(ada, now=back + timedelta(hours=hours))

    assert mailed() == 1
    assert Plan.objects.get().next_at > back


def test_never_two_on_one_day(ada, bo, group):
    """The missed one of yesterday an hour before that of today."""
    waiting_for(ada, rhythm="daily")
    start(bo, group)
    look(ada, now=SUNDAY - timedelta(hours=1))
    start(bo, group, "Just now", now=SUNDAY - timedelta(minutes=30))

    assert len(look(ada, now=SUNDAY)) == 1

    [tomorrow, _today] = look(ada, now=SUNDAY + DAY)
    assert [item.thread.title for item in tomorrow.items.all()] == ["Just now"]


def suspend(member):
    sanction(member, kind=Sanction.Kind.SUSPENSION, until=SUNDAY + DAY, now=SATURDAY)


def switch_off(member):
    member.is_active = False
    member.save()


def lose_address(member):
    EmailAddress.objects.update(verified=False)


def change_address(member):
    member.email = "new@members.example"
    member.save()


def send_back(member):
    member.mail_stopped_for, member.mail_stopped_why, member.mail_stopped_at = member.email, "bounced", SATURDAY
    member.save()


def stop(member):
    choose_ways(member, ways={"digest": "off"})


@pytest.mark.parametrize("how", [suspend, switch_off, lose_address, change_address, send_back, stop])
def test_nobody_gets_one_who_cannot_or_will_not_read_it(ada, bo, group, how):
    waiting_for(ada)
    start(bo, group)
    how(ada)

    assert look(ada) == []

    assert (mailed(), ada.notifications.count()) == (0, 0)
    assert Plan.objects.get().next_at == SUNDAY + WEEK


def test_whoever_is_only_silenced_gets_theirs(ada, bo, group):
    waiting_for(ada)
    start(bo, group)
    sanction(ada, kind=Sanction.Kind.SILENCE, until=SUNDAY + DAY, now=SATURDAY)

    assert len(look(ada)) == 1


def ignore(member, author, group, *, weeks):
    """Summaries that come and are not opened; the first in the week of SUNDAY."""
    for week in range(weeks):
        start(author, group, f"Week {week}", now=SATURDAY + week * WEEK)
        look(member, now=SUNDAY + week * WEEK)
    return member.digests.count()


def test_whoever_is_away_for_long_gets_no_more_until_they_are_back(ada, bo, group):
    waiting_for(ada)
    assert ignore(ada, bo, group, weeks=7) == IN_A_ROW

    ada.last_login = SUNDAY + 7 * WEEK - DAY
    ada.save()

    start(bo, group, "Welcome back", now=SATURDAY + 7 * WEEK)
    assert len(look(ada, now=SUNDAY + 7 * WEEK)) == IN_A_ROW + 1


@pytest.mark.parametrize("sign", ["opened", "signed in", "read a notice"])
def test_any_sign_of_them_keeps_summaries_coming(ada, bo, group, sign):
    waiting_for(ada)
    now = SUNDAY + (IN_A_ROW - 1) * WEEK
    ignore(ada, bo, group, weeks=IN_A_ROW)
    if sign == "opened":
        actions.mark_opened(ada.digests.order_by("-day")[1], now=now)
    elif sign == "signed in":
        ada.last_login = now
        ada.save()
    else:
        mark_read(tell(ada, "moderation"), now=now)

    start(bo, group, "More", now=now)
    assert len(look(ada, now=now + WEEK)) == IN_A_ROW + 1


def test_daily_ones_go_on_for_four_weeks(ada, bo, group):
    waiting_for(ada, rhythm="daily")
    ada.last_login = SUNDAY
    ada.save()
    for day in range(40):
        start(bo, group, f"Day {day}", now=SUNDAY + day * DAY - timedelta(hours=1))
        look(ada, now=SUNDAY + day * DAY)

    assert ada.digests.count() == ABSENT.days


def test_a_plan_follows_its_member_to_another_zone(ada, bo, group):
    waiting_for(ada)
    look(ada)
    choose_time_zone(ada, time_zone="Pacific/Auckland")
    start(bo, group, now=SUNDAY + DAY)

    look(ada, now=SUNDAY + WEEK)  # at ten in Berlin it is late in the evening there: too late for a first look
    assert Plan.objects.get().time_zone == "Pacific/Auckland"
    assert Plan.objects.get().next_at == SUNDAY + WEEK - timedelta(hours=12)
    [digest] = look(ada, now=SUNDAY + WEEK)

    assert digest.day.day == 29
    assert Plan.objects.get().next_at == SUNDAY + 2 * WEEK - timedelta(hours=12)


def test_a_flight_over_the_date_line_brings_no_second_one(ada, bo, group):
    choose_time_zone(ada, time_zone="Pacific/Auckland")
    waiting_for(ada)
    start(bo, group)
    look(ada, now=SUNDAY - timedelta(hours=12))
    choose_time_zone(ada, time_zone="Pacific/Honolulu")
    start(bo, group, "Later", now=SUNDAY)

    for hours in range(24):
        look(ada, now=SUNDAY + timedelta(hours=hours))

    assert [digest.day.day for digest in ada.digests.all()] == [22]


def test_choosing_again_plans_anew_and_remembers_day_and_hour_while_off(ada):
    plan = make_plan(confirm(ada), rhythm="daily", hour=7, now=SUNDAY)
    assert plan.next_at == datetime(2026, 11, 23, 6, tzinfo=UTC)

    plan = make_plan(ada, rhythm="off", weekday=2, hour=20, now=SUNDAY)
    assert (plan.rhythm, plan.weekday, plan.hour) == ("daily", 2, 20)
    assert ada.choices.get().way == "off"

    plan = make_plan(ada, rhythm="weekly", weekday=2, hour=20, now=SUNDAY)
    assert plan.next_at == datetime(2026, 11, 25, 19, tzinfo=UTC)
    assert ada.choices.get().way == "now"


@pytest.mark.parametrize(
    "wrong",
    [{"rhythm": "off"}, {"weekday": 7}, {"hour": 24}, {"next_at": SATURDAY, "looked_at": SATURDAY}],
)
def test_the_database_keeps_plans_in_order(ada, wrong):
    make_plan(ada)

    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.update(**wrong)
