"""What a group says of itself, who finds it and who reads it."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from community.accounts.holding import as_now
from community.accounts.models import User
from community.groups.actions.memberships import locked
from community.groups.models import SupportGroup
from community.groups.permissions import can_change_privacy, can_moderate


@transaction.atomic
def change_settings(
    *, group: SupportGroup, moderator: User, description: str, rules: str, privacy: str, listed: bool, now: datetime
) -> SupportGroup:
    """What the group says of itself and who finds it. Only private groups need to be listed to be found."""
    group, moderator = locked(group), as_now(moderator)
    if not can_moderate(moderator, group) or (privacy != group.privacy and not can_change_privacy(moderator)):
        raise PermissionDenied(_("You cannot change this."))
    group.description, group.rules, group.privacy = description, rules, privacy
    is_listed = listed and privacy == SupportGroup.Privacy.PRIVATE
    group.listed_at = (group.listed_at or now) if is_listed else None
    group.save(update_fields=["description", "rules", "privacy", "listed_at"])
    return group
