"""Those who watch a room and are away are told once that there is something new, by a mail that says no more."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail

from community.accounts.actions import block, sanction
from community.accounts.content_notes import ContentNote
from community.accounts.models import Sanction, User
from community.chat import actions
from community.chat.models import Message, Place, Presence
from community.chat.tasks import tell_of_rooms
from community.chat.telling import key_of, places_to_tell
from community.groups.actions import leave_group
from community.notifications.actions import notify
from community.notifications.models import Delivery, Notification
from community.notifications.tasks import send_due_deliveries
from tests.chat.factories import make_message
from tests.factories import NOON

RESTED = NOON + timedelta(minutes=10)


@pytest.fixture
def clock():
    with time_machine.travel(RESTED, tick=False) as clock:
        yield clock


@pytest.fixture
def watching(room, ada, clock):
    actions.choose_level(room=room, member=ada, level="watch", now=NOON)
    return room


def notices(member):
    return list(member.notifications.order_by("pk").values_list("text", flat=True))


def mails():
    send_due_deliveries()
    return len(mail.outbox)


def test_one_notice_and_one_mail_for_all_that_is_new(watching, ada, bo):
    for number in range(5):
        make_message(watching, bo, now=NOON + timedelta(minutes=number))

    assert tell_of_rooms() == 1
    assert tell_of_rooms() == 0

    notice = ada.notifications.get()
    assert (notice.text, notice.kind, notice.key) == ("5 new messages in Quiet corner", "room", key_of(watching))
    assert mails() == 1


def test_mail_names_neither_room_nor_group_nor_what_was_said(watching, ada, bo):
    make_message(watching, bo, body="Zebra words")
    tell_of_rooms()
    assert mails() == 1

    sent = mail.outbox[0]
    letter = "".join([sent.subject, sent.body, *(str(part) for part, _kind in sent.alternatives)]).lower()
    assert sent.subject.startswith("New messages in a room you watch")
    assert [word for word in ("quiet", "corner", "spasm", "zebra", "bo ") if word in letter] == []
    assert f"/rooms/number/{watching.pk}/" in letter


def test_address_in_the_mail_leads_to_the_room_of_whoever_may_see_it(client, watching, ada, eve):
    address = f"/rooms/number/{watching.pk}/"
    client.force_login(ada)
    assert client.get(address).url == watching.get_absolute_url()

    watching.group.privacy = "private"
    watching.group.save()
    client.force_login(eve)
    assert client.get(address).status_code == 404


def test_first_new_message_waits_ten_minutes_for_company(watching, ada, bo, clock):
    make_message(watching, bo, now=NOON + timedelta(seconds=1))
    assert tell_of_rooms() == 0

    clock.shift(1)
    make_message(watching, bo, now=RESTED)
    assert tell_of_rooms() == 1
    assert notices(ada) == ["2 new messages in Quiet corner"]


@pytest.mark.parametrize("level", ["mentions", "mute"])
def test_whoever_does_not_watch_is_not_told(room, ada, bo, level, clock):
    actions.choose_level(room=room, member=ada, level=level, now=NOON)
    make_message(room, bo)

    assert tell_of_rooms() == 0


def test_own_words_are_no_news(watching, ada, bo):
    make_message(watching, ada)

    assert tell_of_rooms() == 0


def test_whoever_is_in_the_room_is_not_told(watching, ada, bo, clock):
    make_message(watching, bo)
    here = Presence.objects.create(room=watching, member=ada, seen_at=RESTED - timedelta(seconds=119))
    assert tell_of_rooms() == 0

    here.delete()
    actions.mark_read(room=watching, member=ada, seq=0, now=RESTED - timedelta(minutes=9))
    assert tell_of_rooms() == 0

    clock.shift(60)
    assert tell_of_rooms() == 1


def test_whoever_has_read_is_not_told(watching, ada, bo, clock):
    make_message(watching, bo)
    actions.mark_read(room=watching, member=ada, seq=1, now=NOON)

    assert tell_of_rooms() == 0


@pytest.mark.parametrize("away", ["left", "blocked", "left_out", "hidden", "suspended", "inactive", "off"])
def test_whoever_may_not_or_would_not_read_it_is_not_told(watching, ada, bo, mo, away, settings):
    message = make_message(watching, bo)
    if away == "left":
        leave_group(group=watching.group, member=ada)
    elif away == "blocked":
        block(bo, blocker=ada, now=NOON)
    elif away == "left_out":
        note = next(iter(ContentNote))
        Message.objects.update(content_notes=note)
        User.objects.filter(pk=ada.pk).update(notes_left_out=note)
    elif away == "hidden":
        actions.hide_message(message, moderator=mo, now=NOON)
    elif away == "suspended":
        sanction(ada, kind=Sanction.Kind.SUSPENSION, until=None, now=NOON)
    elif away == "inactive":
        User.objects.filter(pk=ada.pk).update(is_active=False)
    else:
        settings.SWITCHED_OFF = ("chat",)

    assert tell_of_rooms() == 0
    assert not Notification.objects.filter(kind="room").exists()


def test_until_it_is_read_there_is_no_second_mail_and_the_notice_says_how_much(watching, ada, bo, clock):
    make_message(watching, bo)
    tell_of_rooms()
    clock.shift(timedelta(minutes=30))
    make_message(watching, bo, now=NOON + timedelta(minutes=20))
    assert tell_of_rooms() == 0  # within the hour

    clock.shift(timedelta(minutes=31))
    assert tell_of_rooms() == 1

    assert notices(ada) == ["2 new messages in Quiet corner"]
    assert Delivery.objects.count() == 1


def test_after_reading_the_next_mail_comes_an_hour_later_at_the_soonest(watching, ada, bo, clock):
    make_message(watching, bo)
    tell_of_rooms()
    actions.mark_read(room=watching, member=ada, seq=1, now=RESTED)
    make_message(watching, bo, now=RESTED + timedelta(minutes=5))

    clock.shift(timedelta(minutes=59))
    assert tell_of_rooms() == 0
    clock.shift(timedelta(minutes=2))
    assert tell_of_rooms() == 1

    assert notices(ada) == ["1 new message in Quiet corner"] * 2
    assert Delivery.objects.count() == 2


def test_whom_a_mention_has_asked_into_the_room_gets_no_second_mail(watching, ada, bo, clock):
    notify(recipient=ada, kind="mention", text="Bo", url="/x/", key=key_of(watching), now=NOON - timedelta(hours=2))
    make_message(watching, bo)

    assert tell_of_rooms() == 1

    assert notices(ada) == ["Bo", "1 new message in Quiet corner"]
    assert Delivery.objects.count() == 1


def test_read_a_moment_before_the_mail_goes_it_stays_unsent(watching, ada, bo):
    make_message(watching, bo)
    tell_of_rooms()
    actions.mark_read(room=watching, member=ada, seq=1, now=RESTED)

    assert mails() == 0
    assert ada.notifications.get().read_at == RESTED


@pytest.mark.parametrize("since", ["left", "private", "muted", "mentions_only", "hidden", "blocked"])
def test_what_changed_since_the_notice_keeps_the_mail_back(watching, ada, bo, mo, since):
    message = make_message(watching, bo)
    tell_of_rooms()
    if since in ("left", "private"):
        watching.group.privacy = "private"
        watching.group.save(update_fields=["privacy"])
    if since == "left":
        leave_group(group=watching.group, member=ada)
    elif since == "private":
        ada.memberships.all().delete()
    elif since == "muted":
        actions.choose_level(room=watching, member=ada, level="mute", now=RESTED)
    elif since == "mentions_only":
        actions.choose_level(room=watching, member=ada, level="mentions", now=RESTED)
    elif since == "hidden":
        actions.hide_message(message, moderator=mo, now=RESTED)
    else:
        block(bo, blocker=ada, now=RESTED)

    assert mails() == 0
    delivery = Delivery.objects.get()
    assert (delivery.dropped_at, delivery.text) == (RESTED, "")
    assert ada.notifications.get().read_at == RESTED


def test_a_mention_in_a_muted_room_stays_unsent_too_and_others_go_out(watching, ada):
    for number in (watching.pk, 999):
        notify(recipient=ada, kind="mention", text="Bo", url="/x/", key=f"room-{number}", now=RESTED)
    notify(recipient=ada, kind="mention", text="Bo", url="/x/", key="tea-1", now=RESTED)

    assert mails() == 2  # the room that is watched, and the thread; room 999 is gone
    Place.objects.update(level="mute")
    notify(recipient=ada, kind="reply", text="Bo", url="/x/", key=f"room-{watching.pk}", now=RESTED)
    assert mails() == 2


def test_a_read_room_asks_for_nobody(watching, ada, bo):
    notify(recipient=ada, kind="mention", text="Bo asks for you", url="/x/", key=key_of(watching), now=NOON)
    make_message(watching, bo)

    actions.mark_read(room=watching, member=ada, seq=1, now=RESTED)

    assert not ada.notifications.unread().exists()


def test_reading_goes_forward_only_and_no_further_than_the_room(watching, ada, bo):
    make_message(watching, bo)
    make_message(watching, bo)
    watching.refresh_from_db()
    for seq in (2, 1, 99):
        actions.mark_read(room=watching, member=ada, seq=seq, now=RESTED)

    assert Place.objects.get().read_seq == 2


def test_one_member_who_cannot_be_told_silences_nobody(watching, ada, bo, mo, caplog):
    actions.choose_level(room=watching, member=mo, level="watch", now=NOON)
    User.objects.filter(pk=ada.pk).update(time_zone="No/Where")
    make_message(watching, bo)

    told = tell_of_rooms()

    assert told == 1
    assert mo.notifications.filter(kind="room").exists()
    assert "was not told" in caplog.text


@pytest.mark.parametrize("rooms", [1, 3])
def test_nobody_to_tell_costs_one_query(watching, group, ada, bo, rooms, django_assert_num_queries):
    for _ in range(rooms):
        make_message(watching, bo)
    actions.mark_read(room=watching, member=ada, seq=3, now=NOON)

    with django_assert_num_queries(1):
        assert list(places_to_tell(RESTED)) == []
