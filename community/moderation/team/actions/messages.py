"""A member and the team write to each other. Whoever writes locks the thread's row first."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.accounts.holding import as_now
from community.accounts.models import User
from community.core.models import SAME_SUBMIT
from community.moderation.models import TeamMessage, TeamThread
from community.moderation.team.permissions import can_write_as_team, why_not_write_to_team
from community.notifications.actions import mark_read_about, notify
from community.notifications.models import Notification

KEY = "team-messages"  # one waiting mail, however many messages come before they are read


@transaction.atomic
def write_to_team(member: User, *, words: str, now: datetime) -> TeamMessage:
    """Under the account's own name; it waits until somebody of the team answers."""
    thread = _locked(member, now=now)
    if (twin := _twin(thread, None, words, now=now)) is not None:
        return twin
    if refusal := why_not_write_to_team(member, now=now):
        raise PermissionDenied(refusal)
    if thread.waits_since is None:
        thread.waits_since, thread.laid_aside_by = now, None
    return _append(thread, moderator=None, words=words, now=now)


@transaction.atomic
def write_as_team(member: User, *, moderator: User, words: str, now: datetime) -> TeamMessage:
    """The member reads "The team", and is told only that there is a message."""
    if not can_write_as_team(as_now(moderator), as_now(member)):
        raise PermissionDenied(_("You cannot write to this member in the name of the team."))
    thread = _locked(member, now=now)
    if (twin := _twin(thread, moderator, words, now=now)) is not None:
        return twin
    thread.waits_since = thread.laid_aside_by = None
    message = _append(thread, moderator=moderator, words=words, now=now)
    text, url = _("There is a message from the team."), reverse("moderation:write_to_team")
    notify(recipient=member, kind=Notification.Kind.MODERATION, text=text, url=url, key=KEY, now=now)
    return message


@transaction.atomic
def lay_aside(member: User, *, moderator: User, now: datetime) -> bool:
    """It needs no answer; False when it does not wait any more."""
    if not can_write_as_team(as_now(moderator), as_now(member)):
        raise PermissionDenied(_("You cannot write to this member in the name of the team."))
    waiting = TeamThread.objects.visible_to(moderator).waiting().filter(member=member)
    return bool(waiting.update(waits_since=None, laid_aside_by=moderator))


def look_at_messages(member: User, *, now: datetime) -> None:
    """The member has seen what the team wrote."""
    mark_read_about(member, kind=Notification.Kind.MODERATION, key=KEY, now=now)


def _locked(member: User, *, now: datetime) -> TeamThread:
    thread, _is_new = TeamThread.objects.get_or_create(member=member, defaults={"last_at": now})
    return TeamThread.objects.select_for_update(no_key=True, of=("self",)).get(pk=thread.pk)


def _twin(thread: TeamThread, moderator: User | None, words: str, *, now: datetime) -> TeamMessage | None:
    """A double click, a reload or a retry of the last message."""
    last = thread.messages.last()
    if last is None or now - last.created_at >= SAME_SUBMIT:
        return None
    return last if (last.moderator, last.words) == (moderator, words) else None


def _append(thread: TeamThread, *, moderator: User | None, words: str, now: datetime) -> TeamMessage:
    thread.message_count += 1
    thread.last_at = now
    thread.save(update_fields=["message_count", "last_at", "waits_since", "laid_aside_by"])
    return thread.messages.create(number=thread.message_count, moderator=moderator, words=words, created_at=now)
