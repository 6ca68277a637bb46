"""Articles made of claims: every claim says what it rests on, and the database refuses one that does not."""

from datetime import date

from django.db import models
from django.db.models import Case, F, Q, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.resources.languages import ENGLISH
from community.resources.parsing import facts_in, source_ids_in
from community.resources.querysets import (
    ArticleQuerySet,
    DoctorQuestionQuerySet,
    GlossaryTermQuerySet,
    SectionQuerySet,
)

SOURCE_KINDS = "document hospital government manual review study charity".split()
STATUSES = ["draft", "published", "preparation"]
REVIEW_STATES = ["not_reviewed", "lay_reviewed", "clinician_reviewed"]


class Section(models.Model):
    slug = models.SlugField(unique=True)
    letter = models.CharField(max_length=1, unique=True)  # its place in the plan of all articles: A1, C7 ...
    title = models.CharField(max_length=80)
    intro = models.TextField()
    order = models.PositiveSmallIntegerField()

    objects = SectionQuerySet.as_manager()
    language = ENGLISH  # of its words in memory: overlay.py may have put others there

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("resources:section", args=[self.slug])


class Source(models.Model):
    class Kind(models.TextChoices):
        DOCUMENT = "document", _("our source document")
        HOSPITAL = "hospital", _("hospital")
        GOVERNMENT = "government", _("government")
        MANUAL = "manual", _("medical manual")
        REVIEW = "review", _("review of studies")
        STUDY = "study", _("study")
        CHARITY = "charity", _("registered charity")

    class SeenAs(models.TextChoices):
        LIVE = "live", _("the page itself")
        STORED_COPY = "stored_copy", _("a stored copy")

    slug = models.SlugField(unique=True)
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=120)
    url = models.URLField(max_length=300, blank=True)
    seen_date = models.DateField()
    seen_as = models.CharField(max_length=12, choices=SeenAs)
    note = models.TextField(blank=True)

    class Meta:
        ordering = [Case(When(kind="document", then=0), default=1), "publisher", "title"]
        constraints = [
            # The document's own address is not known; everything else can be looked up.
            models.CheckConstraint(condition=Q(kind="document") | ~Q(url=""), name="source_has_an_address"),
            models.CheckConstraint(condition=Q(kind__in=SOURCE_KINDS), name="source_kind_exists"),
            models.CheckConstraint(condition=Q(seen_as__in=["live", "stored_copy"]), name="source_seen_as_exists"),
        ]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title}"


class GlossaryTerm(models.Model):
    slug = models.SlugField(unique=True)
    term = models.CharField(max_length=80)
    also_called = models.CharField(max_length=200, blank=True)
    said_like = models.CharField(max_length=80, blank=True)
    definition = models.TextField()
    basis = models.CharField(max_length=200, blank=True)

    objects = GlossaryTermQuerySet.as_manager()
    language = ENGLISH

    class Meta:
        ordering = ["term"]
        constraints = [
            models.CheckConstraint(condition=~Q(definition=""), name="glossary_term_has_a_definition"),
        ]

    def __str__(self) -> str:
        return self.term

    def get_absolute_url(self) -> str:
        return f"{reverse('resources:glossary')}#{self.slug}"


