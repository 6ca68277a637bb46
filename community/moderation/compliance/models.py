"""When somebody looked at a paper of the compliance kit."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from community.moderation.compliance.querysets import ReviewEntryQuerySet

LONGEST_NAME = 150


class ReviewEntry(models.Model):
    """Rows are only ever added (append_only.py)."""

    slug = models.SlugField(max_length=100, db_index=False)  # the paper; see reviews_of_a_paper
    done_on = models.DateField()
    done_by = models.CharField(max_length=LONGEST_NAME)  # somebody without an account, as often as not
    note = models.TextField(blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = ReviewEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-done_on", "-pk"]
        verbose_name_plural = "review entries"
        constraints = [models.CheckConstraint(condition=~Q(done_by=""), name="review_names_somebody")]
        indexes = [models.Index(fields=["slug", "-done_on", "-id"], name="reviews_of_a_paper")]

    def __str__(self) -> str:
        return f"{self.slug} {self.done_on}"
