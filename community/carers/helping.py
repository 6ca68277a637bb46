"""Writing for somebody else: what a helper may choose in one form, and what they chose. It holds for that form alone:
nobody is ever signed in as somebody else."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from community.accounts.models import User
from community.carers.models import Arrangement, Scope
from community.carers.permissions import both_can_write
from community.core.kept import is_secret
from community.drafts.models import Fields
from community.groups.models import SupportGroup

NOT_GIVEN = {"helping", "write_as", "own_name_anyway", "adds_poll"}


@dataclass(frozen=True)
class Helping:
    """An arrangement of this helper, and what they want to do with it. Whether they may, `hold` asks when it is
    written."""

    pk: int
    helper: User
    scope: Scope
    member: User


def option_words(scope: Scope, arrangement: Arrangement) -> str:
    name = {"name": arrangement.member}
    if scope == Scope.POST:
        return _("Post it at once as %(name)s, with help from you") % name
    if scope == Scope.ALIAS:
        return _("Post it at once under the other name that %(name)s has there") % name
    if scope == Scope.REMINDER:
        return _("For %(name)s") % name
    return _("A draft for %(name)s, who decides what becomes of it") % name


class Offers:
    """Everybody for whom this person may write in one place, with what."""

    def __init__(
        self,
        user: User | AnonymousUser,
        scopes: Collection[Scope],
        *,
        group: SupportGroup | None = None,
        now: datetime,
    ) -> None:
        self.user, self.scopes, self.group, self.now = user, scopes, group, now
        self.arrangements = self._found(user) if isinstance(user, User) else []

    def _found(self, helper: User) -> list[Arrangement]:
        mine = Arrangement.objects.by(helper).usable(self.now)
        if self.group is not None:
            mine = mine.within(self.group)
        found = mine.select_related("member", "helper").order_by("pk")
        return [one for one in found if both_can_write(one, now=self.now)]

    @property
    def options(self) -> list[tuple[str, str]]:
        return [
            (f"{scope.value}-{one.pk}", option_words(scope, one))
            for one in self.arrangements
            for scope in self.scopes
            if getattr(one, scope.value)
        ]

    def chosen(self, value: str) -> Helping | None:
        """What was chosen in the field; None for oneself."""
        scope, _sign, pk = value.rpartition("-")
        found = next((one for one in self.arrangements if str(one.pk) == pk), None)
        if found is None or found.helper is None:
            return None
        return Helping(found.pk, found.helper, Scope(scope), found.member)


def given_fields(fields: Fields) -> Fields:
    """What goes along to the member: their words, not the choices that are the helper's own."""
    return {
        name: value
        for name, value in fields.items()
        if name not in NOT_GIVEN and not name.startswith("picture") and not is_secret(name)
    }
