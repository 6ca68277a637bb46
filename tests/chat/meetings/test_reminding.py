"""Mails a day and an hour before: to whom, when, and never of a moment that is not true."""

from datetime import timedelta

import pytest

from community.accounts.actions import sanction
from community.accounts.models import Sanction
from community.chat import tasks
from community.chat.actions.attending import remind
from community.groups.actions import leave_group
from community.groups.models import SupportGroup
from community.notifications.actions import claim_due, drop_unwanted
from community.notifications.models import Delivery
from community.ticks import TICKS
from tests.chat.meetings.factories import SEVEN, TUESDAY, attend, cancel, decline, fresh, make_meeting, move
from tests.concurrency import at_once
from tests.factories import NOON, join, make_user

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
EARLY = SEVEN - timedelta(days=20)


@pytest.fixture
def meeting(room, ada, mo):
    meeting = make_meeting(room, mo, now=EARLY)
    attend(meeting, ada, now=EARLY)
    return meeting


def mails(now):
    """What a worker would hand over now."""
    drop_unwanted(now=now)
    return [delivery.to_address for delivery in claim_due(now=now)]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (DAY + MINUTE, 0),
        (DAY, 1),
        (DAY - MINUTE, 1),
        (HOUR + MINUTE, 1),
        (HOUR, 1),
        (MINUTE, 1),
        (timedelta(0), 0),
        (-MINUTE, 0),
    ],
)
def test_a_mail_goes_out_a_day_or_an_hour_before_and_not_later(meeting, before, expected):
    assert remind(meeting, now=SEVEN - before) == expected
    assert Delivery.objects.count() == expected


def test_one_mail_a_day_and_one_an_hour_before_say_when_in_the_readers_zone(meeting, ada):
    for before in (DAY, DAY - MINUTE, DAY / 2, HOUR, HOUR - MINUTE, MINUTE):
        remind(meeting, now=SEVEN - before)
        if before == DAY:
            assert mails(SEVEN - DAY) == [ada.email]
            mail = Delivery.objects.get()

    assert Delivery.objects.count() == 2
    assert "19:00 on Tuesday, 24 November 2026, time in Europe/Berlin" in mail.text
    assert "19:00 on Tuesday, 24 November 2026, time in Europe/Berlin" in mail.html
    assert mail.subject == "A meeting you plan to join · Steadfold"
    assert f"/meetings/{meeting.pk}/" in mail.text
    assert "“Quiet hour” begins on Tuesday, 24 November at 19:00." in set(
        ada.notifications.values_list("text", flat=True)
    )


def test_mails_name_neither_meeting_nor_room_nor_group(meeting):
    remind(meeting, now=SEVEN - DAY)

    mail = Delivery.objects.get()
    for words in ("Quiet hour", "Quiet corner", "emifacial"):
        assert words not in mail.text + mail.html + mail.subject


def test_only_those_who_come_are_reminded(room, group, mo, ada, bo):
    meeting = make_meeting(room, mo, now=EARLY, capacity=1)
    cy = make_user("Cy")
    join(group, cy)
    attend(meeting, ada, bo, now=EARLY)
    decline(meeting, cy, now=EARLY)

    assert remind(meeting, now=SEVEN - DAY) == 1
    assert [delivery.to_address for delivery in Delivery.objects.all()] == [ada.email]


def test_who_decides_within_the_day_hears_an_hour_before_only(room, ada, mo):
    meeting = make_meeting(room, mo, now=EARLY)
    attend(meeting, ada, now=SEVEN - DAY / 2)

    assert remind(meeting, now=SEVEN - DAY / 3) == 0
    assert remind(meeting, now=SEVEN - HOUR) == 1


def test_who_left_is_suspended_or_switched_off_hears_nothing(meeting, group, room, bo):
    cy, di = make_user("Cy"), make_user("Di")
    join(group, cy, di)
    attend(meeting, bo, cy, di, now=EARLY)
    leave_group(group=group, member=bo, now=EARLY)
    sanction(cy, kind=Sanction.Kind.SUSPENSION, until=SEVEN, now=EARLY)
    type(di).objects.filter(pk=di.pk).update(is_active=False)

    remind(meeting, now=SEVEN - DAY)

    assert mails(SEVEN - DAY) == ["ada@members.example"]
    assert not bo.notifications.exists()
    assert not cy.notifications.exists()


def test_who_leaves_while_the_mail_waits_does_not_get_it(meeting, group, ada):
    remind(meeting, now=SEVEN - DAY)
    leave_group(group=group, member=ada, now=SEVEN - DAY)

    remind(meeting, now=SEVEN - DAY + MINUTE)

    assert mails(SEVEN - DAY + MINUTE) == []


def test_group_that_became_private_keeps_its_members(meeting, group, ada):
    SupportGroup.objects.filter(pk=group.pk).update(privacy="private")

    assert remind(meeting, now=SEVEN - DAY) == 1


