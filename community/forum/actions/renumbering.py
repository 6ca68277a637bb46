"""Give the posts of a thread their numbers anew, and let the thread follow its first and its last post."""

from collections.abc import Sequence

from django.db.models import F

from community.forum.models import Board, Picture, Post, Thread, ThreadRead

AWAY = 100_000_000  # beyond every number in use: on the way to its new number no post meets another
BATCH = 500


def numbered(thread: Thread) -> list[Post]:
    """The posts that others can read, in order; only the columns that places depend on."""
    rows = Post.objects.filter(thread=thread, number__isnull=False)
    return list(rows.only("thread", "number", "published_at").order_by("number"))


def renumber(posts: Sequence[Post], *, thread: Thread) -> None:
    """`posts` are all of `thread`, in the order in which they shall stand. Those in front that stay are not touched."""
    changed = [post for place, post in enumerate(posts, 1) if post.number != place]
    first = min((post.number or 0 for post in changed), default=AWAY)
    Post.objects.filter(thread=thread, number__gte=first, number__lt=AWAY).update(number=F("number") + AWAY)
    for place, post in enumerate(posts, 1):
        post.number = place
    Post.objects.bulk_update(changed, ["number"], batch_size=BATCH)


def settle_thread(thread: Thread) -> bool:
    """What a thread repeats of its posts, as they say now; False when it said so already. It has a readable post."""
    posts = Post.objects.filter(thread=thread, number__isnull=False).order_by("number")
    first, last = posts[0], posts.reverse()[0]
    truth = {
        "author": first.author,
        "alias": first.alias,
        "hidden_at": first.hidden_at,
        "removed_at": first.removed_at,
        "post_count": posts.count(),
        "last_post_at": last.published_at,
    }
    row = Thread.objects.filter(pk=thread.pk)
    return not row.filter(**truth).exists() and bool(row.update(**truth))


def reasons_follow(thread: Thread) -> None:
    """Why somebody hears of it is said in words: only who wrote its first post "started it"."""
    author = Thread.objects.values_list("author", flat=True).get(pk=thread.pk)
    started, wrote = ThreadRead.Reason.STARTED, ThreadRead.Reason.WROTE
    ThreadRead.objects.filter(thread=thread, level_reason=started).exclude(member=author).update(level_reason=wrote)
    ThreadRead.objects.filter(thread=thread, level_reason=wrote, member=author).update(level_reason=started)


def drop_lost_answer(thread: Thread) -> None:
    """What helped was a reply of this very thread."""
    lost = Thread.objects.filter(pk=thread.pk).exclude(helpful_post__thread=thread.pk, helpful_post__number__gt=1)
    lost.update(helpful_post=None)


def count_threads(*, of: dict[int, int]) -> None:
    """Add so many threads to each board. In the order of the keys: two of us never wait for each other."""
    for board in sorted(of):
        Board.objects.filter(pk=board).update(thread_count=F("thread_count") + of[board])


def pictures_follow(thread: Thread, *, board: Board) -> None:
    Picture.objects.filter(post__thread=thread).exclude(board=board).update(board=board)
