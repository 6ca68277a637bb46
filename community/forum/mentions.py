"""Whose name is offered first to somebody who types @ in a thread."""

from django.db.models import Exists, OuterRef

from community.forum.models import Post, Thread


def wrote_in(thread: Thread) -> Exists:
    """Members who wrote there under that very name: who wrote under another one is not to be found that way."""
    return Exists(Post.objects.shown().filter(thread=thread, author=OuterRef("pk"), alias=None))
