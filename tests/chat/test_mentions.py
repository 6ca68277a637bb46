"""@name in a room: at most five, only those who can read it, everyone for hosts alone."""

from datetime import timedelta

import pytest

from community.accounts.actions import block
from community.accounts.content_notes import ContentNote
from community.chat import actions
from community.chat.actions.calling import tell_called
from community.chat.models import Place, Presence
from community.groups.models import Membership
from tests.chat.factories import make_message, make_room
from tests.factories import NOON, join, make_group, make_user


@pytest.fixture
def hal(group):
    host = make_user("Hal")
    join(group, host, role=Membership.Role.HOST)
    return host


def told(*members):
    return {member.username for member in members if member.notifications.filter(kind="mention").exists()}


def test_called_member_is_told_and_the_name_leads_to_their_page(room, ada, bo):
    message = make_message(room, ada, "Are you there, @bo?")

    notice = bo.notifications.get()
    assert (notice.text, notice.actor) == ("Ada asks for you in Quiet corner", ada)
    assert (notice.url, notice.key) == (f"/rooms/messages/{message.pk}/", f"room-{room.pk}")
    assert 'href="/members/Bo/"' in message.body_html


def test_mail_names_neither_room_nor_group(room, ada, bo):
    make_message(room, ada, "@Bo")

    mail = bo.notifications.get().delivery
    for text in (mail.subject, mail.text, mail.html):
        assert "quiet" not in text.lower()
        assert "spasm" not in text.lower()


def test_whoever_has_the_room_open_gets_no_mail(room, ada, bo):
    Presence.objects.create(room=room, member=bo, seen_at=NOON - timedelta(seconds=30))

    make_message(room, ada, "@Bo")

    assert not hasattr(bo.notifications.get(), "delivery")


def test_five_are_called_and_the_sixth_name_stays_a_word(room, ada):
    friends = [make_user(f"Friend{number}") for number in range(6)]
    join(room.group, *friends)

    message = make_message(room, ada, " ".join(f"@{friend}" for friend in friends))

    assert told(*friends) == {f"Friend{number}" for number in range(5)}
    assert message.body_html.count('class="mention"') == 5


def test_nobody_is_told_of_what_they_cannot_read(ada, eve):
    group = make_group("closed", privacy="private")
    join(group, ada)

    message = make_message(make_room(group, "closed"), ada, "@Eve @Nobody")

    assert told(eve) == set()
    assert 'class="mention"' not in message.body_html


def test_blocked_muted_left_out_and_own_names_are_silent(room, ada, bo, mo):
    cy = make_user("Cy", notes_left_out=ContentNote.NEEDLES.value)
    join(room.group, cy)
    block(ada, blocker=bo, now=NOON)
    Place.objects.create(room=room, member=mo, level=Place.Level.MUTE)

    make_message(room, ada, "@Ada @Bo @Mo @Cy", content_notes=ContentNote.NEEDLES.value)

    assert told(ada, bo, mo, cy) == set()


def test_names_in_code_and_quotes_call_nobody(room, ada, bo):
    make_message(room, ada, "`@bo`\n\n> @bo said")

    assert told(bo) == set()


def test_everyone_is_for_hosts(room, hal, ada, bo, eve):
    make_message(room, bo, "@everyone, hello")
    assert told(hal, ada, bo, eve) == set()

    make_message(room, hal, "@everyone, we begin")
    assert told(hal, ada, bo, eve) == {"Ada", "Bo"}
    assert ada.notifications.get().text == "Hal asks for everyone in Quiet corner"
    assert not hasattr(ada.notifications.get(), "delivery")


def test_everyone_is_not_for_those_who_want_to_hear_nothing(room, hal, ada, bo, mo):
    block(hal, blocker=ada, now=NOON)
    Place.objects.create(room=room, member=bo, level=Place.Level.MUTE)

    make_message(room, hal, "@everyone and @Mo")

    assert told(ada, bo, mo) == {"Mo"}
    assert mo.notifications.count() == 1


@pytest.mark.parametrize("members", [1, 3])
def test_everyone_costs_the_same_queries_for_any_number(room, hal, members, django_assert_num_queries):
    join(room.group, *(make_user(f"Member{number}") for number in range(members)))
    message = make_message(room, hal)
    message.body = "@everyone"

    with django_assert_num_queries(4):  # members of that name, the host's role, whom to tell, the notices
        tell_called(message, now=NOON)


def test_what_waits_calls_when_it_appears(room, ada, bo):
    message = make_message(room, ada, "@Bo", guard=timedelta(seconds=10))
    assert told(bo) == set()

    actions.publish(message, now=NOON)

    assert told(bo) == {"Bo"}


def test_an_edit_calls_only_whom_it_brings(room, ada, bo, mo):
    message = make_message(room, ada, "@Bo")

    actions.edit_message(message, author=ada, body="@Bo @Mo", content_notes=0, now=NOON)

    assert (bo.notifications.count(), mo.notifications.count()) == (1, 1)


def test_address_in_the_notice_leads_to_the_message(client, room, ada, bo, eve):
    message = make_message(room, ada, "@Bo")
    client.force_login(bo)

    assert client.get(f"/rooms/messages/{message.pk}/").url == message.get_absolute_url()

    room.group.privacy = "private"
    room.group.save()
    client.force_login(eve)
    assert client.get(f"/rooms/messages/{message.pk}/").status_code == 404


def test_names_are_offered_to_those_who_write_there(client, room, ada, bo, eve):
    address = "/rooms/quiet-corner/names/?q=B"

    client.force_login(ada)
    assert client.get(address).json() == ["Bo"]
    assert client.get("/rooms/quiet-corner/names/?q=").json() == []

    client.force_login(eve)
    assert client.get(address).json() == []

    client.logout()
    assert client.get(address).status_code == 404


def test_reading_the_room_reads_what_called_there(client, room, ada, bo):
    make_message(room, ada, "@Bo")
    client.force_login(bo)

    client.get(room.get_absolute_url())

    assert bo.notifications.unread().count() == 0


def edit(message, author, *bodies):
    for body in bodies:
        actions.edit_message(message, author=author, body=body, content_notes=0, now=NOON)


def test_a_name_that_comes_and_goes_in_edits_calls_once(room, hal, bo):
    message = make_message(room, hal, "@Bo @everyone")

    edit(message, hal, "Nobody", "@Bo @everyone", "Nobody", "@Bo @everyone")

    assert bo.notifications.count() == 1


def test_edits_call_no_more_people_than_one_message(room, ada):
    friends = [make_user(f"Friend{number}") for number in range(7)]
    join(room.group, *friends)
    message = make_message(room, ada, "@Friend0 @Friend1")

    edit(message, ada, "@Friend2 @Friend3", "@Friend4 @Friend5", "@Friend6")

    assert told(*friends) == {f"Friend{number}" for number in range(5)}
