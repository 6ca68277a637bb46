"""Who is called by @name, among those who can read what is written in a group."""

from django.db.models import Exists, Q, QuerySet
from django.db.models.functions import Upper

from community.accounts.models import User
from community.core.text import mentioned_in
from community.groups.models import SupportGroup

MOST_OFFERED = 8
LONGEST_NAME = 150


def readers_of(group: SupportGroup) -> QuerySet[User]:
    """Active members who may read this group, as `seen_by` says it from the other side."""
    active = User.objects.filter(is_active=True)
    if group.privacy != SupportGroup.Privacy.PRIVATE:
        return active
    return active.filter(Q(is_moderator=True) | Q(pk__in=group.memberships.values("member")))


def called_in(body: str, *, group: SupportGroup) -> list[User]:
    """Those who are mentioned and can read it; without a query when nobody is."""
    return called_by_name(mentioned_in(body), group=group)


def called_by_name(names: list[str], *, group: SupportGroup) -> list[User]:
    if not names:
        return []
    wanted = Q()
    for name in names:
        wanted |= Q(username__iexact=name)
    return list(readers_of(group).filter(wanted))


def names_in(body: str, *, group: SupportGroup) -> dict[str, str]:
    """The mentioned names in small letters, each with the address of the member's page."""
    return addresses_of(called_in(body, group=group))


def addresses_of(members: list[User]) -> dict[str, str]:
    return {member.username.lower(): member.get_absolute_url() for member in members}


def names_beginning(letters: str, *, group: SupportGroup, asker: User, first: Exists | None = None) -> list[str]:
    """A few names of others who can be called here, those for whom `first` holds before the rest."""
    letters = letters.strip()
    if not letters or len(letters) > LONGEST_NAME:
        return []
    found = readers_of(group).filter(username__istartswith=letters).exclude(pk=asker.pk)
    ordered = found.order_by(Upper("username"))
    if first is not None:
        ordered = found.annotate(comes_first=first).order_by("-comes_first", Upper("username"))
    names = ordered.values_list("username", flat=True)[: 2 * MOST_OFFERED]
    return [name for name in names if name.isalnum() or mentioned_in(f"@{name}") == [name]][:MOST_OFFERED]
