"""Who may listen and who may speak in a room. Reading is `Room.objects.visible_to(user)`.

`may_…` is told the role in the group, for pages that have read it already; `can_…` asks for it.
"""

from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from community.accounts.models import User
from community.accounts.permissions import can_write
from community.chat.models import Message, Pause, Room
from community.groups.models import Membership
from community.groups.permissions import can_moderate, moderates, role_in

Person = User | AnonymousUser
TIME_TO_EDIT = timedelta(minutes=15)
TIME_TO_UNDO = timedelta(minutes=10)


def can_listen(member: Person, room: Room) -> bool:
    return may_listen(member, role=role_in(member, room.group))


def may_listen(member: Person, *, role: str | None) -> bool:
    """Live news goes to the group's members; others who may see the room read its page."""
    return role is not None or moderates(member, role)


def is_host(member: Person, room: Room) -> bool:
    return hosts(member, role=role_in(member, room.group))


def hosts(member: Person, *, role: str | None) -> bool:
    """Hosts and moderators of its group, and moderators of the site; nobody whom the team has silenced."""
    as_host = role == Membership.Role.HOST and isinstance(member, User) and not member.is_silenced
    return as_host or moderates(member, role)


def can_speak(member: Person, room: Room, *, now: datetime) -> bool:
    return may_speak(member, room, role=role_in(member, room.group), now=now)


def may_speak(member: Person, room: Room, *, role: str | None, now: datetime) -> bool:
    """Whoever listens, while the room is open to them and nothing keeps them from writing. Hosts at any time."""
    return may_write_here(member, role=role, now=now) and not why_silent(member, room, role=role, now=now)


def could_speak(member: Person, room: Room, *, now: datetime) -> bool:
    """Nothing that concerns this member alone keeps them from writing; whether the room is open now does not matter."""
    role = role_in(member, room.group)
    return may_write_here(member, role=role, now=now) and not silence_of(member, room, role=role, now=now)


def may_write_here(member: Person, *, role: str | None, now: datetime) -> bool:
    """As `may_speak`, for pages that say themselves why somebody is silent."""
    return can_write(member, now=now) and may_listen(member, role=role)


def why_silent(member: Person, room: Room, *, role: str | None, now: datetime) -> str:
    """What keeps this member of the group from writing here now, in words; empty for whoever may."""
    own = silence_of(member, room, role=role, now=now)
    return own if own or hosts(member, role=role) else room.why_closed(now)


def silence_of(member: Person, room: Room, *, role: str | None, now: datetime) -> str:
    """What concerns this member alone: a silence of the team, a pause of a host."""
    if not isinstance(member, User):
        return ""
    asks = role is not None and not member.silence_in_words and not hosts(member, role=role)
    pause = room.pauses.in_force(now).filter(member=member).last() if asks else None
    return silence_in_words(member, pause, role=role)


def silence_in_words(member: User, pause: Pause | None, *, role: str | None) -> str:
    """The same, for whoever has read already whether they have a pause here. Hosts have none."""
    if pause is None or hosts(member, role=role) or member.silence_in_words:
        return member.silence_in_words
    return pause.told_to(member)


def can_pause(host: User, member: User, room: Room) -> bool:
    """Hosts give a pause to members; not to other hosts or moderators, and not to themselves."""
    equals = member.is_superuser or hosts(member, role=role_in(member, room.group)) or member.is_moderator
    return is_host(host, room) and not equals and host.pk != member.pk


def can_open_by_hand(host: Person, room: Room) -> bool:
    """Rooms for meetings open with a meeting."""
    return is_host(host, room) and room.opening != Room.Opening.MEETINGS


def who_may_lead(room: Room, *, planner: User, now: datetime) -> list[User]:
    """A meeting there: whoever plans it, and those of the group's team whom nothing keeps from writing."""
    able = User.objects.unrestricted(now).agreed(now).filter(is_active=True)
    team = room.group.memberships.team().filter(member__in=able).select_related("member")
    return [planner, *(membership.member for membership in team)]


def hosts_of(room: Room) -> QuerySet[User]:
    """The team of the group, and the moderators of the site."""
    team = room.group.memberships.team().values("member")
    return User.objects.filter(Q(pk__in=team) | Q(is_moderator=True), is_active=True)


def can_edit(member: Person, message: Message, *, now: datetime) -> bool:
    """One's own words, for a quarter of an hour, where one could say them now."""
    own = message.author_id == member.pk and message.is_shown
    return own and now - message.created_at < TIME_TO_EDIT and can_speak(member, message.room, now=now)


def can_remove(member: Person, message: Message) -> bool:
    """One's own words, whatever else one may not do; not what the team took out of sight."""
    return isinstance(member, User) and member.is_active and message.author_id == member.pk and message.is_shown


def can_undo_removal(member: Person, message: Message, *, now: datetime) -> bool:
    """For ten minutes, by whoever could say it anew. The team cannot: it was the author's decision."""
    if message.author_id != member.pk or message.removed_at is None or now - message.removed_at >= TIME_TO_UNDO:
        return False
    return could_speak(member, message.room, now=now)


def can_sign(member: Person, message: Message, *, now: datetime) -> bool:
    """To words of others that can be read, where one could answer them."""
    return message.is_shown and message.author_id != member.pk and can_speak(member, message.room, now=now)


def can_see_earlier(member: Person, message: Message) -> bool:
    """What a message said before it was changed is for the team."""
    return bool(message.earlier) and message.is_shown and can_moderate(member, message.room.group)
