"""Words that are closed: what opens them, and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.core.sealing import (
    DoesNotFit,
    KeyIsMissing,
    keys,
    keys_of,
    name_in,
    name_of,
    new_key,
    seal,
    unseal,
)

HERE, THERE = "title|7", "title|8"
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200)


@given(TEXTS)
def test_every_text_opens_as_it_was(text):
    assert unseal(seal(text, place=HERE), place=HERE) == text


def test_the_same_words_are_closed_otherwise_each_time_and_tell_nothing_but_the_key():
    first, second = (seal("Botulinum toxin", place=HERE) for _time in range(2))

    assert first != second
    assert "otul" not in first
    assert name_in(first) == next(iter(keys()))


def test_how_long_short_words_are_does_not_show():
    assert len({len(seal("x" * number, place=HERE)) for number in range(1, 33)}) == 1
    assert len(seal("x" * 33, place=HERE)) > len(seal("x", place=HERE))


def test_what_was_moved_elsewhere_does_not_open():
    with pytest.raises(DoesNotFit):
        unseal(seal("Botulinum toxin", place=HERE), place=THERE)


@pytest.mark.parametrize("at", [-1, -20, 20])
def test_what_was_changed_does_not_open(at):
    stored = list(seal("Botulinum toxin", place=HERE))
    stored[at] = "A" if stored[at] != "A" else "B"

    with pytest.raises(DoesNotFit):
        unseal("".join(stored), place=HERE)


@pytest.mark.parametrize("cut", [0, 1, 10, 30])
def test_what_was_cut_off_does_not_open(cut):
    head, _colon, closed = seal("Botulinum toxin", place=HERE).rpartition(":")

    with pytest.raises(DoesNotFit):
        unseal(f"{head}:{closed[:cut]}", place=HERE)


def test_a_key_put_in_front_closes_and_the_old_one_still_opens(settings):
    old, new = settings.FIELD_KEYS[0], new_key()
    closed = seal("Botulinum toxin", place=HERE)

    settings.FIELD_KEYS = [new, old]

    assert unseal(closed, place=HERE) == "Botulinum toxin"
    assert name_in(seal("Other", place=HERE)) == name_of(keys_of((new,)).popitem()[1]) != name_in(closed)


def test_without_its_key_it_stays_closed_and_says_which_one_is_missing(settings):
    closed = seal("Botulinum toxin", place=HERE)
    settings.FIELD_KEYS = [new_key()]

    with pytest.raises(KeyIsMissing, match=name_in(closed)):
        unseal(closed, place=HERE)


@pytest.mark.parametrize("text", ["", "Plain words", "sealed1", "sealed1:", "sealed1:00000000:", "sealed2:x:y"])
def test_what_nobody_sealed_is_empty_or_does_not_open(text):
    if not text:
        assert unseal(text, place=HERE) == ""
        return
    with pytest.raises(KeyIsMissing):
        unseal(text, place=HERE)


@pytest.mark.parametrize("texts", [(), ("",), ("short",), ("x" * 44,), ("é" * 43,), (new_key(), new_key()[:-4])])
def test_what_is_no_key_is_refused_without_quoting_it(texts):
    with pytest.raises(ValueError, match=r"FIELD_KEYS") as refused:
        keys_of(texts)

    assert not any(text and text in str(refused.value) for text in texts)
