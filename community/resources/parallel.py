"""Every way in which a translated article is not parallel to its original.

A translation has no claims of its own: each passage stands on the basis of the English one, so it must be found there.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from community.resources.library import ARTICLES, LONGEST, ArticleFile, Entry, Library, Mistake
from community.resources.parsing import LINK, Heading, Passage, links_in
from community.resources.plain_words import words
from community.resources.translated_files import MAKERS, Place, TranslatedFile, languages, places, read_translation
from community.resources.translated_words import faults_of_words

LONGEST_SENTENCE = 32  # words; English has 25, and other languages say the same in more
LONGEST_SUMMARY = 80  # words; English has 60
LONGEST_QUESTION = 200
NUMBER = re.compile(r"\d+(?:[,.\u00a0\u202f]\d{3})*(?!\d)")  # 100,000, 100.000, or with a space that does not break
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
NO_ORIGINAL = "It does not say which English text it translates: manage.py translations --current FILE"
NOTHING_THERE = "There is no English article at this address."


@dataclass(frozen=True)
class Translation:
    """A file beside its original. Without a file it cannot be read; without an original that one is gone or broken."""

    place: Place
    file: TranslatedFile | None
    original: ArticleFile | None
    mistakes: list[Mistake]

    @property
    def is_outdated(self) -> bool:
        """Of another English text than today's. It may well differ from it, so nobody compares the two."""
        return bool(self.file and self.original and self.file.original not in ("", self.original.text_hash))


def beside_original(place: Place, library: Library, folder: Path) -> Translation:
    mistakes: list[Mistake] = []
    file = read_translation(folder, place, mistakes)
    original = next((article for article in library.articles if article.address == place.address), None)
    if original is None and not (folder / ARTICLES / f"{place.address}.md").exists():
        mistakes.append(Mistake(place.name, 1, NOTHING_THERE))
    found = Translation(place, file, original, mistakes)
    if file and original and not found.is_outdated:
        mistakes.extend(faults(file, original))
    return found


def translations_in(folder: Path, library: Library) -> list[Translation]:
    return [beside_original(place, library, folder) for place in places(folder)]


def faults_of_translations(found: list[Translation], library: Library, folder: Path) -> list[Mistake]:
    """Of the articles and of the words beside them, in the order of the files."""
    mistakes = [mistake for one in found for mistake in one.mistakes]
    for language in languages(folder):
        mistakes += faults_of_words(language, library, folder)
    return sorted(set(mistakes))


def faults(file: TranslatedFile, original: ArticleFile) -> Iterator[Mistake]:
    yield from faults_of_top(file)
    yield from faults_of_numbers_at_top(file, original)
    yield from faults_of_writing(file)
    yield from faults_of_care(file, original)
    yield from faults_of_questions(file, original)
    yield from faults_of_headings(file, original)


def faults_of_top(file: TranslatedFile) -> Iterator[Mistake]:
    top = file.top
    if not file.original:
        yield top.mistake(NO_ORIGINAL)
    if top["by"] not in MAKERS:
        yield top.mistake(f'"by" must be one of: {", ".join(MAKERS)}.', "by")
    if top["checked"] is True:
        yield top.mistake('"checked" must be no, or the name and role of whoever checked it.', "checked")
    if len(file.checked) > LONGEST["reviewer"]:
        yield top.mistake(f'"checked" has {LONGEST["reviewer"]} characters at most.', "checked")
    if len(words(top["summary"])) > LONGEST_SUMMARY:
        yield top.mistake(f"The summary has more than {LONGEST_SUMMARY} words.", "summary")


def faults_of_writing(file: TranslatedFile) -> Iterator[Mistake]:
    """Sentences too long for tired eyes, and names too long for their place."""
    for key in ("scope", "summary"):
        yield from (file.top.mistake(text, key) for text in long_sentences(file.top[key]))
    for heading in file.headings:
        if len(heading.text) > LONGEST["heading"]:
            yield file.mistake(f"This heading is too long, {LONGEST['heading']} characters at most.", heading.line)
    for passage in file.passages:
        yield from (file.mistake(text, passage.line) for text in long_sentences(passage.text))
        if max(len(passage.row), len(passage.column)) > LONGEST["cell"]:
            text = f"The name of a row or column has {LONGEST['cell']} characters at most."
            yield file.mistake(text, passage.line)


def long_sentences(text: str) -> Iterator[str]:
    for sentence in SENTENCE_END.split(text):
        if (length := len(words(sentence))) > LONGEST_SENTENCE:
            yield f'This sentence has {length} words, {LONGEST_SENTENCE} at most: "{sentence[:60]}..."'


def faults_of_care(file: TranslatedFile, original: ArticleFile) -> Iterator[Mistake]:
    wanted = [(box["level"], len(box["items"])) for box in original.care]
    if [(box["level"], len(box["items"])) for box in file.care] != wanted:
        boxes = ", ".join(f"{level} with {number} items" for level, number in wanted) or "none"
        yield file.top.mistake(f"The original has these care boxes, in this order: {boxes}.", "care")
    for box in file.care:
        if not all(isinstance(item, str) for item in box["items"]):
            yield box.mistake("Each item must be a text. Put quotes around one that holds a colon.", "items")
        if "](" in str(box.data):
            yield box.mistake("A care box holds no links: whoever reads it should act.", "items")


