"""Every write of private conversations. Whoever adds a message or a member locks the conversation's row first."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.accounts.holding import as_now, held_now
from community.accounts.models import Block, User
from community.conversations.models import (
    LONGEST_SUBJECT,
    MOST_OTHERS,
    NEW_DRAFT,
    Conversation,
    Participant,
    PrivateMessage,
)
from community.conversations.permissions import can_add, can_begin, can_send, known_to, why_not
from community.core.erasures import record_erasure, record_return
from community.core.models import SAME_SUBMIT
from community.core.phrases import filled
from community.core.text import RENDERER, render_markdown
from community.drafts.actions import discard_draft
from community.notifications.actions import mark_read_about, notify
from community.notifications.models import Notification
from community.words.actions import record
from community.words.known import judge
from community.words.masking import masked, masked_line
from community.words.models import Hit

UNDO = timedelta(minutes=10)


class Refused(Exception):
    """Some of the people cannot be written to or added; nothing was changed. `reasons` are sentences."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(*reasons)
        self.reasons = reasons


@transaction.atomic
def start_conversation(
    *, starter: User, members: Sequence[User], subject: str = "", body: str, submit_id: UUID, now: datetime
) -> Conversation:
    """Write to members by name. Whoever does not know the starter yet is asked; the same form twice begins one."""
    starter = held_now(starter)  # a double click waits for its twin
    if starter in members or not 1 <= len(set(members)) == len(members) <= MOST_OTHERS:
        raise ValueError("A conversation begins with one to ten others, each once.")
    submit_id = uuid5(submit_id, f"{sorted(member.pk for member in members)} {subject}\n{body}")
    if (twin := _sent_before(starter, submit_id)) is not None:
        return twin.conversation
    if not can_begin(starter, now=now):
        raise PermissionDenied(_("You cannot begin a conversation now."))
    members = _all_as_now(members)
    if reasons := why_not(starter, members, now=now):
        raise Refused(reasons)
    conversation = Conversation.objects.create(
        subject=masked_line(subject, longest=LONGEST_SUBJECT), created_at=now, last_message_at=now
    )
    unwilling = _unwilling(members, starter)
    _seat(conversation, starter, members, unwilling=unwilling, now=now)
    message = _append(conversation, author=starter, body=body, submit_id=submit_id, now=now)
    _tell(message, [member for member in members if member.pk not in unwilling], now=now)
    discard_draft(owner=starter, key=NEW_DRAFT)
    return conversation


def _all_as_now(members: Sequence[User]) -> list[User]:
    """In their order. Since the form was looked at somebody may have left, or take no messages any more."""
    found = User.objects.in_bulk([member.pk for member in members])
    return [found[member.pk] for member in members]


def _unwilling(members: Sequence[User], writer: User) -> set[int]:
    """Those of them who blocked the writer by name. They never see what is begun with them; to everybody
    else they look as if they had not. Not those who blocked another name: they could ask for a message, and learn from
    its lack whose the name is."""
    return set(Block.objects.by_name().against(writer).filter(blocker__in=members).values_list("blocker", flat=True))


def _seat(
    conversation: Conversation, starter: User, members: Sequence[User], *, unwilling: set[int], now: datetime
) -> None:
    known = known_to(starter, members)
    first = {"conversation": conversation, "joined_at": now, "joined_number": 1, "read_number": 0}
    places = [Participant(member=starter, accepted_at=now, **first)]
    for member in members:
        accepted_at = now if member.pk in known else None
        answer = {"accepted_at": accepted_at, "withheld": member.pk in unwilling}
        places.append(Participant(member=member, invited_by=starter, **answer, **first))
    Participant.objects.bulk_create(places)


@transaction.atomic
def send_message(
    *, conversation: Conversation, author: User, body: str, submit_id: UUID, now: datetime
) -> PrivateMessage:
    """Add a message and tell those inside; the same form a second time returns the first."""
    conversation, author = locked(conversation), held_now(author)
    submit_id = uuid5(submit_id, f"{conversation.pk}\n{body}")
    if (twin := _sent_before(author, submit_id)) is not None:
        return twin
    if not can_send(author, conversation, now=now):
        raise PermissionDenied(_("You cannot write in this conversation now."))
    message = _append(conversation, author=author, body=body, submit_id=submit_id, now=now)
    _show_after_undo(message)
    _tell(message, [place.member for place in conversation.others(author) if place.hears], now=now)
    discard_draft(owner=author, key=conversation.draft_key)
    return message


