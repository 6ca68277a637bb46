"""Bring the tables into line with the content files."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from math import ceil
from typing import Any

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from community.core.text import render_markdown
from community.resources.actions import archive
from community.resources.checking import LEVELS, check_library, set_aside_broken_articles
from community.resources.library import ArticleFile, Entry, Library, Mistake
from community.resources.models import Article, CareBox, Claim, DoctorQuestion, GlossaryTerm, Part, Section, Source
from community.resources.parsing import LINK, Heading, Passage, links_in, source_ids_in
from community.resources.plain_words import words as words_in
from community.resources.proofreading import pages

WORDS_PER_MINUTE = 150  # slow on purpose: tired eyes
LONGEST_ANCHOR = 44  # with a dash and the number of the part it fits its column


class BadContent(Exception):
    """The files that all articles share have mistakes; nothing was written."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = mistakes


@dataclass(frozen=True)
class Loaded:
    in_order: int  # how many articles
    changed: list[Article]  # new or changed
    mistakes: list[Mistake]  # of articles that were not loaded
    waiting: list[str] = field(default_factory=list)  # whose new file waits, since editors wrote something else
    without_file: list[str] = field(default_factory=list)  # whose file is gone, and which stand as editors wrote them

    @property
    def left_out(self) -> list[str]:
        return sorted({mistake.path for mistake in self.mistakes})


@transaction.atomic
def load_library(*, library: Library) -> Loaded:
    """Write what is new or changed; unchanged articles are left alone, and broken ones stay as they were.

    An article whose file is gone becomes a draft. Sections, sources and terms go when no article needs them.
    What an editor wrote and made live in the site stands; the text of a changed file waits beside it (archive.py).
    """
    mistakes = check_library(library)
    if not all(mistake.article for mistake in mistakes):
        raise BadContent(mistakes)
    library, mistakes = set_aside_broken_articles(library, pages=pages())
    upsert(Section.objects, [section_fields(entry, order) for order, entry in enumerate(library.sections, start=1)])
    upsert(Source.objects, [source_fields(entry) for entry in library.sources])
    upsert(GlossaryTerm.objects, [term_fields(entry) for entry in library.terms])
    edits, edited = archive.live_edits(), archive.edited_addresses()
    shown = [*(file for file in library.articles if file.address not in edited), *edits.values()]
    changed = [article for file in shown if (article := load_article(file)) is not None]
    archive.archive_files(library.articles, now=timezone.now())
    broken = {mistake.article for mistake in mistakes}
    withdraw_others(library, but=broken | edited)
    without_file = [address for address in archive.left_by_their_files(library.articles) if address not in broken]
    return Loaded(len(library.articles), changed, mistakes, archive.waiting_releases(), without_file)


def upsert(table: models.Manager[Any], rows: list[dict[str, Any]]) -> None:
    if rows:
        table.bulk_create(
            [table.model(**row) for row in rows],
            update_conflicts=True,
            unique_fields=["slug"],
            update_fields=[name for name in rows[0] if name != "slug"],
        )


def section_fields(entry: Entry, order: int) -> dict[str, Any]:
    fields = {name: entry[name] for name in ("letter", "title", "intro")}
    return {"slug": entry["id"], "order": order, **fields}


def source_fields(entry: Entry) -> dict[str, Any]:
    fields = {name: entry.get(name) for name in ("kind", "title", "publisher", "url", "seen_as", "note")}
    return {"slug": entry["id"], "seen_date": entry["seen"], **fields}


def term_fields(entry: Entry) -> dict[str, Any]:
    return {
        "slug": entry["id"],
        "term": entry["term"],
        "also_called": ", ".join(map(str, entry.get("also", []))),
        "said_like": entry.get("said_like"),
        "definition": entry["definition"],
        "basis": entry.get("from"),
    }


def load_article(file: ArticleFile) -> Article | None:
    section = Section.objects.get(slug=file.section)
    terms = GlossaryTerm.objects.filter(slug__in=term_slugs(file))
    fields = article_fields(file.top, file, words=meanings(terms))
    place: dict[str, Any] = {"section": section, "slug": file.slug}
    if Article.objects.filter(**place, fingerprint=fields["fingerprint"], status=fields["status"]).exists():
        return None
    article, _created = Article.objects.update_or_create(**place, defaults=fields)
    article.sources.set(Source.objects.filter(slug__in=source_slugs(file)))
    article.terms.set(terms)
    write_parts(article, file.headings)
    write_care_boxes(article, file.care)
    write_questions(article, file.top.get("questions", []))
    return article


