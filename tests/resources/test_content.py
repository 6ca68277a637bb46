"""The articles themselves: their own words, plain, and nothing that must not be repeated."""

import re
from pathlib import Path
from statistics import mean

import pytest

from community.resources import plain_words
from community.resources.gate import faults_of_numbers
from community.resources.library import CONTENT, read_library
from community.resources.own_words import runs_in, shared_with_the_document, shingles
from community.resources.parsing import LINK, TAG
from community.words.articles import KNOWN_READING

ROOT = Path(__file__).parent.parent.parent
LIBRARY = read_library()
ARTICLES = sorted(CONTENT.rglob("*.md"))
TEXTS = [*ARTICLES, *CONTENT.rglob("*.yaml"), *(ROOT / "templates" / "resources").glob("*.html")]
PLANNED = "A1 A2 A3 A4 B1 B2 B3 C1 C2 C3 C4 C5 C6 C7 C8 D1 D2 D3 D4 D5 D6 E1 E2 E3 E4 E5 E6 E7".split()
IN_PREPARATION = {"E4"}  # muscle cramps: not researched, and better no page than a page without sources
NO_CARE_BOX = {"C8"}  # clinical trials: nothing there is an emergency, and the reference asks for no box
WRITTEN = [article for article in LIBRARY.articles if article.top["id"] not in IN_PREPARATION]
# The one page that must name an amount, because the amount is the warning: vitamin B6.
NAMES_AMOUNTS = "supplements-and-neuropathy.md"
TOLD_APART = re.compile(
    r"\b(is not|not the same|different|another) (as )?(a |an )?(hemifacial|illness|condition)", re.IGNORECASE
)


def reader_text(path):
    """What a reader sees: without endings and link targets."""
    lines = (TAG.sub("", line) for line in path.read_text().splitlines())
    return LINK.sub("]", "\n".join(lines))


def lengths(article):
    texts = [passage.text for passage in article.passages] + [article.top["scope"], article.top["summary"]]
    return [len(plain_words.words(sentence)) for text in texts for sentence in plain_words.sentences(text)]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_text_shares_no_eight_words_with_the_document(path):
    assert shared_with_the_document(reader_text(path)) == []


def test_a_copied_run_of_eight_words_would_be_found():
    key, run = next(iter(runs_in("One two three four five six seven eight nine.").items()))

    assert run == "one two three four five six seven eight"
    assert len(shingles()) > 700
    assert all(len(shingle) == len(key) for shingle in shingles())


@pytest.mark.parametrize("article", LIBRARY.articles, ids=lambda article: article.slug)
def test_article_is_written_in_short_sentences(article):
    found = lengths(article)

    assert mean(found) <= 20
    assert max(found) <= 25
    assert len(plain_words.words(article.top["summary"])) <= 60


@pytest.mark.parametrize("path", [*ARTICLES, CONTENT / "glossary.yaml"], ids=lambda path: path.name)
def test_text_does_not_repeat_what_is_wrong_or_unkind(path):
    text = reader_text(path).lower()

    assert "suffer" not in text
    assert "victim" not in text
    assert "cancer" not in text
    assert path.name == NAMES_AMOUNTS or not re.search(r"\d\s?(mg|mcg|milligrams?|units)\b", text)


@pytest.mark.parametrize("path", [*ARTICLES, CONTENT / "glossary.yaml"], ids=lambda path: path.name)
def test_trigeminal_neuralgia_is_named_only_to_tell_it_apart(path):
    text = " ".join(reader_text(path).split())
    naming = "trigeminal" in text.lower()

    assert not naming or TOLD_APART.search(text)
    assert not re.search(r"(caused by|due to|because of) (an? )?trigeminal", text, re.IGNORECASE)


@pytest.mark.parametrize("article", LIBRARY.articles, ids=lambda article: article.slug)
def test_fading_effect_and_antibodies_stand_only_where_sources_disagree(article):
    carrying = [passage for passage in article.passages if {"F7", "F8"} & set(passage.basis.split())]

    assert all(passage.strength == "mixed" for passage in carrying)


@pytest.mark.parametrize("article", WRITTEN, ids=lambda article: article.slug)
def test_article_of_ours_has_what_the_trust_checklist_asks(article):
    assert article.top["status"] == "published"
    assert article.top.get("review", "not_reviewed") == "not_reviewed"
    assert article.care or article.top["id"] in NO_CARE_BOX
    assert article.top["questions"]
    assert all(passage.text.endswith((".", "?", ":")) for passage in article.passages if passage.kind == "paragraph")


def test_every_article_of_the_plan_is_there():
    """The plan is section 2.2 of the reference: sections A to E. F1 to F5 are pages of the site, not articles."""
    assert sorted(article.top["id"] for article in LIBRARY.articles) == PLANNED
    assert not [article.slug for article in LIBRARY.articles if article not in WRITTEN and article.headings]


def test_articles_that_notes_on_medicines_lead_to_are_published():
    led_to = {f"treatments/{reading.name}" for reading in KNOWN_READING.values()}

    assert led_to <= {article.address for article in LIBRARY.articles if article.top["status"] == "published"}


@pytest.mark.parametrize("article", LIBRARY.articles, ids=lambda article: article.slug)
def test_numbers_of_a_page_can_be_compared(article):
    assert list(faults_of_numbers(article)) == []
