from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from community.accounts.models import User
from community.forum.querysets.own import own_key
from community.groups.querysets import seen_by

if TYPE_CHECKING:
    from community.forum.models import PollOption  # noqa: F401


class PollOptionQuerySet(models.QuerySet["PollOption"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """A poll leaves everybody's sight with the opening post of its thread; what one asked oneself stays one's
        own."""
        thread = "poll__thread"
        shown = Q(**{f"{thread}__post_count__gt": 0, f"{thread}__hidden_at": None, f"{thread}__removed_at": None})
        own = Q(**{f"{thread}__author": own_key(user)})
        return self.filter(seen_by(user, path=f"{thread}__board__group"), shown | own)
