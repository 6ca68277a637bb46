"""Articles in other languages: the words alone. What they rest on stands in their originals."""

from django.db import models
from django.db.models import Q

from community.resources.models.articles import Article
from community.resources.querysets import ArticleTranslationQuerySet


class ArticleTranslation(models.Model):
    """One article in one language, passage by passage beside its original."""

    class Maker(models.TextChoices):
        MACHINE = "machine"
        PERSON = "person"

    article = models.ForeignKey(Article, models.CASCADE, related_name="translations")
    language = models.CharField(max_length=12)
    title = models.CharField(max_length=120)
    scope = models.TextField()
    summary = models.TextField()
    headings = models.JSONField()  # texts, in the order of the parts
    claims = models.JSONField()  # text, html, row and column of each, in the order of the page
    care = models.JSONField()  # heading and items by level
    questions = models.JSONField()  # texts, in their order
    body = models.TextField()  # all of it once more, as our HTML: what the search looks into
    by = models.CharField(max_length=7, choices=Maker)
    checked = models.CharField(max_length=200, blank=True)  # by a real person: name and role
    translated_date = models.DateField()
    original = models.CharField(max_length=12)  # the English text it is of: Article.text_hash
    fingerprint = models.CharField(max_length=64)  # of what it was made from

    objects = ArticleTranslationQuerySet.as_manager()

    class Meta:
        ordering = ["article", "language"]
        constraints = [
            models.UniqueConstraint(fields=["article", "language"], name="one_translation_per_language"),
            models.CheckConstraint(condition=Q(by__in=["machine", "person"]), name="translation_has_a_maker"),
            models.CheckConstraint(condition=~Q(original=""), name="translation_has_an_original"),
        ]

    def __str__(self) -> str:
        return self.title
