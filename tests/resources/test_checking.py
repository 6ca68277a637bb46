"""Each kind of mistake, and the sentence an editor reads."""

import re

import pytest

from community.resources.checking import check_library
from community.resources.library import read_library
from tests.resources.factories import add_article

PAGE = "articles/understanding/page-1.md"


def mistakes(folder):
    return [str(mistake) for mistake in check_library(read_library(folder))]


def replace(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_our_own_content_is_in_order():
    assert [str(mistake) for mistake in check_library(read_library())] == []


def test_small_article_is_in_order(folder):
    add_article(folder)

    assert mistakes(folder) == []


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("Muscles twitch.\n", 23, '"Muscles twitch." does not say where it comes from.'),
        ("Muscles twitch.\n[from F64]\n", 23, "F64 is not a fact of the document. It has F1 to F63."),
        ("Muscles twitch.\n[from F23]\n", 23, "F23 is empty: the document breaks off there."),
        ("Muscles twitch.\n[from F45]\n", 23, "F45 is not repeated here: it names trigeminal neuralgia"),
        ("Muscles twitch.\n[from F49]\n", 23, "F49 is not repeated here: it warns of cancer"),
        ("It fades.\n[from F7]\n", 23, 'F7 is disputed. It may stand only as one side of "Sources disagree:".'),
        ("Muscles twitch.\n[from nobody]\n", 23, '"nobody" is neither a fact (F1, F2 ...) nor a source'),
        ("Muscles twitch.\n[from document]\n", 23, '"document" is neither a fact (F1, F2 ...) nor a source'),
        ("See [lid](term:lid).\n[no claim]\n", 23, 'The link "term:lid" leads nowhere.'),
        ("See [page](article:a/b).\n[no claim]\n", 23, 'The link "article:a/b" leads nowhere.'),
        ("People suffer.\n[no claim]\n", 23, 'Write "people with ..." instead of "suffer".'),
        ("One. Two. Three. Four.\n[no claim]\n", 23, "This paragraph has 4 sentences, 3 at most."),
        (f"{'word ' * 26}.\n[no claim]\n", 23, "This sentence has 26 words, 25 at most"),
        ("## Empty\n", 23, 'Nothing stands below the heading "Empty".'),
    ],
)
def test_mistake_in_the_text_is_named_with_its_line(folder, text, line, said):
    add_article(folder, more=text)

    (mistake,) = mistakes(folder)

    assert mistake.startswith(f"{PAGE}, line {line}: ")
    assert said in mistake


def test_name_of_a_row_has_a_longest_length(folder):
    cells = "   - B: c [no claim]\n   - D: e [no claim]\n"
    add_article(folder, more=f"Compare: x\n\n1. {'A' * 61}\n{cells}2. A\n{cells}")

    assert mistakes(folder) == [
        f"{PAGE}, line {line}: The name of a row or column has 60 characters at most." for line in (26, 27)
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("title: Page 1\n", "", 2, '"title" is missing.'),
        ("title: Page 1", "titel: Page 1", 3, '"titel" is not a field here. Known are: id, title'),
        ("title: Page 1", f"title: {'x' * 121}", 3, '"title" has 121 characters, 120 at most.'),
        ("title: Page 1", "title: 12", 3, '"title" must be a text.'),
        ("id: A1", "id: C1", 2, 'The id must be "A" and a number.'),
        ("status: published", "status: done", 6, '"status" must be one of: draft, preparation, published.'),
        ("2028-11-22", "soon", 8, '"next_review" must be a date such as 2026-11-22.'),
        ("2028-11-22", "2028-11-23", 8, "The next review is too far away: at most 24 months."),
        ("2028-11-22", "2026-11-22", 8, "The next review must come after the first publication."),
        ("level: urgent", "level: red", 10, '"red" is not a level. Known are: emergency, urgent, non-urgent.'),
        ("    from: F11", "    from: F99", 13, "F99 is not a fact"),
        ("your eye hurts", "'see [x](term:ptosis)'", 12, "A care box holds no links"),
        ("What is it?", "Tell me.", 15, "A question for the doctor ends with a question mark"),
        ("A short text about a page.", "Word " * 61 + ".", 5, "The summary has 61 words, 60 at most."),
        ("status: published", "status: published\nreview: lay_reviewed", 7, "A review needs a real person"),
        ("status: published", "status: published\nreviewer: Someone", 7, "Somebody is named as reviewer"),
        ("---\nid: A1", "id: A1", 1, "An article starts with a line of three dashes"),
        ("title: Page 1", "title: [Page 1", 4, "This is not valid YAML"),
    ],
)
def test_mistake_at_the_top_is_named_with_its_line(folder, old, new, line, said):
    add_article(folder, replace={old: new})

    found = mistakes(folder)

    assert any(mistake.startswith(f"{PAGE}, line {line}: ") and said in mistake for mistake in found), found


def test_care_box_of_the_same_level_stands_once(folder):
    box = "  - level: urgent\n    heading: Again if\n    items: [it hurts]\n    from: F11\n"

    add_article(folder, replace={"questions:": f"{box}questions:"})

    assert mistakes(folder) == [
        f'{PAGE}, line 14: There is already a box of the level "urgent". One of each is enough.'
    ]


def test_care_may_be_declared_not_needed(folder):
    path = add_article(folder)
    text = path.read_text()
    start, end = text.index("care:"), text.index("questions:")

    path.write_text(f"{text[:start]}care: none needed\n{text[end:]}")
    assert mistakes(folder) == []

    path.write_text(f"{text[:start]}care: maybe\n{text[end:]}")
    assert mistakes(folder) == [f'{PAGE}, line 9: "care" must be a list of boxes, or the words: none needed']


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: manual", "kind: blog", '"blog" is not a kind of source.'),
        ("seen_as: stored_copy", "seen_as: dream", '"seen_as" must be live or stored_copy.'),
        ("  url: https://my.clevelandclinic.org", "  url: https://www.droracle.ai", "is on the list of refused sites"),
        ("- id: msd-home", "- id: MSD home", "may hold small letters, digits and single dashes only"),
        ("- id: baylor", "- id: weill-cornell", 'The id "weill-cornell" is used twice.'),
    ],
)
def test_mistake_in_a_source_is_named(folder, old, new, said):
    replace(folder / "sources.yaml", old, new)

    assert any(mistake.startswith("sources.yaml, line ") and said in mistake for mistake in mistakes(folder))


def test_article_in_an_unknown_folder_is_a_mistake(folder):
    path = add_article(folder)
    path.parent.rename(path.parent.parent / "elsewhere")

    assert re.search(r"is not a section\. Known are: .*treatments, understanding\.$", mistakes(folder)[0])


def test_missing_and_unreadable_files_are_named(folder):
    (folder / "glossary.yaml").unlink()
    (folder / "facts.yaml").write_bytes(b"\xff\xfe")

    found = mistakes(folder)

    assert "glossary.yaml, line 1: This file is missing." in found
    assert "facts.yaml, line 1: This file is not UTF-8 text. Save it as UTF-8." in found


def test_every_mistake_is_reported_at_once(folder):
    add_article(folder, 1, more="Bad.\n")
    add_article(folder, 2, replace={"F35": "F64"})

    assert [mistake.partition(":")[0] for mistake in mistakes(folder)] == [
        "articles/understanding/page-1.md, line 23",
        "articles/understanding/page-2.md, line 20",
    ]
