"""Just before a mail about a thread goes out: may its reader still read it, and do they want to hear of it?"""

from django.urls import resolve

from community.forum.audience import levels_in
from community.forum.models import Level, Post
from community.groups.mentions import readers_of
from community.notifications.models import Notification

MOST = 20  # posts that one mail is asked for: the newest


def still_wanted(notice: Notification) -> bool:
    """One mail stands for all of its kind that they were told of the thread since, and goes as long as one of it would
    be told. What calls or answers them has a mail of its own."""
    reader = notice.recipient
    told = reader.notifications.unread().filter(kind=notice.kind, key=notice.key).latest_first()[:MOST]
    numbers = [resolve(one.url).kwargs["pk"] for one in told]
    posts = Post.objects.visible_to(reader).shown().wanted_by(reader).filter(pk__in=numbers)
    return any(_is_heard(post, notice) for post in posts.select_related("thread__board__group"))


def _is_heard(post: Post, notice: Notification) -> bool:
    reader, group = notice.recipient, post.thread.board.group
    level, _reason = levels_in(post, of=reader).get(reader.pk, (Level.NORMAL, ""))
    if notice.kind == Notification.Kind.MENTION:
        return level != Level.MUTE and readers_of(group).filter(pk=reader.pk).exists()
    return level == Level.WATCH and group.memberships.filter(member=reader).exists()
