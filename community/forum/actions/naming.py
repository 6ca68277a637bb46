"""Names for one thread: drawn by lot, so that nothing about the member can be read from them."""

import secrets
from datetime import datetime

from community.accounts.models import User
from community.forum.alias_names import ADJECTIVES, NOUNS
from community.forum.models import Alias, Thread


def alias_for(thread: Thread, member: User, *, now: datetime) -> Alias:
    """The member's name in this thread, the same each time. The caller holds the thread's row."""
    if (known := thread.aliases.filter(member=member, retired_at=None).first()) is not None:
        return known
    return thread.aliases.create(member=member, name=free_name(thread), created_at=now)


def free_name(thread: Thread) -> str:
    taken = {name.upper() for name in thread.aliases.values_list("name", flat=True)}
    while True:
        name = f"{secrets.choice(ADJECTIVES)} {secrets.choice(NOUNS)}"
        if len(taken) > len(ADJECTIVES) * len(NOUNS) // 2:
            name = f"{name} {secrets.randbelow(10_000)}"
        if name.upper() not in taken:
            return name
