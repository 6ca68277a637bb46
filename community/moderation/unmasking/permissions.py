"""Who may ask for the account behind another name, agree to it, and look."""

from django.contrib.auth.models import AnonymousUser

from community.accounts.models import User
from community.groups.permissions import can_moderate
from community.moderation.models import Case
from community.moderation.unmasking.models import Unmasking


def moderates_alias(user: User | AnonymousUser, case: Case) -> bool:
    """The case is about a post or a picture under another name, in a place this person moderates, and not their own."""
    post = case.post_judged
    return (
        post is not None
        and post.alias_id is not None
        and post.author_id != user.pk
        and can_moderate(user, post.thread.board.group)
    )


def can_ask(user: User | AnonymousUser, case: Case) -> bool:
    """Once, unless it was refused."""
    return moderates_alias(user, case) and not case.unmaskings.filter(refused_at=None).exists()


def can_answer(user: User | AnonymousUser, unmasking: Unmasking) -> bool:
    """A second moderator, as long as nobody has."""
    return unmasking.is_open and is_second(user, unmasking)


def is_second(user: User | AnonymousUser, unmasking: Unmasking) -> bool:
    return unmasking.asked_by_id != user.pk and moderates_alias(user, unmasking.case)


def can_look(user: User | AnonymousUser, unmasking: Unmasking) -> bool:
    """Those two, for as long as they are moderators there."""
    two = (unmasking.asked_by_id, unmasking.agreed_by_id)
    return unmasking.agreed_at is not None and user.pk in two and moderates_alias(user, unmasking.case)
