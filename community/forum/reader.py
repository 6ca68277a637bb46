"""The person who looks at a thread: what they may do there and how far they have read."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from community.accounts.models import User
from community.forum.models import Post, Thread
from community.groups.permissions import moderates


def add_own(thread: Thread, member: User, *, role: str | None) -> None:
    """What a page of this thread needs of its reader, on the thread: `own_role` in the group, the read mark with
    `read_number`, `own_level` and `own_reason` (None: never said), and for those who wrote here `own_alias`, their
    other name, and `latest_alias`, the key of the one they used last. Small questions: one that asks for all of it
    costs twice as much."""
    mark = thread.reads.filter(member=member).values_list("number", "level", "level_reason").first()
    number, level, reason = mark or (None, None, "")
    own: dict[str, object] = {"read_number": number, "own_level": level, "own_reason": reason, "own_role": role}
    # whoever writes has a level from then on
    names = dict(thread.aliases.filter(member=member).values_list("retired_at", "name")) if level is not None else {}
    if names:
        posts = thread.posts.filter(author=member).order_by("-pk")
        own |= {"own_alias": names.get(None), "latest_alias": posts.values_list("alias", flat=True).first()}
    vars(thread).update(own)


@dataclass(frozen=True)
class Reader:
    member: User | None  # None: a visitor
    role: str | None  # in the thread's group
    moderates: bool
    read_number: int
    thread_notes: int = 0
    anyway: bool = False  # opens what they otherwise leave out

    @classmethod
    def of(cls, user: User | AnonymousUser, thread: Thread, *, anyway: bool = False) -> "Reader":
        """From what `add_own` has read beside the thread; nothing is new to a visitor."""
        notes = thread.content_notes
        if not isinstance(user, User):
            return cls(None, None, moderates=False, read_number=thread.post_count, thread_notes=notes)
        role, read_number = getattr(thread, "own_role", None), getattr(thread, "read_number", None) or 0
        return cls(user, role, moderates(user, role), read_number, thread_notes=notes, anyway=anyway)

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

    def _unwanted(self, notes: int, *, author_id: int) -> int:
        """Nobody loses sight of what they wrote themselves."""
        if self.member is None or self.anyway or author_id == self.member.pk:
            return 0
        return notes & self.member.notes_left_out


VISITOR = Reader(None, None, moderates=False, read_number=0)
