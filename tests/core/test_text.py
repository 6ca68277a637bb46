import pytest

from community.core.text import plain_text, render_markdown

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "[click](data:text/html;base64,PHNjcmlwdD4=)",
    "<a href='https://x.example' onclick='alert(1)'>x</a>",
    "![pixel](https://tracker.example/1.gif)",
    "<svg/onload=alert(1)>",
    "[a](<javascript:alert(1)>)",
    "&#106;avascript:alert(1)",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_dangerous_comes_through(attack):
    html = render_markdown(attack)

    for sign in ("<script", "<img", "<svg", "<a href='", 'href="javascript', 'href="data', ' onclick="'):
        assert sign not in html.lower()


def test_no_text_makes_the_reader_call_another_host():
    html = render_markdown("![pixel](https://tracker.example/1.gif) <iframe src='https://x.example'>")

    assert "<img" not in html
    assert "<iframe" not in html


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


@pytest.mark.parametrize(
    "source",
    [
        "[a]: " + "x" * 9990 + "\n\n" + "[a]" * 3330,
        "|x" * 300 + "\n" + "|-" * 300 + "\nx" * 1000,
        "://" * 6600,
        ">" * 5000,
    ],
)
def test_a_short_text_never_becomes_megabytes(source):
    assert len(render_markdown(source)) <= 21 * len(source) + 11_000


def test_plain_text_is_what_a_reader_sees():
    assert plain_text(render_markdown("**a < b** & [there](https://x.example)\n\nfriend")) == "a < b & there friend"
