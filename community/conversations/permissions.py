"""Who may begin a conversation, with whom, and who may write in it. Reading is `visible_to(user)` in querysets.py."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from community.accounts.models import User
from community.accounts.permissions import can_write
from community.conversations.models import MOST_OTHERS, Conversation, Participant

NEW_FOR = timedelta(days=3)
NEW_POSTS = 3
QUIET = timedelta(days=30)  # after a "no", and as long as a first message counts as unanswered
MOST_UNANSWERED = 20


def can_begin(member: User | AnonymousUser, *, now: datetime) -> bool:
    """Once the account is three days old and three of its posts stand (R23). Also asked before adding somebody."""
    return (
        isinstance(member, User)
        and can_write(member, now=now)
        and old_enough_at(member) <= now
        and posts_missing(member) == 0
    )


def old_enough_at(member: User) -> datetime:
    return member.date_joined + NEW_FOR


def posts_missing(member: User) -> int:
    """How many more have to stand. A post that waits, or that the team hid, does not."""
    return max(NEW_POSTS - member.accepted_posts, 0)


def can_send(member: User | AnonymousUser, conversation: Conversation, *, now: datetime) -> bool:
    """Inside, and somebody else is whom one has not blocked: before the first of the others has joined, the first
    message is the only one."""
    return (
        isinstance(member, User)
        and can_write(member, now=now)
        and is_inside(member, conversation)
        and any(
            place.is_inside and place.member_id not in member.names_blocked for place in conversation.others(member)
        )
    )


def can_add(member: User | AnonymousUser, conversation: Conversation, *, now: datetime) -> bool:
    return (
        isinstance(member, User)
        and can_begin(member, now=now)
        and is_inside(member, conversation)
        and len([place for place in conversation.others(member) if place.left_at is None]) < MOST_OTHERS
    )


def is_inside(member: User, conversation: Conversation) -> bool:
    """To themselves."""
    place = conversation.place_of(member)
    return place is not None and place.is_inside and not place.withheld


def can_hide(user: User | AnonymousUser) -> bool:
    """A conversation belongs to no group: only the site's moderators, and only what was reported to them."""
    return isinstance(user, User) and user.is_active and user.is_moderator and not user.is_silenced


def why_not(member: User, others: Sequence[User], *, now: datetime) -> list[str]:
    """Why `member` cannot write to all of the others now, a sentence for each; empty when nothing speaks against it."""
    known, mine = known_to(member, others), Participant.objects.filter(invited_by=member)
    declined = members_of(mine.filter(member__in=others, declined_at__gt=now - QUIET))
    unanswered = members_of(mine.filter(member__in=others).asked()) - known
    reasons = []
    for other in others:
        if other.pk in member.names_blocked:
            reasons.append(_("You blocked %(name)s. Undo that first.") % {"name": other})
        elif not other.takes_messages or not other.is_active:  # or has just left
            reasons.append(_("%(name)s takes no private messages.") % {"name": other})
        elif other.pk in declined | unanswered:  # the same words for both: nobody learns that it was a "no"
            reasons.append(_("%(name)s takes no messages from you now.") % {"name": other})
    waiting = mine.filter(accepted_at=None, joined_at__gt=now - QUIET).count()  # also a "no": its lack would tell
    if not reasons and waiting + len(others) - len(known) > MOST_UNANSWERED:
        reasons.append(_("Many of your first messages still wait for an answer. Please let some of them come first."))
    return reasons


def known_to(member: User, others: Sequence[User]) -> set[int]:
    """Those of them who are inside a conversation in which this member is inside too: they need not be asked. Also
    where it is withheld from one of them: the others, who see them inside, would notice."""
    shared = Participant.objects.inside().filter(member=member).values("conversation")
    return members_of(Participant.objects.inside().filter(member__in=others, conversation__in=shared))


def members_of(places: "QuerySet[Participant]") -> set[int]:
    return set(places.values_list("member", flat=True))
