"""What of a profile somebody may read."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from community.profiles.models import Detail  # noqa: F401


class Onlooker(StrEnum):
    """Who looks at a member's page, as far as it matters for what is there."""

    MEMBER = "member"
    BLOCKED = "blocked"  # by the member whose page it is
    VISITOR = "visitor"


class DetailQuerySet(models.QuerySet["Detail"]):
    def presented_to(self, onlooker: Onlooker) -> Self:
        """To whom the member chose to show it. Whoever they blocked sees what they would see of somebody who has
        written nothing, and it takes as long: the same question is asked, for what nobody can choose."""
        return self.filter(shown_to="members" if onlooker is Onlooker.MEMBER else "", hidden_at=None)
