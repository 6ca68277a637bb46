"""Who may listen where, for all sockets of a process in a handful of queries, however many they are."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils import timezone

from community.accounts.models import Block, User
from community.accounts.readers import as_reader
from community.accounts.sign_ins import members_signed_in
from community.chat.models import ChatSettings, Pause, Room
from community.chat.permissions import may_listen, silence_in_words
from community.core.features import is_off
from community.groups.models import Membership
from community.groups.permissions import sees

SIGNED_OUT = 4401
NOT_A_MEMBER = 4403
NOT_FOUND = 4404


class Place(NamedTuple):
    """One socket: the session it was opened with, and the room it is in."""

    session_key: str
    slug: str


class Refused(Exception):
    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Admitted(NamedTuple):
    room: Room
    member_id: int
    name: str
    silence: str  # why the member may not write now; empty for whoever may
    shows_typing: bool
    shows_presence: bool
    blocked: frozenset[int]


def admit(session_key: str | None, slug: str) -> Admitted:
    """The room, if the session's member may listen to it now."""
    (standing,) = standings([Place(session_key or "", slug)])
    if isinstance(standing, Refused):
        raise standing
    return standing


def standings(places: Sequence[Place]) -> list[Admitted | Refused]:
    """How each of these sockets stands now, in their order."""
    known = _Known(places)
    return [known.standing(place) for place in places]


class _Known:
    """What has to be read for it, once for all: sessions, members, rooms, roles, choices."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.members = members_signed_in({place.session_key for place in places}, now=timezone.now())
        wanted = {place.slug for place in places} if self.members and not is_off("chat") else set()
        rooms = Room.objects.filter(slug__in=wanted).select_related("group")
        self.rooms = {room.slug: room for room in rooms}
        members = {member.pk for member in self.members.values()}
        groups = {room.group_id for room in self.rooms.values()}
        roles = Membership.objects.filter(member__in=members, group__in=groups).values_list("member", "group", "role")
        self.roles = {(member, group): role for member, group, role in roles}
        self.choices = {choice.member_id: choice for choice in ChatSettings.objects.filter(member__in=members)}
        self.blocks = self._blocks()
        here = [room.pk for room in self.rooms.values()]
        pauses = Pause.objects.in_force(timezone.now()).filter(member__in=members, room__in=here)
        self.pauses = {(pause.member_id, pause.room_id): pause for pause in pauses}

    def _blocks(self) -> set[tuple[int, int]]:
        blockers = [member.pk for member in self.members.values() if member.blocks_people]
        if not blockers:
            return set()
        return set(Block.objects.by_name().filter(blocker__in=blockers).values_list("blocker", "blocked"))

    def standing(self, place: Place) -> Admitted | Refused:
        member, room = self.members.get(place.session_key), self.rooms.get(place.slug)
        if member is None:
            return Refused(SIGNED_OUT)
        role = self.roles.get((member.pk, room.group_id)) if room else None
        if room is None or not sees(member, role, room.group):
            return Refused(NOT_FOUND)
        if not may_listen(member, role=role):
            return Refused(NOT_A_MEMBER)
        return self._admitted(member, room, role)

    def _admitted(self, member: User, room: Room, role: str | None) -> Admitted:
        choice = self.choices.get(member.pk) or ChatSettings()
        with as_reader(member):
            silence = silence_in_words(member, self.pauses.get((member.pk, room.pk)), role=role)
        return Admitted(
            room=room,
            member_id=member.pk,
            name=member.username,
            silence=silence,
            shows_typing=choice.shows_typing,
            shows_presence=choice.shows_presence,
            blocked=frozenset(blocked for blocker, blocked in self.blocks if blocker == member.pk),
        )
