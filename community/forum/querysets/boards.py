from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models

from community.accounts.models import User
from community.groups.querysets import seen_by

if TYPE_CHECKING:
    from community.forum.models import Board  # noqa: F401


class BoardQuerySet(models.QuerySet["Board"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(seen_by(user, path="group"))
