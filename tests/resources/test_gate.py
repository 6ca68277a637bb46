"""The publish gate: all 25 items, who looks at each, and that files pass it as well."""

import pytest

from community.resources import gate
from community.resources.checking import check_library
from community.resources.library import article_of, read_library, read_shared_files
from community.resources.own_words import runs_in
from tests.resources.factories import ARTICLE

TEXT = ARTICLE.format(number=1, status="published")
REQUIRED = "T1 T2 T3 T4 T5 T6 T18".split()


def mistakes_in(folder, text):
    library = read_shared_files(folder)
    library.articles = [article_of("understanding", "page-1", text, library.mistakes)]
    return [mistake.text for mistake in check_library(library)]


def test_every_item_of_the_checklist_is_there_once():
    assert [item.code for item in gate.ITEMS] == [f"T{number}" for number in range(1, 26)]
    assert {item.code for item in gate.ITEMS if item.is_required} >= set(REQUIRED)


def test_what_only_a_person_can_say_of_the_required_ones_is_ticked():
    assert gate.TICKS == ["T1", "T5", "T6"]
    assert gate.missing([]) == gate.TICKS
    assert gate.missing(["T6", "T1", "T5", "T7"]) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("It says little.", "It says little. It is short.", "in 2 sentences. It has 3."),
        ("[from F35]", "[no claim]", "Nothing on this page says where it comes from."),
        ("Muscles twitch.", "Muscles twitch in 10% of people.", 'Write "9 in 100" instead of percent.'),
        ("Muscles twitch.", "Muscles twitch in ten percent.", 'Write "9 in 100" instead of percent.'),
        ("Muscles twitch.", "It took 1.5 hours.", "Write a whole number instead of 1.5."),
        ("Muscles twitch.", "It helps 9 in 10. It hurts 5 in 100.", "Numbers of one page have one base"),
        ("A short text", "A 50% text", 'Write "9 in 100" instead of percent.'),
    ],
)
def test_required_items_are_mistakes_of_published_files_too(folder, old, new, said):
    found = mistakes_in(folder, TEXT.replace(old, new))

    assert len(found) == 1
    assert said in found[0]
    assert mistakes_in(folder, TEXT.replace(old, new).replace("status: published", "status: draft")) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TEXT.replace("first_published: 2026-11-22\n", ""), '"first_published" is missing.'),  # T3
        (TEXT.replace("questions:", "review: clinician_reviewed\nquestions:"), "A review needs a real person"),  # T4
        (TEXT.replace("care:\n", "careful:\n"), '"care" is missing.'),  # T18
        (TEXT.replace("[from F35]", ""), "does not say where it comes from"),  # T2
    ],
)
def test_items_of_the_machine_are_looked_at_in_every_text(folder, text, said):
    library = read_shared_files(folder)
    article = article_of("understanding", "page-1", text, library.mistakes)
    library.articles = [article] if article else []

    assert any(said in mistake.text for mistake in check_library(library))


def test_words_of_the_document_are_a_mistake():
    words = "one two three four five six seven eight"
    article = article_of("understanding", "page-1", TEXT.replace("Muscles twitch.", f"Zero {words} nine."), [])

    (said,) = gate.faults_of_own_words(article, known=frozenset(runs_in(words)))

    assert said.startswith(f'These words stand in our source document, in this order: "{words}".')
    assert {item.code for item in gate.ITEMS if item.is_required} - set(REQUIRED) == {"T23"}


def test_hard_and_long_texts_are_only_advised_against():
    hard = "Neurological abnormalities necessitate multidisciplinary consultation."
    long = " ".join(["and so it is what we look at when we want to see it"] * 2) + "."
    text = TEXT.replace("For people who test. It says little.", f"{hard} {hard}").replace("Muscles twitch.", long)
    article = article_of("understanding", "page-1", text, [])

    found = gate.advice(article)

    assert "The reading grade is" in found["T14"][0]


def test_shipped_articles_need_no_advice():
    articles = [article for article in read_library().articles if article.top["status"] == "published"]

    assert [gate.advice(article) for article in articles] == [{}] * len(articles)
