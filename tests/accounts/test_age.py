"""The question for the day of birth: it hints at nothing, keeps nothing, and cannot be tried again."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.debug import SafeExceptionReporterFilter

from community.accounts import age_views
from community.accounts.age import STOP_LASTS, is_old_enough
from community.accounts.models import User
from community.core.kept import kept_fields
from tests.factories import make_user

pytestmark = pytest.mark.django_db
AGE, JOIN, STOP = (reverse(name) for name in ("accounts:age", "account_signup", "accounts:joins_later"))
FORM = {"username": "Wren", "email": "w@members.example", "password1": "a quiet horse at noon"}
YEAR = datetime.now(UTC).year
OLD, YOUNG = (27, 3, 1964), (27, 3, YEAR - 12)


@pytest.fixture(autouse=True)
def in_earnest(settings):
    settings.ASK_AGE = True


def say(client, born, **extra):
    return client.post(AGE, dict(zip(("birth_day", "birth_month", "birth_year"), born, strict=True)), **extra)


def test_joining_begins_with_the_question(client):
    assert client.get(f"{JOIN}?invite=abc").url == f"{AGE}?invite=abc"
    assert client.post(JOIN, FORM).url == AGE
    assert not User.objects.exists()


def test_who_is_old_enough_goes_on_to_where_they_wanted(client):
    answer = client.post(f"{AGE}?invite=abc", {"birth_day": "27", "birth_month": "3", "birth_year": "1964"})

    assert answer.url == f"{JOIN}?invite=abc"
    assert client.get(answer.url).status_code == 200


def test_only_when_and_by_which_rule_is_kept(client):
    say(client, OLD)
    client.post(JOIN, FORM)

    wren = User.objects.get(username="Wren")
    assert wren.age_rule == 1
    assert wren.age_ok_at is not None
    for row in (*User.objects.values(), *(session.get_decoded() for session in Session.objects.all())):
        assert not re.search(
            r"(?<![0-9a-f])1964(?![0-9a-f])", str(row)
        )  # hashes and fractions of seconds have any digits


@pytest.mark.parametrize("born", [YOUNG, (1, 1, YEAR)])
def test_who_is_too_young_cannot_try_again(client, born):
    assert say(client, born).url == STOP
    assert client.get(AGE).url == STOP
    assert say(client, OLD).url == STOP
    assert client.get(JOIN).url == AGE
    assert client.post(JOIN, FORM).url == AGE
    assert not User.objects.exists()


@pytest.mark.parametrize("lost", ["sessionid", "joins_later"])
def test_one_of_the_two_marks_is_enough(client, lost):
    say(client, YOUNG)
    del client.cookies[lost]

    assert say(client, OLD).url == STOP


def test_a_good_answer_does_not_survive_a_bad_one(client):
    say(client, OLD)
    say(client, YOUNG)

    assert client.get(JOIN).url == AGE


def test_a_mark_that_somebody_made_up_says_nothing(client):
    client.cookies["joins_later"] = "1:forged:mark"

    assert client.get(AGE).status_code == 200


def test_after_its_time_the_question_is_there_again(client):
    say(client, YOUNG)

    with time_machine.travel(datetime.now(UTC) + STOP_LASTS + timedelta(minutes=1)):
        assert client.get(AGE).status_code == 200


def test_a_good_answer_is_good_for_a_day(client):
    say(client, OLD)

    with time_machine.travel(datetime.now(UTC) + timedelta(days=1, minutes=1)):
        assert client.get(JOIN).url == AGE


def main_of(page):
    return re.sub(r"<[^>]*>", " ", page[page.index("<main") : page.index("</main")])


def test_nothing_says_which_answers_are_good(client):
    before = client.get(AGE).content.decode()
    say(client, YOUNG)
    after = client.get(STOP).content.decode()
    retried = client.get(AGE, follow=True).content.decode()

    for page in (before, after, retried):
        assert not re.search(r"\b1[5-9]\b|\b2[01]\b|adult|young|minor|\bage\b|years? old", main_of(page), re.IGNORECASE)


def test_the_three_boxes_can_be_filled_in_by_a_browser(client):
    page = client.get(AGE).content.decode()

    assert re.findall(r'autocomplete="(bday-\w+)"', page) == ["bday-day", "bday-month", "bday-year"]
    assert page.count('inputmode="numeric"') == 3
    assert "<legend>" in page


@pytest.mark.parametrize(
    ("born", "said"),
    [
        (("", "", ""), "Enter your date of birth."),
        (("1", "", "1964"), "Enter a day, a month and a year."),
        (("31", "2", "1964"), "There is no such day."),
        (("1", "13", "1964"), "There is no such day."),
        (("1", "1", "0000"), "There is no such day."),
        (("1", "1", "85"), "Write the year with four digits"),
        (("1", "1", "19640"), "Write the year with four digits"),
        (("1", "March", "1964"), "in numbers"),
        (("-1", "1", "1964"), "in numbers"),
        (("٣", "1", "1964"), "in numbers"),
        (("1" * 5000, "1", "1964"), "There is no such day."),
        (("1", "1", str(YEAR + 1)), "This day has not come yet."),
        (("1", "1", str(YEAR - 130)), "This is more than 120 years ago."),
    ],
)
def test_a_slip_is_named_and_what_was_typed_stays(client, born, said):
    answer = say(client, born)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count(said) == 2, "above the form and beside the boxes"
    for part in filter(None, born):
        assert f'value="{part}"' in page
    assert client.get(AGE).status_code == 200, "a slip stops nobody"


@pytest.mark.parametrize(
    ("born", "today", "answer"),
    [
        (date(2008, 11, 29), date(2026, 11, 28), False),
        (date(2008, 11, 29), date(2026, 11, 29), True),
        (date(2008, 2, 29), date(2026, 2, 28), False),
        (date(2008, 2, 29), date(2026, 3, 1), True),
    ],
)
def test_the_day_itself_counts(born, today, answer):
    assert is_old_enough(born, today=today) is answer


def test_error_reports_hold_nothing_of_it(client):
    request = RequestFactory().post(AGE, {"birth_day": "27", "birth_month": "3", "birth_year": "1964"})
    request.user, request.session = make_user("Bo"), {}
    age_views.ask(request)

    assert set(SafeExceptionReporterFilter().get_post_parameters(request).values()) == {"********************"}
    assert kept_fields(request) == []


def test_members_are_not_asked(client):
    client.force_login(make_user("Bo"))

    assert client.get(AGE).url == "/"


def test_the_stop_page_is_nobody_else_s(client):
    assert Client().get(STOP).url == JOIN


def test_half_an_answer_is_none():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_user("Half", age_rule=1)
