import re

import pytest

from community.core.text import plain_text, render_markdown, without_turns

pytestmark = pytest.mark.once

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "[click](JaVaScRiPt:alert(1))",
    "[click](&#106;avascript:alert(1))",
    "[click](java&Tab;script:alert(1))",
    "[click](data:text/html;base64,PHNjcmlwdD4=)",
    "[click](vbscript:x)",
    "<a href='https://x.example' onclick='alert(1)'>x</a>",
    "![pixel](https://tracker.example/1.gif)",
    "<svg/onload=alert(1)>",
    "[a](<javascript:alert(1)>)",
    "<javascript:alert(1)>",
    "&#106;avascript:alert(1)",
    "<details open class=x style=y>z</details>",
    "[a](/x \"onclick='alert(1)'\")",
    ">! <script>alert(1)</script>",
    "|<script>|\n|-|\n|<img src=x>|",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_dangerous_comes_through(attack):
    html = render_markdown(attack)

    for sign in ("<script", "<img", "<svg", "<a href='", 'href="javascript', 'href="data', 'href="vb', ' onclick="'):
        assert sign not in html.lower()


def test_no_text_makes_the_reader_call_another_host():
    html = render_markdown("![pixel](https://tracker.example/1.gif) <iframe src='https://x.example'>")

    assert "<img" not in html
    assert "<iframe" not in html
    assert '!<a href="https://tracker.example/1.gif"' in html


def test_markdown_becomes_html():
    html = render_markdown("**bold** and *soft*\nnext line\n\n- one\n- two\n\n> quoted")

    for part in ("<strong>bold</strong>", "<em>soft</em>", "<br", "<li>one</li>", "<blockquote>"):
        assert part in html


def test_headings_stay_below_those_of_the_page():
    assert render_markdown("# Loud") == "<h3>Loud</h3>\n"


def test_links_are_found_and_carry_no_weight():
    html = render_markdown("see https://example.org/a")

    assert 'href="https://example.org/a"' in html
    assert 'rel="nofollow ugc noopener noreferrer"' in html


@pytest.mark.parametrize("address", ["https://x.example/a", "HTTP://x.example", "mailto:a@x.example", "/posts/1/#by-1"])
def test_a_link_leads_out_or_home(address):
    assert '<a href="' in render_markdown(f"[there]({address})")


@pytest.mark.parametrize("address", ["//x.example", "///x", "ftp://x.example/", "www.x.example", "?next=1", "#a", "x"])
def test_a_link_that_leads_nowhere_is_shown_as_it_was_written(address):
    assert render_markdown(f"[there]({address})") == f"<p>[there]({address})</p>\n"


def test_a_backslash_does_not_make_a_path_another_host():
    assert 'href="/%5Cx.example"' in render_markdown("[there](/\\x.example)")


def test_a_wide_table_has_a_frame_that_takes_focus_and_an_empty_corner_heads_nothing():
    html = render_markdown("| | Dose |\n|---|:-:|\n| June | **2** |")

    frame = '<div class="table-scroll" role="group" aria-label="Table" tabindex="0"><table>'
    assert html.startswith(frame)
    assert html.rstrip().endswith("</table></div>")
    assert re.sub(r"\n|<t[rb]\w*>|</?t[hr]\w*>", "", html[len(frame) :]).startswith("<td></td>Dose<td>June</td>")
    assert "<th>Dose</th>" in html
    assert "style" not in html


def hidden(html):
    return f'<details class="spoiler"><summary>Hidden words, open to read</summary>\n{html}</details>\n'


def test_lines_with_the_mark_are_hidden_until_opened():
    html = render_markdown("before\n>! the *end*\n>!\n>! - one\n>! - two\nafter")

    inside = "<p>the <em>end</em></p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"
    assert html == f"<p>before</p>\n{hidden(inside)}<p>after</p>\n"


def test_hidden_words_behind_a_quote_are_hidden():
    html = render_markdown("> quoted\n>! the end")

    assert html == "<blockquote>\n<p>quoted</p>\n</blockquote>\n" + hidden("<p>the end</p>\n")


def test_hidden_words_may_stand_in_a_list_and_in_a_quote():
    assert hidden("<p>x</p>\n") in render_markdown("- a\n\n  >! x")
    assert hidden("<p>x</p>\n") in render_markdown("> a\n>\n> >! x")


@pytest.mark.parametrize("source", ["    >! code", "`>! code`", "\\>! words", "a >! b"])
def test_the_mark_elsewhere_hides_nothing(source):
    assert "<details" not in render_markdown(source)


def test_words_too_deep_in_quotes_are_shown_as_they_stand():
    source = ">" * 30 + " deep"

    assert render_markdown(source) == f"<pre>{source.replace('>', '&gt;')}</pre>"


def test_signs_that_turn_the_direction_of_reading_do_not_come_through():
    source = "see \u202egpj.exe\u202c \u2066x\u2069 and שלום\u200f"

    assert render_markdown(source) == "<p>see gpj.exe x and שלום\u200f</p>\n"
    assert without_turns(source) == "see gpj.exe x and שלום\u200f"
    assert plain_text("<p>a\u202eb</p>") == "ab"


@pytest.mark.parametrize("source", ["a\0b", "a\ud800b"])
def test_signs_that_no_page_can_carry_are_replaced(source):
    assert render_markdown(source) == "<p>a\ufffdb</p>\n"


def test_plain_text_is_what_a_reader_sees():
    assert plain_text(render_markdown("**a < b** & [there](https://x.example)\n\nfriend")) == "a < b & there friend"


def test_plain_text_keeps_hidden_words_hidden():
    assert plain_text(render_markdown("It ends\n\n>! well\n>! > really\n\nfor both.")) == "It ends … for both."
