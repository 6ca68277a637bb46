"""The team's own group: opened by the first moderator who wants it, left by nobody but those who are no moderators any
more."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.accounts.holding import as_now
from community.accounts.models import User
from community.forum.actions.boards import add_board
from community.groups.actions.memberships import admit, locked, take_out
from community.groups.models import SupportGroup
from community.moderation.models import TeamRoom
from community.moderation.team.permissions import can_keep_replies

ROOM = 1


@transaction.atomic
def come_in(moderator: User, *, now: datetime) -> SupportGroup:
    """A moderator of the site is a member from now on; whoever is none any more is out."""
    if not can_keep_replies(as_now(moderator)):
        raise PermissionDenied(_("The team's room is for moderators of the site."))
    room = room_of_team() or _opened_once(moderator, now=now)
    admit(locked(room.group), moderator, by=moderator, now=now)
    follow_team()
    return room.group


def room_of_team() -> TeamRoom | None:
    return TeamRoom.objects.filter(pk=ROOM).select_related("group").first()


def _opened_once(moderator: User, *, now: datetime) -> TeamRoom:
    """Two who open it in the same moment find themselves in one room."""
    try:
        with transaction.atomic():
            return _opened(moderator, now=now)
    except IntegrityError:
        return TeamRoom.objects.select_related("group").get(pk=ROOM)


def _opened(moderator: User, *, now: datetime) -> TeamRoom:
    group = SupportGroup.objects.create(
        slug=_free_slug(),
        name=_("Team"),
        description=_("Where the moderators of this site talk with each other."),
        privacy=SupportGroup.Privacy.PRIVATE,
        created_at=now,
    )
    add_board(group=group, moderator=moderator, name=_("Team room"), description=_("For what cases do not say."))
    return TeamRoom.objects.create(pk=ROOM, group=group, opened_by=moderator, opened_at=now)


def _free_slug() -> str:
    slug, number = "team", 2
    while SupportGroup.objects.filter(slug=slug).exists():
        slug, number = f"team-{number}", number + 1
    return slug


@transaction.atomic
def follow_team() -> int:
    """Take out of the team's group whoever is no moderator of the site any more; how many."""
    if (room := room_of_team()) is None:
        return 0
    left = list(locked(room.group).memberships.filter(member__is_moderator=False))
    for membership in left:
        take_out(membership, now=timezone.now())
    return len(left)
