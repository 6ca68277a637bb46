"""What a member says about themselves, each piece with a visibility of its own."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.profiles.querysets import DetailQuerySet
from community.words.masking import masked

CONDITIONS = {
    "hemifacial": _("Hemifacial spasm"),
    "blepharospasm": _("Blepharospasm (spasms of the eyelids)"),
    "twitches": _("Twitches of the face or an eyelid"),
    "cramps": _("Muscle cramps"),
    "hands-feet": _("Spasms of the hands or feet"),
    "food-pipe": _("Spasms of the food pipe"),
    "other": _("Something else"),
    "unsure": _("I do not know yet"),
    "care": _("I care for somebody who has spasms"),
}


class Detail(models.Model):
    """One piece: there is a row only for what was filled in. `words` of CONDITIONS are their keys, with spaces.
    `hidden_at`: the team took it out of sight; then it stays so, whatever its owner makes of it."""

    class Kind(models.TextChoices):
        ABOUT = "about", _("A few words about me")
        CONDITIONS = "conditions", _("What I live with")
        SINCE = "since", _("For how long")
        MANAGING = "managing", _("How I manage")
        PRONOUNS = "pronouns", _("How to speak of me")
        REGION = "region", _("Where I am")
        LANGUAGES = "languages", _("Languages I speak")

    class ShownTo(models.TextChoices):
        NOBODY = "nobody", _("Nobody")
        MEMBERS = "members", _("Members")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="details")
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.TextField()
    shown_to = models.CharField(max_length=7, choices=ShownTo, default=ShownTo.NOBODY)
    changed_at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True, blank=True)

    objects = DetailQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "kind"], name="one_detail_per_kind"),
            models.CheckConstraint(
                condition=Q(kind__in="about conditions since managing pronouns region languages".split()),
                name="detail_kind_exists",
            ),
            models.CheckConstraint(condition=Q(shown_to__in=["nobody", "members"]), name="detail_is_shown_to_somebody"),
            models.CheckConstraint(condition=~Q(words="") | Q(hidden_at__isnull=False), name="detail_says_something"),
        ]

    def __str__(self) -> str:
        return f"Detail {self.pk}"

    @property
    def typed(self) -> str:
        """As its owner wrote it, or chose it."""
        if self.kind == self.Kind.CONDITIONS:
            return "\n".join(str(CONDITIONS[key]) for key in self.words.split() if key in CONDITIONS)
        return self.words

    @property
    def said(self) -> str:
        """As others read it."""
        return masked(self.typed)
