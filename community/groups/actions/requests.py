"""Asking to be let into a private group, and the answer."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from community.accounts.holding import as_now
from community.accounts.models import User
from community.groups.actions.memberships import admit, locked
from community.groups.actions.telling import GROUP, tell
from community.groups.models import JoinRequest, Membership, SupportGroup
from community.groups.permissions import can_ask, can_moderate
from community.notifications.actions import mark_read_about


@transaction.atomic
def ask_to_join(*, group: SupportGroup, member: User, words: str = "", now: datetime) -> JoinRequest:
    """Ask the moderators of a listed private group to be let in; asking twice is asking once."""
    group = locked(group)
    if (waiting := group.join_requests.open().filter(member=member).first()) is not None:
        return waiting
    member = as_now(member)
    if not can_ask(member, group, now=now):
        raise PermissionDenied(member.silence_in_words or _("You cannot ask to join this group now."))
    join_request = group.join_requests.create(member=member, words=words, created_at=now)
    text, url = _("Somebody asks to join a group you look after."), join_request.get_absolute_url()
    for moderator in who_answers(group, now=now).exclude(pk=member.pk):
        tell(moderator, text, url=url, key=key_of_requests(group), now=now)
    return join_request


def who_answers(group: SupportGroup, *, now: datetime) -> QuerySet[User]:
    """The group's moderators; where it has none, or none who may act now, those of the site."""
    active = User.objects.filter(is_active=True).unrestricted(now)
    own = active.filter(memberships__group=group, memberships__role=Membership.Role.MODERATOR)
    return own if own.exists() else active.filter(is_moderator=True)


def key_of_requests(group: SupportGroup) -> str:
    """All requests to one group make one mail, until somebody has looked."""
    return f"group-{group.pk}-requests"


@transaction.atomic
def answer_request(*, join_request: JoinRequest, moderator: User, answer: str, now: datetime) -> bool:
    """Let somebody in or decline, and tell them; False when another moderator was first."""
    group = locked(join_request.group)
    if not can_moderate(as_now(moderator), group) or join_request.member == moderator:
        raise PermissionDenied(_("You cannot answer this request."))
    given = {"answer": JoinRequest.Answer(answer), "answered_at": now, "answered_by": moderator}
    if not group.join_requests.open().filter(pk=join_request.pk).update(**given):
        return False
    if answer == JoinRequest.Answer.ACCEPTED:
        admit(group, join_request.member, by=moderator, now=now)
        text = _("You are in the group you asked to join.")
    else:
        text = _("Your request to join a group was declined. You can ask again in a week.")
    tell(join_request.member, text, url=join_request.get_absolute_url(), key=join_request.key, now=now)
    return True


def look_at_requests(*, group: SupportGroup, moderator: User, now: datetime) -> None:
    """Whoever has them on the screen needs no notice of them any more, and no mail."""
    mark_read_about(moderator, kind=GROUP, key=key_of_requests(group), now=now)


def look_at_request(*, join_request: JoinRequest, member: User, now: datetime) -> None:
    """The same for whoever asked, and comes to see the answer."""
    mark_read_about(member, kind=GROUP, key=join_request.key, now=now)
