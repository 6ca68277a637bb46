"""The page that shows where each fact of our source document stands."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from community.resources import coverage
from community.resources.library import read_library
from tests.resources.factories import add_article


def fact(folder, number):
    return coverage.facts_of(read_library(folder))[number - 1]


def row(text, number):
    (line,) = [line for line in text.splitlines() if line.startswith(f"| F{number} |")]
    return line


def test_our_page_is_what_the_content_says():
    assert coverage.PAGE.read_text() == coverage.page(read_library()), "Run manage.py source_coverage."


def test_every_usable_fact_is_carried():
    missing = [f"F{fact.number}" for fact in coverage.facts_of(read_library()) if fact.is_uncarried]

    assert missing == []


def test_all_63_facts_are_there_and_58_of_them_are_usable():
    facts = coverage.facts_of(read_library())

    assert [fact.number for fact in facts] == list(range(1, 64))
    assert [fact.number for fact in facts if fact.empty] == [23, 28, 29, 58, 62]
    assert [fact.number for fact in facts if fact.refused] == [45, 48, 49]


def test_claims_are_counted_by_article(folder):
    add_article(folder, 1, more="It twitches again.\n[from F35 F54]\n\nIt stays.\n[from F54 newcastle]\n")
    add_article(folder, 2)

    assert fact(folder, 54).claims == {"understanding/page-1": 2}
    assert fact(folder, 35).claims == {"understanding/page-1": 2, "understanding/page-2": 1}
    assert "Drooping eyelid" in fact(folder, 10).terms


def test_drafts_terms_and_care_boxes_alone_carry_no_fact(folder):
    add_article(folder, 1, status="draft")
    add_article(folder, 2)

    assert fact(folder, 35).claims == {"understanding/page-2": 1}
    assert fact(folder, 10).is_uncarried  # in the glossary only
    assert fact(folder, 11).is_uncarried  # in a care box only


def test_page_says_what_stands_nowhere_and_why(folder):
    add_article(folder, 1, more="Sources disagree: does it fade?\n\n1. Yes. [from F7]\n2. No. [from newcastle]\n")

    text = coverage.page(read_library(folder))

    assert row(text, 35).startswith("| F35 | [A1] (1) | Hemifacial spasm")
    assert "[A1]: ../community/resources/content/articles/understanding/page-1.md\n" in text
    assert "**Nowhere yet.**" in row(text, 36)
    assert "Empty: the results of surgery" in row(text, 23)
    assert "Not repeated: it warns of cancer" in row(text, 49)
    assert "both sides are shown" in row(text, 7)
    assert "Of 63 facts, 2 stand in at least one claim, 3 are not repeated, 5 are empty, and 53 stand nowhere" in text


def test_articles_stand_in_the_order_of_the_shelf(folder):
    add_article(folder, 10)
    add_article(folder, 2)

    text = coverage.page(read_library(folder))

    assert text.index("- [A2] Page 2") < text.index("- [A10] Page 10")


def test_command_writes_the_page_and_names_what_is_missing(folder, tmp_path):
    add_article(folder)
    page, said = tmp_path / "page.md", StringIO()

    call_command("source_coverage", folder=folder, page=page, stdout=StringIO(), stderr=said)

    assert page.read_text() == coverage.page(read_library(folder))
    assert "F36 stands nowhere yet." in said.getvalue()
    assert "F35 stands nowhere yet." not in said.getvalue()


def test_command_writes_nothing_while_there_are_mistakes(folder, tmp_path):
    add_article(folder, more="It twitches.\n")
    page = tmp_path / "page.md"

    with pytest.raises(CommandError, match="does not say where it comes from"):
        call_command("source_coverage", folder=folder, page=page)

    assert not page.exists()
