"""Whom to tell that there is something new in a room they watch, and whether it is still wanted when the mail goes."""

from datetime import datetime, timedelta

from django.db.models import CharField, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from community.chat.models import Message, Place, Presence, Room
from community.chat.permissions import can_listen
from community.chat.querysets import MessageQuerySet, PlaceQuerySet
from community.core.features import is_off
from community.notifications.models import Notification

AWAY_AFTER = timedelta(minutes=10)  # since the page was last read
RESTS_FOR = timedelta(minutes=10)  # that the first new message waits for company
NOT_AGAIN_FOR = timedelta(hours=1)  # mails about one room
ABOUT_ROOMS = [Notification.Kind.ROOM, Notification.Kind.MENTION, Notification.Kind.REPLY]
OF = "room-"


def key_of(room: Room) -> str:
    """Of every notice that asks somebody into this room."""
    return f"{OF}{room.pk}"


def address_of(room: Room) -> str:
    """For mails: the room's own address may say what it is about."""
    return reverse("chat:by_number", args=[room.pk])


def places_to_tell(now: datetime) -> PlaceQuerySet:
    """Somebody watches, is away, got no mail about the room lately, and others have said something that has rested.
    Whether they may read it, `tell_of_room` asks."""
    if is_off("chat"):
        return Place.objects.none()
    since = {"seq__gt": OuterRef("read_seq"), "created_at__lte": now - RESTS_FOR}
    new = Message.objects.shown().filter(room=OuterRef("room"), **since).filter(seq__gt=OuterRef("told_seq"))
    here = Presence.objects.here(now).filter(room=OuterRef("room"), member=OuterRef("member"))
    key = Concat(Value(OF), Cast(OuterRef("room"), CharField()))
    lately = {"key": key, "delivery__isnull": False, "created_at__gt": now - NOT_AGAIN_FOR}
    mailed = Notification.objects.filter(recipient=OuterRef("member"), **lately)
    behind = Place.objects.filter(
        Q(seen_at=None) | Q(seen_at__lte=now - AWAY_AFTER),
        Q(member__suspended_until=None) | Q(member__suspended_until__lte=now),
        level=Place.Level.WATCH,
        member__is_active=True,
        room__last_seq__gt=F("told_seq"),
    ).filter(room__last_seq__gt=F("read_seq"))
    return behind.filter(Exists(new.exclude(author=OuterRef("member"))), ~Exists(here), ~Exists(mailed))


def new_in(place: Place) -> MessageQuerySet:
    """What others said since the member read here, without those they blocked by name and what they leave out."""
    member = place.member
    new = place.room.messages.shown().filter(seq__gt=place.read_seq).exclude(author=member)
    touched = new.exclude(author__in=member.names_blocked).annotate(
        left_out=F("content_notes").bitand(member.notes_left_out)
    )
    return touched.filter(left_out=0)


def may_be_told(place: Place) -> bool:
    """The room is there for them, and they are of those who hear of it."""
    visible = Room.objects.visible_to(place.member).filter(pk=place.room_id)
    return can_listen(place.member, place.room) and visible.exists()


def still_wanted(notice: Notification) -> bool:
    """Just before its mail goes out: they still want to hear of the room, may read it, and there is something new."""
    room = Room.objects.select_related("group").filter(pk=notice.key.removeprefix(OF)).first()
    if room is None:
        return False
    place = Place.objects.filter(room=room, member=notice.recipient_id).first()
    place = place or Place(room=room, member=notice.recipient)
    place.room, place.member = room, notice.recipient
    if place.level == Place.Level.MUTE or not may_be_told(place):
        return False
    if notice.kind != Notification.Kind.ROOM:
        return True
    return place.level == Place.Level.WATCH and new_in(place).exists()
