"""Which unmaskings somebody may know of."""

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from community.accounts.models import User
from community.groups.querysets import moderated_by
from community.moderation.subjects import SUBJECTS

if TYPE_CHECKING:
    from community.moderation.unmasking.models import Unmasking  # noqa: F401


class UnmaskingQuerySet(models.QuerySet["Unmasking"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The moderators of the place, as they see the case; the member it is about, once it was agreed."""
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        about = Q(case__author=user)
        team = moderated_by(user, path="case__group")
        return self.filter((team & ~about) | (about & Q(agreed_at__isnull=False)))

    def open(self) -> Self:
        return self.filter(agreed_at=None, refused_at=None)

    def for_page(self) -> Self:
        joins = (f"case__{join}" for kind in ("post", "picture") for join in SUBJECTS[kind].joins)
        return self.select_related(*joins, "case__group", "case__author", "asked_by", "agreed_by")
