"""Tell those who want to hear of a new post. Done by the worker, so that posting is quick however many they are."""

from datetime import datetime

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from community.core.phrases import filled
from community.core.text import mentioned_in
from community.forum.actions.reading import key_of
from community.forum.audience import Hearer, hearers_of
from community.forum.models import Post
from community.notifications.actions import notify
from community.notifications.models import Notification


@transaction.atomic
def announce_post(post: Post, *, now: datetime) -> int:
    """Claim the post and tell each of its hearers once; how many. 0 when another worker did, or nobody listens."""
    if not Post.objects.to_announce().filter(pk=post.pk).update(announced_at=now):
        return 0
    post.refresh_from_db()
    if not post.is_shown:
        return 0
    hearers = hearers_of(post)
    for hearer in hearers:
        _tell(hearer, post, now=now)
    return len(hearers)


def announce_edit(post: Post, *, now: datetime) -> int:
    """Tell those whom an edit calls who were not called before, in no earlier revision; how many."""
    names = {name.casefold() for name in mentioned_in(post.body)}
    earlier = post.revisions.filter(body__contains="@").order_by("number").values_list("body", flat=True)
    if not names:
        return 0
    for body in list(earlier)[:-1]:  # the last is what it says now
        names -= {name.casefold() for name in mentioned_in(body)}
    hearers = hearers_of(post) if names else []
    called = [one for one in hearers if one.reason == "mention" and one.member.username.casefold() in names]
    for hearer in called:
        _tell(hearer, post, now=now)
    return len(called)


def _tell(hearer: Hearer, post: Post, *, now: datetime) -> None:
    asked_for, name = hearer.reason in ("mention", "answer"), post.byline
    notify(
        recipient=hearer.member,
        kind=Notification.Kind.MENTION if asked_for else Notification.Kind.REPLY,
        # No title: it may be hidden later, and the notice outlives a membership.
        text=filled(_sentence(hearer.reason), name=name),
        url=post.get_absolute_url(),
        key=key_of(post.thread),
        actor=name if isinstance(name, User) else None,
        mail=hearer.by_mail,
        now=now,
    )


def _sentence(reason: str) -> Promise:
    return {
        "mention": _("%(name)s mentioned you in a thread"),
        "answer": _("%(name)s answered you"),
        "started": _("%(name)s replied in a thread you started"),
        "wrote": _("%(name)s replied in a thread you wrote in"),
        "chosen": _("%(name)s wrote in a thread you follow"),
        "board": _("%(name)s wrote on a board you follow"),
        "group": _("%(name)s wrote in a group you follow"),
    }[reason]
