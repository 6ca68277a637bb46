from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q

from community.accounts.models import User
from community.carers.models import Arrangement
from community.forum.querysets.notes import leaves_out, wanted_notes
from community.forum.querysets.own import own_key
from community.groups.models import Membership
from community.groups.querysets import moderated_by, seen_by

if TYPE_CHECKING:
    from community.forum.models import Bookmark, Picture, Post, Revision  # noqa: F401

COLUMNS_OF_POST = [
    *("thread", "number", "body_html", "content_notes", "published_at", "edited_at", "removed_at", "taken_back"),
    *("picture_count", "hidden_at", "hidden_reason", "notice", "notice_link", "names_medicine"),
    *("author__username", "author__drawing", "alias__name"),
    *("help__shows_name", "help__may_be_named", "help__helper__username", "help__helper__is_active"),
]


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Posts whose place this person may see; to read their text, add `shown()` unless it is a moderator."""
        published = Q(number__isnull=False) | Q(author=own_key(user))
        return self.filter(seen_by(user, path="thread__board__group"), published)

    def wanted_by(self, user: User | AnonymousUser) -> Self:
        """Without what this person leaves out, in the post or its whole thread; their own are always there."""
        if not leaves_out(user):
            return self
        wanted = wanted_notes(user) & wanted_notes(user, path="thread__content_notes")
        return self.filter(wanted | Q(author=user.pk))

    def shown(self) -> Self:
        return self.filter(number__isnull=False, hidden_at=None, removed_at=None)

    def unpublished(self) -> Self:
        """Never read by others: held, or hidden before it appeared."""
        return self.filter(number=None, removed_at=None)

    def held(self) -> Self:
        """Written, and not to be read by others yet."""
        return self.filter(number=None, hidden_at=None, removed_at=None)

    def due_to_appear(self, now: datetime) -> Self:
        """Only while its author could write it: what a member who was silenced, has left or takes their yes back had
        written waits on, unless the team lets it appear. So does what a helper wrote, once they help no more."""
        able = User.objects.unrestricted(now).agreed(now).filter(is_active=True)
        inside = Membership.objects.filter(group=OuterRef("thread__board__group"), member=OuterRef("author"))
        free = self.held().filter(Exists(inside), held_until__lte=now, author__in=able)
        return free.filter(Q(help=None) | Q(help__in=Arrangement.objects.usable(now).values("pk")))

    def to_announce(self) -> Self:
        return self.filter(announced_at=None, published_at__isnull=False)

    def with_quotes_due(self) -> Self:
        return self.filter(quotes_due_at__isnull=False)

    def taken_back_since(self, moment: datetime) -> Self:
        return self.filter(removed_at__gte=moment)

    def with_own(self, member: User) -> Self:
        """Adds `own_kinds` (the kind signs this member gave, None: none) and `own_bookmark` (None: none)."""
        return self.annotate(
            own_reaction=FilteredRelation("reactions", condition=Q(reactions__member=member)),
            own_kinds=F("own_reaction__kinds"),
            kept=FilteredRelation("bookmarks", condition=Q(bookmarks__member=member)),
            own_bookmark=F("kept__pk"),
        )

    def for_page(self) -> Self:
        return self.select_related("author", "alias", "help__helper").only(*COLUMNS_OF_POST).order_by("number")


class RevisionQuerySet(models.QuerySet["Revision"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Who may read the post's text now may read what it said before; hidden revisions keep their place."""
        shown = Q(post__hidden_at=None, post__removed_at=None)
        place = seen_by(user, path="post__thread__board__group")
        team = moderated_by(user, path="post__thread__board__group")
        readable = shown | team if team else Q()  # an empty Q is everything, but not beside an "or"
        return self.filter(place, readable, post__number__isnull=False)

    def shown(self) -> Self:
        return self.filter(hidden_at=None)

    def newest_first(self) -> Self:
        return self.order_by("-number")


class BookmarkQuerySet(models.QuerySet["Bookmark"]):
    def visible_to(self, user: User) -> Self:
        """One's own, as long as one may see the post."""
        return self.filter(seen_by(user, path="post__thread__board__group"), member=user, post__number__isnull=False)

    def wanted_by(self, user: User) -> Self:
        """Without posts that touch on what this person leaves out."""
        if not leaves_out(user):
            return self
        wanted = wanted_notes(user, path="post__content_notes") & wanted_notes(user, path="post__thread__content_notes")
        return self.filter(wanted | Q(post__author=user.pk))

    def for_list(self) -> Self:
        return self.select_related("post__author", "post__alias", "post__thread")


class PictureQuerySet(models.QuerySet["Picture"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """With a post: for those who may read it, while it is held for its author and the team. Without one yet: for
        its owner. What was left out or hidden, and what belongs to hidden or removed words, is for nobody."""
        group = "post__thread__board__group"
        held = Q(owner=own_key(user)) | (Q(post__isnull=False) & moderated_by(user, path=group))
        posted = Q(post__isnull=False) & seen_by(user, path=group) & (Q(post__number__isnull=False) | held)
        waiting = Q(post=None, owner=own_key(user)) & seen_by(user, path="board__group")
        shown = self.filter(post__hidden_at=None, post__removed_at=None, left_out_at=None, hidden_at=None)
        return shown.filter(posted | waiting)

    def waiting(self) -> Self:
        """Sent, and in no post yet."""
        return self.filter(post=None, left_out_at=None)
