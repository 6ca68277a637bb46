"""True for every text: only known elements and attributes, always the same, never much longer."""

import re
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from community.core.text import mentioned_in, plain_text, render_markdown
from tests.core.test_text import ATTACKS
from tests.core.test_text_bombs import PIECES, most

REL = "nofollow ugc noopener noreferrer"
ALLOWED = {
    **{tag: set() for tag in "p br hr h3 h4 h5 h6 strong em code pre blockquote ul li summary".split()},
    **{tag: set() for tag in "table thead tbody tr th td".split()},
    "ol": {"start"},
    "a": {"href", "title", "rel", "class"},
    "details": {"class"},
    "div": {"class", "role", "tabindex", "aria-label"},
}
VALUES = {
    ("a", "href"): re.compile(r"(?i)https?:|mailto:|/(?![/\\])"),
    ("a", "rel"): re.compile(f"{REL}$"),
    ("a", "class"): re.compile("mention$|quote-source$"),
    ("details", "class"): re.compile("spoiler$"),
    ("div", "class"): re.compile("table-scroll$"),
    ("div", "role"): re.compile("group$"),
    ("div", "tabindex"): re.compile("0$"),
    ("div", "aria-label"): re.compile("Table$"),
    ("ol", "start"): re.compile(r"\d+$"),
}
EMPTY = {"br", "hr"}
markdown = st.lists(st.sampled_from([*PIECES, *ATTACKS, "ada", "\n", " "]) | st.text(max_size=8), max_size=30).map(
    "".join
)
NAMES = {"ada": "/members/Ada/"}


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.strange = [], []

    def handle_starttag(self, tag, attrs):
        self.open += [tag] if tag not in EMPTY else []
        unknown = [name for name, _value in attrs if name not in ALLOWED.get(tag, set())]
        wrong = [(name, value) for name, value in attrs if (tag, name) in VALUES and not VALUES[tag, name].match(value)]
        self.strange += [(tag, unknown, wrong)] if tag not in ALLOWED or unknown or wrong else []

    def handle_endtag(self, tag):
        if self.open[-1:] == [tag]:
            self.open.pop()
        else:
            self.strange.append(f"/{tag}")

    def handle_comment(self, data):
        self.strange.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def strange_in(html):
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.strange + reader.open


@given(markdown)
@settings(max_examples=200, deadline=None)
def test_nothing_unknown_comes_through(source):
    assert strange_in(render_markdown(source, names=NAMES)) == []


@given(markdown)
@settings(deadline=None)
def test_the_same_text_is_always_the_same_page(source):
    html = render_markdown(source, names=NAMES)

    assert render_markdown(source, names=NAMES) == html
    assert len(html) <= most(source)
    assert html.encode().decode() == html


@given(st.text() | markdown)
@settings(deadline=None)
def test_plain_text_takes_everything(source):
    assert "\n" not in plain_text(source)
    assert "<summary" not in plain_text(render_markdown(source))


@given(markdown)
@settings(deadline=None)
def test_who_is_called_is_shown_as_called_and_nobody_else(source):
    names = mentioned_in(source)
    html = render_markdown(source, names={name: f"/members/{name}/" for name in names})
    shown = {name.casefold() for name in re.findall(r'class="mention"[^>]*>@([^<]+)<', html)}

    assert shown == {name.casefold() for name in names}


def test_the_reader_finds_what_is_wrong():
    assert strange_in('<p onclick="x">a</p>')
    assert strange_in('<a href="//x.example">a</a>')
    assert strange_in("<p><em>a</p></em>")
    assert strange_in("<script></script>")
