"""What must be true of the content as a whole: every name exists, every claim may be made, every text is plain."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from dateutil.relativedelta import relativedelta

from community.resources import gate, plain_words
from community.resources.library import LONGEST, ArticleFile, Entry, Library, Mistake, is_refused
from community.resources.parsing import Passage, facts_in, links_in, source_ids_in

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
KINDS = {"document", "hospital", "government", "manual", "review", "study", "charity"}
LEVELS = ["emergency", "urgent", "non-urgent"]
LONGEST_QUESTION = 200
QUESTION_ADVICE = f"A question for the doctor ends with a question mark and has {LONGEST_QUESTION} characters at most."
TAKEN = {"glossary", "questions", "suggestions", "editing"}  # pages beside the sections
STATUSES = {"draft", "published", "preparation"}
STATES = {"not_reviewed", "lay_reviewed", "clinician_reviewed"}


def check_library(library: Library) -> list[Mistake]:
    """Every mistake in the content, those of reading the files included, in the order of the files."""
    found = [
        *library.mistakes,
        *repeated_ids(library),
        *faults_of_sources(library),
        *faults_of_terms(library),
        *(mistake for article in library.articles for mistake in faults_of_article(article, library)),
    ]
    return sorted(set(found))


def set_aside_broken_articles(library: Library, *, pages: set[str]) -> tuple[Library, list[Mistake]]:
    """The library without them, and their mistakes. `pages` were loaded before: they stay, so links to them are right.

    A link to a page that never was is a mistake of the file it stands in, so one broken article may take others along.
    """
    told: list[Mistake] = []
    while found := check_library(library):
        broken = {mistake.article for mistake in found}
        told += found
        library = replace(
            library,
            articles=[article for article in library.articles if article.address not in broken],
            kept=library.kept | (broken & pages),
            mistakes=[],  # told already
        )
    return library, sorted(set(told))


def repeated_ids(library: Library) -> Iterator[Mistake]:
    for entries in (library.sections, library.sources, library.terms, [article.top for article in library.articles]):
        seen: set[str] = set()
        for entry in entries:
            if entry["id"] in seen:
                yield entry.mistake(f'The id "{entry["id"]}" is used twice.', "id")
            seen.add(entry["id"])
    for section in library.sections:
        if section["id"] in TAKEN:
            yield section.mistake(f'The address "{section["id"]}" belongs to another page.', "id")
    for entry in [*library.sections, *library.sources, *library.terms]:
        if not SLUG.fullmatch(entry["id"]):
            yield entry.mistake(f'The id "{entry["id"]}" may hold small letters, digits and single dashes only.', "id")


def faults_of_sources(library: Library) -> Iterator[Mistake]:
    for source in library.sources:
        host = urlsplit(source.get("url")).hostname or ""
        if source["kind"] not in KINDS:
            yield source.mistake(f'"{source["kind"]}" is not a kind of source. Known are: {known(KINDS)}.', "kind")
        if source["seen_as"] not in ("live", "stored_copy"):
            yield source.mistake('"seen_as" must be live or stored_copy.', "seen_as")
        if source["kind"] != "document" and not host:
            yield source.mistake("A source needs its address: url: https://...", "url")
        if is_refused(host, library.refused_sites):
            yield source.mistake(f"{host} is on the list of refused sites (refused_sites.yaml).", "url")


def faults_of_terms(library: Library) -> Iterator[Mistake]:
    for term in library.terms:
        for text in [*plain_words.faults(term["definition"]), *faults_of_basis(term.get("from"), library)]:
            yield term.mistake(text, "definition")


def faults_of_article(article: ArticleFile, library: Library) -> Iterator[Mistake]:
    yield from faults_of_form(article, library)
    yield from faults_of_words(article)
    for heading in article.headings:
        if not heading.passages:
            yield article.mistake(f'Nothing stands below the heading "{heading.text}".', heading.line)
    for passage in article.passages:
        for text in faults_of_passage(passage, library):
            yield article.mistake(text, passage.line)
    if article.top["status"] != "draft":
        yield from (article.top.mistake(text, "status") for text in gate.faults_of_publication(article))


def faults_of_form(article: ArticleFile, library: Library) -> Iterator[Mistake]:
    """What no page can be made of, not even a preview; all other mistakes can be looked at."""
    yield from faults_of_place(article, library)
    yield from faults_of_dates(article, library)
    yield from faults_of_review(article.top)
    yield from faults_of_lists(article.top)
    yield from faults_of_care(article, library)
    for heading in article.headings:
        if len(heading.text) > LONGEST["heading"]:
            yield article.mistake(f"This heading is too long, {LONGEST['heading']} characters at most.", heading.line)
    for passage in article.passages:
        for text in (*faults_of_lengths(passage), *faults_of_links(passage, library)):
            yield article.mistake(text, passage.line)


def faults_of_place(article: ArticleFile, library: Library) -> Iterator[Mistake]:
    letters = {section["id"]: section["letter"] for section in library.sections}
    if article.section not in letters:
        yield article.mistake(f'The folder "{article.section}" is not a section. Known are: {known(letters)}.', 1)
    elif not re.fullmatch(rf"{letters[article.section]}[1-9][0-9]{{0,2}}", article.top["id"]):
        yield article.top.mistake(f'The id must be "{letters[article.section]}" and a number.', "id")
    if not SLUG.fullmatch(article.slug):
        yield article.mistake("The file name may hold small letters, digits and single dashes only.", 1)
    if article.top["status"] not in STATUSES:
        yield article.top.mistake(f'"status" must be one of: {known(STATUSES)}.', "status")
    if article.is_announced and article.headings:
        yield article.top.mistake("An article in preparation has no text yet. Make it a draft to write one.", "status")
    if not article.is_announced and not article.headings:
        yield article.mistake('The article has no heading. Start its text with "## " and a heading.', 1)


def faults_of_dates(article: ArticleFile, library: Library) -> Iterator[Mistake]:
    top = article.top
    months = {section["id"]: section["review_months"] for section in library.sections}.get(article.section, 24)
    last: date = top.get("reviewed", None) or top["first_published"]
    if top["next_review"] <= top["first_published"]:
        yield top.mistake("The next review must come after the first publication.", "next_review")
    if top["next_review"] > last + relativedelta(months=months):
        yield top.mistake(f"The next review is too far away: at most {months} months.", "next_review")


def faults_of_review(top: Entry) -> Iterator[Mistake]:
    state = top.get("review", "not_reviewed")
    named = bool(top.get("reviewer")) and "reviewed" in top.data
    if state not in STATES:
        yield top.mistake(f'"review" must be one of: {known(STATES)}.', "review")
    elif state != "not_reviewed" and not named:
        yield top.mistake(
            "A review needs a real person (reviewer: name and role) and a date (reviewed: ...).", "review"
        )
    elif state == "not_reviewed" and (top.get("reviewer") or "reviewed" in top.data):
        yield top.mistake('Somebody is named as reviewer, but "review" does not say what kind of review.', "reviewer")


def faults_of_words(article: ArticleFile) -> Iterator[Mistake]:
    top = article.top
    length = len(plain_words.words(top["summary"]))
    if length > plain_words.LONGEST_SUMMARY:
        yield top.mistake(f"The summary has {length} words, {plain_words.LONGEST_SUMMARY} at most.", "summary")
    for key in ("scope", "summary"):
        for sentence in plain_words.sentences(top[key]):
            yield from (top.mistake(text, key) for text in plain_words.faults(sentence))


def faults_of_lists(top: Entry) -> Iterator[Mistake]:
    if not all(isinstance(name, str) for name in top.get("reminders", [])):
        yield top.mistake("Each reminder is the name of a ready-made one.", "reminders")
    for number, question in enumerate(top.get("questions", [])):
        if not isinstance(question, str) or not question.endswith("?") or len(question) > LONGEST_QUESTION:
            yield top.mistake(QUESTION_ADVICE, "questions", number)


def faults_of_care(article: ArticleFile, library: Library) -> Iterator[Mistake]:
    if isinstance(article.top.get("care", []), str) and article.top["care"] != "none needed":
        yield article.top.mistake('"care" must be a list of boxes, or the words: none needed', "care")
    levels: list[str] = []
    for box in article.care:
        if box["level"] not in LEVELS:
            yield box.mistake(f'"{box["level"]}" is not a level. Known are: {", ".join(LEVELS)}.', "level")
        if box["level"] in levels:
            yield box.mistake(f'There is already a box of the level "{box["level"]}". One of each is enough.', "level")
        if not all(isinstance(item, str) for item in box["items"]):
            yield box.mistake("Each item must be a text. Put quotes around one that holds a colon.", "items")
        if "](" in str(box.data):
            yield box.mistake("A care box holds no links: whoever reads it should act.", "items")
        levels.append(box["level"])
        yield from (box.mistake(text, "from") for text in faults_of_basis(box["from"], library))


def faults_of_passage(passage: Passage, library: Library) -> Iterator[str]:
    yield from plain_words.faults(passage.text)
    yield from faults_of_basis(passage.basis, library, mixed=passage.strength == "mixed")


def faults_of_lengths(passage: Passage) -> Iterator[str]:
    if len(passage.basis) > LONGEST["from"]:
        yield "These are too many sources for one claim."
    if max(len(passage.row), len(passage.column)) > LONGEST["cell"]:
        yield f"The name of a row or column has {LONGEST['cell']} characters at most."


def faults_of_links(passage: Passage, library: Library) -> Iterator[str]:
    known_targets = {
        "term": {term["id"] for term in library.terms},
        "article": library.kept | {article.address for article in library.articles if not article.is_announced},
    }
    for kind, target in links_in(passage.text):
        if target not in known_targets[kind]:
            yield f'The link "{kind}:{target}" leads nowhere.'


def faults_of_basis(basis: str, library: Library, *, mixed: bool = False) -> Iterator[str]:
    facts = library.facts
    for number in facts_in(basis):
        if not 1 <= number <= facts.get("count", 0):
            yield f"F{number} is not a fact of the document. It has F1 to F{facts.get('count', 0)}."
        elif number in facts.get("empty", []):
            yield f"F{number} is empty: the document breaks off there."
        elif number in facts.get("refused", {}):
            yield f"F{number} is not repeated here: {facts['refused'][number]}."
        elif number in facts.get("disputed", []) and not mixed:
            yield f'F{number} is disputed. It may stand only as one side of "Sources disagree:".'
    ids = {source["id"] for source in library.sources if source["kind"] != "document"}
    for name in source_ids_in(basis):
        if name not in ids:
            yield f'"{name}" is neither a fact (F1, F2 ...) nor a source in sources.yaml.'


def known(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
