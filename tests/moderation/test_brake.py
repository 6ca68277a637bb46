"""A wave of made-up accounts is held off, and one press lets people in again."""

from datetime import timedelta

import pytest

from community.accounts.models import SignupBrake
from community.moderation import actions
from tests.factories import NOON, make_user

HOUR = timedelta(hours=1)
BRAKE = "/moderation/brake/"


def make_wave(number, *, at=NOON):
    for count in range(number):
        make_user(f"wave{count}at{at:%H%M}", date_joined=at)


@pytest.fixture(autouse=True)
def three_an_hour(settings):
    settings.SIGNUPS_PER_HOUR = 3


@pytest.mark.parametrize(("number", "closed"), [(2, False), (3, True)])
def test_joining_closes_by_itself_in_a_wave(client, db, number, closed):
    make_wave(number, at=NOON - HOUR / 2)
    actions.sweep(now=NOON)

    page = client.get("/accounts/signup/").content.decode()

    assert ("Joining is closed for now" in page) == closed
    assert ("22 November 2026, 18:00" in page) == closed


def test_joining_opens_by_itself(client, db):
    make_wave(3, at=NOON - 7 * HOUR)
    actions.sweep(now=NOON - 7 * HOUR + HOUR / 2)

    assert "Joining is closed" not in client.get("/accounts/signup/").content.decode()


def test_a_slow_stream_of_people_is_no_wave(db):
    for hours in range(5):
        make_wave(1, at=NOON - hours * HOUR)
    actions.sweep(now=NOON)

    assert not SignupBrake.objects.exists()


def test_the_sites_moderators_are_told_once(mo, gil):
    make_wave(3)
    for minutes in (1, 2):
        actions.sweep(now=NOON + timedelta(minutes=minutes))

    assert mo.notifications.get().url == BRAKE
    assert not gil.notifications.exists()


def test_one_press_lets_people_in_again_and_it_stays_so(client, as_member, mo):
    make_wave(3, at=NOON - HOUR / 2)
    actions.sweep(now=NOON)
    as_member(mo).post(BRAKE, {"open": "1"})
    actions.sweep(now=NOON + timedelta(minutes=1))
    client.logout()

    assert "Joining is closed" not in client.get("/accounts/signup/").content.decode()
    assert SignupBrake.objects.get().released_by == mo


def test_moderators_close_it_themselves(client, as_member, mo):
    as_member(mo).post(BRAKE, {"close": "1"})
    page = as_member(mo).get(BRAKE).content.decode()
    client.logout()

    assert "Open joining again" in page
    assert "Joining is closed for now" in client.get("/accounts/signup/").content.decode()


@pytest.mark.parametrize("name", ["ada", "gil"])
def test_nobody_else_finds_the_brake(as_member, name, request):
    client = as_member(request.getfixturevalue(name))

    assert [client.get(BRAKE).status_code, client.post(BRAKE, {"close": "1"}).status_code] == [404, 404]
    assert not SignupBrake.objects.exists()


def test_one_press_opens_joining_when_two_closed_it_in_the_same_moment(client, as_member, mo):
    for _worker in range(2):
        SignupBrake.objects.create(started_at=NOON, ends_at=NOON + 6 * HOUR)
    as_member(mo).post(BRAKE, {"open": "1"})
    client.logout()

    assert "Joining is closed" not in client.get("/accounts/signup/").content.decode()
