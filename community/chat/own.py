"""What is a member's own in rooms: what they chose, or the defaults; the phrases they can say with one press; and their
messages, those included of which nobody else knows yet."""

from datetime import datetime, timedelta
from math import ceil

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from community.chat.limits import HOLD_FOR_HOST, may_have_held, seconds_to_wait, wait_in_words
from community.chat.models import ChatSettings, Message, Place, Room
from community.chat.models.people import GUARD_SECONDS
from community.chat.permissions import is_host

OURS: tuple[Promise, ...] = (
    _("I am listening. I cannot type much now."),
    _("I read slowly today. Please give me time."),
    _("Thank you for telling us this."),
    _("I know this too."),
    _("My eyes need a rest. I will be back later."),
    _("I need a short break. I am all right."),
)

IN_WORDS: dict[str, Promise] = {
    Place.Level.WATCH: _(
        "You watch this room: while you are away, you are told of new messages, in the app and by mail."
    ),
    Place.Level.MENTIONS: _("You are told when somebody asks for you or answers you in this room."),
    Place.Level.MUTE: _("You are told nothing about this room."),
}


def settings_of(user: User | AnonymousUser) -> ChatSettings:
    """No row is made by looking, and none is looked for where nobody is signed in."""
    if not isinstance(user, User):
        return ChatSettings()
    return ChatSettings.objects.visible_to(user).first() or ChatSettings(member=user)


def guard_of(user: User) -> timedelta | None:
    """How long each of their messages waits for second thoughts."""
    return timedelta(seconds=GUARD_SECONDS) if settings_of(user).guards_sending else None


def own_message(user: User, room: Room, pk: int) -> Message | None:
    """In whatever state it is; of those of others nothing is said."""
    return room.messages.filter(author=user, pk=pk).select_related("author", "room").first()


def own_guarded(user: User | AnonymousUser, room: Room) -> list[Message]:
    """They wait for second thoughts; oldest first."""
    return list(room.messages.guarded().filter(author=user.pk).order_by("pk"))


def own_held(user: User | AnonymousUser, room: Room, *, now: datetime) -> list[Message]:
    """They wait for a host, or a host kept them back lately; oldest first. No query for whoever is not new."""
    if not isinstance(user, User) or not may_have_held(user, now=now):
        return []
    return list(room.messages.held_of(user, since=now - HOLD_FOR_HOST))


def own_pace(user: User | AnonymousUser, room: Room) -> dict[str, object]:
    """How soon the next turn of whoever is no host comes, in seconds and in words; nothing where they may write."""
    if not isinstance(user, User):
        return {}
    wait = seconds_to_wait(user, room, now=timezone.now())
    return {"wait": wait, "wait_in_words": wait_in_words(room, wait)} if wait else {}


def next_turn(user: User, room: Room, *, now: datetime) -> int:
    """After one has just sent: in how many seconds the next message can go. Mostly nobody has to ask."""
    if not room.pace_seconds and not may_have_held(user, now=now):
        return 0
    return 0 if is_host(user, room) else seconds_to_wait(user, room, now=now)


def seconds_left(message: Message, *, now: datetime) -> int:
    """Until a message that waits appears by itself."""
    return max(0, ceil((message.held_until - now).total_seconds())) if message.held_until else 0


def phrases_of(settings: ChatSettings) -> list[str]:
    """The member's own first."""
    return [*settings.phrases, *map(str, OURS)]


def level_in(room: Room, user: User) -> str:
    """What they want to be told of it."""
    chosen = Place.objects.visible_to(user).filter(room=room).values_list("level", flat=True).first()
    return chosen or Place.Level.MENTIONS
