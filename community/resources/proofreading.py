"""A text that an editor writes in the site, read and checked by the same rules as the files of the release."""

from dataclasses import dataclass, field, replace
from functools import cache

from community.resources.checking import check_library, faults_of_form
from community.resources.library import CONTENT, ArticleFile, Library, Mistake, article_of, read_shared_files
from community.resources.models import Article


@dataclass(frozen=True)
class Proof:
    file: ArticleFile | None  # None: it cannot be read as a whole
    mistakes: list[Mistake] = field(default_factory=list)
    is_page: bool = False  # with its mistakes it can be looked at

    @property
    def is_public(self) -> bool:
        """Readers see it once it is live: its page, or the words that announce it."""
        return self.file is not None and is_shown(self.file)


def is_shown(file: ArticleFile) -> bool:
    return bool(file.top["status"] != Article.Status.DRAFT)


@cache
def shared_files() -> Library:
    """They change with a release, and with it the process."""
    return read_shared_files(CONTENT)


def review_months(section: str) -> int:
    """The longest time between two reviews."""
    return next((each["review_months"] for each in shared_files().sections if each["id"] == section), 12)


def proofread(article: Article, text: str) -> Proof:
    """Needs: article (with section)."""
    found: list[Mistake] = []
    section, slug = article.section.slug, article.slug
    file = article_of(section, slug, text, found)
    library = replace(shared_files(), mistakes=[], articles=[file] if file else [], kept=frozenset(pages()))
    found += [mistake for mistake in check_library(library) if mistake.article]
    if file is not None and file.top["id"] != article.code:
        found.append(file.top.mistake(f'The id stays "{article.code}": it is the place of the article.', "id"))
    is_page = file is not None and not any(faults_of_form(file, library))
    return Proof(file, sorted(set(found)), is_page)


def pages() -> set[str]:
    """The addresses of what can be read or is a draft: what is in preparation has no page."""
    articles = Article.objects.exclude(status=Article.Status.PREPARATION)
    return {f"{section}/{slug}" for section, slug in articles.values_list("section__slug", "slug")}
