"""What boards and rooms share: a list of articles to read first, kept by the moderators of their group.

By address: neither of them knows the resources app. The list is the one truth of which article belongs to which place;
the page of an article asks these rows for its way back (pages/templatetags/talk.py).
"""

from django.db import models
from django.db.models import Q


class ReadingRow(models.Model):
    """One article of such a list; the class that stands in a table says whose."""

    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=120)
    path = models.CharField(max_length=200)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


def constraints_of(name: str) -> list[models.BaseConstraint]:
    return [
        models.CheckConstraint(condition=~Q(title=""), name=f"{name}_has_a_title"),
        models.CheckConstraint(condition=Q(path__startswith="/resources/"), name=f"{name}_stays_here"),
    ]
