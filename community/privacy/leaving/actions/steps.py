"""What is erased, one after the other. Each step yields after each batch that is committed, so that a worker that is
killed in between leaves nothing half done, and the next one goes on."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, Model, OuterRef, ProtectedError, Q, QuerySet

from community.accounts.actions import lift_sanction
from community.accounts.models import Sanction, User
from community.accounts.sign_ins import is_session_of
from community.carers.models import Arrangement
from community.conversations.models import Conversation, Participant, PrivateMessage
from community.forum.models import Alias, Picture, Thread
from community.groups.actions.memberships import locked, take_out
from community.groups.models import Membership
from community.moderation.models import Case, TeamThread
from community.moderation.subjects import SUBJECTS
from community.notifications.models import Delivery
from community.privacy.leaving.actions.nameless import nameless
from community.privacy.leaving.actions.others_words import unname
from community.privacy.leaving.tables import (
    blanks_of,
    children_of,
    chosen,
    erased,
    marks_of,
    new_mark,
    of_member,
    unnamed,
)
from community.privacy.models import Leaving

BATCH = 500
Batches = Iterator[tuple[str, int]]
KINDS: dict[type[Model], str] = {about.model: kind for kind, about in SUBJECTS.items()}  # what a case may be about


def leave_groups(leaving: Leaving, member: User, now: datetime) -> Batches:
    """By the one way out, which keeps the counts."""
    for membership in Membership.objects.filter(member=member).select_related("group"):
        with transaction.atomic():
            locked(membership.group)
            take_out(membership, now=now)
        yield "groups.Membership", 1


def erase_own(leaving: Leaving, member: User, now: datetime) -> Batches:
    """Whatever retention.yaml calls erased."""
    for model, paths in erased():
        rows = model._base_manager.filter(of_member(paths, member))
        while number := _delete_some(rows):
            yield model._meta.label, number


def _delete_some(rows: Any) -> int:
    with transaction.atomic():
        keys = list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
        return rows.model._base_manager.filter(pk__in=keys).delete()[0] if keys else 0


def erase_what_names_nobody(leaving: Leaving, member: User, now: datetime) -> Batches:
    """Tables that know a member by something else than a key of the account."""
    addresses = {member.email, *EmailAddress.objects.filter(user=member).values_list("email", flat=True)} - {""}
    mails = Q()
    for address in addresses:
        mails |= Q(to_address__iexact=address)
    if mails:
        yield "notifications.Delivery", Delivery.objects.filter(mails).delete()[0]
    about = ContentType.objects.get_for_model(User)
    yield "admin.LogEntry", LogEntry.objects.filter(content_type=about, object_id=str(member.pk)).delete()[0]
    yield "sessions.Session", _end_sessions(member)


def _end_sessions(member: User) -> int:
    """Those of a suspended member stand on no list: every session is opened once."""
    keys = [one.pk for one in Session.objects.iterator() if is_session_of(member, one.get_decoded())]
    return Session.objects.filter(pk__in=keys).delete()[0]


def unname_doings(leaving: Leaving, member: User, now: datetime) -> Batches:
    """Who did something to what belongs to others. Another name stays in its thread, and leads nowhere."""
    nobody = nameless(now=now)
    Alias.objects.filter(member=member, retired_at=None).update(retired_at=now)
    for model, paths in unnamed():
        for path in paths:
            rows = model._base_manager.filter(**{path: member})
            yield f"{model._meta.label} {path}", rows.update(**{path: nobody})


def erase_unposted_pictures(leaving: Leaving, member: User, now: datetime) -> Batches:
    for picture in Picture.objects.filter(owner=member, post=None):
        _delete_picture(picture)
        yield "forum.Picture", 1


def settle_written(leaving: Leaving, member: User, now: datetime) -> Batches:
    """What others read: without words, or without a name. What nobody has decided about yet keeps its words, out of
    sight, until somebody has (`settle_decided`)."""
    nobody = nameless(now=now)
    for model, path in chosen():
        mine = model._base_manager.filter(**{path: member})
        while rows := list(mine.order_by("pk")[:BATCH]):
            with transaction.atomic():
                waiting = undecided(model, [row.pk for row in rows])
                for row in rows:
                    _settle(row, path, nobody, blank=leaving.takes and row.pk not in waiting)
            yield model._meta.label, len(rows)
    if leaving.takes:
        yield "forum.Alias", forget_aliases(Alias.objects.filter(member=member))


def undecided(model: type[Model], keys: list[Any]) -> set[Any]:
    """Those that the team has still to decide about, however often it did before."""
    cases: Any = Case.objects.open()
    if model is Thread:  # its title and its poll belong to the post that opens it
        cases, path = cases.filter(Q(post__number=1) | Q(post__thread__post_count=0)), "post__thread"
    elif model in KINDS:
        path = KINDS[model]
    else:
        return set()
    return set(cases.filter(**{f"{path}__in": keys}).values_list(path, flat=True))


def _settle(row: Any, path: str, nobody: User, *, blank: bool) -> None:
    marks = {field.name: new_mark(field) for field in marks_of(type(row))}
    if blank:
        take_words(row)
    type(row)._base_manager.filter(pk=row.pk).update(**{path: nobody}, **marks)


def take_words(row: Any) -> None:
    """Of one row: its place stays, because others answered it."""
    if isinstance(row, Picture):
        _delete_picture(row)
        return
    model = type(row)
    for child, path in children_of(model):
        child._base_manager.filter(**{path: row.pk}).delete()
    if isinstance(row, PrivateMessage) and row.number == 1:
        Conversation.objects.filter(pk=row.conversation_id).update(subject="")
    model._base_manager.filter(pk=row.pk).update(**blanks_of(model))


def _delete_picture(picture: Picture) -> None:
    """Files first: what fails between is found again. A case keeps the row, without its picture."""
    if picture.file:
        default_storage.delete(str(picture.file.name))
    if not _deleted(picture):
        Picture.objects.filter(pk=picture.pk).update(file="", **blanks_of(Picture))


def forget_aliases(aliases: "QuerySet[Alias]") -> int:
    """Which nothing is written under any more."""
    return sum(_deleted(alias) for alias in aliases)


def _deleted(row: Any) -> bool:
    """False where something that has to stay leads to it."""
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError:
        return False
    return True


def forget_empty_conversations(leaving: Leaving, member: User, now: datetime) -> Batches:
    """Nobody is left who could read them."""
    readers = Participant.objects.filter(conversation=OuterRef("pk"), withheld=False)
    empty = Conversation.objects.filter(~Exists(readers))
    yield "conversations.Conversation", sum(_deleted(conversation) for conversation in empty)


def end_helping(leaving: Leaving, member: User, now: datetime) -> Batches:
    """Whom this member helped has one helper less. Those who helped this member go with the arrangement."""
    ended = {"ended_at": now, "ended_by": "helper", "token_hash": ""}
    yield "carers.Arrangement helper", Arrangement.objects.filter(helper=member, ended_at=None).update(**ended)


def lay_aside(leaving: Leaving, member: User, now: datetime) -> Batches:
    """Nobody is there to be answered or kept out, and what waits for that has no end."""
    yield "moderation.TeamThread", TeamThread.objects.filter(member=member).update(waits_since=None)
    for given in Sanction.objects.in_force(now).filter(member=member).select_related("member"):
        yield "accounts.Sanction", lift_sanction(given, now=now)


STEPS: tuple[Callable[[Leaving, User, datetime], Batches], ...] = (
    unname,
    leave_groups,
    erase_what_names_nobody,
    erase_own,
    erase_unposted_pictures,
    settle_written,
    end_helping,
    unname_doings,
    forget_empty_conversations,
    lay_aside,
)
