"""A large I for an l and emphasis inside of a word do not get past a rule, and ordinary texts meet no rule by them."""

import re
import time
from itertools import combinations, cycle, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.words.matching import Listed, Lists
from community.words.starters import STARTERS

COMMON = (
    "all fall fill full ill kill will well tell life lie live like look last let lid light line list later lip loin"
)
COMMON += " aloud pain pair mail said fail plan plain oil tile alive lily lamb lot ltd clinic relief pill pills little"
RULES = Lists(tuple(Listed(number, one.kind, one.phrase, one.effect) for number, one in enumerate(STARTERS)))
WORDS = Lists(tuple(Listed(number, "phrase", word, "hold") for number, word in enumerate(COMMON.split())))


def caught(text, phrase, **fields):
    """What would be blanked."""
    spans = Lists((Listed(1, "phrase", phrase, "mask", **fields),)).verdict(text).spans
    return [text[start:end] for start, end in spans]


def met(text, lists):
    return {rule.phrase for rule in lists.verdict(text).rules}


@pytest.mark.parametrize("anywhere", [False, True])
@pytest.mark.parametrize(
    ("typed", "phrase"),
    [
        *(("kiII", "kill"), ("KiII", "kill"), ("kIll", "kill"), ("kIII", "kill"), ("k\u0456\u0406\u0399", "kill")),
        *(("Iife", "life"), ("invoIve", "involve"), ("InvoIve", "involve"), ("k\u200biI\u0301\u200bI", "kill")),
        *(("su**ici**dal", "suicidal"), ("s_uici_dal", "suicidal"), ("su~~ici~~dal", "suicidal")),
        *(("s*u*i*c*i*d*a*l", "suicidal"), ("su***1c1***dal", "suicidal"), ("su_icida_I", "suicidal")),
        *(
            ("su&#42;&#42;ici**dal", "suicidal"),
            ("feel su**ici**dal", "feel suicidal"),
            ("kiII mys**el**f", "kill myself"),
        ),
    ],
)
def test_rule_is_met_and_leads_back_to_what_was_typed(typed, phrase, anywhere):
    text = f"*Today* it is {typed}, and It is late."

    assert caught(text, phrase, anywhere=anywhere) == [typed]


@pytest.mark.parametrize("anywhere", [False, True])
@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        *(("I FAIL", "fall"), ("I fail", "fall"), ("AIDS", "alds"), ("AI", "al"), ("AI said", "al"), ("I", "l")),
        *(("sui * ci * dal", "suicidal"), ("sui** cidal", "suicidal"), ("sui.*cidal*", "suicidal")),
        *(("kIlt", "kill"), ("fall", "fail"), ("WiFi", "wlfl")),
    ],
)
def test_an_i_of_capitals_a_small_letter_and_words_apart_are_what_they_are(text, phrase, anywhere):
    assert caught(text, phrase, anywhere=anywhere) == []


def test_emphasis_inside_of_a_longer_word_makes_no_shorter_one():
    assert caught("sm*al*l, gl**as**s and s*k*ill*s", "all") == []
    assert caught("gl**as**s", "ass") == []
    assert caught("want_to_d_i_e", "want to die") == ["want_to_d_i_e"]


def test_a_word_of_capitals_is_met_as_before():
    assert caught("FAIL fail Fail", "fail", anywhere=True) == ["FAIL", "fail", "Fail"]
    assert caught("KILL **ALL** kIll", "kill") == ["KILL", "kIll"]
    assert caught("**kill**joy", "kill") == ["kill"]
    assert caught("kill_me", "kill me", anywhere=True) == ["kill_me"]


def ordinary_sentences():
    """Of our own articles and of the made-up community, as they are typed."""
    texts = [*sorted(Path("community/resources/content").rglob("*.md")), Path("community/pages/demo/community.yaml")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in texts)
    return [part.strip() for part in re.split(r"(?<=[.!?])\s|\n", text) if len(part.split()) > 4]


def emphasised(sentence, signs):
    """Each third word inside of marks, each fifth with its middle in them."""
    marks, words = cycle(signs), sentence.split(" ")
    for number, word in enumerate(words):
        if word.isalpha() and number % 3 == 0:
            mark = next(marks)
            words[number] = f"{mark}{word}{mark}"
        elif word.isalpha() and len(word) > 4 and number % 5 == 0:
            mark = next(marks)
            words[number] = f"{word[:2]}{mark}{word[2:4]}{mark}{word[4:]}"
    return " ".join(words)


def read_across_marks(cut):
    """What can be read from one mark of a word to another: "all" in sm_al_l, too."""
    words = [re.findall(r"[a-z]+", word) for word in cut.casefold().split()]
    return {"".join(parts[a:b]) for parts in words for a, b in combinations(range(len(parts) + 1), 2)}


def test_ordinary_sentences_meet_the_words_that_stand_in_them_and_no_others():
    sentences = ordinary_sentences()

    assert len(sentences) > 300
    for sentence in sentences:
        plain = {word for word in re.findall(r"[^\W\d_]+", re.sub("['’]", "", sentence.casefold())) if word in COMMON}
        plain &= set(COMMON.split())
        assert met(sentence, WORDS) == plain
        cut = emphasised(sentence, ["**", "*", "_", "~~"])
        assert plain <= met(cut, WORDS) <= plain | read_across_marks(cut)
        assert met(emphasised(sentence, ["*", "__"]), RULES) == met(sentence, RULES)


def test_names_of_machines_meet_nothing():
    for sentence in ordinary_sentences():
        words = [word.strip(".,:;()*_") for word in sentence.split()]
        joined = " ".join(f"{one.title()}{other.title()}In" for one, other in pairwise(words))
        snake = " ".join("_".join(words[start : start + 3]) for start in range(0, len(words), 3))
        assert met(joined, WORDS) == met(joined.casefold(), WORDS)
        assert met(snake, WORDS) <= met(sentence, WORDS) | met(snake.replace("_", " "), WORDS)


@given(st.text(alphabet="kIilLl*_~ \u200b\u03011.\nM", max_size=60), st.booleans())
def test_whatever_is_mixed_every_span_lies_inside_the_text(text, anywhere):
    for phrase in ("kill", "ill", "kill i", "mill"):
        spans = Lists((Listed(1, "phrase", phrase, "mask", anywhere=anywhere),)).verdict(text).spans
        assert all(0 <= start < end <= len(text) for start, end in spans)


@pytest.mark.parametrize("anywhere", [False, True])
@pytest.mark.parametrize("part", ["a*", "kiII ", "aI", "s_u", "*I~", "lI*", "k*i*I*I*", "1*I"])
def test_disguises_without_end_get_their_verdict_in_time_that_grows_with_the_text(part, anywhere):
    """Twice the text, about twice the time: wide enough for a busy machine, too narrow for a square."""
    phrases = ["a" * 30, "suicidal", "kill", "l" * 20, "i" * 20, "kil" * 9]
    lists = Lists(tuple(Listed(n, "phrase", phrase, "hold", anywhere=anywhere) for n, phrase in enumerate(phrases)))

    def seconds(length):
        text, times = (part * length)[:length], []
        for _time in range(5):
            began = time.process_time()
            lists.verdict(text)
            times.append(time.process_time() - began)
        return min(times)

    assert seconds(12_000) < max(9 * seconds(3_000), 0.05)
