"""The link in a reminder's mail: whoever has the mail answers this one moment, without signing in."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.core import mail

from community.accounts.actions import sanction
from community.accounts.models import Sanction
from community.notifications.models import Delivery
from community.notifications.tasks import send_due_deliveries
from community.reminders import actions
from community.reminders.answer_links import answer_path
from community.reminders.schedule import Unit
from tests.reading import without_address
from tests.reminders.answering import buttons, everything, press, words
from tests.reminders.factories import NINE, ONE_DAY, ONE_HOUR, due, fresh

TEN = timedelta(minutes=10)
AT_NINE_FIVE = NINE + timedelta(minutes=5)
CANARY = {"title": "Canary-title", "note": "Canary-note"}

pytestmark = pytest.mark.usefixtures("anybody")


def test_the_mail_leads_to_the_page_and_the_notice_to_the_list(ada):
    due(ada)
    send_due_deliveries()

    [link] = re.findall(r"Answer this reminder:\n(\S+)", mail.outbox[0].body)
    assert link.startswith(f"{settings.BASE_URL}/reminders/answer/")
    assert f'href="{link}"' in mail.outbox[0].alternatives[0].content
    assert ada.notifications.get().url == "/reminders/"


@pytest.mark.parametrize("method", ["head", "get"])
def test_a_scanner_that_follows_every_link_of_the_mail_changes_nothing(anybody, ada, method):
    due(ada, repeat_minutes=10)
    send_due_deliveries()
    before = everything()

    links = set(re.findall(rf"{settings.BASE_URL}(/\S*)", mail.outbox[0].body))
    found = {link: getattr(anybody, method)(link, follow=True).status_code for link in links}

    assert set(found.values()) == {200}
    assert {link.split("/")[1] for link in links} == {"reminders", "mail", "urgent-help"}
    assert everything() == before


def test_the_page_says_when_and_neither_what_nor_whose(anybody, ada):
    occurrence = due(ada, **CANARY, repeat_minutes=10)

    response = anybody.get(answer_path(occurrence, now=NINE))

    page = response.content.decode()
    assert "Due today at 09:00" in words(response)
    assert "<title>Answer a reminder · Steadfold</title>" in page
    assert '<meta name="robots" content="noindex">' in page
    assert "no-store" in response["Cache-Control"]
    assert buttons(response) == ["done", "skip", "minutes", "hour", "evening", "less"]
    assert [word for word in ("Canary", ada.username, ada.email) if word in without_address(response)] == []


def test_no_state_of_the_page_has_a_word_of_the_owner(anybody, ada):
    occurrence = due(ada, **CANARY, repeat_minutes=10)

    for button in ["minutes", "less", "nonsense", "done", "undo", "skip", "done"]:
        assert "Canary" not in press(anybody, occurrence, button, follow=True).content.decode()


@pytest.mark.parametrize(
    ("button", "answer", "told"),
    [
        ("done", "done", "You marked this as done today at 09:05"),
        ("skip", "skipped", "You skipped this today at 09:05"),
    ],
)
def test_it_is_answered_without_signing_in(anybody, ada, button, answer, told):
    occurrence = due(ada)

    response = press(anybody, occurrence, button)

    assert (response.status_code, response["Location"]) == (302, answer_path(occurrence, now=NINE))
    assert (fresh(occurrence).answer, fresh(occurrence).answered_at) == (answer, AT_NINE_FIVE)
    assert told in words(anybody.get(response["Location"]))
    assert not Delivery.objects.waiting().exists()
    assert not ada.notifications.unread().exists()


@pytest.mark.parametrize("again", ["done", "skip", "minutes", "evening"])
def test_an_old_link_says_what_became_of_it_and_changes_nothing_more(anybody, ada, time_machine, again):
    occurrence = due(ada)
    press(anybody, occurrence, "done")
    before = everything()
    time_machine.move_to(NINE + ONE_DAY - ONE_HOUR, tick=False)

    response = press(anybody, occurrence, again, follow=True)

    assert response.status_code == 200
    assert "You marked this as done yesterday at 09:05" in words(response)
    assert everything() == before


@pytest.mark.parametrize(
    ("button", "until"),
    [
        ("minutes", AT_NINE_FIVE + TEN),
        ("hour", AT_NINE_FIVE + ONE_HOUR),
        ("evening", datetime(2026, 11, 23, 18, tzinfo=UTC)),
        ("tomorrow", datetime(2026, 11, 24, 8, tzinfo=UTC)),
    ],
)
def test_it_is_put_off_and_says_until_when(anybody, ada, button, until):
    occurrence = due(ada, unit=Unit.WEEKS, starts_on=date(2026, 11, 23))

    for _time in range(2):
        page = words(press(anybody, occurrence, button, follow=True))

    assert (fresh(occurrence).ring_at, fresh(occurrence).snoozed_until) == (until, until)
    day = "tomorrow" if button == "tomorrow" else "today"
    assert f"You are told of it again {day} at {until.astimezone(ada.zone):%H:%M}." in page
    assert not Delivery.objects.waiting().exists()


def test_what_was_put_off_comes_with_a_link_to_the_same_moment(anybody, ada, time_machine):
    occurrence = due(ada)
    press(anybody, occurrence, "minutes")
    time_machine.move_to(AT_NINE_FIVE + TEN, tick=False)

    actions.ring_again(fresh(occurrence), now=AT_NINE_FIVE + TEN)
    path = Delivery.objects.waiting().get().path

    anybody.post(path, {"button": "done"})
    assert fresh(occurrence).answer == "done"


def test_only_moments_before_the_next_one_are_offered(anybody, ada, time_machine):
    occurrence = due(ada)

    refused = press(anybody, occurrence, "tomorrow")

    assert "tomorrow" not in buttons(anybody.get(answer_path(occurrence, now=NINE)))
    assert (refused.status_code, fresh(occurrence).ring_at) == (422, None)
    assert "by then the next one comes by itself" in words(refused)
    time_machine.move_to(NINE + 11 * ONE_HOUR, tick=False)
    assert buttons(anybody.get(answer_path(occurrence, now=NINE))) == ["done", "skip", "minutes", "hour"]
    assert "this moment has passed" in words(press(anybody, occurrence, "evening"))


@pytest.mark.parametrize("button", ["", "nonsense", "pick", "missed"])
def test_what_is_no_button_is_told_and_changes_nothing(anybody, ada, button):
    occurrence = due(ada)
    before = everything()

    response = press(anybody, occurrence, button)

    assert response.status_code == 422
    assert "Choose one of the buttons." in words(response)
    assert "<title>Error: Answer a reminder" in response.content.decode()
    assert everything() == before


def test_less_is_one_ring_from_now_on(anybody, ada):
    occurrence = due(ada, repeat_minutes=10)
    assert fresh(occurrence).ring_at == NINE + TEN

    for _time in range(2):
        page = press(anybody, occurrence, "less", follow=True)

    assert "less" not in buttons(page)
    assert (fresh(occurrence.reminder).repeat_minutes, fresh(occurrence).ring_at) == (None, None)
    assert fresh(occurrence).answered_at is None


def test_less_says_that_it_was_done(anybody, ada):
    page = press(anybody, due(ada, repeat_minutes=10), "less", follow=True)

    assert "From now on you are told of this reminder only once each time." in words(page)


def test_less_keeps_what_was_put_off_by_hand_or_by_a_bad_day(anybody, ada):
    by_hand, by_day = due(ada, repeat_minutes=10, kind="medicine"), due(ada, repeat_minutes=30)
    press(anybody, by_hand, "hour")
    actions.start_bad_day(member=ada, now=AT_NINE_FIVE)

    press(anybody, by_hand, "less"), press(anybody, by_day, "less")

    assert fresh(by_hand).ring_at == AT_NINE_FIVE + ONE_HOUR
    assert fresh(by_day).ring_at == NINE + ONE_DAY


def test_a_missed_one_says_so(anybody, ada, time_machine):
    occurrence = due(ada)
    time_machine.move_to(NINE + ONE_DAY, tick=False)
    actions.fire(fresh(occurrence.reminder), now=NINE + ONE_DAY)
    before = everything()

    page = press(anybody, occurrence, "done", follow=True)

    assert "This one has passed without an answer It was due yesterday at 09:00." in words(page)
    assert (buttons(page), everything()) == ([], before)


def test_moments_are_those_of_the_reminder_which_is_named_where_its_owner_is_elsewhere(anybody, ada):
    ada.time_zone = "America/New_York"
    ada.save()
    occurrence = due(ada)

    page = press(anybody, occurrence, "evening", follow=True)

    assert "Due today at 09:00" in words(page)
    assert "The times are those of Europe/Berlin" in words(page)
    assert fresh(occurrence).ring_at == datetime(2026, 11, 24, 0, tzinfo=UTC)  # 19:00 in New York
    assert "You are told of it again tomorrow at 01:00." in words(page)


def test_whoever_is_signed_in_in_that_browser_does_not_matter(client, ada, bo):
    client.force_login(bo)
    theirs, own = due(ada), due(bo)

    page = press(client, theirs, "done", follow=True)

    assert "You marked this as done today at 09:05" in words(page)
    assert (fresh(theirs).answer, fresh(own).answer) == ("done", "")
    assert ada.username not in without_address(page)


def test_a_suspended_member_still_answers(anybody, ada):
    occurrence = due(ada)
    sanction(ada, kind=Sanction.Kind.SUSPENSION, until=NINE + ONE_DAY, now=NINE)

    press(anybody, occurrence, "done")

    assert fresh(occurrence).answer == "done"


def test_late_it_still_leads_to_the_page(anybody, ada, time_machine):
    occurrence = due(ada)
    time_machine.move_to(NINE + ONE_HOUR, tick=False)
    send_due_deliveries()

    assert "This was due at 09:00" in mail.outbox[0].body
    [path] = re.findall(rf"Answer this reminder:\n{settings.BASE_URL}(\S+)", mail.outbox[0].body)
    anybody.post(path, {"button": "done"})
    assert fresh(occurrence).answer == "done"


@pytest.mark.parametrize("state", ["open", "answered"])
def test_the_page_costs_few_queries(anybody, ada, state, django_assert_num_queries):
    occurrence = due(ada)
    if state == "answered":
        press(anybody, occurrence, "done")

    with django_assert_num_queries(1 if state == "open" else 2):  # the moment with its owner; whether a newer one came
        anybody.get(answer_path(occurrence, now=NINE))
