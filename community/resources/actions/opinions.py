"""What readers say of an article, and what editors answer."""

from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from community.accounts.holding import as_now, held_now
from community.accounts.models import User
from community.core.models import SAME_SUBMIT
from community.notifications.actions import notify
from community.notifications.models import Notification
from community.resources.models import Article, Opinion, Suggestion
from community.resources.permissions import can_answer_suggestions, can_suggest

MOST_OPEN = 10  # of one member: the editors are few
MOST_IN_AN_HOUR = 60  # visitors' opinions of one article: nobody knows who they are, so a machine could fill the table
AN_HOUR = timedelta(hours=1)


class TooManyOpen(Exception):
    """This member waits for so many answers that one more would only wait behind them."""


def say_if_useful(*, article: Article, reader: User | AnonymousUser, is_useful: bool, now: datetime) -> None:
    """A member may think again; of a visitor only the answer is kept, and none where too many come at once."""
    words = {"is_useful": is_useful, "given_at": now}
    if isinstance(reader, User):
        Opinion.objects.update_or_create(article=article, member=reader, defaults=words)
    elif article.opinions.filter(member=None, given_at__gt=now - AN_HOUR).count() < MOST_IN_AN_HOUR:
        Opinion.objects.create(article=article, **words)


@transaction.atomic
def suggest(*, article: Article, member: User, kind: str, words: str, address: str, now: datetime) -> Suggestion:
    """The same words again within a minute are one proposal: a double click."""
    member = held_now(member)
    if not can_suggest(member, now=now):
        raise PermissionDenied
    mine = member.suggestions.open()
    again = mine.filter(article=article, kind=kind, words=words, created_at__gt=now - SAME_SUBMIT).first()
    if again is not None:
        return again
    if mine.count() >= MOST_OPEN:
        raise TooManyOpen
    return Suggestion.objects.create(
        article=article, member=member, kind=kind, words=words, address=address, created_at=now
    )


@transaction.atomic
def answer_suggestion(*, suggestion: Suggestion, editor: User, outcome: str, answer: str, now: datetime) -> bool:
    """The member is told in the app, without a mail; False if somebody was faster."""
    if not can_answer_suggestions(as_now(editor), now=now):
        raise PermissionDenied
    told = {"outcome": outcome, "answer": answer, "answered_at": now, "editor": editor}
    if not Suggestion.objects.open().filter(pk=suggestion.pk).update(**told):
        return False
    notify(
        recipient=suggestion.member,
        kind=Notification.Kind.MODERATION,
        text=_("The editors answered what you proposed. Thank you for it."),
        url=suggestion.get_absolute_url(),
        key=f"suggestion:{suggestion.pk}",
        mail=False,
        now=now,
    )
    return True
