"""Who may read what of the resources, and everything a page needs in few queries."""

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, Count, F, FilteredRelation, Prefetch, Q, Value, When

from community.accounts.models import User

if TYPE_CHECKING:
    from community.resources.models import (  # noqa: F401
        Article,
        ArticleTranslation,
        ArticleVersion,
        DoctorQuestion,
        GlossaryTerm,
        KeptQuestion,
        Opinion,
        Section,
        Suggestion,
    )


# Of a translation, for the page of its article.
TRANSLATED = "language title scope summary headings claims care questions by checked translated_date original".split()


def readable_by(user: User | AnonymousUser) -> list[str]:
    """Everybody reads what is published; editors also read drafts."""
    return ["published", "draft"] if user.is_authenticated and user.is_editor else ["published"]


class ArticleQuerySet(models.QuerySet["Article"]):
    def visible_to(self, user: User | AnonymousUser, *, announced: bool = False) -> Self:
        """What has a page; with `announced` also what is in preparation, for a list."""
        return self.filter(status__in=[*readable_by(user), "preparation"] if announced else readable_by(user))

    def for_page(self) -> Self:
        return self.select_related("section").prefetch_related("care_boxes", "questions", "sources")

    def beside_translation(self, languages: list[str]) -> Self:
        """With the words of each in the nearest of these languages, in the same query: `overlay.beside`."""
        if not languages:
            return self
        there = FilteredRelation("translations", condition=Q(translations__language__in=languages))
        words = {f"translated_{name}": F(f"there__{name}") for name in TRANSLATED}
        places = [When(there__language=code, then=place) for place, code in enumerate(languages)]
        nearest = Case(*places, default=Value(len(languages)))
        return self.alias(there=there).annotate(**words).order_by(nearest)


class ArticleTranslationQuerySet(models.QuerySet["ArticleTranslation"]):
    """Reached through an article that the reader may see."""

    def current(self) -> Self:
        """Of the English text as it stands today, by whatever way it came to stand there."""
        return self.filter(original=F("article__text_hash"))


class SectionQuerySet(models.QuerySet["Section"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Sections in which this reader finds at least one article."""
        return self.filter(articles__status__in=readable_by(user)).distinct()

    def with_articles(self, articles: ArticleQuerySet) -> Self:
        return self.prefetch_related(Prefetch("articles", articles.select_related("section")))


class GlossaryTermQuerySet(models.QuerySet["GlossaryTerm"]):
    def with_articles(self, articles: ArticleQuerySet) -> Self:
        return self.prefetch_related(Prefetch("articles", articles.select_related("section")))


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Who made it, and the editors."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_editor else self.filter(member=user)

    def open(self) -> Self:
        return self.filter(answered_at=None)

    def for_page(self) -> Self:
        return self.select_related("article__section", "member")


class DoctorQuestionQuerySet(models.QuerySet["DoctorQuestion"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Those of the articles that this reader may read."""
        return self.filter(article__status__in=readable_by(user))

    def to_pick_from(self) -> Self:
        """Of what is published, in the order of the shelves."""
        in_order = ("article__section__order", "article__order", "article", "number")
        return self.filter(article__status="published").select_related("article__section").order_by(*in_order)


class KeptQuestionQuerySet(models.QuerySet["KeptQuestion"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Nobody but the owner, editors and moderators included."""
        return self.filter(owner=user) if user.is_authenticated else self.none()

    def for_page(self) -> Self:
        return self.select_related("picked__article__section")

    def marks(self) -> set[str | int | None]:
        """By which a question is known to stand in the list: its words, or, in another language, where it came from."""
        return {mark for kept in self.values_list("text", "picked_id") for mark in kept}


class ArticleVersionQuerySet(models.QuerySet["ArticleVersion"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The archive is the editors'; everybody else reads what is live, on the page of the article."""
        return self if user.is_authenticated and user.is_editor else self.none()

    def live_edits(self) -> Self:
        """What editors wrote and readers see now."""
        return self.filter(state="live", origin="site")

    def of_this_site(self) -> Self:
        """Without a text that a release brought and nobody took: whoever writes goes on from the others."""
        return self.exclude(origin="file", live_at=None)

    def in_hand(self) -> Self:
        """What is live, being written, or waits from a release; without the texts."""
        return self.filter(state__in=["live", "draft", "waiting"]).select_related("editor").defer("text")

    def for_page(self) -> Self:
        return self.select_related("article__section", "editor")


class OpinionQuerySet(models.QuerySet["Opinion"]):
    def counted_for(self, user: User | AnonymousUser) -> dict[str, int] | None:
        """How many said yes and no; for editors alone, and nobody else asks the database."""
        if not user.is_authenticated or not user.is_editor:
            return None
        return self.aggregate(yes=Count("pk", filter=Q(is_useful=True)), no=Count("pk", filter=Q(is_useful=False)))
