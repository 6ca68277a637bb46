"""A rule as it is when one of its moments, and with it all that follow, comes at another one."""

from dataclasses import replace
from datetime import date, datetime, time
from itertools import islice

import pytest

from community.reminders.models import HIGHEST_COUNT
from community.reminders.schedule import LAST_DAY, Schedule, Unit, wall_clock
from community.reminders.shifting import (
    DayIsLeftOut,
    DayIsTaken,
    EndsBefore,
    OthersStay,
    TimeIsTaken,
    moved,
)
from community.reminders.wording import sentence

BEGIN = date(2026, 11, 2)  # a Monday


def rule(unit, **fields):
    return Schedule(**{"starts_on": BEGIN, "local_time": time(9), "time_zone": "UTC", "unit": unit, **fields})


TWICE_A_DAY = rule(Unit.DAYS, more_times=(time(21),))
MO_TH = rule(Unit.WEEKS, weekdays=(0, 3))
THREE_OF_MONTH = rule(Unit.MONTHS, month_days=(1, 15, LAST_DAY))


def shift(schedule, own, to):
    return moved(schedule, own=datetime.fromisoformat(own), to=datetime.fromisoformat(to))


def clocks(schedule, first, count=4):
    return [f"{clock:%d.%m. %H}" for clock in islice((c for c in wall_clock(schedule, first) if c >= first), count)]


