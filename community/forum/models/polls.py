"""A question with answers to tick, at the head of a thread."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from community.forum.models.threads import Thread
from community.forum.querysets import PollOptionQuerySet

LONGEST_QUESTION = 200
LONGEST_OPTION = 120


class Poll(models.Model):
    """Secret: nobody is shown who chose what, and the figures appear when it is closed."""

    thread = models.OneToOneField(Thread, models.CASCADE, related_name="poll")
    question = models.CharField(max_length=LONGEST_QUESTION)
    multiple = models.BooleanField(default=False)
    secret = models.BooleanField(default=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(question=""), name="poll_asks_something")]

    def __str__(self) -> str:
        return self.question

    def is_closed(self, now: datetime) -> bool:
        return self.closes_at is not None and self.closes_at <= now


class PollOption(models.Model):
    poll = models.ForeignKey(Poll, models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=LONGEST_OPTION)

    objects = PollOptionQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "position"], name="one_poll_option_per_position"),
            models.CheckConstraint(condition=~Q(text=""), name="poll_option_says_something"),
        ]

    def __str__(self) -> str:
        return self.text


class Vote(models.Model):
    option = models.ForeignKey(PollOption, models.CASCADE, related_name="votes")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["option", "member"], name="one_vote_per_option")]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.option_id}"
