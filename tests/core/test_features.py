"""What an operator closes with SWITCHED_OFF, without touching code."""

import pytest

from community.chat.models import Room
from community.chat.rights import NOT_FOUND, Refused, admit
from community.core.checks import switches_are_known
from community.forum.models import Picture
from community.forum.permissions import can_add_picture
from tests.chat.factories import make_room
from tests.chat.sockets import session_of
from tests.conversations.factories import make_conversation
from tests.factories import NOON
from tests.forum.factories import make_board, picture_file

ROOMS, MESSAGES = 'href="/rooms/"', 'href="/messages/"'


def html(response):
    return response.content.decode()


def test_r42_nothing_is_switched_off_unless_the_environment_says_so(client, settings, ada):
    client.force_login(ada)
    page = html(client.get("/groups/"))

    assert settings.SWITCHED_OFF == ()
    assert ROOMS in page
    assert MESSAGES in page


def test_r42_private_messages_can_be_switched_off(client, settings, ada, bo):
    conversation = make_conversation(ada, bo)
    settings.SWITCHED_OFF = ("messages",)
    client.force_login(ada)
    addresses = ["/messages/", "/messages/new/", f"/messages/{conversation.pk}/", "/settings/messages/"]

    answers = [client.get(address) for address in addresses] + [client.post("/messages/new/", {"to": "Bo"})]

    assert [answer.status_code for answer in answers] == [404] * 5
    assert "Page not found" in html(answers[0])
    page = html(client.get("/groups/"))
    assert MESSAGES not in page
    assert ROOMS in page
    assert "/messages/" not in html(client.get("/members/Bo/"))
    assert "/settings/messages/" not in html(client.get("/settings/"))


def test_r42_rooms_can_be_switched_off(client, settings, group, ada):
    room = make_room(group)
    settings.SWITCHED_OFF = ("chat",)
    client.force_login(ada)
    send = client.post(f"/rooms/{room.slug}/messages/", {"body": "Hello?"})

    assert [client.get(address).status_code for address in ("/rooms/", room.get_absolute_url())] == [404, 404]
    assert send.status_code == 404
    assert room.messages.count() == 0
    for address in ("/", "/groups/", group.get_absolute_url()):
        assert "/rooms/" not in html(client.get(address))
    assert not Room.objects.visible_to(ada).exists()


def test_r42_new_pictures_can_be_switched_off_on_every_board(client, settings, group, ada):
    board = make_board(group, takes_pictures=True)
    client.force_login(ada)
    address = f"/boards/{board.slug}/new/"
    assert 'type="file"' in html(client.get(address))
    assert can_add_picture(ada, board, now=NOON)

    settings.SWITCHED_OFF = ("pictures",)

    assert 'type="file"' not in html(client.get(address))
    assert not can_add_picture(ada, board, now=NOON)
    fields = {"title": "A walk", "body": "Without a picture.", "picture": picture_file(), "picture_alt": "A cup."}
    client.post(address, fields)
    assert not Picture.objects.exists()


def test_r42_what_was_closed_is_there_again_once_it_is_open(client, settings, ada, bo):
    conversation = make_conversation(ada, bo)
    client.force_login(ada)
    settings.SWITCHED_OFF = ("messages", "chat")
    assert client.get(conversation.get_absolute_url()).status_code == 404

    settings.SWITCHED_OFF = ()

    assert client.get(conversation.get_absolute_url()).status_code == 200


def test_r42_no_socket_opens_into_a_room_that_is_switched_off(settings, group, ada):
    room, key = make_room(group), session_of(ada).session_key
    assert admit(key, room.slug).room == room

    settings.SWITCHED_OFF = ("chat",)

    with pytest.raises(Refused) as refused:
        admit(key, room.slug)
    assert refused.value.code == NOT_FOUND


@pytest.mark.parametrize(
    ("names", "errors"), [((), 0), (("chat", "messages", "pictures"), 0), (("private-messages",), 1)]
)
def test_a_misspelt_switch_is_found_before_anybody_counts_on_it(settings, names, errors):
    settings.SWITCHED_OFF = names

    messages = switches_are_known()

    assert len(messages) == errors
    assert all("Set SWITCHED_OFF" in message.hint for message in messages)
