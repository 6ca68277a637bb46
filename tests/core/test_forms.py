import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from community.core.forms import BodyField, LineField, clean_line, has_something_to_see, is_invisible

SIGNS = ["Your text holds signs that cannot be stored. Nothing is lost: take out each “�” and send it again."]


@pytest.mark.parametrize("text", ["a", "7", "?", "☀", "é", "א", " . "])
def test_a_letter_a_number_or_a_sign_is_something_to_see(text):
    has_something_to_see(text)


@pytest.mark.parametrize(
    "text", ["", " \n", "\u200b", "\u202e\u2066", "\u00ad", "\ufeff", "\u3164", "\u2800\uffa0", "\u0301"]
)
def test_invisible_characters_are_nothing_to_see(text):
    with pytest.raises(ValidationError, match="people can see"):
        has_something_to_see(text)


@pytest.mark.parametrize("field", [BodyField(), LineField()])
@pytest.mark.parametrize("text", ["a\0b", "\0", "a\ud800", "\udfff"])
def test_signs_that_cannot_be_stored_are_named_once(field, text):
    with pytest.raises(ValidationError) as refused:
        field.clean(text)

    assert refused.value.messages == SIGNS


def test_what_a_broken_sender_sent_is_kept_as_it_arrived():
    assert BodyField().clean(b"caf\xe9".decode(errors="replace")) == "caf\ufffd"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_a_line_break_is_one_character(end):
    assert BodyField().clean(f"one{end}two") == "one\ntwo"


def test_controls_that_no_page_shows_are_dropped_from_a_body():
    assert BodyField().clean("a\x01\x08\x0b\x0c\x1b\x7fb\tc\nd") == "ab\tc\nd"


def test_a_body_keeps_the_marks_of_other_scripts():
    text = "שלום\u200f \u2067x\u2069 می\u200cخواهم 👩\u200d🚀"

    assert BodyField().clean(text) == text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  two\n words\t", "two words"),
        ("a \u200b b", "a b"),
        ("Ad\u200ba", "Ada"),
        ("Ad\u200da", "Ada"),
        ("\u202eadA\u202c", "adA"),
        ("\u2066Ada\u2069\u3164", "Ada"),
        ("Ada\ufeff\u00ad\u2060", "Ada"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🚀\u200d\u200d", "👩\u200d🚀"),
        ("☀\ufe0f", "☀\ufe0f"),
        ("Zoe\u0308", "Zoe\u0308"),
        ("\u200b", ""),
    ],
)
def test_a_line_has_no_invisible_characters(typed, kept):
    assert clean_line(typed) == kept
    assert LineField(required=False).clean(typed) == kept


@given(st.text())
@settings(deadline=None)
def test_a_clean_line_stays_as_it_is(text):
    line = clean_line(text)

    assert clean_line(line) == line
    assert {character for character in line if is_invisible(character)} <= {"\u200c", "\u200d"}
    assert len(line.splitlines()) <= 1
