"""Who may no longer listen is out within two seconds of the change, and in any case at the next look of a minute."""

import asyncio

import pytest
from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from channels.testing import WebsocketCommunicator
from django.contrib.sessions.models import Session
from django.db import transaction
from django.test import Client

from community.accounts.actions import sanction
from community.accounts.models import Sanction, User
from community.asgi import application
from community.chat.actions.recording import locked, record
from community.chat.guard import MOST_SOCKETS, ONE_TOO_MANY, Guard
from community.chat.models import Room, RoomEvent
from community.chat.rights import Place, Refused, standings
from community.groups.actions import leave_group, remove_member, set_role
from tests.chat.factories import make_message, make_room
from tests.chat.sockets import browser_of, close_code, entered, frames_until_ready, in_thread, next_frame
from tests.factories import NOON, make_group, make_user

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "a long pass phrase"


@pytest.fixture(autouse=True)
def nobody_looks_by_himself(monkeypatch):
    """Only what is told counts here; tests/chat/test_consumers.py looks at what nobody tells."""
    monkeypatch.setattr("community.chat.guard.RECHECK_SECONDS", 600)


async def settled(browser):
    """In, and past the second look at the rights that everybody gets at the door."""
    await frames_until_ready(browser)
    await asyncio.sleep(0.3)


def key_of(browser):
    (cookie,) = [value for name, value in browser.scope["headers"] if name == b"cookie"]
    return cookie.decode().partition("=")[2]


def same_browser(browser):
    """The pages of the browser that holds this socket."""
    client = Client()
    client.cookies["sessionid"] = key_of(browser)
    return client


async def test_signing_out_closes_the_sockets_of_that_sign_in_alone(room, ada):
    async with entered(ada, room) as here, entered(ada, room) as elsewhere:
        await settled(here)
        await settled(elsewhere)
        answer = await in_thread(same_browser(here).post, "/accounts/logout/")
        code = await close_code(here, timeout=2)

        assert (answer.status_code, code) == (302, 4401)
        await in_thread(make_message, room, ada)
        assert (await next_frame(elsewhere))["type"] == "message.sent"


async def test_new_password_closes_every_other_sign_in(room, ada):
    def change(client):
        words = {"oldpassword": PASSWORD, "password1": "quite another one", "password2": "quite another one"}
        return client.post("/accounts/password/change/", words)

    ada.set_password(PASSWORD)
    await in_thread(ada.save)
    async with entered(ada, room) as here, entered(ada, room) as elsewhere:
        await settled(here)
        await settled(elsewhere)

        answer = await in_thread(change, same_browser(here))

        assert answer.status_code == 302
        assert await close_code(elsewhere, timeout=2) == 4401


async def test_confirming_again_moves_this_browser_to_a_new_key_and_leaves_the_others_alone(room, ada):
    """The browser asks again with the key it has by then (tests/browser/test_new_key.py)."""
    ada.set_password(PASSWORD)
    await in_thread(ada.save)
    async with entered(ada, room) as here, entered(ada, room) as elsewhere:
        await settled(here)
        await settled(elsewhere)
        pages = same_browser(here)

        await in_thread(pages.post, "/accounts/reauthenticate/", {"password": PASSWORD})

        assert await close_code(here, timeout=2) == 4401
        new = Place(pages.cookies["sessionid"].value, room.slug)
        old = Place(key_of(here), room.slug)
        admitted, refused = await in_thread(standings, [new, old])
        assert (admitted.member_id, refused.code) == (ada.pk, 4401)
        await in_thread(make_message, room, ada)
        assert (await next_frame(elsewhere))["type"] == "message.sent"


async def test_signing_the_other_devices_out_closes_their_sockets_alone(room, ada):
    async with entered(ada, room) as here, entered(ada, room) as elsewhere:
        await settled(here)
        await settled(elsewhere)

        answer = await in_thread(same_browser(here).post, "/accounts/sessions/end-others/")

        assert answer.status_code == 302
        assert await close_code(elsewhere, timeout=2) == 4401
        await in_thread(make_message, room, ada)
        assert (await next_frame(here))["type"] == "message.sent"


async def test_ending_one_device_from_the_list_closes_what_it_has_open_and_nothing_else(room, ada):
    async with entered(ada, room) as here, entered(ada, room) as lost, entered(ada, room) as tablet:
        for browser in (here, lost, tablet):
            await settled(browser)
        row = await in_thread(UserSession.objects.get, session_key=key_of(lost))
        answer = await in_thread(same_browser(here).post, f"/accounts/sessions/{row.pk}/end/")
        assert (answer.status_code, await close_code(lost, timeout=2)) == (302, 4401)
        await in_thread(make_message, room, ada)
        assert [(await next_frame(one))["type"] for one in (here, tablet)] == ["message.sent"] * 2


async def test_password_that_was_forgotten_and_set_anew_closes_all(room, ada):
    async with entered(ada, room) as browser:
        await settled(browser)

        await in_thread(get_adapter().set_password, User(pk=ada.pk, **fields_of(ada)), "quite another one")

        assert await close_code(browser, timeout=2) == 4401


def fields_of(member):
    return {field.attname: getattr(member, field.attname) for field in User._meta.fields if field.attname != "id"}


async def test_whoever_leaves_or_is_taken_out_of_the_group_is_out_of_its_rooms(room, group, ada, bo, mo):
    membership = await in_thread(lambda: group.memberships.get(member=bo))
    async with entered(ada, room) as hers, entered(bo, room) as his:
        await settled(hers)
        await settled(his)

        await in_thread(leave_group, group=group, member=ada)
        await in_thread(remove_member, membership=membership, moderator=mo, now=NOON)

        assert await close_code(hers, timeout=2) == 4403
        assert await close_code(his, timeout=2) == 4403
        await in_thread(make_message, room, mo)
        assert await hers.receive_nothing(timeout=0.2)


