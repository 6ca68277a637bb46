"""How much a member wants to hear of a thread, a board or a group."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.forum.models.boards import Board
from community.groups.models import SupportGroup


class Level(models.IntegerChoices):
    """A thread's own level wins over its board's, that over its group's; without any it is normal."""

    MUTE = 0, _("Mute")
    NORMAL = 1, _("Normal")
    FOLLOW = 2, _("Follow")
    WATCH = 3, _("Watch")


class PlaceLevel(models.Model):
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    board = models.ForeignKey(Board, models.CASCADE, null=True, blank=True, related_name="levels")
    group = models.ForeignKey(SupportGroup, models.CASCADE, null=True, blank=True, related_name="+")
    level = models.PositiveSmallIntegerField(choices=Level)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(board=None, group__isnull=False) | Q(board__isnull=False, group=None),
                name="level_of_one_place",
            ),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="place_level_exists"),
            models.UniqueConstraint(fields=["member", "board"], name="one_level_per_board"),
            models.UniqueConstraint(fields=["member", "group"], name="one_level_per_group"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.get_level_display()}"
