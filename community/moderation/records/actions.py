"""Write down something about a member."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from community.accounts.holding import as_now, held_now
from community.accounts.models import User
from community.core.models import SAME_SUBMIT
from community.groups.models import SupportGroup
from community.groups.permissions import can_moderate
from community.moderation.records.models import MemberNote
from community.moderation.records.permissions import can_open_record


@transaction.atomic
def note_on_member(
    member: User, *, moderator: User, group: SupportGroup | None, words: str, now: datetime
) -> MemberNote:
    """For the team of one group, or of the site. A double click writes one."""
    member, moderator = held_now(member), as_now(moderator)
    of_theirs = moderator.is_moderator if group is None else can_moderate(moderator, group)
    if moderator.is_silenced or not of_theirs or not can_open_record(moderator, member):
        raise PermissionDenied(_("You cannot write a note about this member now."))
    note = MemberNote(member=member, moderator=moderator, group=group, words=words, created_at=now)
    if (twin := MemberNote.objects.same_submit(note, since=now - SAME_SUBMIT).first()) is not None:
        return twin
    note.save()
    return note
