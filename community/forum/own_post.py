"""What the page about a post offers to whoever wrote it, and to the team."""

from dataclasses import dataclass
from datetime import datetime

from community.accounts.models import User
from community.forum.helped import help_to_change
from community.forum.models import Post
from community.forum.permissions import TIME_TO_UNDO, can_remove, can_undo_removal, may_edit
from community.forum.reader import Reader


@dataclass(frozen=True)
class OwnPost:
    is_own: bool
    may_edit: bool
    may_remove: bool
    undo_until: datetime | None  # it was removed and can be brought back until then
    helped: User | None = None  # for whom this reader wrote it, and may change it


def own_post(post: Post, reader: Reader, *, now: datetime) -> dict[str, OwnPost]:
    """As context; nothing for those who have nothing to do there."""
    if reader.member is None:
        return {}
    if not (reader.moderates or reader.pk == post.author_id):
        helping = help_to_change(post, reader.member, now=now)
        return {"own": OwnPost(False, True, False, None, helping.member)} if helping else {}
    may_undo = can_undo_removal(reader.member, post, now=now)
    undo = post.removed_at + TIME_TO_UNDO if post.removed_at and may_undo else None
    may = may_edit(reader.member, post, role=reader.role, now=now)
    return {"own": OwnPost(reader.pk == post.author_id, may, can_remove(reader.member, post), undo)}
