"""The list that a member takes to the doctor."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from community.resources.models.articles import DoctorQuestion
from community.resources.querysets import KeptQuestionQuerySet

LONGEST_QUESTION = 200
MOST_KEPT = 50  # of one member


class KeptQuestion(models.Model):
    """A copy: the member keeps the words that were picked, whatever becomes of the article."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="kept_questions")
    picked = models.ForeignKey(DoctorQuestion, models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.CharField(max_length=LONGEST_QUESTION)
    position = models.PositiveIntegerField()  # only its order counts: what is taken out leaves a gap

    objects = KeptQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "position"], name="one_kept_question_per_position"),
            models.UniqueConstraint(fields=["owner", "text"], name="one_kept_question_per_text"),
            models.CheckConstraint(condition=~Q(text=""), name="kept_question_asks_something"),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return f"{reverse('resources:questions')}#mine-{self.pk}"
