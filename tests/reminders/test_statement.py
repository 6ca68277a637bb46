"""Looking back: what fell due, what was answered, and what became of the mails. For its owner alone."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from community.notifications.models import Delivery
from community.reminders import actions
from community.reminders.models import Occurrence
from tests.reminders.factories import NINE, ONE_DAY, ONE_HOUR, fresh, make_reminder

Answer = Occurrence.Answer
MONTH = "/reminders/months/2026/11/"


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def send(*, after):
    """As the worker notes it: every mail that waits has left this long after its moment."""
    for mail in Delivery.objects.waiting():
        Delivery.objects.filter(pk=mail.pk).update(sent_at=mail.about_at + after)


def row(client, title):
    [words] = re.findall(rf"{title} (Fell due: .*?) “Missed”", text(client.get(MONTH)))
    return words


def test_month_counts_what_fell_due_and_what_was_answered(page, ada, time_machine):
    reminder = make_reminder(ada)
    for day, answer in enumerate([Answer.DONE, Answer.SKIPPED, None, None]):
        now = NINE + day * ONE_DAY
        occurrence = actions.fire(fresh(reminder), now=now)
        if answer:
            actions.answer(occurrence=occurrence, member=ada, answer=answer, now=now)

    assert row(page, "Eye-drops") == "Fell due: 4. Done: 1. Skipped: 1. Missed: 1. No answer yet: 1."


def test_what_did_not_happen_is_not_listed(page, ada):
    occurrence = actions.fire(make_reminder(ada), now=NINE)
    actions.answer(occurrence=occurrence, member=ada, answer=Answer.DONE, now=NINE)

    assert row(page, "Eye-drops") == "Fell due: 1. Done: 1."


def test_mails_are_told_apart_by_when_they_left_and_why_they_stayed(page, ada):
    reminder = make_reminder(ada)
    actions.fire(reminder, now=NINE)
    send(after=timedelta(minutes=1))
    actions.fire(fresh(reminder), now=NINE + ONE_DAY)
    send(after=ONE_HOUR)
    third, now = actions.fire(fresh(reminder), now=NINE + 2 * ONE_DAY), NINE + 2 * ONE_DAY
    actions.answer(occurrence=third, member=ada, answer=Answer.DONE, now=now)
    actions.fire(fresh(reminder), now=NINE + 3 * ONE_DAY)

    words = text(page.get(MONTH))

    assert "Left in time, no more than half an hour after the moment: 1" in words
    assert "Left later: 1" in words
    assert "Not sent, because you had answered it, or it no longer held: 1" in words
    assert "Still waiting: 1" in words
    assert "Told again" not in words


def test_a_mail_told_again_is_neither_in_time_nor_late(page, ada):
    occurrence = actions.fire(make_reminder(ada), now=NINE)
    send(after=timedelta(0))
    actions.snooze(occurrence=occurrence, member=ada, until=NINE + 3 * ONE_HOUR, now=NINE + ONE_HOUR)
    actions.ring_again(fresh(occurrence), now=NINE + 3 * ONE_HOUR)
    send(after=3 * ONE_HOUR)

    words = text(page.get(MONTH))

    assert "after the moment: 1" in words
    assert "Left later: 0" in words
    assert "Told again, after you put it off or gave no answer: 1" in words


@pytest.mark.parametrize(("zone", "month"), [("Pacific/Auckland", "12"), ("Pacific/Honolulu", "11")])
def test_month_is_that_on_the_owners_wall(client, ada, time_machine, zone, month):
    ada.time_zone = zone
    ada.save()
    at = datetime(2026, 11, 30, 12, tzinfo=UTC)
    Occurrence.objects.create(reminder=make_reminder(ada), due_at=at)
    time_machine.move_to(at + ONE_DAY)
    client.force_login(ada)

    found = {name: "Eye-drops" in text(client.get(f"/reminders/months/2026/{name}/")) for name in ("11", "12")}
    assert found == {"11": month == "11", "12": month == "12"}


def test_others_months_are_empty(client, ada, bo, time_machine):
    actions.fire(make_reminder(ada), now=NINE)
    time_machine.move_to(NINE + ONE_HOUR)
    client.force_login(bo)

    words = text(client.get(MONTH))
    assert "Nothing fell due." in words
    assert "The mails about them" not in words


@pytest.mark.parametrize("month", ["2026/13", "2026/0", "2026/12", "2027/1", "1/1", "9999/12", "0/1", "99999999999/1"])
def test_months_to_come_and_those_that_no_calendar_knows_do_not_exist(page, month):
    assert page.get(f"/reminders/months/{month}/").status_code == 404


def test_newest_leads_to_this_month_and_from_there_back(page):
    response = page.get("/reminders/months/", follow=True)

    assert response.redirect_chain == [(MONTH, 302)]
    assert "October 2026" in text(response)
    assert "December 2026" not in text(response)
    assert "November 2026" in text(page.get("/reminders/months/2026/10/"))


def test_title_of_the_tab_names_nothing(page, ada):
    actions.fire(make_reminder(ada, title="Zebra drops"), now=NINE)
    html = page.get(MONTH).content.decode()

    assert "Zebra drops" in html
    assert "Zebra" not in html[: html.index("</head>")]


@pytest.mark.parametrize("rows", [1, 3])
def test_month_costs_the_same_queries_for_any_number(page, ada, rows, django_assert_num_queries):
    for number in range(rows):
        actions.fire(make_reminder(ada, title=f"Number {number}"), now=NINE)

    with django_assert_num_queries(6):  # session, user, answers, mails, reasons, unread count
        html = page.get(MONTH).content.decode()

    assert html.count('class="list-rows__title"') == rows


@pytest.mark.parametrize("days", [1, 3])
def test_each_moment_shows_what_became_of_its_mail(page, ada, days, time_machine, django_assert_num_queries):
    reminder = make_reminder(ada)
    for day in range(days):
        actions.fire(fresh(reminder), now=NINE + day * ONE_DAY)
        send(after=timedelta(seconds=4))
    time_machine.move_to(NINE + days * ONE_DAY, tick=False)

    address = reverse("reminders:reminder", args=[reminder.pk])
    page.get("/about/")  # the list of sign-ins notes the hour
    with django_assert_num_queries(7):  # session, user, reminder, moments, corrections, mails, unread count
        html = page.get(address).content.decode()

    assert html.count("Mail: sent on") == days
    assert "at 09:00:04, and accepted by the mail server." in html
