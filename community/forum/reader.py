"""The person who looks at a thread: what they may do there and how far they have read."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from community.accounts.content_notes import labels_of
from community.accounts.models import User
from community.accounts.stand_ins import Kind, kind_of, stand_in
from community.carers.models import Arrangement
from community.core.prepared import Prepared, Slot
from community.forum.blocks import NOBODY, Blocked, blocked_by
from community.forum.models import Alias, PlaceLevel, Post, Thread, ThreadEvent
from community.forum.querysets import ThreadQuerySet
from community.groups.models import Membership
from community.groups.permissions import moderates


def thread_as_seen_by(user: User | AnonymousUser, pk: int) -> Thread | None:
    """The thread with what decides how the page looks, `has_events` (False saves a query), and what the page needs of
    its reader: `own_role` in the group; the read mark's `read_number`, `own_level` and `own_reason` (None: never said),
    the levels of the places around it; `own_blocked`, the names they blocked; and for those who have another name here
    `own_alias` and `latest_alias`, the key of the name they used last."""
    found: Thread | None = next(iter(THREAD(kind_of(user), thread=pk, reader=user.pk)), None)
    if found is None:
        return None
    vars(found).update(own_blocked=blocked_by(user))
    if getattr(found, "has_own_names", False):
        names = dict(found.aliases.filter(member=user.pk).values_list("retired_at", "name"))
        posts = found.posts.filter(author=user.pk).order_by("-pk")
        vars(found).update(own_alias=names.get(None), latest_alias=posts.values_list("alias", flat=True).first())
    return found


def thread_for_kind(kind: Kind) -> ThreadQuerySet:
    joined = Membership.objects.filter(member=Slot("reader"))
    found = Thread.objects.reachable_by(stand_in(kind), joined=joined.values("group")).filter(pk=Slot("thread"))
    found = found.for_page().annotate(has_events=Exists(ThreadEvent.objects.filter(thread=OuterRef("pk"))))
    if kind is None:
        return found
    levels = PlaceLevel.objects.filter(member=Slot("reader")).values("level")
    return found.annotate(
        own_role=Subquery(joined.filter(group=OuterRef("board__group")).values("role")),
        own_read=FilteredRelation("reads", condition=Q(reads__member=Slot("reader"))),
        read_number=F("own_read__number"),
        own_level=F("own_read__level"),
        own_reason=F("own_read__level_reason"),
        own_board_level=Subquery(levels.filter(board=OuterRef("board"))),
        own_group_level=Subquery(levels.filter(group=OuterRef("board__group"))),
        reader_helps=Exists(Arrangement.objects.filter(helper=Slot("reader"), ended_at=None)),
        has_own_names=Exists(Alias.objects.filter(thread=OuterRef("pk"), member=Slot("reader"))),
    )


THREAD = Prepared(thread_for_kind)


@dataclass(frozen=True)
class Reader:
    member: User | None  # None: a visitor
    role: str | None  # in the thread's group
    moderates: bool
    read_number: int
    thread_notes: int = 0
    anyway: bool = False  # opens what they otherwise leave out
    blocked: Blocked = NOBODY

    @classmethod
    def of(cls, user: User | AnonymousUser, thread: Thread, *, anyway: bool = False) -> "Reader":
        """From what `thread_as_seen_by` has read with the thread; nothing is new to a visitor."""
        notes = thread.content_notes
        if not isinstance(user, User):
            return cls(None, None, moderates=False, read_number=thread.post_count, thread_notes=notes)
        role, read_number = getattr(thread, "own_role", None), getattr(thread, "read_number", None) or 0
        blocked = getattr(thread, "own_blocked", NOBODY)
        return cls(user, role, moderates(user, role), read_number, notes, anyway, blocked)

    @property
    def pk(self) -> int | None:
        return self.member.pk if self.member else None

    def leaves_out_thread(self, thread: Thread) -> int:
        """The notes for which the whole thread stays off this person's pages, as `Thread.objects.wanted_by`."""
        return self._unwanted(self.thread_notes, author_id=thread.author_id)

    def leaves_out(self, post: Post) -> int:
        """The notes for which this post stays off this person's pages, as `Post.objects.wanted_by`."""
        return self._unwanted(post.content_notes | self.thread_notes, author_id=post.author_id)

    def folds(self, post: Post) -> int:
        """The notes behind which this person finds the text."""
        notes = post.content_notes | self.thread_notes
        if not notes or self.member is None:
            return notes
        return 0 if post.author_id == self.member.pk else notes & ~self.member.notes_shown

    def fold_words(self, post: Post) -> str:
        """The line behind which this person finds the text; empty: it stands open."""
        notes = self.folds(post)
        why = [_("Written by somebody you blocked.")] if self.blocked.covers(post) else []
        if notes:
            why.append(_("Content note: %(notes)s.") % {"notes": ", ".join(map(str, labels_of(notes)))})
        return " ".join([*why, _("Open to read")]) if why else ""

    def _unwanted(self, notes: int, *, author_id: int) -> int:
        """Nobody loses sight of what they wrote themselves."""
        if self.member is None or self.anyway or author_id == self.member.pk:
            return 0
        return notes & self.member.notes_left_out


VISITOR = Reader(None, None, moderates=False, read_number=0)