def meanings(terms: Iterable[GlossaryTerm]) -> list[dict[str, str]]:
    """Kept with the article, so that its page need not ask for them."""
    return [{name: getattr(term, name) for name in ("slug", "term", "said_like", "definition")} for term in terms]


def article_fields(top: Entry, file: ArticleFile, *, words: list[dict[str, str]]) -> dict[str, Any]:
    length = sum(len(words_in(passage.text)) for passage in file.passages)
    return {
        **{name: top[name] for name in ("title", "scope", "summary", "status")},
        "review_state": top.get("review", "not_reviewed"),
        "reviewer": top.get("reviewer"),
        "reviewed_date": top.get("reviewed", None),
        "first_published_date": top["first_published"],
        "next_review_date": top["next_review"],
        "reading_minutes": ceil(length / WORDS_PER_MINUTE),
        "order": int(top["id"][1:]),
        "words": words,
        "reminders": top.get("reminders", []),
        "text_hash": file.text_hash,
        "fingerprint": sha256(f"{file.fingerprint} {words}".encode()).hexdigest(),
    }


def source_slugs(file: ArticleFile) -> set[str]:
    bases = [passage.basis for passage in file.passages] + [box["from"] for box in file.care]
    return {"document", *(name for basis in bases for name in source_ids_in(basis))}


def term_slugs(file: ArticleFile) -> set[str]:
    return {target for passage in file.passages for kind, target in links_in(passage.text) if kind == "term"}


def write_parts(article: Article, headings: list[Heading]) -> None:
    article.parts.all().delete()
    for number, heading in enumerate(headings, start=1):
        anchor = slugify(heading.text)[:LONGEST_ANCHOR].strip("-") or "part"
        part = Part.objects.create(article=article, number=number, heading=heading.text, anchor=f"{anchor}-{number}")
        Claim.objects.bulk_create(new_claim(part, passage) for passage in heading.passages)


def new_claim(part: Part, passage: Passage) -> Claim:
    names = ("block", "position", "kind", "text", "strength", "basis", "row", "column")
    html = render_markdown(with_addresses(passage.text, part.article.get_absolute_url()))
    return Claim(part=part, html=html, **{name: getattr(passage, name) for name in names})


def with_addresses(text: str, page: str) -> str:
    """[lid](term:ptosis) leads to the word below the same page, [more](article:section/slug) to another one."""

    def address(kind: str, target: str) -> str:
        if kind == "term":
            return f"{page}#word-{target}"
        return reverse("resources:article", args=target.split("/"))

    return LINK.sub(lambda found: f"]({address(found['kind'], found['target'])})", text)


def write_care_boxes(article: Article, boxes: list[Entry]) -> None:
    article.care_boxes.all().delete()
    for box in sorted(boxes, key=lambda box: LEVELS.index(box["level"])):
        CareBox.objects.create(
            article=article, level=box["level"], heading=box["heading"], items=box["items"], basis=box["from"]
        )


def write_questions(article: Article, texts: list[str]) -> None:
    """A question keeps its row while its words stay, so that members may hold on to it."""
    article.questions.exclude(text__in=texts).delete()
    for number, text in enumerate(texts, start=1):
        DoctorQuestion.objects.update_or_create(article=article, text=text, defaults={"number": number})


def withdraw_others(library: Library, *, but: set[str]) -> None:
    addresses = but | {file.address for file in library.articles}
    shown = Article.objects.exclude(status=Article.Status.DRAFT).values_list("pk", "section__slug", "slug")
    gone = [pk for pk, section, slug in shown if f"{section}/{slug}" not in addresses]
    Article.objects.filter(pk__in=gone).update(status=Article.Status.DRAFT)
    for table, entries in (
        (Section.objects, library.sections),
        (Source.objects, library.sources),
        (GlossaryTerm.objects, library.terms),
    ):
        table.exclude(slug__in=[entry["id"] for entry in entries]).filter(articles=None).delete()
