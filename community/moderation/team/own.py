"""What a member reads of the own exchange with the team: who of the team wrote is not among it."""

from community.accounts.models import User
from community.moderation.models import TeamMessage

MOST = 200


def letters_of(member: User) -> list[TeamMessage]:
    """The latest, in the order they came."""
    latest = TeamMessage.objects.filter(thread__member=member).order_by("-number")[:MOST]
    return list(reversed(latest))
