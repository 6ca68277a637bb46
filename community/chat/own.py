"""What is a member's own in rooms: what they chose, or the defaults; the phrases they can say with one press; and their
messages, those included of which nobody else knows yet."""

from datetime import datetime, timedelta
from math import ceil

from django.contrib.auth.models import AnonymousUser
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from community.chat.models import ChatSettings, Message, Place, Room
from community.chat.models.people import GUARD_SECONDS

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