class Article(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        PREPARATION = "preparation", _("in preparation")  # a name in the list, no page yet

    class ReviewState(models.TextChoices):
        NOT_REVIEWED = "not_reviewed", _("Not yet checked by a health professional")
        LAY_REVIEWED = "lay_reviewed", _("Checked by people with spasms, not by a health professional")
        CLINICIAN_REVIEWED = "clinician_reviewed", _("Checked by a health professional")

    section = models.ForeignKey(Section, models.PROTECT, related_name="articles")
    slug = models.SlugField()
    title = models.CharField(max_length=120)
    scope = models.TextField()
    summary = models.TextField()
    status = models.CharField(max_length=12, choices=Status, default=Status.DRAFT)
    review_state = models.CharField(max_length=20, choices=ReviewState, default=ReviewState.NOT_REVIEWED)
    reviewer = models.CharField(max_length=200, blank=True)  # a real person: name and role
    reviewed_date = models.DateField(null=True, blank=True)
    first_published_date = models.DateField()
    next_review_date = models.DateField()
    changed_date = models.DateField(null=True, blank=True)  # of the last change since it was first shown
    reading_minutes = models.PositiveSmallIntegerField()
    order = models.PositiveSmallIntegerField()
    fingerprint = models.CharField(max_length=64)  # of what it was made from
    text_hash = models.CharField(max_length=12, blank=True)  # which English text it is: see ArticleTranslation.original
    words = models.JSONField(default=list)  # hard words it uses, with their meaning: slug, term, said_like, definition
    reminders = models.JSONField(default=list)  # names of ready-made reminders that its page offers
    sources = models.ManyToManyField(Source, related_name="articles")
    terms = models.ManyToManyField(GlossaryTerm, related_name="articles")

    objects = ArticleQuerySet.as_manager()
    language = ENGLISH

    class Meta:
        ordering = ["section__order", "order"]
        constraints = [
            models.UniqueConstraint(fields=["section", "slug"], name="one_article_per_address"),
            models.CheckConstraint(condition=~Q(summary=""), name="article_has_a_summary"),
            models.CheckConstraint(condition=Q(status__in=STATUSES), name="article_status_exists"),
            models.CheckConstraint(condition=Q(review_state__in=REVIEW_STATES), name="article_review_state_exists"),
            models.CheckConstraint(
                condition=Q(next_review_date__gt=F("first_published_date")), name="article_review_follows_publication"
            ),
            models.CheckConstraint(
                condition=Q(review_state="not_reviewed", reviewer="", reviewed_date=None)
                | (~Q(review_state="not_reviewed") & ~Q(reviewer="") & Q(reviewed_date__isnull=False)),
                name="article_review_names_a_person",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("resources:article", args=[self.section.slug, self.slug])

    @property
    def code(self) -> str:
        """Its place in the plan of all articles, as its file says it: C7."""
        return f"{self.section.letter}{self.order}"

    def is_overdue(self, today: date) -> bool:
        return self.next_review_date <= today


class Part(models.Model):
    """A heading of an article and what stands below it."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="parts")
    number = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=120)
    anchor = models.SlugField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="one_part_per_number"),
            models.UniqueConstraint(fields=["article", "anchor"], name="one_part_per_anchor"),
        ]

    def __str__(self) -> str:
        return self.heading


class Claim(models.Model):
    """One paragraph, list item or cell. Without a strength it claims nothing: only then may it stand without a basis.

    A disagreement is one block: its question at position 0, the two sides at 1 and 2.
    So is a comparison: its title at position 0, then the cells row by row.
    """

    class Kind(models.TextChoices):
        PARAGRAPH = "paragraph"
        ITEM = "item"
        DISAGREEMENT = "disagreement"
        COMPARISON = "comparison"

    class Strength(models.TextChoices):
        AGREED = "agreed"
        MIXED = "mixed"
        WEAK = "weak"

    part = models.ForeignKey(Part, models.CASCADE, related_name="claims")
    block = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    text = models.TextField()
    html = models.TextField(editable=False)  # rendered once, when loaded
    strength = models.CharField(max_length=6, choices=Strength, blank=True)
    basis = models.CharField(max_length=200, blank=True)  # as typed: "F4 newcastle"
    row = models.CharField(max_length=60, blank=True)
    column = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["part__number", "block", "position"]
        constraints = [
            models.UniqueConstraint(fields=["part", "block", "position"], name="one_claim_per_place"),
            models.CheckConstraint(
                condition=Q(kind__in=["paragraph", "item", "disagreement", "comparison"]), name="claim_kind_exists"
            ),
            models.CheckConstraint(
                condition=Q(strength__in=["", "agreed", "mixed", "weak"]), name="claim_strength_exists"
            ),
            models.CheckConstraint(
                condition=Q(strength="", basis="") | (~Q(strength="") & ~Q(basis="")), name="claim_has_a_basis"
            ),
            models.CheckConstraint(
                condition=Q(kind="disagreement", position__in=[1, 2], strength="mixed")
                | Q(kind="disagreement", position=0, strength="")
                | (~Q(kind="disagreement") & ~Q(strength="mixed")),
                name="claim_is_mixed_where_sources_disagree",
            ),
            models.CheckConstraint(
                condition=(Q(kind="comparison", position__gt=0) & ~Q(row="") & ~Q(column=""))
                | Q(kind="comparison", position=0, strength="", row="", column="")
                | (~Q(kind="comparison") & Q(row="", column="")),
                name="claim_has_a_place_in_its_comparison",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def facts(self) -> list[int]:
        return facts_in(self.basis)

    @property
    def source_ids(self) -> list[str]:
        return source_ids_in(self.basis)


class CareBox(models.Model):
    """When to get help: at most one box of each level in an article."""

    class Level(models.TextChoices):
        EMERGENCY = "emergency", _("Emergency")
        URGENT = "urgent", _("Urgent")
        NON_URGENT = "non-urgent", _("Not urgent")

    article = models.ForeignKey(Article, models.CASCADE, related_name="care_boxes")
    level = models.CharField(max_length=12, choices=Level)
    heading = models.CharField(max_length=160)
    items = models.JSONField()  # list of strings
    basis = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]  # written most urgent first
        constraints = [
            models.UniqueConstraint(fields=["article", "level"], name="one_care_box_per_level"),
            models.CheckConstraint(condition=~Q(basis=""), name="care_box_has_a_basis"),
            models.CheckConstraint(
                condition=Q(level__in=["emergency", "urgent", "non-urgent"]), name="care_box_level_exists"
            ),
        ]

    def __str__(self) -> str:
        return self.heading


class DoctorQuestion(models.Model):
    article = models.ForeignKey(Article, models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)

    objects = DoctorQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["article", "text"], name="one_doctor_question_per_text")]

    def __str__(self) -> str:
        return self.text
