"""Which unmaskings somebody may know of."""

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from community.accounts.models import User
from community.groups.querysets import moderated_by

if TYPE_CHECKING:
    from community.moderation.unmasking.models import Unmasking  # noqa: F401


class UnmaskingQuerySet(models.QuerySet["Unmasking"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The moderators of the place, as they see the case; the member it is about, once it was agreed."""
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        about = Q(case__post__author=user)
        team = moderated_by(user, path="case__post__thread__board__group")
        return self.filter((team & ~about) | (about & Q(agreed_at__isnull=False)))

    def open(self) -> Self:
        return self.filter(agreed_at=None, refused_at=None)

    def for_page(self) -> Self:
        return self.select_related("case__post__alias", "case__post__thread__board__group", "asked_by", "agreed_by")
