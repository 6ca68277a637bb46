"""Who reads a subscription, what stands above it, and the page on which it is made."""

import hashlib
import logging
import re
from datetime import timedelta

import pytest

from community.accounts.actions import sanction
from community.accounts.models import Sanction, User
from community.calendars.models import CalendarFeed
from community.core.logs import WithoutWords
from community.reminders import actions
from tests.calendar_reader import read, unfolded
from tests.calendars.factories import subscribe
from tests.chat.factories import make_room
from tests.chat.meetings.factories import attend, make_meeting
from tests.factories import NOON
from tests.reminders.factories import make_reminder

HOUR = timedelta(hours=1)
CANARY = "Botulinumzzq"
SETTINGS = "/settings/calendar/"


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


def address_in(response):
    return re.search(r'value="http://127\.0\.0\.1:8000(/calendar/[\w-]{43}\.ics)"', response.content.decode())[1]


def test_whoever_has_the_address_reads_it_without_signing_in(client, ada):
    make_reminder(ada, title=CANARY)
    address = subscribe(ada)

    response = client.get(address)

    calendar, events = read(response.content)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'inline; filename="calendar.ics"'
    assert response["Cache-Control"] == "private"
    assert (calendar["X-WR-CALNAME"], calendar["NAME"]) == ("Steadfold", "Steadfold")
    assert "METHOD" not in calendar
    assert len(events) == 59
    assert CANARY not in unfolded(response.content.decode()) + str(response.headers)
    assert not response.cookies
    assert b"VALARM" not in response.content


def test_what_has_not_changed_is_not_sent_again(client, ada):
    reminder = make_reminder(ada)
    address = subscribe(ada)
    first = client.get(address)
    tagged = {"headers": {"If-None-Match": first["ETag"]}}

    again = client.get(address, **tagged)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["Cache-Control"] == "private"

    actions.end_reminder(reminder=reminder, member=ada, now=NOON)
    removed = client.get(address, **tagged)
    assert removed.status_code == 200
    assert removed["ETag"] != first["ETag"]
    assert b"VEVENT" not in removed.content


def test_a_stopped_a_replaced_and_a_wrong_address_are_not_there(client, ada):
    stopped = subscribe(ada)
    assert client.get(stopped).status_code == 200
    replaced = subscribe(ada)

    assert client.get(stopped).status_code == 404
    assert client.get(replaced).status_code == 200
    client.force_login(ada)
    client.post("/settings/calendar/stop/")
    for address in (replaced, "/calendar/x.ics", f"/calendar/{'a' * 43}.ics", "/calendar/%00.ics", "/calendar/é.ics"):
        assert client.get(address).status_code == 404
    assert not CalendarFeed.objects.exists()


def test_a_token_has_256_bits_and_only_its_hash_is_kept(ada):
    token = subscribe(ada).removeprefix("/calendar/").removesuffix(".ics")

    row = CalendarFeed.objects.values().get()

    assert len(token) == 43
    assert row["token_hash"] == hashlib.sha256(token.encode()).hexdigest()
    assert token not in str(row)


@pytest.mark.parametrize("kind", ["suspended", "switched off", "made up"])
def test_who_may_not_sign_in_has_no_subscription(client, ada, kind):
    address = subscribe(ada)
    assert client.get(address).status_code == 200

    if kind == "suspended":
        sanction(ada, kind=Sanction.Kind.SUSPENSION, until=NOON + HOUR, now=NOON)
    else:
        User.objects.filter(pk=ada.pk).update(**{"is_active": False} if kind == "switched off" else {"is_demo": True})

    assert client.get(address).status_code == 404


def test_the_address_stands_in_no_log(client, db, caplog):
    caplog.handler.addFilter(WithoutWords())

    with caplog.at_level(logging.DEBUG):
        client.get(f"/calendar/{CANARY}.ics")

    assert "/calendar/…" in caplog.text
    assert CANARY not in caplog.text


def test_only_reading_is_possible(client, ada):
    address = subscribe(ada)

    assert client.head(address).content == b""
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


