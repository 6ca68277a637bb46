"""Who may read which conversation and message: those who are in it, and nobody else, whatever their role."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, F, FilteredRelation, Q, Value, When

from community.accounts.models import User

if TYPE_CHECKING:
    from community.conversations.models import Conversation, Participant, PrivateMessage  # noqa: F401

COLUMNS_OF_MESSAGE = [
    *("conversation", "number", "body_html", "created_at", "hidden_at", "removed_at"),
    *("author__username", "author__drawing"),
]


def is_here(user: User | AnonymousUser, *, path: str) -> Q:
    """True for rows whose place at `path` is this member's: inside or asked, neither declined nor left, and not
    withheld from them."""
    if not isinstance(user, User) or not user.is_active:
        return Q(pk__in=[])
    own = {f"{path}__member": user, f"{path}__withheld": False}
    return Q(**own, **{f"{path}__declined_at": None, f"{path}__left_at": None})


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(is_here(user, path="participants"))

    def titled_for(self, user: User) -> Self:
        """Those whose subject this member may read: it is hidden with the first message, but not from its author."""
        begun = self.model.objects.filter(messages__number=1, messages__author=user)
        return self.filter(Q(hidden_at=None) | Q(pk__in=begun.values("pk")))

    def unread_first(self, member: User) -> Self:
        """What waits for this member, an answer or a message not read, then the rest; the latest first."""
        own = FilteredRelation("participants", condition=Q(participants__member=member))
        waits = Q(own__accepted_at=None) | Q(own__read_number__lt=F("message_count"))
        waiting = Case(When(waits, then=Value(0)), default=Value(1))
        return self.annotate(own=own).order_by(waiting, "-last_message_at", "-pk")

    def for_page(self) -> Self:
        return self.prefetch_related("participants__member")


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Places in the conversations one is in, and every own one: leaving and declining can be undone. None of an own
        one that is withheld."""
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        beside_them = self.filter(is_here(user, path="conversation__participants"))
        return self.filter(Q(member=user, withheld=False) | Q(pk__in=beside_them.values("pk")))

    def of(self, member: User) -> Self:
        """The member's own, as far as they know of them. Whoever asks about another asks without this."""
        return self.filter(member=member, withheld=False)

    def inside(self) -> Self:
        return self.filter(accepted_at__isnull=False, left_at=None)

    def asked(self) -> Self:
        return self.filter(accepted_at=None, declined_at=None)

    def gone_since(self, moment: datetime) -> Self:
        return self.filter(Q(left_at__gt=moment) | Q(declined_at__gt=moment))


class PrivateMessageQuerySet(models.QuerySet["PrivateMessage"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Messages whose place this member may see, from where they were added on; whoever is only asked sees the
        very first. To read the text, add `shown()`."""
        places = "conversation__participants"
        from_there = Q(number__gte=F(f"{places}__joined_number"))
        answered = Q(**{f"{places}__accepted_at__isnull": False}) | Q(number=1)
        return self.filter(is_here(user, path=places), from_there, answered)

    def shown(self) -> Self:
        return self.filter(hidden_at=None, removed_at=None)

    def for_page(self) -> Self:
        return (
            self.select_related("author")
            .only(*COLUMNS_OF_MESSAGE, "author__username", "author__drawing")
            .order_by("number")
        )