def _show_after_undo(message: PrivateMessage) -> None:
    """From here on to those who blocked whoever brought them in, and no longer do. What was written before stays
    unseen, and so does a question that never reached them."""
    for place in message.conversation.participants.all():
        if place.withheld and place.is_inside and place.invited_by_id not in place.member.names_blocked:
            place.withheld, place.joined_number, place.read_number = False, message.number, message.number - 1
            place.save(update_fields=["withheld", "joined_number", "read_number"])


def locked(conversation: Conversation) -> Conversation:
    """The row as it is now, kept from other writers until commit (on SQLite the IMMEDIATE transaction does that)."""
    found = Conversation.objects.select_for_update(no_key=True).for_page()
    return found.get(pk=conversation.pk)


def _sent_before(author: User, submit_id: UUID) -> PrivateMessage | None:
    sent = PrivateMessage.objects.filter(author=author, submit_id=submit_id)
    return sent.select_related("conversation").first()


def _append(conversation: Conversation, *, author: User, body: str, submit_id: UUID, now: datetime) -> PrivateMessage:
    """The one place that gives out numbers. The caller holds the conversation's row."""
    number = conversation.message_count + 1
    message = conversation.messages.create(
        number=number,
        author=author,
        body=body,
        body_html=render_markdown(masked(body)),
        renderer=RENDERER,
        submit_id=submit_id,
        created_at=now,
    )
    verdict = judge(conversation.subject if number == 1 else "", body)
    record(verdict, kind=Hit.Kind.PRIVATE_MESSAGE, object_pk=message.pk, now=now)
    conversation.message_count, conversation.last_message_at = number, now
    conversation.save(update_fields=["message_count", "last_message_at"])
    mark_read(conversation=conversation, member=author, number=number, now=now)
    return message


def _tell(message: PrivateMessage, members: Iterable[User], *, now: datetime) -> None:
    for member in members:
        text = filled(_("%(name)s wrote you a private message."), name=message.author)
        _notify(message.conversation, member, text, actor=message.author, now=now)


def _notify(
    conversation: Conversation, member: User, text: Promise, *, actor: User, now: datetime, mail: bool = True
) -> None:
    if member.is_active:
        notify(
            recipient=member,
            kind=Notification.Kind.MESSAGE,
            text=text,
            url=conversation.get_absolute_url(),
            key=conversation.key,
            actor=actor,
            mail=mail,
            now=now,
        )


@transaction.atomic
def mark_read(*, conversation: Conversation, member: User, number: int, now: datetime) -> None:
    """Remember how far the member has read, never backwards. Whoever is only asked has read nothing yet, but knows."""
    inside = conversation.participants.inside().of(member)
    inside.filter(read_number__lt=number).update(read_number=number)
    mark_read_about(member, kind=Notification.Kind.MESSAGE, key=conversation.key, now=now)


@transaction.atomic
def answer_first_contact(*, conversation: Conversation, member: User, accepts: bool, now: datetime) -> bool:
    """Join or not; False when this was answered before. Nobody is told of a "no"."""
    asked = conversation.participants.asked().of(member)
    place = asked.select_related("invited_by").first()
    answered = asked.update(accepted_at=now) if accepts else asked.update(declined_at=now)
    mark_read_about(member, kind=Notification.Kind.MESSAGE, key=conversation.key, now=now)
    if answered and accepts and place is not None and place.invited_by is not None:
        text = filled(_("%(name)s has joined your private conversation."), name=member)
        _notify(conversation, place.invited_by, text, actor=member, mail=False, now=now)
    return bool(answered)


