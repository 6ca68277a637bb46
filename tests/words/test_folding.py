"""Whatever a text looks like, it folds, and what is found leads back to what was typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.words.folding import LOOK_ALIKES, folded
from community.words.matching import Listed, Lists

ANY_TEXT = st.text(max_size=200) | st.text(alphabet="&#xyamp;1230\u200b\u0301 ab\n", max_size=60)
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u0336\ufe0f\u180e\u2065\ufff3\U000e0fff"
STYLES = ["ａ", "𝐚", "𝒂", "𝖆", "𝙖", "ⓐ", "🅐", "á", "A"]


@given(ANY_TEXT)
def test_every_text_folds_and_every_part_of_it_lies_inside_the_text(text):
    fold = folded(text)

    assert len(fold.origins) == len(fold.text)
    for start in range(len(fold.text)):
        first, after = fold.span(start, len(fold.text))
        assert 0 <= first < after <= len(text)


@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text):
    once = folded(text.replace("&", "")).text

    assert folded(once).text == once


@pytest.mark.parametrize("sign", STYLES)
def test_letters_of_other_styles_are_the_same_letter(sign):
    assert folded(sign).text == "a"


def test_every_look_alike_passes_for_one_plain_letter():
    assert all(len(sign) == 1 and letter.isascii() and letter.islower() for sign, letter in LOOK_ALIKES.items())
    assert all(unicodedata.category(sign) == "Ll" for sign in LOOK_ALIKES)


@given(st.data())
def test_rule_is_met_through_invisible_signs_and_look_alikes(data):
    disguises = {letter: [letter, letter.upper()] for letter in "sunflower"}
    for sign, letter in LOOK_ALIKES.items():
        disguises.get(letter, []).append(sign)
    typed = ""
    for letter in "sunflower":
        typed += data.draw(st.sampled_from(disguises[letter])) + data.draw(st.text(alphabet=INVISIBLE, max_size=2))
    text = f"A {typed} field"

    spans = Lists((Listed(1, "phrase", "sunflower", "mask"),)).verdict(text).spans

    assert [text[start:end] for start, end in spans] == [typed]


def test_entities_stand_for_what_a_reader_sees():
    text = "A s&#117;n&shy;fl&#x6f;wer, &amp; more"

    spans = Lists((Listed(1, "phrase", "Sunflower", "mask"),)).verdict(text).spans

    assert [text[start:end] for start, end in spans] == ["s&#117;n&shy;fl&#x6f;wer"]
