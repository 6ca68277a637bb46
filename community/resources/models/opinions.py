"""What readers say of an article: whether it was useful, and what should be different."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.resources.models.articles import Article
from community.resources.querysets import OpinionQuerySet, SuggestionQuerySet

LONGEST_SUGGESTION = 2000
LONGEST_ADDRESS = 300
KINDS = ["error", "unclear", "missing", "link"]


class Opinion(models.Model):
    """Useful or not; of a member one for each article, of a visitor nothing but the answer."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="opinions")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    is_useful = models.BooleanField()
    given_at = models.DateTimeField()

    objects = OpinionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "member"], name="one_opinion_per_member"),
        ]

    def __str__(self) -> str:
        return "useful" if self.is_useful else "not useful"


class Suggestion(models.Model):
    """A member's proposal to the editors, and their answer. What is accepted passes the gate of all texts."""

    class Kind(models.TextChoices):
        ERROR = "error", _("Something is wrong")
        UNCLEAR = "unclear", _("Something is hard to understand")
        MISSING = "missing", _("Something is missing")
        LINK = "link", _("A page that should be named as a source")

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("We will change it")
        DECLINED = "declined", _("We leave it as it is")

    article = models.ForeignKey(Article, models.CASCADE, related_name="suggestions")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="suggestions")
    kind = models.CharField(max_length=8, choices=Kind)
    words = models.TextField()
    address = models.URLField(max_length=LONGEST_ADDRESS, blank=True)
    created_at = models.DateTimeField()
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["created_at"], condition=Q(answered_at=None), name="suggestions_to_answer")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="suggestion_kind_exists"),
            models.CheckConstraint(condition=~Q(words=""), name="suggestion_says_something"),
            models.CheckConstraint(condition=~Q(kind="link", address=""), name="suggested_link_has_an_address"),
            models.CheckConstraint(
                condition=Q(outcome="", answered_at=None)
                | Q(outcome__in=["accepted", "declined"], answered_at__isnull=False),
                name="suggestion_is_answered_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        return reverse("resources:suggestion", args=[self.pk])