async def test_account_that_is_suspended_or_switched_off_is_out(room, ada, bo, mo):
    def switch_off():
        admin = make_user("Root", is_staff=True, is_superuser=True)
        client = Client()
        client.force_login(admin)
        return client.post(f"/admin/accounts/user/{bo.pk}/change/")

    async with entered(ada, room) as hers, entered(bo, room) as his:
        await settled(hers)
        await settled(his)

        await in_thread(sanction, ada, kind=Sanction.Kind.SUSPENSION, until=None, now=NOON)
        answer = await in_thread(switch_off)

        assert answer.status_code == 302
        assert await close_code(hers, timeout=2) == 4401
        assert await close_code(his, timeout=2) == 4401


async def test_new_role_keeps_the_socket_and_asks_again(room, group, ada, mo, monkeypatch):
    membership = await in_thread(lambda: group.memberships.get(member=ada))
    async with entered(ada, room) as browser:
        await settled(browser)
        asked = asyncio.Queue()  # with Redis it may be heard twice
        socket = Guard.here().by_member[ada.pk][0]
        monkeypatch.setattr(socket, "stand", asked.put_nowait)

        await in_thread(set_role, membership=membership, role="host", moderator=mo, now=NOON)

        assert (await asyncio.wait_for(asked.get(), 5)).member_id == ada.pk


async def test_change_between_the_look_at_the_door_and_the_first_listening_is_not_missed(room, group, ada, monkeypatch):
    """The rights are read, then they change, then somebody listens for changes."""
    listen = Guard.add

    async def late(guard, socket):
        await in_thread(Session.objects.all().delete)
        listen(guard, socket)

    monkeypatch.setattr(
        Guard, "add", lambda guard, socket: vars(guard).update(late=asyncio.create_task(late(guard, socket)))
    )
    async with entered(ada, room) as browser:
        assert await close_code(browser, timeout=2) == 4401


async def test_address_that_leads_to_another_room_now_closes_its_sockets(room, group, ada, mo):
    def swap():
        slug = room.slug
        Room.objects.filter(pk=room.pk).update(slug="quieter-corner")
        make_room(group, slug)

    async with entered(ada, room) as browser:
        await settled(browser)
        await in_thread(swap)

        await in_thread(sanction, ada, kind=Sanction.Kind.SILENCE, until=None, now=NOON)  # has the socket looked at

        assert await close_code(browser, timeout=2) == 4404


async def test_closed_room_is_told_at_once(room, ada):
    def close():
        with transaction.atomic():
            Room.objects.filter(pk=room.pk).update(is_open=False)
            return record(locked(room), RoomEvent.Kind.CLOSED, now=NOON)

    async with entered(ada, room) as browser:
        await settled(browser)
        event = await in_thread(close)
        frame = await next_frame(browser, timeout=2)

    assert (frame["type"], frame["seq"]) == ("room.closed", event.seq)
    assert "The room is closed now" in frame["html"]


async def test_of_too_many_sockets_the_oldest_gives_way(room, ada):
    browsers = [entered(ada, room) for _ in range(MOST_SOCKETS + 1)]
    opened = [await browser.__aenter__() for browser in browsers]

    assert await close_code(opened[0], timeout=3) == ONE_TOO_MANY
    await in_thread(make_message, room, ada)
    for browser in opened[1:]:
        frames = await frames_until_ready(browser)
        assert frames[-1]["type"] == "room.ready"
        assert (await next_frame(browser))["type"] == "message.sent"
    for browser in browsers:
        await browser.__aexit__(None, None, None)


@pytest.mark.parametrize("sockets", [1, 3])
def test_rights_of_any_number_of_sockets_cost_the_same_queries(sockets, group, django_assert_num_queries):
    places = []
    for number in range(sockets):
        member, room = make_user(f"Member{number}"), make_room(group, f"room-{number}")
        group.memberships.create(member=member, joined_at=NOON)
        client = Client()
        client.force_login(member)
        places.append(Place(client.session.session_key, room.slug))

    with django_assert_num_queries(6):  # sessions, members, rooms, roles, choices, pauses
        found = standings(places)

    assert [one.room.slug for one in found] == [place.slug for place in places]


def test_standings_say_for_each_socket_what_the_door_says(group, ada, eve):
    private = make_room(make_group("private", privacy="private"), "hall")
    room = make_room(group)
    keys = {}
    for member in (ada, eve):
        client = Client()
        client.force_login(member)
        keys[member] = client.session.session_key
    asked = [
        (keys[ada], room.slug),
        (keys[eve], room.slug),
        (keys[eve], private.slug),
        ("no-such-key", room.slug),
        (keys[ada], "no-such-room"),
    ]

    found = standings([Place(*one) for one in asked])

    assert [one.code if isinstance(one, Refused) else one.member_id for one in found] == [
        ada.pk,
        4403,
        4404,
        4401,
        4404,
    ]


async def test_a_nul_in_the_cookie_is_no_session_and_costs_no_other_socket(room, ada, settings):
    good = await browser_of(ada, room)
    cookie = f'{settings.SESSION_COOKIE_NAME}="\\000x"'.encode()
    bad = WebsocketCommunicator(
        application, good.scope["path"], [(b"origin", settings.BASE_URL.encode()), (b"cookie", cookie)]
    )

    (refused, code), (connected, _) = await asyncio.gather(bad.connect(timeout=5), good.connect(timeout=5))
    await good.disconnect()

    assert (refused, code, connected) == (False, 4401, True)
