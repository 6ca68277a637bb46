"""Words of another language laid over what was read from the database, in memory alone: nobody saves it.

For a reader of English nothing here asks the database; for others each function asks once, whatever the number.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from community.resources.languages import languages_wanted
from community.resources.models import Article, ArticleTranslation, Claim, DoctorQuestion, GlossaryTerm, Section
from community.resources.querysets import TRANSLATED
from community.resources.translated_words import Made, folded, hash_of_term, made_for_reader, section_in, term_in


@dataclass(frozen=True)
class Shown:
    """In which words a page stands, and why."""

    state: str  # translated, english (asked for), outdated or missing
    translation: ArticleTranslation | None = None
    made: Made | None = None  # by whom hard words are translated on a page that is not


class Link(Protocol):
    """To a page of ours, with the title it had when somebody made it."""

    path: str
    title: str


def translate_page(article: Article, claims: list[Claim], *, in_english: bool = False) -> Shown | None:
    """The whole page, where there is a translation of the text as it stands now. English readers are told nothing."""
    if not (languages := languages_wanted()):
        return None
    translate_section(article.section)
    translation = beside(article) if hasattr(article, "translated_language") else nearest(article, languages)
    is_current = translation is not None and is_parallel(translation, article, claims)
    if is_current and in_english:
        return Shown("english", translation)
    article.words = [translated_word(word, languages) for word in article.words]
    if translation is None or not is_current:
        return Shown("outdated" if translation else "missing", made=made_for_reader())
    lay_over(translation, article, claims)
    return Shown("translated", translation)


def beside(article: Article) -> ArticleTranslation | None:
    """What came with it in one query (`beside_translation`)."""
    words = {name: getattr(article, f"translated_{name}") for name in TRANSLATED}
    return ArticleTranslation(article=article, **words) if words["language"] else None


def nearest(article: Article, languages: list[str]) -> ArticleTranslation | None:
    found = {row.language: row for row in ArticleTranslation.objects.filter(article=article, language__in=languages)}
    return next((found[language] for language in languages if language in found), None)


def is_parallel(translation: ArticleTranslation, article: Article, claims: list[Claim]) -> bool:
    """Of the text as it stands now; the rest is a belt beside the braces."""
    boxes, questions = article.care_boxes.all(), article.questions.all()
    return (
        translation.original == article.text_hash
        and len(translation.claims) == len(claims)
        and len(translation.headings) == len({claim.part.number for claim in claims})
        and translation.care.keys() == {box.level for box in boxes}
        and len(translation.questions) == len(questions)
    )


def lay_over(translation: ArticleTranslation, article: Article, claims: list[Claim]) -> None:
    put_title(article, translation)
    for claim, words in zip(claims, translation.claims, strict=True):
        claim.text, claim.html, claim.row, claim.column = (words[name] for name in ("text", "html", "row", "column"))
        claim.part.heading = translation.headings[claim.part.number - 1]
    for box in article.care_boxes.all():
        box.heading, box.items = translation.care[box.level]["heading"], translation.care[box.level]["items"]
    for question, text in zip(article.questions.all(), translation.questions, strict=True):
        question.text = text


def put_title(article: Article, translation: ArticleTranslation) -> None:
    article.title, article.scope, article.summary = translation.title, translation.scope, translation.summary
    article.language = translation.language


def translate_titles(articles: Iterable[Article]) -> None:
    """Of a list, with scope and summary. What is out of date stays English: its page is, too."""
    translate_questions([], articles)


def translate_questions(questions: Iterable[DoctorQuestion], articles: Iterable[Article] = ()) -> None:
    """Questions to pick, the titles of their articles, and those of others on the same page."""
    questions = list(questions)
    articles = [*articles, *(question.article for question in questions)]
    if not articles or not (languages := languages_wanted()):
        return
    current = current_translations(languages, {article.pk for article in articles})
    for article in articles:
        translate_section(article.section)
        if row := current.get(article.pk):
            put_title(article, row)
    for question in questions:
        row = current.get(question.article_id)
        if row and question.number <= len(row.questions):
            question.text = row.questions[question.number - 1]


def current_translations(languages: list[str], articles: set[int]) -> dict[int, ArticleTranslation]:
    """By the article, each in the nearest language that has it, without the text of its page."""
    names = ("article_id", "language", "title", "scope", "summary", "questions")
    rows = ArticleTranslation.objects.current().filter(article__in=articles, language__in=languages).only(*names)
    return {row.article_id: row for row in sorted(rows, key=lambda row: -languages.index(row.language))}


def translate_links(links: Iterable[Link]) -> None:
    """Links to articles, by their addresses. A title that somebody made up for one is theirs and stays."""
    links = list(links)
    if not links or not (languages := languages_wanted()):
        return
    slugs = {link.path.rstrip("/").rpartition("/")[2] for link in links}
    published = ArticleTranslation.objects.current().filter(article__status="published", article__slug__in=slugs)
    rows = published.filter(language__in=languages).select_related("article__section")
    titles = {(row.article.get_absolute_url(), row.article.title): row for row in rows}
    for link in links:
        if row := titles.get((link.path, link.title)):
            link.title = row.title


def translate_section(section: Section) -> None:
    if found := section_in(languages_wanted(), section.slug):
        section.language, words = found
        section.title, section.intro = words["title"], words["intro"]


def translate_terms(terms: Iterable[GlossaryTerm]) -> list[GlossaryTerm]:
    """In the order of the language of the reader."""
    terms = list(terms)
    if languages := languages_wanted():
        for term in terms:
            translate_term(term, languages)
        terms.sort(key=lambda term: folded(term.term))
    return terms


def translate_term(term: GlossaryTerm, languages: list[str]) -> None:
    if found := term_in(languages, term.slug, hash_of_term(term.term, term.definition)):
        term.language, words = found
        term.term, term.definition, term.said_like = words["term"], words["definition"], words.get("said_like")
        term.also_called = ", ".join(map(str, words.get("also", [])))


def translated_word(word: dict[str, str], languages: list[str]) -> dict[str, str]:
    """A hard word as an article keeps it."""
    found = term_in(languages, word["slug"], hash_of_term(word["term"], word["definition"]))
    if not found:
        return word
    language, words = found
    told = {"term": words["term"], "definition": words["definition"], "said_like": words.get("said_like")}
    return {**word, **told, "language": language}
