"""What one member has given to a post and kept of it, for the page about that post."""

from django.http import HttpRequest
from django.utils import timezone

from community.accounts.models import User
from community.forum.actions.reacting import read_signs
from community.forum.forms.keeping import BookmarkForm, labels_of, signs_of
from community.forum.models import Bookmark, Post
from community.forum.permissions import can_bookmark, can_make_poll, can_react


def own_parts(request: HttpRequest, found: Post) -> dict[str, object]:
    """Nothing for visitors. `found` was read `with_own`."""
    if not isinstance(request.user, User):
        return {}
    parts = {**signs_part(request.user, found), **bookmark_part(request.user, found)}
    if found.number == 1:
        parts["may_make_poll"] = can_make_poll(request.user, found.thread, now=timezone.now())
    return parts


def signs_part(member: User, found: Post) -> dict[str, object]:
    """Buttons for a reader; for the author, and nobody else, who sent what."""
    now = timezone.now()
    if member.pk == found.author_id:
        read_signs(post=found, member=member, now=now)
        sent = found.reactions.filter(withheld=False).exclude(member__in=member.names_blocked)
        sent = sent.select_related("member").order_by("changed_at", "pk")
        return {"signs_received": [(row.member, labels_of(row.kinds)) for row in sent]}
    own = getattr(found, "own_kinds", None)
    return {"signs": signs_of(own)} if can_react(member, found, now=now) else {}


def bookmark_part(member: User, found: Post) -> dict[str, object]:
    if not can_bookmark(member, found):
        return {}
    kept = Bookmark.objects.visible_to(member).filter(post=found).first()
    return {"bookmark": kept, "bookmark_form": BookmarkForm.of(kept)}