@transaction.atomic
def add_member(*, conversation: Conversation, member: User, added_by: User, now: datetime) -> Participant:
    """Ask somebody in, who reads what is written from now on; asking twice in a moment asks once."""
    conversation, added_by, member = locked(conversation), held_now(added_by), as_now(member)
    before = conversation.place_of(member)
    if before is not None and _asked_just_now(before, added_by, now=now):
        return before
    if not can_add(added_by, conversation, now=now):
        raise PermissionDenied(_("You cannot add anybody to this conversation now."))
    if before is not None and before.left_at is None:
        inside = _("%(name)s is in this conversation already.")
        raise Refused([(inside if before.is_inside else _("%(name)s has been asked already.")) % {"name": member}])
    if reasons := why_not(added_by, [member], now=now):
        raise Refused(reasons)
    unwilling = _unwilling([member], added_by)
    place = _ask(conversation, member, added_by, withheld=bool(unwilling), now=now)
    if not unwilling:
        text = filled(_("%(name)s asks you to join a private conversation."), name=added_by)
        _notify(conversation, member, text, actor=added_by, now=now)
    return place


def _asked_just_now(place: Participant, added_by: User, *, now: datetime) -> bool:
    """Whether it was declined since looks the same."""
    unanswered = place.accepted_at is None
    return unanswered and place.invited_by_id == added_by.pk and place.joined_at > now - SAME_SUBMIT


def _ask(conversation: Conversation, member: User, added_by: User, *, withheld: bool, now: datetime) -> Participant:
    """A new place, or that of somebody who had left, from the next message on."""
    number = conversation.message_count
    fields = {"invited_by": added_by, "joined_at": now, "joined_number": number + 1, "read_number": number}
    blank = dict.fromkeys(["accepted_at", "declined_at", "left_at", "muted_at"])
    defaults = fields | blank | {"withheld": withheld}
    place, _new = conversation.participants.update_or_create(member=member, defaults=defaults)
    return place


@transaction.atomic
def leave(*, conversation: Conversation, member: User, now: datetime) -> bool:
    """False when the member was not inside."""
    mark_read_about(member, kind=Notification.Kind.MESSAGE, key=conversation.key, now=now)
    return bool(conversation.participants.inside().of(member).update(left_at=now))


@transaction.atomic
def come_back(*, conversation: Conversation, member: User, now: datetime) -> bool:
    """Within ten minutes leaving or declining is undone; False when it is too late."""
    own = conversation.participants.of(member)
    own.gone_since(now - UNDO).update(left_at=None, declined_at=None)
    return own.filter(left_at=None, declined_at=None).exists()


def mute(*, conversation: Conversation, member: User, now: datetime) -> None:
    conversation.participants.inside().of(member).filter(muted_at=None).update(muted_at=now)


def unmute(*, conversation: Conversation, member: User) -> None:
    conversation.participants.of(member).update(muted_at=None)


@transaction.atomic
def remove_message(message: PrivateMessage, *, author: User, now: datetime) -> bool:
    """Take one's own words back and leave the place; False when that was done before."""
    _must_be_own(message, author)
    removed = bool(PrivateMessage.objects.filter(pk=message.pk, removed_at=None).update(removed_at=now))
    if removed:
        record_erasure("conversations.message", message.pk)
    return removed


@transaction.atomic
def put_back_message(message: PrivateMessage, *, author: User, now: datetime) -> bool:
    """Within ten minutes a removal is undone, also while silenced: the words stood before. False when it is too
    late."""
    _must_be_own(message, author)
    own = PrivateMessage.objects.filter(pk=message.pk)
    own.select_for_update(no_key=True).get()
    author = held_now(author)
    if author.is_suspended_at(now) or not author.is_active:  # whoever leaves takes their words along
        raise PermissionDenied(_("You cannot bring a message back now."))
    if own.filter(removed_at__gt=now - UNDO).update(removed_at=None):
        record_return("conversations.message", message.pk)
    return own.filter(removed_at=None).exists()


def _must_be_own(message: PrivateMessage, author: User) -> None:
    if message.author_id != author.pk:
        raise PermissionDenied(_("Only the one who wrote a message removes it."))


def choose_who_may_write(member: User, *, nobody: bool) -> None:
    member.takes_messages = not nobody
    member.save(update_fields=["takes_messages"])
