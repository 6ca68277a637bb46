import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.core.diffs import pieces_of, without_long_same

WORDS = st.lists(st.sampled_from(["tea", "and", "rest", "\n", "\n\n", "cheek", "@bo", "é"]), max_size=60).map(" ".join)


def test_one_word_is_told_apart_within_its_line():
    before = "Warm tea helps me.\nThen I rest."
    after = "Warm milk helps me.\nThen I rest."

    assert pieces_of(before, after) == [
        ("same", "Warm "),
        ("removed", "tea "),
        ("added", "milk "),
        ("same", "helps me.\nThen I rest."),
    ]


def test_a_line_that_came_and_one_that_went_are_pieces_of_their_own():
    assert pieces_of("one\ntwo\nthree\n", "one\nthree\nfour\n") == [
        ("same", "one\n"),
        ("removed", "two\n"),
        ("same", "three\n"),
        ("added", "four\n"),
    ]


def test_same_text_has_no_change_and_an_empty_one_is_all_added():
    assert pieces_of("as it was", "as it was") == [("same", "as it was")]
    assert pieces_of("", "all new") == [("added", "all new")]
    assert pieces_of("", "") == []


@given(WORDS, WORDS)
def test_pieces_make_up_both_texts(before, after):
    pieces = pieces_of(before, after)

    assert "".join(text for kind, text in pieces if kind != "added") == before
    assert "".join(text for kind, text in pieces if kind != "removed") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a b " * 5_000, "b a " * 5_000),
        ("a\nb\n" * 5_000, "b\na\n" * 5_000),
        ("\n" * 20_000, "x" + "\n" * 19_999),
        ("".join(f"{n}\n" for n in range(3_600)), "".join(f"{n}\n" for n in range(3_600, 0, -1))),
        ("x" * 20_000, "y" * 20_000),
    ],
)
def test_long_texts_are_compared_in_few_pieces(before, after):
    assert len(pieces_of(before, after)) <= 10


def test_one_word_in_a_long_paragraph_is_found():
    words = "word " * 3_000

    assert ("added", "other ") in pieces_of(words, f"{words[:7_000]}other {words[7_000:]}")


def test_middle_of_what_stayed_is_left_out():
    pieces = without_long_same([("same", "tea " * 500), ("added", "milk"), ("same", "short")])

    assert [kind for kind, _text in pieces] == ["same", "gap", "same", "added", "same"]
    assert sum(len(text) for _kind, text in pieces) < 450
