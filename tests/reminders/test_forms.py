from datetime import date, time

import pytest

from community.reminders.forms import ReminderForm, initial_of
from community.reminders.schedule import Schedule, Unit
from tests.factories import NOON
from tests.reminders.factories import make_reminder

NO_SUCH_DAY = "There is no such day. Write it in numbers, for example 27 3 2027."

TYPED = {
    "title": "Botulinum toxin appointment",
    "unit": "weeks",
    "interval": "12",
    "starts_on_day": "3",
    "starts_on_month": "12",
    "starts_on_year": "2026",
    "local_time": "09:00",
    "time_zone": "Europe/Berlin",
    "note": "Bring the letter.",
}


def form_of(**changes):
    return ReminderForm(TYPED | changes, now=NOON, initial={})


def test_what_is_typed_becomes_a_schedule():
    form = form_of()

    assert form.is_valid()
    assert form.cleaned_data["title"] == "Botulinum toxin appointment"
    assert form.cleaned_data["schedule"] == Schedule(
        starts_on=date(2026, 12, 3), local_time=time(9), time_zone="Europe/Berlin", unit=Unit.WEEKS, interval=12
    )


@pytest.mark.parametrize("typed", ["9:00", "09.00", "0900", "9am", "9:00 am", "09:00 AM"])
def test_a_time_may_be_typed_in_many_ways(typed):
    form = form_of(local_time=typed)

    assert form.is_valid()
    assert form.cleaned_data["local_time"] == time(9)


@pytest.mark.parametrize("typed", ["10", "10am", "1000"])
def test_a_whole_hour_is_that_hour(typed):
    form = form_of(local_time=typed)

    assert form.is_valid()
    assert form.cleaned_data["local_time"] == time(10)


@pytest.mark.parametrize("number", ["", "7", "0", "many"])
def test_a_reminder_that_comes_once_needs_no_number(number):
    form = form_of(unit="once", interval=number)

    assert form.is_valid()
    assert form.cleaned_data["schedule"].interval == 1


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"title": "  "}, "title", "Enter a few words, so that you know what to do."),
        ({"title": "x" * 10_000}, "title", "Ensure this value has at most 120 characters (it has 10000)."),
        ({"title": "Appointment\x07"}, "title", "Remove the invisible control characters."),
        ({"note": "x" * 2001}, "note", "Ensure this value has at most 2000 characters (it has 2001)."),
        ({"unit": ""}, "unit", "Choose how often."),
        ({"unit": "hours"}, "unit", "Select a valid choice. hours is not one of the available choices."),
        ({"interval": ""}, "interval", "Enter how many: 1 for each, 2 for every second, and so on."),
        ({"interval": "0"}, "interval", "Ensure this value is greater than or equal to 1."),
        ({"interval": "121"}, "interval", "Ensure this value is less than or equal to 120."),
        (
            {"starts_on_day": "31", "starts_on_month": "2"},
            "starts_on",
            NO_SUCH_DAY,
        ),
        ({"starts_on_day": "3rd"}, "starts_on", NO_SUCH_DAY),
        (
            {"starts_on_year": "9" * 5000},
            "starts_on",
            NO_SUCH_DAY,
        ),
        ({"starts_on_year": ""}, "starts_on", "Enter a day, a month and a year."),
        ({"starts_on_year": "1"}, "starts_on", "The year must be between 2000 and 2199."),
        ({"starts_on_year": "9999"}, "starts_on", "The year must be between 2000 and 2199."),
        ({"local_time": "25:00"}, "local_time", "Enter a time such as 09:00 or 14:30."),
        ({"local_time": ""}, "local_time", "Enter a time."),
        (
            {"time_zone": "Nowhere/Place"},
            "time_zone",
            "Select a valid choice. Nowhere/Place is not one of the available choices.",
        ),
        (
            {"unit": "once", "starts_on_year": "2025"},
            "starts_on",
            "This moment has passed. Choose a later date or time.",
        ),
    ],
)
def test_what_is_wrong_is_said_at_the_field(changes, field, words):
    form = form_of(**changes)

    assert form.errors == {field: [words]}


def test_an_empty_form_asks_for_everything_but_the_number_and_the_note():
    form = ReminderForm({}, now=NOON, initial={})

    assert set(form.errors) == {"title", "unit", "starts_on", "local_time", "time_zone"}


def test_a_first_date_in_the_past_is_fine_for_what_comes_again():
    assert form_of(starts_on_year="2025").is_valid()


def test_line_breaks_become_spaces_in_a_title_and_stay_in_a_note():
    form = form_of(title="Appointment\r\nBcc: all@members.example", note="One\r\nTwo")

    assert form.is_valid()
    assert form.cleaned_data["title"] == "Appointment Bcc: all@members.example"
    assert form.cleaned_data["note"] == "One\r\nTwo"


def test_no_frequency_is_chosen_beforehand():
    form = ReminderForm(now=NOON, initial={})

    assert 'type="radio"' in str(form["unit"])
    assert "checked" not in str(form["unit"])


def test_a_reminder_fills_its_own_form(ada):
    reminder = make_reminder(ada, note="Left eye first.", interval=2)

    form = ReminderForm(now=NOON, initial=initial_of(reminder))

    assert [form[name].value() for name in ("title", "interval", "time_zone")] == ["Eye-drops", 2, "Europe/Berlin"]
    assert 'value="2026"' in str(form["starts_on"])
    assert 'value="09:00"' in str(form["local_time"])
