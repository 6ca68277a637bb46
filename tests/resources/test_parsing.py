import pytest

from community.resources.parsing import Problem, facts_in, links_in, read_body, read_yaml, source_ids_in


def passages(body):
    headings, problems = read_body(f"## Heading\n\n{body}\n", 1)
    assert problems == []
    return headings[0].passages


def problem(body):
    _headings, problems = read_body(f"## Heading\n\n{body}\n", 1)
    return f"{problems[0].line}: {problems[0].text}"


def test_paragraph_carries_its_basis():
    (passage,) = passages("Muscles twitch\nagain. [from F35 newcastle]")

    assert passage.text == "Muscles twitch again."
    assert (passage.kind, passage.strength, passage.basis) == ("paragraph", "agreed", "F35 newcastle")


def test_basis_may_stand_below_after_an_empty_line():
    (passage,) = passages("Muscles twitch.\n\n[from F35; weak]")

    assert (passage.text, passage.strength, passage.basis) == ("Muscles twitch.", "weak", "F35")


def test_words_that_claim_nothing_say_so():
    passage, introduction = passages("Ask your clinic.\n[no claim]\n\nThese things happen:")

    assert (passage.strength, passage.basis) == ("", "")
    assert (introduction.strength, introduction.basis) == ("", "")


def test_list_items_carry_their_own_basis_or_share_one():
    own = passages("- one [from F1]\n- two\n  more [from F2]")
    shared = passages("- one\n- two\n\n[from F3]")

    assert [(item.text, item.basis) for item in own] == [("one", "F1"), ("two more", "F2")]
    assert [(item.text, item.basis) for item in shared] == [("one", "F3"), ("two", "F3")]
    assert [item.position for item in shared] == [0, 1]


def test_disagreement_has_a_question_and_two_sides():
    body = "Sources disagree: how long?\n\n1. Three months. [from F5]\n2. Up to six. [from F39]"

    question, one, other = passages(body)

    assert (question.text, question.strength) == ("how long?", "")
    assert [(side.text, side.basis, side.strength) for side in (one, other)] == [
        ("Three months.", "F5", "mixed"),
        ("Up to six.", "F39", "mixed"),
    ]


COMPARISON = """Compare: two choices

1. How it works
   - Injections: They make muscles weaker: a little. [from F38]
   - Operation: It frees the nerve.
     [from F14]

2. How long it lasts
   - Injections: About 3 months. [from F5; weak]
   - Operation: Ask your team. [no claim]
"""


def test_comparison_has_a_title_and_cells_with_their_own_basis():
    title, *cells = passages(COMPARISON)

    assert (title.text, title.position, title.strength) == ("two choices", 0, "")
    assert [(cell.position, cell.row, cell.column, cell.text, cell.strength, cell.basis) for cell in cells] == [
        (1, "How it works", "Injections", "They make muscles weaker: a little.", "agreed", "F38"),
        (2, "How it works", "Operation", "It frees the nerve.", "agreed", "F14"),
        (3, "How long it lasts", "Injections", "About 3 months.", "weak", "F5"),
        (4, "How long it lasts", "Operation", "Ask your team.", "", ""),
    ]
    assert {passage.block for passage in (title, *cells)} == {1}


def test_sides_of_a_disagreement_may_stand_apart():
    _question, one, _other = passages("Sources disagree: how long?\n\n1. Three. [from F5]\n\n2. Six. [from F39]")

    assert one.text == "Three."


def test_blocks_of_a_part_are_numbered_in_order():
    found = passages("One. [from F1]\n\n- two [from F2]\n- three [from F2]\n\nFour. [from F4]")

    assert [passage.block for passage in found] == [1, 2, 2, 3]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Muscles twitch.", '3: "Muscles twitch." does not say where it comes from.'),
        ("Muscles twitch. [from ]", "names no fact and no source"),
        ("[no claim]", "stands alone"),
        ("One. [from F1]\n\n[from F2]", "two endings"),
        ("- one\n- two [from F2]", "does not say where it comes from"),
        ("Sources disagree: how long?\n\n1. Three. [from F5]", "needs a question and then two sides"),
        ("Sources disagree:\n\n1. A. [from F5]\n2. B. [from F6]", "needs a question"),
        ("Sources disagree: x?\n\n1. A. [no claim]\n2. B. [from F6]", "Each side of a disagreement needs a source"),
        ("### Small heading", "A heading is one line"),
        (COMPARISON.replace(" [from F38]", ""), '6: "They make muscles weaker: a little." does not say where'),
        (
            COMPARISON.replace("Injections: About", "About"),
            '11: "About 3 months. [from F5; weak]" needs the name of its',
        ),
        (
            COMPARISON.replace("Operation: Ask", "Surgery: Ask"),
            "10: Every row needs the same cells in the same order: Injections, Operation.",
        ),
        ("Compare: x\n\n1. A\n2. B", "5: Every row needs the same cells"),
        ("Compare: x\n\n1. A\n   - B: c [from F1]\n   - D: e [from F1]", "needs a title and then two rows or more"),
        (COMPARISON.replace(" two choices", ""), "needs a title"),
    ],
)
def test_mistake_in_the_text_is_told_in_words(body, said):
    assert said in problem(body)


def test_text_before_the_first_heading_is_a_mistake():
    _headings, problems = read_body("Hello. [no claim]\n", 7)

    assert [(found.line, found.text[:45]) for found in problems] == [
        (7, "Text stands before the first heading. Start w")
    ]


def test_one_bad_paragraph_does_not_hide_the_next():
    _headings, problems = read_body("## A\n\nBad.\n\nGood. [from F1]\n\nBad again.\n", 1)

    assert [found.line for found in problems] == [3, 7]


def test_yaml_is_read_with_its_lines():
    data, lines = read_yaml("id: A1\ncare:\n  - level: urgent\n", first_line=2)

    assert data == {"id": "A1", "care": [{"level": "urgent"}]}
    assert (lines[("care",)], lines[("care", 0, "level")]) == (3, 4)


@pytest.mark.parametrize(("text", "line"), [("a: b: c", 2), ("a: 1\n  b: 2", 3), ("day: 2026-13-40", 2)])
def test_broken_yaml_names_its_line(text, line):
    with pytest.raises(Problem) as caught:
        read_yaml(text, first_line=2)

    assert caught.value.text.startswith("This is not valid YAML")
    assert caught.value.line == line


def test_basis_and_links_are_taken_apart():
    assert facts_in("F4 newcastle F39") == [4, 39]
    assert source_ids_in("F4 newcastle F39") == ["newcastle"]
    assert links_in("A [lid](term:ptosis) and [page](article:a/b).") == [("term", "ptosis"), ("article", "a/b")]