def test_that_a_calendar_asked_is_kept_once_an_hour(client, ada, time_machine):
    address = subscribe(ada)
    for minutes, kept in ((0, 0), (59, 0), (60, 60), (61, 60)):
        time_machine.move_to(NOON + timedelta(minutes=minutes), tick=False)
        client.get(address)
        assert CalendarFeed.objects.get().last_fetched_at == NOON + timedelta(minutes=kept)


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_queries_for_any_length(client, ada, mo, group, number, django_assert_num_queries):
    room = make_room(group)
    for _ in range(number):
        actions.fire(make_reminder(ada), now=NOON + timedelta(days=1))
        meeting = make_meeting(room, mo, title=f"Hour {_}")
        attend(meeting, ada)
    address = subscribe(ada)

    with django_assert_num_queries(6):  # feed with member, reminders, wishes, what rang, meetings, that it asked
        response = client.get(address)

    assert len({event["URL"] for event in read(response.content)[1]}) == 2 * number


def test_making_shows_the_address_once_and_says_who_can_read_it(client, ada):
    make_reminder(ada)
    client.force_login(ada)
    page = client.get(SETTINGS).content.decode()
    assert "Whoever has the address can read it." in page
    assert "/calendar/" not in page.replace("/settings/calendar/", "")

    made = client.post(SETTINGS)

    address = address_in(made)
    assert f'href="webcal://127.0.0.1:8000{address}"' in made.content.decode()
    assert made["Cache-Control"] == "no-store"
    assert client.get(address).status_code == 200
    again = client.get(SETTINGS).content.decode()
    assert address not in again
    assert "Make a new address" in again


def test_a_calendar_is_not_asked_to_fetch_it_in_the_clear(client, ada, settings):
    """To most programs webcal means http, and the address itself is the key."""
    settings.BASE_URL = "https://community.example"
    client.force_login(ada)

    page = client.post(SETTINGS).content.decode()

    assert 'href="webcals://community.example/calendar/' in page
    assert 'value="https://community.example/calendar/' in page
    assert "webcal:" not in page


def test_looking_makes_nothing(client, ada):
    client.force_login(ada)

    client.get(SETTINGS)
    client.head(SETTINGS)
    for address in ("/settings/calendar/words/", "/settings/calendar/stop/"):
        assert client.get(address).status_code == 405

    assert not CalendarFeed.objects.exists()


def test_words_are_chosen_on_the_page_and_stay_when_the_address_changes(client, ada):
    make_reminder(ada, title=CANARY)
    client.force_login(ada)
    assert CANARY not in unfolded(client.get(address_in(client.post(SETTINGS))).content.decode())

    assert client.post("/settings/calendar/words/", {"words": "own"}).status_code == 302

    address = address_in(client.post(SETTINGS))
    assert CANARY in client.get(address).content.decode()
    client.post("/settings/calendar/words/", {"words": "neutral"})
    assert CANARY not in unfolded(client.get(address).content.decode())


def test_a_choice_that_is_none_is_told_and_changes_nothing(client, ada):
    subscribe(ada, words=True)
    client.force_login(ada)

    response = client.post("/settings/calendar/words/", {"words": "all"})

    assert response.status_code == 422
    assert "Error:" in response.content.decode()
    assert CalendarFeed.objects.get().shows_words


def test_words_chosen_on_an_old_page_are_not_called_saved_where_nothing_is(client, ada):
    client.force_login(ada)

    content = client.post("/settings/calendar/words/", {"words": "own"}, follow=True).content.decode()

    assert "You have no address any more, so nothing was saved." in content
    assert "Saved." not in content
    assert not CalendarFeed.objects.exists()


def test_stopping_forgets_that_words_were_wanted(client, ada):
    subscribe(ada, words=True)
    client.force_login(ada)

    client.post("/settings/calendar/stop/")
    client.post(SETTINGS)

    assert not CalendarFeed.objects.get().shows_words


def test_one_reaches_only_ones_own(client, ada, bo):
    address = subscribe(ada)
    client.force_login(bo)

    client.post("/settings/calendar/stop/")
    client.post("/settings/calendar/words/", {"words": "own"})
    client.post(SETTINGS)

    assert client.get(address).status_code == 200
    assert not CalendarFeed.objects.get(member=ada).shows_words


@pytest.mark.parametrize("page", ["/settings/", "/settings/notifications/", "/reminders/"])
def test_there_are_ways_to_it(client, ada, page):
    client.force_login(ada)

    assert 'href="/settings/calendar/"' in client.get(page).content.decode()
