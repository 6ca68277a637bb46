import pytest

from community.core.text import plain_text
from community.search.marking import around_first_hit, marked, marked_excerpt


@pytest.mark.parametrize(
    ("text", "words", "html"),
    [
        ("Eyelid and eye", ["eye"], "Eyelid and <mark>eye</mark>"),
        ("Two spasms", ["spasm"], "Two <mark>spasms</mark>"),
        (
            "Twitch, twitches, twitched: TWITCHING",
            ["twitches"],
            "<mark>Twitch</mark>, <mark>twitches</mark>, <mark>twitched</mark>: <mark>TWITCHING</mark>",
        ),
        (
            "Driving, I stopped. My body",
            ["drive", "stop", "bodies"],
            "<mark>Driving</mark>, I <mark>stopped</mark>. My <mark>body</mark>",
        ),
        ("This is his injection", ["injected", "thi", "hi"], "This is his <mark>injection</mark>"),
        ("Übungen, café", ["ÜBUNGEN", "cafe"], "<mark>Übungen</mark>, <mark>café</mark>"),
        ("Nothing here", ["else"], "Nothing here"),
        ("1 < 2 & 3", ["3"], "1 &lt; 2 &amp; <mark>3</mark>"),
        ("x &amp; y", ["amp"], "x &amp;<mark>amp</mark>; y"),
    ],
)
def test_marked_escapes_first_and_marks_then(text, words, html):
    assert marked(text, words) == html


@pytest.mark.parametrize("words", [["script"], ["<script>"], ["alert(1)"], ["<"], ["mark"], ["b>"]])
def test_marked_never_lets_markup_through(words):
    page = marked("<script>alert(1)</script> <b>bold</b>", words)

    assert page.replace("<mark>", "").replace("</mark>", "").count("<") == 0


def test_plain_text_is_what_the_reader_saw():
    assert plain_text("<p>1 &lt; 2 &amp; <em>more</em></p>\n<p>next</p>") == "1 < 2 & more next"


def test_excerpt_starts_near_the_hit_and_ends_between_words():
    text = "before " * 40 + "needle " + "after " * 60

    excerpt = around_first_hit(text, ["needle"])

    assert excerpt.startswith("…before")
    assert "needle" in excerpt
    assert excerpt.endswith(" after…")
    assert len(excerpt) <= 222


def test_excerpt_without_a_hit_is_the_beginning():
    assert marked_excerpt("A short text.", ["needle"]) == "A short text."


def test_excerpt_of_one_endless_word_is_cut_all_the_same():
    assert len(around_first_hit("x" * 5000, ["y"])) <= 222
