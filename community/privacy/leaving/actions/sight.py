"""What a member takes with them is out of sight from the first moment, and back as it was when they stay.

Everything that goes away now gets the moment of the leaving as its `removed_at`, to the microsecond: so an undo finds
these rows and none that were taken back before.
"""

from datetime import timedelta
from typing import Any

from django.db.models import Q

from community.accounts.models import User
from community.chat.actions.again import remove_messages
from community.chat.actions.removing import return_messages
from community.chat.models import Message
from community.conversations.models import Conversation, PrivateMessage
from community.forum.actions.rendering import render_once_more
from community.forum.models import Post, Thread
from community.forum.quotes import QUOTED
from community.privacy.models import Leaving

LIVE = timedelta(hours=24)  # what may stand on somebody's screen; older messages are gone with the next page
MOST_LIVE = 200
WRITTEN: tuple[Any, ...] = (Post, Thread, Message, PrivateMessage)


def out_of_sight(leaving: Leaving) -> None:
    mine = {"author": leaving.member, "removed_at": None}
    live = Message.objects.filter(**mine, created_at__gt=leaving.asked_at - LIVE).order_by("-created_at")
    remove_messages([str(pk) for pk in live.values_list("pk", flat=True)[:MOST_LIVE]], now=leaving.asked_at)
    begun = PrivateMessage.objects.filter(**mine, number=1).values_list("conversation", flat=True)
    Conversation.objects.filter(pk__in=list(begun), hidden_at=None).update(hidden_at=leaving.asked_at)  # its subject
    for model in WRITTEN:
        model.objects.filter(**mine).update(removed_at=leaving.asked_at)
    _render_quotes(leaving)


def back_in_sight(leaving: Leaving, member: User) -> None:
    gone = {"author": member, "removed_at": leaving.asked_at}
    live = Message.objects.filter(**gone, created_at__gt=leaving.asked_at - LIVE).order_by("-created_at")
    return_messages(list(live[:MOST_LIVE]), now=leaving.asked_at)
    begun = PrivateMessage.objects.filter(**gone, number=1).values_list("conversation", flat=True)
    Conversation.objects.filter(pk__in=list(begun), hidden_at=leaving.asked_at).update(hidden_at=None)
    for model in WRITTEN:
        model.objects.filter(**gone).update(removed_at=None)
    _render_quotes(leaving)


def _render_quotes(leaving: Leaving) -> None:
    """Their words go from the posts that quote them, and come back."""
    own = Post.objects.filter(author=leaving.member)
    own.filter(number__isnull=False).update(quotes_due_at=leaving.asked_at)
    keys = set(own.values_list("pk", flat=True))
    near = Post.objects.filter(Q(thread__in=own.values("thread")) | Q(in_reply_to__in=own), body__contains="](/posts/")
    for other in near.select_related("thread__board__group").distinct():
        if keys & {int(pk) for pk in QUOTED.findall(other.body)}:
            render_once_more(other)