def test_calling_off_takes_the_waiting_mail_back_and_tells(meeting, ada, mo):
    remind(meeting, now=SEVEN - DAY)

    cancel(meeting, mo, now=SEVEN - DAY + MINUTE)

    assert mails(SEVEN - DAY + MINUTE) == [ada.email]
    mail = Delivery.objects.exclude(lease=None).get()
    assert "Something about it has changed." in mail.text
    assert ada.notifications.unread().get().text == (
        "“Quiet hour” on Tuesday, 24 November at 19:00 will not take place."
    )
    assert remind(meeting, now=SEVEN - HOUR) == 0


def test_declining_takes_the_waiting_mail_back(meeting, ada):
    remind(meeting, now=SEVEN - DAY)

    decline(meeting, ada, now=SEVEN - DAY)

    assert mails(SEVEN - DAY) == []
    assert remind(meeting, now=SEVEN - HOUR) == 0


def test_moving_takes_the_waiting_mail_back_and_says_the_new_time(meeting, ada, mo):
    remind(meeting, now=SEVEN - DAY)

    move(meeting, mo, starts_on=TUESDAY + 3 * DAY, now=SEVEN - DAY)

    assert mails(SEVEN - DAY) == [ada.email]
    assert "19:00 on Friday, 27 November 2026" in Delivery.objects.exclude(lease=None).get().text
    assert remind(meeting, now=SEVEN - HOUR) == 0
    assert remind(fresh(meeting), now=SEVEN + 2 * DAY) == 1


def test_moving_twice_leaves_one_mail_with_the_last_time(meeting, ada, mo):
    for days in (3, 4):
        move(meeting, mo, starts_on=TUESDAY + days * DAY, now=EARLY)

    assert mails(EARLY) == [ada.email]
    assert "Saturday, 28 November" in Delivery.objects.exclude(lease=None).get().text


def test_moving_a_whole_series_tells_each_once(room, ada, mo):
    first = make_meeting(room, mo, weeks=1)
    for meeting in first.plan.meetings.all():
        attend(meeting, ada)

    move(first, mo, following=True, starts_on=TUESDAY + DAY)

    assert mails(NOON) == [ada.email]


def test_moved_there_and_back_it_reminds_once_of_a_moment(meeting, ada, mo):
    day_before = SEVEN - DAY
    remind(meeting, now=day_before)
    assert mails(day_before) == [ada.email]

    move(meeting, mo, starts_on=TUESDAY + DAY, now=day_before + MINUTE)
    move(meeting, mo, now=day_before + 2 * MINUTE)

    assert remind(meeting, now=day_before + 3 * MINUTE) == 0


def test_moved_to_within_the_hour_the_news_is_the_reminder(meeting, mo):
    now = SEVEN - 3 * HOUR
    move(meeting, mo, local_time=(now + 1.5 * HOUR).time(), now=now)  # an hour's difference to UTC: in 30 minutes

    assert remind(meeting, now=now + MINUTE) == 0
    assert len(mails(now + MINUTE)) == 1


def test_late_mail_of_the_day_is_dropped_when_the_hour_has_come(meeting):
    remind(meeting, now=SEVEN - DAY)  # and the mail server was away

    assert mails(SEVEN - HOUR - MINUTE) != []
    Delivery.objects.update(lease=None, leased_until=None)
    assert mails(SEVEN - HOUR) == []


def test_after_an_outage_there_is_one_mail(meeting, ada):
    assert remind(meeting, now=SEVEN - HOUR / 2) == 1

    assert mails(SEVEN - HOUR / 2) == [ada.email]


def test_mail_of_the_hour_is_of_no_use_after_the_start(meeting):
    remind(meeting, now=SEVEN - HOUR)

    assert mails(SEVEN) == []


@pytest.mark.django_db(transaction=True)
def test_three_workers_remind_once(room, group, mo):
    meeting = make_meeting(room, mo, now=EARLY)
    members = [make_user(f"Member{number}") for number in range(3)]
    join(group, *members)
    attend(meeting, *members, now=EARLY)

    reminded = at_once(*[lambda: remind(meeting, now=SEVEN - DAY)] * 3)

    assert sorted(reminded) == [0, 0, 3]
    assert Delivery.objects.count() == 3


def test_the_clock_does_both(meeting, time_machine):
    time_machine.move_to(SEVEN - DAY + MINUTE, tick=False)

    assert tasks.remind_of_meetings() == 1
    assert tasks.remind_of_meetings() == 0
    assert tasks.make_meetings() == 0
    assert {"community.chat.tasks.remind_of_meetings", "community.chat.tasks.make_meetings"} <= set(TICKS)


def test_one_meeting_that_cannot_be_reminded_of_does_not_silence_the_next(room, ada, bo, mo, time_machine, caplog):
    broken, whole = make_meeting(room, mo, now=EARLY), make_meeting(room, mo, now=EARLY, title="Another hour")
    attend(broken, ada, now=EARLY)
    attend(whole, bo, now=EARLY)
    type(ada).objects.filter(pk=ada.pk).update(time_zone="Nowhere/Else")
    time_machine.move_to(SEVEN - DAY + MINUTE, tick=False)

    assert tasks.remind_of_meetings() == 1

    assert [delivery.to_address for delivery in Delivery.objects.all()] == [bo.email]
    assert f"Meeting {broken.pk}, remind: ZoneInfoNotFoundError" in caplog.text
    assert "Quiet hour" not in caplog.text
