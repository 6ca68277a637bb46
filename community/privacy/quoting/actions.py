"""Take the words of a post out of the quotes of it, in every app that has texts, and bring them back on an undo."""

from collections.abc import Collection
from datetime import datetime, timedelta

from community.accounts.models import User
from community.chat.actions import quoting as in_rooms
from community.conversations.actions import quoting as in_conversations
from community.forum.actions import quoting as in_threads
from community.forum.models import Post
from community.forum.quotes import trace_of

BATCH = 50  # posts that are looked for in one go
LATELY = timedelta(minutes=2)  # a tick comes every 15 seconds
KNOWN_FOR, MOST_KNOWN = timedelta(days=30), 200  # posts that drafts may still quote


def follow_quotes(*, now: datetime) -> int:
    """Of how many posts. A worker that dies leaves them due: the next one begins again."""
    posts = Post.objects.with_quotes_due().select_related("thread").order_by("quotes_due_at")[:BATCH]
    due = {post.pk: post for post in posts}
    if not due:
        return 0
    _follow(due.values(), since=min(post.created_at for post in due.values()), now=now)
    for post in due.values():
        in_threads.quotes_followed(post)
    return len(due)


def follow_late_quotes(*, now: datetime) -> int:
    """How many texts were sent out of a draft that quotes what had gone by then. Where nothing was sent that quotes,
    three queries."""
    since = now - LATELY
    if not any(app.has_quotes_since(since) for app in (in_threads, in_rooms, in_conversations)):
        return 0
    gone = Post.objects.taken_back_since(now - KNOWN_FOR).select_related("thread").order_by("-removed_at")
    return _follow(list(gone[:MOST_KNOWN]), since=since, now=now)


def _follow(posts: Collection[Post], *, since: datetime, now: datetime) -> int:
    traces, knows = [trace_of(post) for post in posts], MayHaveRead(posts)
    number = in_threads.follow_quotes(traces, since=since, knows=knows)
    number += in_rooms.follow_quotes(traces, since=since, knows=knows, now=now)
    return number + in_conversations.follow_quotes(traces, since=since, knows=knows)


class MayHaveRead:
    """Asks whether a member may read the place of a post. Who may not has these words from elsewhere: were theirs taken
    out, they would learn that somebody said and took back the same."""

    def __init__(self, posts: Collection[Post]) -> None:
        self.keys = [post.pk for post in posts]
        self.known: dict[int, set[int]] = {}

    def __call__(self, member: int, key: int) -> bool:
        if member not in self.known:
            seen = Post.objects.visible_to(User.objects.get(pk=member)).filter(pk__in=self.keys)
            self.known[member] = set(seen.values_list("pk", flat=True))
        return key in self.known[member]
