"""A name that somebody writes under in one thread. Nothing that others see leads from it to the account."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from community.accounts.drawings import Drawing, drawing_for
from community.accounts.models import Block


class Alias(models.Model):
    """Drawn and named like a member, without an address. `retired_at`: a merge brought two names of one member into
    one thread; the older posts keep theirs, new ones get the other."""

    thread = models.ForeignKey("forum.Thread", models.CASCADE, related_name="aliases")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["thread", "member"], condition=Q(retired_at=None), name="one_alias_per_thread"
            ),
            models.UniqueConstraint("thread", Upper("name"), name="one_alias_name_per_thread"),
            # A space, which no member's name has: nobody can be taken for somebody else.
            models.CheckConstraint(condition=Q(name__contains=" "), name="alias_is_no_member_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def avatar(self) -> Drawing:
        """Made of the name alone, whatever the account has chosen."""
        return drawing_for(self.name)

    @property
    def avatar_colour(self) -> int:
        return self.avatar.colour

    @property
    def initial(self) -> str:
        return self.name[:1].upper()


class BlockedAlias(models.Model):
    """What a member blocked who blocked another name: this name, in this thread. `block` does the rest to the account
    behind it, in silence."""

    block = models.OneToOneField(Block, models.CASCADE, related_name="under_alias")
    blocker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    alias = models.ForeignKey(Alias, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["blocker", "alias"], name="one_block_per_alias")]

    def __str__(self) -> str:
        return str(self.alias)
