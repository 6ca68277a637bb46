"""Where each fact of our source document stands, and why one does not. Reads the content folder, writes nothing."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from community.resources.library import ArticleFile, Entry, Library
from community.resources.parsing import facts_in

PAGE = Path(__file__).resolve().parents[2] / "docs" / "source-coverage.md"
ARTICLES = "../community/resources/content/articles"  # as seen from the page
HEAD = """# Which fact of our source document stands where

Written by `manage.py source_coverage`, not by hand: run it again when an article changes. A number in brackets counts
the claims of that article which rest on the fact. Drafts do not count. Nothing of the document is quoted here.
"""


@dataclass
class Fact:
    number: int
    claims: Counter[str] = field(default_factory=Counter)  # address of the article -> how many of its claims
    terms: list[str] = field(default_factory=list)
    empty: str = ""
    refused: str = ""
    is_disputed: bool = False

    @property
    def is_uncarried(self) -> bool:
        return not (self.claims or self.empty or self.refused)

    @property
    def note(self) -> str:
        if self.empty:
            return f"Empty: {self.empty}."
        if self.refused:
            return f"Not repeated: {self.refused}."
        if self.is_uncarried:
            return "**Nowhere yet.**"
        return "Other sources differ; both sides are shown." if self.is_disputed else ""


def facts_of(library: Library) -> list[Fact]:
    """Every fact of the document in its order, with the published claims and the glossary terms that rest on it."""
    known = library.facts
    facts = {number: Fact(number) for number in range(1, known["count"] + 1)}
    for number, fact in facts.items():
        fact.empty = known["empty"].get(number, "")
        fact.refused = known["refused"].get(number, "")
        fact.is_disputed = number in known["disputed"]
    for article in published(library):
        for passage in article.passages:
            for number in set(facts_in(passage.basis)):
                facts[number].claims[article.address] += 1
    for term in library.terms:
        for number in set(facts_in(term.get("from"))):
            facts[number].terms.append(term["term"])
    return list(facts.values())


def published(library: Library) -> list[ArticleFile]:
    found = [article for article in library.articles if article.top["status"] == "published"]
    return sorted(found, key=lambda article: shelf_order(article.top))


def shelf_order(top: Entry) -> tuple[str, int]:
    return top["id"][0], int(top["id"][1:])


def page(library: Library) -> str:
    return "\n".join(lines_of(library))


def lines_of(library: Library) -> Iterator[str]:
    facts, articles = facts_of(library), published(library)
    names = {article.address: article.top["id"] for article in articles}
    yield HEAD
    yield f"{in_numbers(facts)}\n"
    yield "| fact | articles | glossary | why not, or how |"
    yield "| --- | --- | --- | --- |"
    for fact in facts:
        carrying = ", ".join(
            f"[{names[address]}] ({fact.claims[address]})" for address in names if fact.claims[address]
        )
        yield f"| F{fact.number} | {carrying} | {', '.join(fact.terms)} | {fact.note} |"
    yield "\n## Articles\n"
    yield from (f"- [{article.top['id']}] {article.top['title']}" for article in articles)
    yield ""
    yield from (f"[{name}]: {ARTICLES}/{address}.md" for address, name in names.items())
    yield ""


def in_numbers(facts: list[Fact]) -> str:
    carried = sum(bool(fact.claims) for fact in facts)
    empty, refused, missing = (
        sum(bool(getattr(fact, name)) for fact in facts) for name in ("empty", "refused", "is_uncarried")
    )
    return (
        f"Of {len(facts)} facts, {carried} stand in at least one claim, {refused} are not repeated, "
        f"{empty} are empty, and {missing} stand nowhere yet."
    )
