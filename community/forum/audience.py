"""Who hears of a post, how, and why: levels of thread, board and group, mentions and answers."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from community.accounts.models import User
from community.forum.blocks import blockers_of
from community.forum.models import Level, PlaceLevel, Post, ThreadRead
from community.groups.mentions import called_in, readers_of


@dataclass(frozen=True)
class Hearer:
    member: User
    reason: str  # mention, answer; started, wrote, chosen (of the thread); board; group
    by_mail: bool


def hearers_of(post: Post) -> list[Hearer]:
    """Each once, for the strongest reason; without the author, without whoever left the group (an open one can still
    be read, but nobody gets mails about it), without whoever blocked the name it is written under, and without whoever
    leaves out what it touches on."""
    levels = levels_in(post)
    members = set(post.thread.board.group.memberships.filter(member__in=levels).values_list("member", flat=True))
    reasons = {member: why for member, (level, why) in levels.items() if level >= Level.FOLLOW and member in members}
    muted = {member for member, (level, _reason) in levels.items() if level == Level.MUTE}
    called = called_for(post)
    reasons |= {member: reason for member, reason in called.items() if member not in muted}
    reasons.pop(post.author_id, None)
    for member in have_read(post, among=reasons):
        del reasons[member]
    notes = post.content_notes | post.thread.content_notes
    readers = readers_of(post.thread.board.group).filter(pk__in=reasons).exclude(pk__in=blockers_of(post.byline))
    return [
        Hearer(reader, reasons[reader.pk], by_mail=reader.pk in called or levels[reader.pk][0] == Level.WATCH)
        for reader in readers
        if not reader.notes_left_out & notes
    ]


def have_read(post: Post, *, among: Collection[int]) -> list[int]:
    """Who saw the post before the worker came to tell of it."""
    read = ThreadRead.objects.filter(thread=post.thread, member__in=among, number__gte=post.number)
    return list(read.values_list("member", flat=True))


def levels_in(post: Post, *, of: User | None = None) -> dict[int, tuple[int, str]]:
    """What each member (or one) said of the thread, else of its board, else of its group: level and reason."""
    thread, those = post.thread, Q() if of is None else Q(member=of)
    places = PlaceLevel.objects.filter(Q(board=thread.board) | Q(group=thread.board.group), those)
    levels: dict[int, tuple[int, str]] = {}
    for row in places.order_by("board"):  # nulls differ between databases, so both are told apart below
        if row.board_id is not None or row.member_id not in levels:
            levels[row.member_id] = (row.level, "board" if row.board_id is not None else "group")
    own = ThreadRead.objects.filter(those, thread=thread, level__isnull=False)
    return levels | {row.member_id: (row.level or 0, row.level_reason) for row in own}


def called_for(post: Post) -> dict[int, str]:
    """Those named in it, and the one it answers."""
    answered = {post.in_reply_to.author_id: "answer"} if post.in_reply_to else {}
    return answered | {member.pk: "mention" for member in called_in(post.body, group=post.thread.board.group)}