def faults_of_questions(file: TranslatedFile, original: ArticleFile) -> Iterator[Mistake]:
    wanted = len(original.top.get("questions", []))
    if len(file.questions) != wanted:
        yield file.top.mistake(f"The original has {wanted} questions, this has {len(file.questions)}.", "questions")
    for number, question in enumerate(file.questions):
        if not isinstance(question, str) or len(question) > LONGEST_QUESTION:
            text = f"A question is a text of {LONGEST_QUESTION} characters at most."
            yield file.top.mistake(text, "questions", number)
    if len(set(map(str, file.questions))) != len(file.questions):
        yield file.top.mistake("The same question stands here twice.", "questions")


def faults_of_headings(file: TranslatedFile, original: ArticleFile) -> Iterator[Mistake]:
    if len(file.headings) != len(original.headings):
        text = f"The original has {len(original.headings)} headings, this has {len(file.headings)}."
        yield file.mistake(text, file.headings[-1].line if file.headings else 1)
        return
    for ours, theirs in zip(file.headings, original.headings, strict=True):
        shape, wanted = shape_of(ours), shape_of(theirs)
        if shape != wanted:
            yield first_difference(file, ours, theirs)
        else:
            yield from faults_of_passages(file, ours, theirs)


def shape_of(heading: Heading) -> list[tuple[str, int, int]]:
    return [(passage.kind, passage.block, passage.position) for passage in heading.passages]


def first_difference(file: TranslatedFile, ours: Heading, theirs: Heading) -> Mistake:
    """Where the two part: what stands there in each."""
    for our, their in zip(ours.passages, theirs.passages, strict=False):
        if (our.kind, our.block, our.position) != (their.kind, their.block, their.position):
            text = f"The original has another passage here ({their.kind}, its line {their.line}), not {our.kind}."
            return file.mistake(text, our.line)
    counts = f"The original has {len(theirs.passages)} passages below this heading (its line {theirs.line})"
    return file.mistake(f"{counts}, this has {len(ours.passages)}.", ours.line)


def faults_of_passages(file: TranslatedFile, ours: Heading, theirs: Heading) -> Iterator[Mistake]:
    for our, their in zip(ours.passages, theirs.passages, strict=True):
        if (our.basis, our.strength) != (their.basis, their.strength):
            text = f"The original ends with {ending(their)} here (its line {their.line}), this with {ending(our)}."
            yield file.mistake(text, our.line)
        if difference := other_numbers(our.text, their.text):
            yield file.mistake(f"{difference} Line {their.line} there.", our.line)
        if Counter(links_in(our.text)) != Counter(links_in(their.text)):
            text = f"The original has these links here (its line {their.line}): {links(their)}. This has: {links(our)}."
            yield file.mistake(text, our.line)
    yield from faults_of_names(file, list(zip(ours.passages, theirs.passages, strict=True)))


def faults_of_names(file: TranslatedFile, pairs: list[tuple[Passage, Passage]]) -> Iterator[Mistake]:
    """Rows of the same name would be one row."""
    for _block, group in groupby(pairs, lambda pair: pair[0].block):
        cells = list(group)
        rows = {(our.row, their.row) for our, their in cells}
        columns = {(our.column, their.column) for our, their in cells}
        if not one_to_one(rows) or not one_to_one(columns):
            text = "Each row and column of a comparison needs one name of its own."
            yield file.mistake(text, cells[0][0].line)


def faults_of_numbers_at_top(file: TranslatedFile, original: ArticleFile) -> Iterator[Mistake]:
    for key in ("title", "scope", "summary", "questions"):
        if difference := other_numbers(str(file.top.get(key)), str(original.top.get(key))):
            yield file.top.mistake(difference, key)
    for ours, theirs in zip(file.care, original.care, strict=False):
        if difference := other_numbers(care_text(ours), care_text(theirs)):
            yield ours.mistake(difference, "items")


def care_text(box: Entry) -> str:
    return f"{box['heading']} {box['items']}"


def other_numbers(ours: str, theirs: str) -> str:
    """Whoever reads a number reads the same one in every language."""
    found, wanted = numbers_in(ours), numbers_in(theirs)
    if Counter(found) == Counter(wanted):
        return ""
    return (
        f"The original has these numbers here: {', '.join(wanted) or 'none'}. This has: {', '.join(found) or 'none'}."
    )


def numbers_in(text: str) -> list[str]:
    """Without those of addresses, which links_in compares."""
    plain = LINK.sub("]", text)
    return ["".join(sign for sign in found if sign.isdigit()) for found in NUMBER.findall(plain)]


def ending(passage: Passage) -> str:
    if not passage.basis:
        return "[no claim]"
    return f"[from {passage.basis}{'; weak' if passage.strength == 'weak' else ''}]"


def links(passage: Passage) -> str:
    return ", ".join(f"{kind}:{target}" for kind, target in links_in(passage.text)) or "none"


def one_to_one(pairs: set[tuple[str, str]]) -> bool:
    return len(pairs) == len({left for left, _right in pairs}) == len({right for _left, right in pairs})
