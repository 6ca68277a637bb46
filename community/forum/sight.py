"""Whether what stands on an open page can still be read there: one mark for its posts, which says nothing else."""

from collections.abc import Iterable
from hashlib import blake2b

from community.forum.models import Post, Thread


def mark_of(thread: Thread, posts: Iterable[Post]) -> str:
    """Another one as soon as the title or one of these posts goes out of sight or comes back, or a quote in it does."""
    states = sorted((post.pk, post.is_shown, repr(post.taken_back)) for post in posts)
    title = thread.hidden_at is None and thread.removed_at is None
    return blake2b(repr((title, states)).encode(), digest_size=6).hexdigest()
