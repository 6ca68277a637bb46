"""Bring the translations of articles into line with their files."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import transaction

from community.core.text import render_markdown
from community.resources.actions.loading import with_addresses
from community.resources.library import CONTENT, FORMAT, ArticleFile, Library, Mistake
from community.resources.models import Article, ArticleTranslation
from community.resources.parallel import faults_of_translations, translations_in
from community.resources.parsing import Passage
from community.resources.translated_files import TranslatedFile

NO_PAGE: dict[str, Any] = {"headings": [], "claims": [], "care": {}, "questions": [], "body": ""}


@dataclass(frozen=True)
class Translated:
    in_order: int  # how many translations
    changed: list[ArticleTranslation]  # new or changed
    mistakes: list[Mistake]  # of those that were not loaded, and of the words beside the articles

    @property
    def left_out(self) -> list[str]:
        return sorted({mistake.path for mistake in self.mistakes})


@transaction.atomic
def load_translations(*, library: Library, folder: Path = CONTENT) -> Translated:
    """After the articles. A broken translation stays as it was loaded last, and is shown while its English text stands.

    One whose file is gone goes: there is nothing to hold on to but its words.
    """
    found = translations_in(folder, library)
    articles = {f"{one.section.slug}/{one.slug}": one for one in Article.objects.select_related("section")}
    here = [(articles[one.place.address], one) for one in found if one.place.address in articles]
    ready = [(row, one.file, one.original) for row, one in here if one.file and one.original and not one.mistakes]
    changed = [row for each in ready if (row := load_translation(*each)) is not None]
    drop_others({(row.pk, one.place.language) for row, one in here})
    return Translated(len(ready), changed, faults_of_translations(found, library, folder))


def load_translation(article: Article, file: TranslatedFile, original: ArticleFile) -> ArticleTranslation | None:
    fingerprint = sha256(f"{FORMAT}\n{original.text_hash}\n{file.text}".encode()).hexdigest()
    place: dict[str, Any] = {"article": article, "language": file.place.language}
    if ArticleTranslation.objects.filter(**place, fingerprint=fingerprint).exists():
        return None
    # Of another English text than today's there is no page: nobody has compared the two, so it is never shown.
    page = page_of(file, article.get_absolute_url()) if file.original == original.text_hash else NO_PAGE
    fields = {**told(file), **page, "fingerprint": fingerprint}
    return ArticleTranslation.objects.update_or_create(**place, defaults=fields)[0]


def told(file: TranslatedFile) -> dict[str, Any]:
    """What readers and editors are told of it."""
    return {
        **{name: file.top[name] for name in ("title", "scope", "summary", "by")},
        "checked": file.checked,
        "translated_date": file.top["translated"],
        "original": file.original,
    }


def page_of(file: TranslatedFile, address: str) -> dict[str, Any]:
    claims = [claim_of(passage, address) for passage in file.passages]
    return {
        "headings": [heading.text for heading in file.headings],
        "claims": claims,
        "care": {box["level"]: {"heading": box["heading"], "items": box["items"]} for box in file.care},
        "questions": file.questions,
        "body": "\n".join([file.top["summary"], *(claim["html"] for claim in claims)]),
    }


def claim_of(passage: Passage, address: str) -> dict[str, str]:
    html = render_markdown(with_addresses(passage.text, address))
    return {"text": passage.text, "html": html, "row": passage.row, "column": passage.column}


def drop_others(there: set[tuple[int, str]]) -> None:
    rows = ArticleTranslation.objects.values_list("pk", "article_id", "language")
    gone = [pk for pk, article, language in rows if (article, language) not in there]
    ArticleTranslation.objects.filter(pk__in=gone).delete()
