"""The archive of every article: each text it ever had, from its file or from an editor in the site."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.resources.gate import TICKS
from community.resources.models.articles import Article
from community.resources.querysets import ArticleVersionQuerySet

ORIGINS = ["file", "site"]
STATES = ["draft", "waiting", "live", "past"]
LONGEST_REASON = 300
LONGEST_TEXT = 60_000  # characters; the longest article has a quarter of it


def ticked(codes: list[str]) -> Q:
    """All of them are there and true. A missing key alone would make a check that is neither true nor false: passed."""
    return Q(ticks__has_keys=codes) & Q(*((f"ticks__{code}", True) for code in codes))


class ArticleVersion(models.Model):
    """A whole text in the format of the files. Its text never changes; what becomes of it does."""

    class Origin(models.TextChoices):
        FILE = "file", _("from the release")
        SITE = "site", _("written in the site")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        WAITING = "waiting", _("from the release, waiting")  # it came while what an editor wrote was live
        LIVE = "live", _("live")
        PAST = "past", _("past")

    article = models.ForeignKey(Article, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    origin = models.CharField(max_length=4, choices=Origin)
    state = models.CharField(max_length=7, choices=State)
    text = models.TextField()
    what_changed = models.CharField(max_length=LONGEST_REASON, blank=True)
    # Who wrote it or took it from the release; the text outlives the account.
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    live_at = models.DateTimeField(null=True, blank=True)  # when the page first showed it
    is_public = models.BooleanField(default=False)  # readers see it once it is live: its status is not "draft"
    ticks = models.JSONField(default=dict)  # what its publisher confirmed: {"T1": true}

    objects = ArticleVersionQuerySet.as_manager()

    class Meta:
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="one_article_version_per_number"),
            *(
                models.UniqueConstraint(fields=["article"], condition=Q(state=state), name=f"one_{state}_version")
                for state in ("draft", "waiting", "live")
            ),
            models.CheckConstraint(condition=~Q(text=""), name="article_version_has_a_text"),
            models.CheckConstraint(condition=Q(origin__in=ORIGINS), name="article_version_origin_exists"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="article_version_state_exists"),
            models.CheckConstraint(
                condition=~Q(state="live") | Q(live_at__isnull=False), name="live_version_has_a_moment"
            ),
            models.CheckConstraint(
                condition=(~Q(state="draft") | Q(origin="site", live_at=None))
                & (~Q(state="waiting") | Q(origin="file", live_at=None)),
                name="article_version_state_fits_its_origin",
            ),
            # The publish gate, where nothing gets round it: see gate.py.
            models.CheckConstraint(
                condition=Q(origin="file") | Q(live_at=None) | Q(is_public=False) | ticked(TICKS),
                name="published_version_passed_the_gate",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article}, {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("resources:version", args=[self.pk])