@pytest.mark.parametrize(
    ("schedule", "own", "to", "words", "next_ones"),
    [
        (
            TWICE_A_DAY,
            "2026-11-30T21:00",
            "2026-11-30T20:00",
            "Every day at 09:00 and 20:00, starting 30 November 2026",
            ["30.11. 20", "01.12. 09", "01.12. 20", "02.12. 09"],
        ),
        (  # the time that stays comes first now
            TWICE_A_DAY,
            "2026-11-30T09:00",
            "2026-11-30T22:00",
            "Every day at 21:00 and 22:00, starting 30 November 2026",
            ["30.11. 21", "30.11. 22", "01.12. 21", "01.12. 22"],
        ),
        (  # over midnight
            TWICE_A_DAY,
            "2026-11-30T21:00",
            "2026-12-01T00:00",
            "Every day at 00:00 and 09:00, starting 1 December 2026",
            ["01.12. 00", "01.12. 09", "02.12. 00", "02.12. 09"],
        ),
        (  # nine o'clock stays, tomorrow too
            TWICE_A_DAY,
            "2026-11-30T21:00",
            "2026-12-01T20:00",
            "Every day at 09:00 and 20:00, starting 1 December 2026",
            ["01.12. 09", "01.12. 20", "02.12. 09", "02.12. 20"],
        ),
        (  # the whole day moves; what came at nine today does not come at nine tomorrow
            replace(TWICE_A_DAY, interval=4),
            "2026-11-30T21:00",
            "2026-12-01T20:00",
            "Every 4 days at 09:00 and 20:00, starting 1 December 2026",
            ["01.12. 20", "05.12. 09", "05.12. 20", "09.12. 09"],
        ),
        (
            MO_TH,
            "2026-11-30T09:00",
            "2026-12-01T09:00",
            "Every week on Tuesday and Thursday at 09:00, starting 1 December 2026",
            ["01.12. 09", "03.12. 09", "08.12. 09", "10.12. 09"],
        ),
        (  # Thursday stays, and comes before
            MO_TH,
            "2026-11-30T09:00",
            "2026-12-04T09:00",
            "Every week on Thursday and Friday at 09:00, starting 3 December 2026",
            ["03.12. 09", "04.12. 09", "10.12. 09", "11.12. 09"],
        ),
        (  # another time is another time on all its days
            MO_TH,
            "2026-11-30T09:00",
            "2026-11-30T10:00",
            "Every week on Monday and Thursday at 10:00, starting 30 November 2026",
            ["30.11. 10", "03.12. 10", "07.12. 10", "10.12. 10"],
        ),
        (  # into the next week
            MO_TH,
            "2026-12-03T09:00",
            "2026-12-08T09:00",
            "Every week on Monday and Tuesday at 09:00, starting 7 December 2026",
            ["07.12. 09", "08.12. 09", "14.12. 09", "15.12. 09"],
        ),
        (  # by nine days: only Thursdays until then
            MO_TH,
            "2026-11-30T09:00",
            "2026-12-09T09:00",
            "Every week on Wednesday and Thursday at 09:00, starting 3 December 2026",
            ["03.12. 09", "09.12. 09", "10.12. 09", "16.12. 09"],
        ),
        (
            rule(Unit.WEEKS, interval=2, weekdays=(0,)),
            "2026-11-30T09:00",
            "2026-12-09T09:00",
            "Every 2 weeks on Wednesday at 09:00, starting 9 December 2026",
            ["09.12. 09", "23.12. 09", "06.01. 09", "20.01. 09"],
        ),
        (
            THREE_OF_MONTH,
            "2026-12-15T09:00",
            "2026-12-18T09:00",
            "Every month on day 1, day 18 and the last day at 09:00, starting 18 December 2026",
            ["18.12. 09", "31.12. 09", "01.01. 09", "18.01. 09"],
        ),
        (
            THREE_OF_MONTH,
            "2026-12-31T09:00",
            "2026-12-28T09:00",
            "Every month on day 1, day 15 and day 28 at 09:00, starting 28 December 2026",
            ["28.12. 09", "01.01. 09", "15.01. 09", "28.01. 09"],
        ),
        (  # the last day stays the last
            THREE_OF_MONTH,
            "2026-12-31T09:00",
            "2026-12-31T10:00",
            "Every month on day 1, day 15 and the last day at 10:00, starting 31 December 2026",
            ["31.12. 10", "01.01. 10", "15.01. 10", "31.01. 10"],
        ),
        (  # in February the 28th stands for the 31st, and goes on doing so
            rule(Unit.MONTHS, starts_on=date(2026, 10, 31)),
            "2027-02-28T09:00",
            "2027-02-28T10:00",
            "Every month on day 31 at 10:00, starting 28 February 2027; on the last day of a shorter month",
            ["28.02. 10", "31.03. 10", "30.04. 10", "31.05. 10"],
        ),
        (
            rule(Unit.MONTHS, starts_on=date(2026, 10, 31)),
            "2027-02-28T09:00",
            "2027-02-27T09:00",
            "Every month at 09:00, starting 27 February 2027",
            ["27.02. 09", "27.03. 09", "27.04. 09", "27.05. 09"],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_it_stands_for_is_replaced_and_the_others_stay(schedule, own, to, words, next_ones):
    new, first = shift(schedule, own, to)

    assert (sentence(new), clocks(new, first)) == (words, next_ones)


@pytest.mark.parametrize(
    ("schedule", "own", "to", "problem"),
    [
        (TWICE_A_DAY, "2026-11-30T21:00", "2026-11-30T09:00", TimeIsTaken),
        (TWICE_A_DAY, "2026-11-30T21:00", "2026-12-02T20:00", OthersStay),  # what of tomorrow at eight?
        (MO_TH, "2026-11-30T09:00", "2026-12-03T09:00", DayIsTaken),
        (MO_TH, "2026-12-03T09:00", "2026-12-07T15:00", DayIsTaken),
        (THREE_OF_MONTH, "2026-12-15T09:00", "2026-12-01T09:00", DayIsTaken),
        (THREE_OF_MONTH, "2026-12-15T09:00", "2026-12-31T09:00", DayIsTaken),
        (rule(Unit.MONTHS, month_days=(15, 31)), "2026-12-15T09:00", "2026-12-31T09:00", DayIsTaken),
        (MO_TH, "2026-11-30T09:00", "2026-12-16T09:00", OthersStay),  # what of the Wednesday before?
        (replace(MO_TH, interval=2), "2026-12-03T09:00", "2026-12-08T09:00", OthersStay),  # in a week of its own
        (replace(THREE_OF_MONTH, interval=2), "2027-01-15T09:00", "2027-02-05T09:00", OthersStay),
        (MO_TH, "2026-12-01T09:00", "2026-12-02T09:00", OthersStay),  # no moment of the rule
        (replace(MO_TH, left_out=(date(2026, 12, 1),)), "2026-11-30T09:00", "2026-12-01T09:00", DayIsLeftOut),
        (replace(MO_TH, until=date(2026, 12, 3)), "2026-11-30T09:00", "2026-12-04T09:00", EndsBefore),
        (rule(Unit.DAYS, until=date(2026, 12, 3)), "2026-11-30T09:00", "2026-12-04T09:00", EndsBefore),
    ],
    ids=lambda value: getattr(value, "__name__", str(value) if isinstance(value, str) else ""),
)
def test_what_no_rule_can_say_is_refused(schedule, own, to, problem):
    with pytest.raises(problem):
        shift(schedule, own, to)


@pytest.mark.parametrize(
    ("schedule", "to", "left"),
    [
        (replace(MO_TH, count=20), "2026-12-01T09:00", ["01.12. 09", *clocks(MO_TH, datetime(2026, 12, 1), 1)]),
        (replace(MO_TH, count=9), "2026-12-04T09:00", ["04.12. 09"]),  # the last one: Thursday does not come any more
        (replace(TWICE_A_DAY, count=57), "2026-11-30T22:00", ["30.11. 22"]),
        (replace(TWICE_A_DAY, count=58), "2026-11-30T22:00", ["30.11. 21", "30.11. 22"]),
    ],
)
def test_as_many_are_left_as_there_were(schedule, to, left):
    new, first = shift(schedule, "2026-11-30T09:00", to)
    whole = clocks(new, first, HIGHEST_COUNT)

    assert whole[: len(left)] == left
    assert len(whole) == len(clocks(schedule, datetime(2026, 11, 30), HIGHEST_COUNT))
