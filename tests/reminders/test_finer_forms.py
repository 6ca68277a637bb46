"""The folded part of the form: what is typed into it, and what is wrong with that."""

import re
from datetime import date, time

import pytest
from django.utils import translation

from community.reminders.fields import DatesField, MonthDaysField
from community.reminders.forms import ReminderForm, initial_of
from community.reminders.models import Reminder
from community.reminders.schedule import Unit
from tests.factories import NOON
from tests.reminders.factories import make_reminder
from tests.reminders.test_forms import TYPED, form_of

AT_ODDS_ONCE = "A reminder that comes once does without this. Leave it empty."
NO_DAY_LEFT = "With this, no day is left on which it comes."


def test_the_finer_fields_become_the_rule():
    form = form_of(
        weekdays=["3", "0"],
        more_times="9pm, 13.00\n13:00",
        until="1.3.2027",
        count="20",
        left_out="24.12.2026; 31 12 2026",
    )

    assert form.is_valid(), form.errors
    schedule = form.cleaned_data["schedule"]
    assert (schedule.weekdays, schedule.more_times) == ((3, 0), (time(13), time(21)))
    assert (schedule.until, schedule.count) == (date(2027, 3, 1), 20)
    assert schedule.left_out == (date(2026, 12, 24), date(2026, 12, 31))


def test_days_of_the_month_are_numbers_or_the_last():
    form = form_of(unit="months", month_days="15, 1, last day")

    assert form.is_valid(), form.errors
    assert form.cleaned_data["schedule"].month_days == (-1, 1, 15)


@pytest.mark.parametrize("typed", ["15, último", "15; El último día", "15, last"])
def test_the_last_day_has_the_word_of_the_page(typed):
    with translation.override("es"):
        field = MonthDaysField(most=31)

        assert field.clean(typed) == (-1, 15)
        assert field.prepare_value((-1, 15)) == "último, 15"
        assert DatesField(most=3).clean("29 de noviembre de 2026, 1.12.2026") == (date(2026, 11, 29), date(2026, 12, 1))


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"weekdays": ["7"]}, "weekdays", "Select a valid choice. 7 is not one of the available choices."),
        (
            {"unit": "days", "weekdays": ["0"]},
            "weekdays",
            "Weekdays go with “every week”. Choose that above, or take the ticks away.",
        ),
        (
            {"month_days": "1"},
            "month_days",
            "Days of the month go with “every month”. Choose that above, or leave this empty.",
        ),
        (
            {"unit": "months", "month_days": "32"},
            "month_days",
            "Enter days from 1 to 31, or the word last, for example 1, 15, last. This is none: 32",
        ),
        ({"more_times": "25:00"}, "more_times", "Enter times such as 13:00, 21:00. This is none: 25:00"),
        (
            {"more_times": ",".join(f"{hour}:00" for hour in range(13))},
            "more_times",
            "These are too many. There is room for 11.",
        ),
        ({"count": "0"}, "count", "Ensure this value is greater than or equal to 1."),
        ({"count": "1001"}, "count", "Ensure this value is less than or equal to 1000."),
        (
            {"until": "2.12.2026"},
            "until",
            "The last day is before the first date. Choose a later one, or leave it empty.",
        ),
        ({"until": "31.2.2027"}, "until", "Write the day as day, month and year, for example 27.3.2027."),
        ({"until": "1.1.0001"}, "until", "Write a year between 1900 and 2199."),
        ({"until": "31.12.9999"}, "until", "Write a year between 1900 and 2199."),
        (
            {"left_out": "31.2.2027"},
            "left_out",
            "Write each day as day, month and year, for example 27.3.2027. There is no such day: 31.2.2027",
        ),
        (
            {"left_out": "1.1.9999"},
            "left_out",
            "Write each day as day, month and year, for example 27.3.2027. There is no such day: 1.1.9999",
        ),
        ({"until": "5.12.2026", "left_out": "3.12.2026"}, "left_out", NO_DAY_LEFT),
        ({"weekdays": ["0"], "until": "6.12.2026"}, "until", NO_DAY_LEFT),
        ({"unit": "once", "count": "2"}, "count", AT_ODDS_ONCE),
        ({"unit": "once", "more_times": "10:00"}, "more_times", AT_ODDS_ONCE),
    ],
)
def test_what_is_wrong_with_the_finer_rule_is_said_at_the_field(changes, field, words):
    assert form_of(**changes).errors == {field: [words]}


def test_a_list_of_any_length_is_read_in_no_time():
    assert form_of(left_out="1.1.2027," * 100_000).is_valid()
    assert set(form_of(more_times="x" * 1_000_000).errors) == {"more_times"}


def test_too_many_are_refused_before_any_is_read(monkeypatch):
    read = []
    monkeypatch.setattr(DatesField, "one", lambda self, part: read.append(part))

    form = form_of(left_out=",".join(f"{day} Jan {year}" for day in range(1, 32) for year in range(2027, 2199)))

    assert form.errors["left_out"] == ["These are too many. There is room for 60."]
    assert read == []


@pytest.mark.parametrize("title", ["\u200b\u202e", "\u3164"])
def test_a_title_that_nobody_can_see_is_refused(title):
    assert set(form_of(title=title).errors) == {"title"}


def test_signs_that_turn_or_hide_words_are_taken_out_of_a_title():
    form = form_of(title="Left\u202e eye\u200b first")

    assert form.is_valid()
    assert form.cleaned_data["title"] == "Left eye first"


def test_the_fold_is_open_where_something_is_set_or_wrong(ada):
    assert not ReminderForm(now=NOON, initial={}).finer_is_open
    assert not form_of().finer_is_open
    assert form_of(until="soon").finer_is_open
    assert ReminderForm(now=NOON, initial=initial_of(make_reminder(ada, more_times=(time(13),)))).finer_is_open
    assert not ReminderForm(now=NOON, initial=initial_of(make_reminder(ada))).finer_is_open


def test_a_finer_reminder_fills_its_own_form_and_saves_the_same(client, ada, time_machine):
    time_machine.move_to(NOON, tick=False)
    client.force_login(ada)
    finer = {
        "weekdays": (0, 3),
        "more_times": (time(13),),
        "until": date(2027, 3, 1),
        "left_out": (date(2026, 12, 24),),
    }
    reminder = make_reminder(ada, unit=Unit.WEEKS, count=50, **finer)

    page = client.get(f"/reminders/{reminder.pk}/change/").content.decode()
    typed = {name: value for name in ("more_times", "until", "count", "left_out") for value in [value_of(page, name)]}
    ticked = re.findall(r'name="weekdays" value="(\d)"[^>]*checked', page)
    of_day = {"starts_on_day": "1", "starts_on_month": "11", "starts_on_year": "2026"}
    client.post(f"/reminders/{reminder.pk}/change/", TYPED | of_day | typed | {"interval": "1", "weekdays": ticked})

    assert typed == {"more_times": "13:00", "until": "01.03.2027", "count": "50", "left_out": "24.12.2026"}
    assert Reminder.objects.get().schedule == reminder.schedule
    assert '<details class="more" open>' in page


def value_of(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def test_what_was_typed_stays_when_it_is_refused(client, ada):
    client.force_login(ada)
    typed = {"more_times": "noon & night", "month_days": "9,9,x", "left_out": "Christmas"}

    response = client.post("/reminders/new/", TYPED | typed)

    content = response.content.decode()
    assert response.status_code == 422
    assert '<details class="more" open>' in content
    for words in ("noon &amp; night", "9,9,x", "Christmas"):
        assert f'value="{words}"' in content
    assert not Reminder.objects.exists()
