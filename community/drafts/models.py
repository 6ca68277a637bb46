"""What members have typed and not sent yet. Nobody but they see it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.text import Truncator

from community.drafts.places import address_of, place_of
from community.drafts.querysets import DraftQuerySet, OtherVersionQuerySet

KEY = r"[a-z]+(?::[A-Za-z0-9_-]+)+"  # which composer: "reply:12", "thread:new-here"
LONGEST_KEY = 80
FIRST_WORDS = 120  # characters

Fields = dict[str, str | list[str]]


class Typed(models.Model):
    """Texts by the name of the form's field; a field that was filled several times holds a list."""

    fields = models.JSONField()

    class Meta:
        abstract = True

    @property
    def texts(self) -> list[tuple[str, str]]:
        """What a person wrote, the title first, without empty fields and ticked boxes."""
        named = {name: ", ".join(value) if isinstance(value, list) else value for name, value in self.fields.items()}
        written = [(name, text) for name, text in named.items() if text.strip() not in ("", "on")]
        return sorted(written, key=lambda pair: (pair[0] != "title", pair[0] != "body", -len(pair[1])))

    @property
    def first_words(self) -> str:
        text = next((text for _name, text in self.texts), "")
        return Truncator(" ".join(text[: 10 * FIRST_WORDS].split())).chars(FIRST_WORDS)


class Draft(Typed):
    """The text of one composer. `version` grows with every save; who saves says from which one they went on."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts", db_index=False)
    key = models.CharField(max_length=LONGEST_KEY)
    version = models.PositiveIntegerField()
    saved_at = models.DateTimeField()
    discarded_at = models.DateTimeField(null=True, blank=True)  # deleted by its owner, who may put it back

    objects = DraftQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["owner", "-saved_at"], name="drafts_newest")]
        constraints = [
            models.UniqueConstraint(fields=["owner", "key"], condition=Q(discarded_at=None), name="one_draft_per_key"),
            models.CheckConstraint(condition=Q(key__contains=":"), name="draft_key_names_a_thing"),
            models.CheckConstraint(condition=Q(version__gte=1), name="draft_versions_from_1"),
        ]

    def __str__(self) -> str:
        return f"Draft {self.pk}"

    def get_absolute_url(self) -> str:
        """Where it can be gone on with; empty when that page is not there."""
        return address_of(self.key)

    @property
    def label(self) -> Promise:
        return place_of(self.key).label


class OtherVersion(Typed):
    """A text that did not become the draft, because another device had saved one meanwhile, or that was replaced."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="other_versions")
    created_at = models.DateTimeField()

    objects = OtherVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"Other version {self.pk}"
