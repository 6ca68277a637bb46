"""What a report keeps: the words as they were, and what stood around them where nobody else could look it up."""

import hashlib
from textwrap import indent
from typing import Any

from django.core.files.storage import default_storage
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.accounts.models import User
from community.chat.models import Message
from community.conversations.models import PrivateMessage
from community.forum.models import Picture, Post
from community.moderation.shown import Reporter, shown_messages, shown_private_messages
from community.profiles.querysets import Onlooker
from community.profiles.seen import onlooker_of, seen_by

AROUND = 2  # before and after what is reported


def text_of_post(post: Post) -> str:
    """As it was typed; the opening post carries the title."""
    return f"{post.thread.title}\n\n{post.body}" if post.number == 1 else post.body


def text_of_private_message(message: PrivateMessage) -> str:
    """As it was typed; the first message carries the subject."""
    return f"{message.conversation.subject}\n\n{message.said}".strip() if message.number == 1 else message.said


def text_of_profile(member: User, onlooker: Onlooker = Onlooker.MEMBER) -> str:
    """All that its page says to them, as it was typed. What its owner shows to nobody is for no moderator either."""
    since = date_format(member.date_joined, "F Y")
    head = _("%(name)s, member since %(since)s") % {"name": member, "since": since}
    details = seen_by(onlooker, member).details
    return "\n\n".join([head, *(f"{detail.get_kind_display()}:\n{detail.typed}" for detail in details)])


def profile_as_seen(member: User, reporter: Reporter) -> str:
    """Their own report shows it to the reporter: no more than its page does."""
    return text_of_profile(member, onlooker_of(reporter, member))


def with_messages_around(message: PrivateMessage, reporter: Reporter) -> str:
    """The message and up to two before and after it, as far as the reporter can read them."""
    near = (message.number - AROUND, message.number + AROUND)
    around = shown_private_messages(reporter).filter(conversation=message.conversation_id, number__range=near)
    others = list(around.exclude(pk=message.pk))
    return "\n\n".join(
        marked(_("Message %(number)s") % {"number": one.number}, one, text_of_private_message(one), one is message)
        for one in sorted([*others, message], key=lambda one: one.number)
    )


def with_lines_around(message: Message, reporter: Reporter) -> str:
    """The line and up to two before and after it, as far as the reporter can read them."""
    room = shown_messages(reporter).filter(room=message.room_id)
    before = room.filter(seq__lt=message.seq).order_by("-seq")[:AROUND]
    after = room.filter(seq__gt=message.seq).order_by("seq")[:AROUND]
    lines = [*reversed(before), message, *after]
    return "\n\n".join(marked(_("Line"), one, one.said, one is message) for one in lines)


def marked(what: str, one: Any, text: str, is_reported: bool) -> str:
    """Every line of it carries a sign, so that no text can pass itself off as somebody else's."""
    who = {"what": what, "name": one.author}
    heading = _("%(what)s by %(name)s, reported:") if is_reported else _("%(what)s by %(name)s:")
    return f"{heading % who}\n{indent(text, '> ', lambda line: True)}"


def fingerprint(picture: Picture) -> str:
    """Of the file, so that the same picture is known again; empty when it is gone."""
    try:
        with default_storage.open(str(picture.file.name)) as file:
            return hashlib.sha256(file.read()).hexdigest()
    except FileNotFoundError:
        return ""
