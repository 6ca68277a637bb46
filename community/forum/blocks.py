"""Whom somebody blocked, as far as names show it.

A post, and what is told of it, goes by the name it was written under, and by nothing else: whoever blocks a name could
otherwise see by what is missing which other names belong to the same account.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from community.accounts.models import Block, User
from community.forum.models import Alias, BlockedAlias, Post, Thread

Name = Alias | User


@dataclass(frozen=True)
class Blocked:
    """The names that one member blocked, by their keys."""

    members: frozenset[int] = frozenset()
    aliases: frozenset[int] = frozenset()

    def covers(self, post: Post) -> bool:
        return post.author_id in self.members if post.alias_id is None else post.alias_id in self.aliases


NOBODY = Blocked()


def blocked_by(user: User | AnonymousUser) -> Blocked:
    """Free for visitors and for whoever blocks nobody."""
    if not isinstance(user, User) or not user.blocks_people:
        return NOBODY
    aliases = BlockedAlias.objects.filter(blocker=user).values_list("alias", flat=True)
    return Blocked(user.names_blocked, frozenset(aliases))


def blockers_of(name: Name) -> QuerySet[Block, int] | QuerySet[BlockedAlias, int]:
    """Keys of the members who blocked this very name."""
    if isinstance(name, Alias):
        return BlockedAlias.objects.filter(alias=name).values_list("blocker", flat=True)
    return Block.objects.by_name().against(name).values_list("blocker", flat=True)


def has_blocked(member: User, name: Name) -> bool:
    return member.pk in blockers_of(name)


@dataclass(frozen=True)
class Row:
    """One block on the page of whoever made it: the name that was blocked, and nothing of the account behind it."""

    pk: int
    name: str
    address: str  # of the member, or of the thread in which the other name stands; empty: not to be seen any more
    thread: str  # its title
    is_alias: bool


def rows_of(blocks: Iterable[Block], *, blocker: User) -> list[Row]:
    """In their order. A thread has no title here for whoever may no longer see it or leaves it out."""
    own = list(blocks)
    threads = [block.under_alias.alias.thread_id for block in own if not block.by_name]
    seen = Thread.objects.visible_to(blocker).wanted_by(blocker).in_bulk(threads) if threads else {}
    return [
        _row_of_name(block) if block.by_name else _row_of_alias(block, block.under_alias.alias, seen) for block in own
    ]


def _row_of_name(block: Block) -> Row:
    return Row(block.pk, str(block.blocked), block.blocked.get_absolute_url(), "", is_alias=False)


def _row_of_alias(block: Block, alias: Alias, seen: dict[int, Thread]) -> Row:
    thread = seen.get(alias.thread_id)
    address, title = (thread.get_absolute_url(), str(thread)) if thread else ("", "")
    return Row(block.pk, str(alias), address, title, is_alias=True)
