"""Rules about words, and which text met one that the team should know of. A hit holds no words of the text."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.words import matching
from community.words.querysets import HitQuerySet, RuleQuerySet

LONGEST_PHRASE = 100
LONGEST_NOTE = 300
LONGEST_REASON = 200
KINDS = [matching.PHRASE, matching.HOSTS, matching.DOSE, matching.MEDICINE]
EFFECTS = [matching.URGENT, matching.HOLD, matching.ADVISE, matching.MASK]
LANGUAGES = {
    "": _("Every language"),
    "de": _("German"),
    "en": _("English"),
    "es": _("Spanish"),
    "fr": _("French"),
    "it": _("Italian"),
    "nl": _("Dutch"),
    "pl": _("Polish"),
    "pt": _("Portuguese"),
    "sv": _("Swedish"),
}
TEXTS = ["post", "message", "private_message", "profile"]


class Rule(models.Model):
    """A rule is switched off, never erased: what it caught points to it."""

    class Kind(models.TextChoices):
        PHRASE = matching.PHRASE, _("Word or phrase")
        HOST = matching.HOSTS, _("Where links lead")
        DOSE = matching.DOSE, _("Amount with a unit")
        MEDICINE = matching.MEDICINE, _("Name of a medicine")

    class Effect(models.TextChoices):
        URGENT = matching.URGENT, _("Urgent: show help, tell the team")
        HOLD = matching.HOLD, _("Hold until the team has looked")
        ADVISE = matching.ADVISE, _("Note to the author before posting")
        MASK = matching.MASK, _("Mask the words")

    kind = models.CharField(max_length=8, choices=Kind, default=Kind.PHRASE)
    phrase = models.CharField(max_length=LONGEST_PHRASE)
    anywhere = models.BooleanField(default=False)  # also inside of longer words
    language = models.CharField(max_length=10, blank=True)  # empty: every language
    effect = models.CharField(max_length=6, choices=Effect)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)  # what the author reads before posting
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)  # what the author of a held text reads
    is_active = models.BooleanField(default=True)
    starter = models.CharField(max_length=140, blank=True, editable=False)  # its key in `starters`, loaded once
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    objects = RuleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "phrase", "language"], name="one_rule_per_phrase"),
            models.CheckConstraint(condition=~Q(phrase=""), name="rule_has_a_phrase"),
            models.UniqueConstraint(fields=["starter"], condition=~Q(starter=""), name="each_starter_once"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="rule_kind_exists"),
            models.CheckConstraint(condition=Q(effect__in=EFFECTS), name="rule_effect_exists"),
            models.CheckConstraint(
                condition=Q(kind="phrase") | Q(effect__in=["hold", "advise"]), name="only_words_are_urgent_or_masked"
            ),
            models.CheckConstraint(
                condition=~Q(effect="advise", kind__in=["phrase", "host"], note=""), name="rule_that_advises_says_what"
            ),
            models.CheckConstraint(condition=~Q(effect="hold", reason=""), name="rule_that_holds_says_why"),
        ]

    def __str__(self) -> str:
        return self.phrase

    @property
    def language_name(self) -> str:
        return str(LANGUAGES.get(self.language, self.language))

    @property
    def listed(self) -> matching.Listed:
        """A language without pages of its own is nobody's language here, so its rules count for everybody."""
        spoken = {code.partition("-")[0] for code, _name in settings.LANGUAGES}
        return matching.Listed(
            pk=self.pk or 0,
            kind=self.kind,
            phrase=self.phrase,
            effect=self.effect,
            anywhere=self.anywhere,
            language=self.language if self.language in spoken else "",
            note=self.note,
            reason=self.reason,
        )


class Hit(models.Model):
    """A text that somebody should read. Written by the app that owns the text, in the same transaction."""

    class Kind(models.TextChoices):  # as in moderation/subjects.py
        POST = "post"
        MESSAGE = "message"
        PRIVATE_MESSAGE = "private_message"
        PROFILE = "profile"  # of the member whose key it is

    kind = models.CharField(max_length=15, choices=Kind)
    object_pk = models.BigIntegerField()
    rule = models.ForeignKey(Rule, models.PROTECT, related_name="hits")
    created_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)  # a case was made of it

    objects = HitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_pk", "rule"], condition=Q(taken_at=None), name="one_waiting_hit_per_rule"
            ),
            models.CheckConstraint(condition=Q(kind__in=TEXTS), name="hit_kind_exists"),
        ]
        indexes = [models.Index(fields=["created_at"], condition=Q(taken_at=None), name="hits_that_wait")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_pk}"
