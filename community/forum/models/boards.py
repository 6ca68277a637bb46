"""Boards: where threads stand, who may write there, and what a first post is asked for."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.core.features import is_off
from community.forum.querysets import BoardQuerySet
from community.groups.models import SupportGroup
from community.groups.reading import ReadingRow, constraints_of


class Board(models.Model):
    class Writers(models.TextChoices):
        MEMBERS = "members", _("Members of the group")
        MODERATORS = "moderators", _("Moderators of the group")

    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="boards")
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    description = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    who_starts = models.CharField(max_length=10, choices=Writers, default=Writers.MEMBERS)
    who_replies = models.CharField(max_length=10, choices=Writers, default=Writers.MEMBERS)
    asks_questions = models.BooleanField(default=False)  # an answer can be marked "this helped"
    takes_pictures = models.BooleanField(default=False)
    thread_count = models.PositiveIntegerField(default=0, editable=False)  # threads that can be read

    objects = BoardQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="board_has_a_name"),
            models.CheckConstraint(condition=Q(who_starts__in=["members", "moderators"]), name="board_starters_exist"),
            models.CheckConstraint(condition=Q(who_replies__in=["members", "moderators"]), name="board_repliers_exist"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("forum:board", args=[self.slug])

    @property
    def offers_pictures(self) -> bool:
        """Its own choice, unless the operator has closed pictures everywhere. What was posted before stays."""
        return self.takes_pictures and not is_off("pictures")


class ReadingLink(ReadingRow):
    """An article to read before or instead of asking."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="reading")

    class Meta(ReadingRow.Meta):
        constraints = constraints_of("reading_link")


class FormField(models.Model):
    """One question of the form that a board asks to fill in instead of an empty box."""

    class Kind(models.TextChoices):
        LINE = "line", _("One line")
        TEXT = "text", _("Several lines")
        CHOICE = "choice", _("One of several")
        NUMBER = "number", _("A number")
        DATE = "date", _("A date")

    board = models.ForeignKey(Board, models.CASCADE, related_name="form_fields")
    position = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=80)
    help_text = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.LINE)
    choices = models.TextField(blank=True)  # one on each line
    required = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(label=""), name="form_field_has_a_label"),
            models.CheckConstraint(
                condition=Q(kind__in="line text choice number date".split()), name="form_field_kind_exists"
            ),
            models.CheckConstraint(condition=~Q(kind="choice", choices=""), name="form_choice_has_choices"),
            models.UniqueConstraint(fields=["board", "label"], name="one_form_field_per_label"),
        ]

    def __str__(self) -> str:
        return self.label
