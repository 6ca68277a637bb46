"""What a rule meets, and what it leaves alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.words.matching import NOTHING, Listed, Lists, Verdict
from tests.core.links import TRICKS


def phrases_met(text, *rules, language=None):
    return [rule.phrase for rule in Lists(rules).verdict(text, language=language).rules]


def word(phrase, effect="hold", pk=1, **fields):
    return Listed(pk, "phrase", phrase, effect, **fields)


@pytest.mark.parametrize(
    "text",
    [
        "a quiet tulip bed",
        "A QUIET   TULIP\nbed",
        "**quiet** _tulip_",
        "quiet, tulip",
        "qu1et tul!p",
        "qu\u200biet tul\u0456p",
    ],
)
def test_phrase_is_met_in_all_its_spellings(text):
    assert phrases_met(text, word("quiet tulip")) == ["quiet tulip"]


@pytest.mark.parametrize(
    "text",
    [
        "quietly tulip",
        "a quiet tulips bed",
        "It was quiet. Tulip buds",
        "quiet\n\ntulip",
        "quiet red tulip",
        "unquiet tulip",
    ],
)
def test_phrase_is_whole_words_in_one_sentence(text):
    assert phrases_met(text, word("quiet tulip")) == []


def test_word_is_met_inside_of_others_only_where_the_rule_says_so():
    assert phrases_met("snowtulips", word("tulip")) == []
    assert phrases_met("snowtulips and snow7ulips", word("tulip", anywhere=True)) == ["tulip"]
    assert phrases_met("455 times", word("ass", anywhere=True)) == []


def test_apostrophes_and_accents_may_be_left_out():
    assert phrases_met("I dont, I don’t, I don't", word("I don't")) == ["I don't"]
    assert phrases_met("mochte", word("möchte")) == ["möchte"]


@pytest.mark.parametrize(
    "text",
    [
        *("50 mg", "50mg", "2,5 mg", "0.5-mg daily", "５０ｍｇ", "(100\u00a0mg)"),
        *("2x50mg", "baclofen10mg", "1.000.000 mg", "10000000 mg", ".5mg", "\u0665\u0660 mg", "**50** mg"),
    ],
)
def test_r48_amount_with_a_unit_is_met(text):
    assert phrases_met(f"I take {text} now", Listed(1, "dose", "mg", "advise")) == ["mg"]


@pytest.mark.parametrize("text", ["mg", "50 mgs", "50 times mg", "version 1.2.50mgx"])
def test_r48_unit_alone_or_in_a_longer_word_is_not(text):
    assert phrases_met(text, Listed(1, "dose", "mg", "advise")) == []


@pytest.mark.parametrize(
    "text",
    [
        "https://bad.example",
        "see [here](http://www.BAD.example:8080/x?y)",
        "https://joe@bad.example/",
        r"https:\/\/bad\.example",
        "https://b&#97;d.example",
        "https://%62ad.example",
        "https:///bad.example",
        "https://bad\u3002example",
        *(trick.replace("example.org", "bad.example") for trick in TRICKS),
    ],
)
def test_r26_known_bad_host_is_met_however_it_is_written(text):
    assert phrases_met(text, Listed(1, "host", "bad.example", "hold")) == ["bad.example"]


@pytest.mark.parametrize(
    "text", ["bad.example", "https://notbad.example", "https://bad.example.org", "https://x/bad.example"]
)
def test_r26_other_hosts_are_left_alone(text):
    assert phrases_met(text, Listed(1, "host", "bad.example", "hold")) == []


def test_r26_host_in_other_letters_is_known_by_its_plain_name():
    assert phrases_met("https://xn--bcher-kva.example", Listed(1, "host", "bücher.example", "hold")) != []


def test_rules_of_another_language_rest_except_those_about_a_life():
    rules = word("tulpe", language="de"), word("sterben", "urgent", 2, language="de")

    assert phrases_met("tulpe sterben", *rules, language="en-gb") == ["sterben"]
    assert phrases_met("tulpe sterben", *rules, language="de-at") == ["tulpe", "sterben"]
    assert phrases_met("tulpe sterben", *rules) == ["tulpe", "sterben"]


def test_text_that_may_be_about_a_life_neither_waits_nor_is_delayed():
    rules = word("tulip"), word("rose", "advise", 2), word("sterben", "urgent", 3)
    verdict = Lists(rules).verdict("tulip rose sterben")

    assert verdict.crisis
    assert (verdict.held_by, verdict.advices) == ((), ())
    assert [rule.phrase for rule in verdict.for_the_team] == ["sterben", "tulip"]


def test_masks_that_overlap_are_one():
    verdict = Lists((word("red tulip", "mask"), word("tulip bed", "mask", 2))).verdict("a red tulip bed")

    assert verdict.spans == ((2, 15),)


def test_edit_of_a_text_about_a_life_goes_through_and_is_no_second_crisis():
    rules = Lists((word("tulip"), word("rose", "advise", 2), word("sterben", "urgent", 3)))
    brought = rules.verdict("sterben tulip rose").beyond(rules.verdict("sterben"))

    assert (brought.crisis, brought.held_by, brought.advices) == (False, (), ())
    assert [rule.phrase for rule in brought.for_the_team] == ["tulip"]


def test_edit_is_asked_only_for_what_it_brings():
    rules = Lists((word("tulip"), word("rose", pk=2)))

    assert [rule.phrase for rule in rules.verdict("tulip rose").beyond(rules.verdict("tulip")).rules] == ["rose"]


def test_no_rule_no_work():
    assert Lists(()).verdict("anything") is NOTHING
    assert Lists((word("tulip"),)).verdict("anything") == Verdict()


RULES = Lists((word("a b a"), word("11", "mask", 2, anywhere=True), Listed(3, "dose", "mg", "advise")))
RULES = Lists((*RULES.rules, Listed(4, "host", "a.b", "hold"), word("aa", "mask", 5)))


@given(st.text(alphabet="ab1 .:/&;#@$!\\m\u200b\ng%", max_size=300) | st.text(max_size=300))
def test_every_text_gets_a_verdict_with_spans_inside_it(text):
    spans = RULES.verdict(text).spans

    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert list(spans) == sorted(spans)


@pytest.mark.parametrize(
    "part", ["a", "a@", "1 ", "1", "1*", "https://a", "&#97;", "a b ", "1.", "\\", "%61", "://", "\u0301", "$"]
)
def test_text_of_one_part_over_and_over_gets_its_verdict(part):
    """Were the time to grow with the square of the length, this would not end."""
    RULES.verdict(part * (100_000 // len(part)))
