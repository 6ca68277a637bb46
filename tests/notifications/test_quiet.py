"""Quiet hours: mails that can wait do, by the clock on the member's wall."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from community.notifications import actions
from community.notifications.models import Delivery, Notification, QuietHours
from community.notifications.quiet import end_of_quiet
from community.notifications.ways import CAN_WAIT
from tests.factories import NOON, make_user

BERLIN = ZoneInfo("Europe/Berlin")
NIGHTS = [(day, time(22), time(7)) for day in range(7)]
PAGE = reverse("notifications:quiet_hours")
EMPTY = {f"{edge}_{day}": "" for day in range(7) for edge in ("begins", "ends")}


def berlin(day, hour, minute=0, month=11):
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


@pytest.mark.parametrize(
    ("hours", "now", "expected"),
    [
        (NIGHTS, berlin(22, 21, 59), berlin(22, 21, 59)),
        (NIGHTS, berlin(22, 22), berlin(23, 7)),
        (NIGHTS, berlin(23, 6, 59), berlin(23, 7)),
        (NIGHTS, berlin(23, 7), berlin(23, 7)),
        ([(6, time(10), time(16))], berlin(22, 12), berlin(22, 16)),  # a Sunday
        ([(0, time(10), time(16))], berlin(22, 12), berlin(22, 12)),
        ([(6, time(22), time(7)), (0, time(7), time(9))], berlin(22, 23), berlin(23, 9)),  # one after the other
        (NIGHTS, berlin(25, 1, month=10), berlin(25, 7, month=10)),  # the night of the longer clock
        ([(6, time(1), time(2, 30))], berlin(29, 1, 30, month=3), berlin(29, 3, month=3)),  # 02:30 is left out
        ([], berlin(22, 23), berlin(22, 23)),
    ],
)
def test_end_of_quiet_by_the_clock_on_the_wall(hours, now, expected):
    assert end_of_quiet(hours, BERLIN, now=now) == expected


ROWS = st.lists(st.tuples(st.integers(0, 6), st.times(), st.times()), max_size=7, unique_by=lambda row: row[0])
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC))


@given(hours=ROWS, now=MOMENTS)
def test_a_mail_is_never_held_for_ever_nor_sent_sooner(hours, now):
    until = end_of_quiet(hours, BERLIN, now=now)

    assert now <= until <= now + timedelta(days=9)


@pytest.mark.parametrize("kind", Notification.Kind.values)
def test_mails_that_can_wait_do_and_others_come(ada, kind):
    actions.choose_quiet_hours(ada, hours=[(6, time(10), time(16))])

    actions.notify(recipient=ada, kind=kind, text="Something", url="/x/", now=NOON)  # 13:00 on a Sunday in Berlin

    assert ada.notifications.unread().count() == 1
    assert Delivery.objects.get().due_at == (berlin(22, 16) if kind in CAN_WAIT else NOON)


def test_a_held_mail_is_not_late_for_those_who_watch(ada):
    actions.choose_quiet_hours(ada, hours=[(6, time(10), time(16))])
    actions.notify(recipient=ada, kind="reply", text="Something", url="/x/", now=NOON)

    assert Delivery.objects.oldest_due_seconds(berlin(22, 15)) == 0
    assert Delivery.objects.oldest_due_seconds(berlin(22, 16, 1)) == 60


@pytest.fixture
def signed_in(client, ada):
    client.force_login(ada)
    return client


def test_hours_are_kept_shown_and_taken_back(signed_in, ada):
    signed_in.post(PAGE, EMPTY | {"begins_0": "22:00", "ends_0": "07:00"})
    assert list(ada.quiet_hours.values_list("weekday", "begins", "ends")) == [(0, time(22), time(7))]
    page = signed_in.get(PAGE).content.decode()
    assert 'value="22:00"' in page
    assert "Europe/Berlin" in page

    signed_in.post(PAGE, EMPTY)

    assert not ada.quiet_hours.exists()


@pytest.mark.parametrize(
    "bad",
    [
        {"begins_0": "22:00"},
        {"ends_0": "07:00"},
        {"begins_0": "22:00", "ends_0": "22:00"},
        {"begins_0": "late", "ends_0": "07:00"},
        {"begins_0": "25:00", "ends_0": "1" * 10_000},
    ],
)
def test_what_makes_no_sense_comes_back_and_changes_nothing(signed_in, ada, bad):
    actions.choose_quiet_hours(ada, hours=NIGHTS)

    response = signed_in.post(PAGE, EMPTY | bad)

    assert response.status_code == 422
    assert ada.quiet_hours.count() == 7
    assert all(value in response.content.decode() for value in bad.values())


def test_another_members_hours_are_another_matter(ada, bo):
    actions.choose_quiet_hours(ada, hours=NIGHTS)
    actions.choose_quiet_hours(bo, hours=[])

    assert ada.quiet_hours.count() == 7


@pytest.mark.parametrize("row", [(7, time(1), time(2)), (0, time(1), time(1))])
def test_the_database_takes_no_impossible_hours(db, row):
    day, begins, ends = row
    with pytest.raises(IntegrityError), transaction.atomic():
        QuietHours.objects.create(member=make_user("Cy"), weekday=day, begins=begins, ends=ends)
