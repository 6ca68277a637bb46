"""The publish gate: what must be true of an article before readers see it (T1-T25 of the trust checklist).

Three kinds of eyes: the pages of this site see to it for every article, a machine looks at the text, or a person
confirms it for this very text. The required ones of the machine are mistakes in files, too: see checking.py.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from statistics import mean

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.resources import plain_words
from community.resources.library import ArticleFile
from community.resources.own_words import shared_runs, shingles
from community.resources.readability import AIM, CEILING, grade_of

SCOPE_SENTENCES = 2
AVERAGE_SENTENCE = 20
DECIMAL = re.compile(r"(?<!\d)\d+\.\d+")
SHARE = re.compile(r"\b\d+ (?:people )?in (100,000|1,000|100|10)\b")

Faults = Callable[[ArticleFile], Iterable[str]]


class Eyes(Enum):
    PAGE = "page"  # the same on the page of every article
    MACHINE = "machine"
    PERSON = "person"


@dataclass(frozen=True)
class Item:
    code: str
    text: str | Promise
    eyes: Eyes
    is_required: bool = False
    faults: Faults = lambda article: ()  # beside those of checking.py; what is not required is only said


def faults_of_scope(article: ArticleFile) -> Iterator[str]:
    length = len(plain_words.sentences(article.top["scope"]))
    if length > SCOPE_SENTENCES:
        yield f"The scope says whom the page is for and what it says, in {SCOPE_SENTENCES} sentences. It has {length}."


def faults_of_basis(article: ArticleFile) -> Iterator[str]:
    if not any(passage.basis for passage in article.passages):
        yield "Nothing on this page says where it comes from."


def faults_of_numbers(article: ArticleFile) -> Iterator[str]:
    """Benefits and risks as "9 in 100", one base for all of a page; only what is rare has a larger one."""
    text = " ".join([article.top["summary"], *(passage.text for passage in article.passages)])
    if "%" in text or "percent" in text.lower():
        yield 'Write "9 in 100" instead of percent.'
    if decimal := DECIMAL.search(text):
        yield f"Write a whole number instead of {decimal[0]}."
    if len({"10", "100"} & set(SHARE.findall(text))) > 1:
        yield 'Numbers of one page have one base: "9 in 10" and "90 in 100" do not stand together.'


def faults_of_length(article: ArticleFile) -> Iterator[str]:
    texts = [article.top["scope"], article.top["summary"], *(passage.text for passage in article.passages)]
    lengths = [len(plain_words.words(each)) for text in texts for each in plain_words.sentences(text)]
    if lengths and mean(lengths) > AVERAGE_SENTENCE:
        yield _("Sentences have %(count)d words on average. Aim at 15.") % {"count": round(mean(lengths))}


def faults_of_grade(article: ArticleFile) -> Iterator[str]:
    if (grade := grade_of(article)) > CEILING:
        values = {"grade": round(grade), "ceiling": CEILING, "aim": AIM}
        yield _("The reading grade is %(grade)d. Aim at %(aim)d, %(ceiling)d at most.") % values


def faults_of_own_words(article: ArticleFile, known: Container[str] | None = None) -> Iterator[str]:
    for text in [article.top["scope"], article.top["summary"], *(passage.text for passage in article.passages)]:
        for run in shared_runs(plain_words.LINK.sub(r"\1", text), known or shingles())[:1]:
            yield f'These words stand in our source document, in this order: "{run}". Say it in your own.'


ITEMS = [
    Item(
        "T1",
        gettext_lazy("The first two sentences say whom the page is for and what it is about."),
        Eyes.PERSON,
        True,
        faults_of_scope,
    ),
    Item(
        "T2", gettext_lazy("Every claim has a source, or says that it has none."), Eyes.MACHINE, True, faults_of_basis
    ),
    Item("T3", gettext_lazy("It says when it was written, reviewed and is due again."), Eyes.MACHINE, True),
    Item(
        "T4",
        gettext_lazy("It names who reviewed it, or says “not yet checked by a health professional”."),
        Eyes.MACHINE,
        True,
    ),
    Item(
        "T5",
        gettext_lazy("Benefits and risks of every treatment are both given, in the same kind of numbers."),
        Eyes.PERSON,
        True,
        faults_of_numbers,
    ),
    Item(
        "T6",
        gettext_lazy("Where the evidence is thin or sources disagree, the page says so."),
        Eyes.PERSON,
        True,
    ),
    Item("T7", gettext_lazy("It says how each treatment works, and what happens without one."), Eyes.PERSON),
    Item(
        "T8",
        gettext_lazy("It speaks of daily life, of more than one choice, and has questions to ask."),
        Eyes.PERSON,
    ),
    Item("T9", gettext_lazy("It names where to find more help: a charity, an official page."), Eyes.PERSON),
    Item("T10", gettext_lazy("It says that it does not replace a doctor."), Eyes.PAGE),
    Item("T11", gettext_lazy("It says who pays for it, and that there are no adverts."), Eyes.PAGE),
    Item("T12", gettext_lazy("It has a way to report an error, and the answer is kept."), Eyes.PAGE),
    Item("T13", gettext_lazy("Sentences and paragraphs are short."), Eyes.MACHINE, faults=faults_of_length),
    Item("T14", gettext_lazy("People of 11 to 14 can read it."), Eyes.MACHINE, faults=faults_of_grade),
    Item("T15", gettext_lazy("Numbers are whole and have one format."), Eyes.MACHINE, faults=faults_of_numbers),
    Item("T16", gettext_lazy("The plain word comes first, the medical one is explained."), Eyes.PERSON),
    Item("T17", gettext_lazy("It speaks of people with an illness, not of sufferers or victims."), Eyes.MACHINE),
    Item("T18", gettext_lazy("It says when to get help, or that no such box is needed."), Eyes.MACHINE, True),
    Item("T19", gettext_lazy("Nothing is told by colour or a picture alone."), Eyes.PAGE),
    Item("T20", gettext_lazy("Each paragraph has one topic, and headings say what comes."), Eyes.PERSON),
    Item("T21", gettext_lazy("A few readers have said in their own words what it says."), Eyes.PERSON),
    Item("T22", gettext_lazy("Every version is kept."), Eyes.PAGE),
    Item(
        "T23",
        gettext_lazy("It is written in our own words."),
        Eyes.MACHINE,
        True,
        faults_of_own_words,
    ),
    Item("T24", gettext_lazy("It asks “Was this useful?”, and the answers are counted."), Eyes.PAGE),
    Item("T25", gettext_lazy("It works on paper, large, on a phone, in the dark and read aloud."), Eyes.PAGE),
]
TO_TICK = [item for item in ITEMS if item.eyes is Eyes.PERSON]
TICKS = [item.code for item in TO_TICK if item.is_required]  # without them nothing becomes public


def faults_of_publication(article: ArticleFile) -> Iterator[str]:
    """Why readers must not see it, whoever wrote it and wherever: the required items as far as a machine sees them.

    Of what is only announced they see a title and two texts, which claim nothing yet."""
    for item in ITEMS:
        if item.is_required and not (article.is_announced and item.faults is faults_of_basis):
            yield from item.faults(article)


def advice(article: ArticleFile) -> dict[str, list[str]]:
    """What could be better, by the code of its item; it does not stand in the way."""
    found = {item.code: list(item.faults(article)) for item in ITEMS if not item.is_required}
    return {code: faults for code, faults in found.items() if faults}


def missing(ticks: Iterable[str]) -> list[str]:
    given = set(ticks)
    return [code for code in TICKS if code not in given]
