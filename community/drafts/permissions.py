"""What a member may do with a draft: everything with their own, nothing with anybody else's, whatever their role."""

from community.accounts.models import User
from community.drafts.models import Draft


def can_change(member: User, draft: Draft) -> bool:
    return member.is_active and draft.owner_id == member.pk
