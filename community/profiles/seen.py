"""A member's page as one onlooker sees it: for the page itself, and for the owner who wants to know."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from community.accounts.models import Block, User
from community.profiles.models import Detail
from community.profiles.querysets import Onlooker

ORDER = {kind: place for place, kind in enumerate(Detail.Kind.values)}


@dataclass(frozen=True)
class Seen:
    person: User
    onlooker: Onlooker
    details: list[Detail]

    @property
    def is_nothing(self) -> bool:
        """Not even the name: visitors are asked to sign in."""
        return self.onlooker is Onlooker.VISITOR


def onlooker_of(user: User | AnonymousUser, person: User) -> Onlooker:
    """By the name that was blocked, as everywhere. It always asks: no page takes longer for one than for another."""
    if not isinstance(user, User):
        return Onlooker.VISITOR
    is_blocked = Block.objects.by_name().against(user).filter(blocker=person).exists()
    return Onlooker.BLOCKED if is_blocked else Onlooker.MEMBER


def seen_by(onlooker: Onlooker, person: User) -> Seen:
    return Seen(person, onlooker, in_order(person.details.presented_to(onlooker)))


def in_order(details: Iterable[Detail]) -> list[Detail]:
    return sorted(details, key=lambda detail: ORDER[detail.kind])
