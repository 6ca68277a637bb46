"""Each mail says the same as text and as HTML, can be read by everybody, and loads nothing."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.template.base import Lexer, TokenType

from community.notifications.letters import SUBJECTS, dress_up, write_address_check, write_catch_up, write_letter
from community.notifications.models import Notification
from tests.factories import NOON

FOLDER = Path(settings.BASE_DIR) / "templates/emails"
NEUTRAL = {
    *("subject", "site_name", "base_url", "link", "why", "stop_link"),
    *("due_at", "is_late", "zone", "language", "right_to_left", "plural", "unreviewed"),
}
EVERYTHING = dict.fromkeys("reply mention message reaction room group thread more".split(), 2)
PLAIN_TAGS = {
    *("load", "extends", "block", "endblock", "else", "endif", "translate", "endblocktranslate", "url"),
    *("get_current_language", "get_current_language_bidi", "autoescape", "endautoescape", "plural"),
    "is_unreviewed",
}
MARKER = re.compile(r"{# May show: (?P<names>[\w, ]+)\. Why: .{10,} #}")
VARIABLE = re.compile(r"[a-z_]\w*")
STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
OPERATORS = {"if", "elif", "and", "or", "not", "in", "is"}


def shown(source):
    """What a mail template takes from outside, and tags that this test does not read."""
    own, found = set(), set()
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.VAR:
            found.add(token.contents.split("|")[0].split(".")[0].strip())
        if token.token_type == TokenType.BLOCK:
            name, _space, rest = token.contents.partition(" ")
            if name == "blocktranslate":
                pairs = dict(re.findall(r"(\w+)=(\w+)", STRING.sub("''", rest)))
                own |= set(pairs)
                found |= set(pairs.values())
            elif name in ("if", "elif"):
                words = VARIABLE.findall(re.sub(r"[.|]\w+", "", STRING.sub("", rest)))
                found |= set(words) - OPERATORS
            elif name not in PLAIN_TAGS:
                found.add(f"{{% {name} %}}")
    return found - own


def not_neutral(source):
    marked = {name for found in MARKER.finditer(source) for name in re.split(r",\s*", found["names"])}
    return shown(source) - NEUTRAL - marked


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_no_template_of_a_mail_can_tell_what_it_is_about(path):
    assert not_neutral(path.read_text()) == set()


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("{{ title }}", {"title"}),
        ("{{ reminder.note|upper }}", {"reminder"}),
        ("{% if group.name %}x{% endif %}", {"group"}),
        ("{% blocktranslate with a=thread.title %}{{ a }}{% endblocktranslate %}", {"thread"}),
        ("{% include 'x.html' %}", {"{% include %}"}),
        ("{# May show: title. Why: its reader asked for it. #}{{ title }}", set()),
        ("{# May show: title. #}{{ title }}", {"title"}),
    ],
)
def test_a_template_that_could_is_found(source, found):
    assert not_neutral(source) == found


class Words(HTMLParser):
    """What is read aloud of a mail, and the tags in it."""

    def __init__(self, source):
        super().__init__()
        self.words, self.tags, self.silent = [], [], False
        self.feed(source)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.silent = tag in ("style", "title")

    def handle_endtag(self, _tag):
        self.silent = False

    def handle_data(self, data):
        if not self.silent:
            self.words += words_of(data)


def words_of(text):
    return [word for part in text.split() if not part.startswith("http") and (word := part.strip(":-"))]


@pytest.fixture(params=[*SUBJECTS, "late", "moved", "own words", "catch_up", "address", "plain"])
def letter(request, ada):
    if request.param == "plain":
        return dress_up(ada.email, "Your code · Steadfold", "Your code is:\n\nABC123")
    if request.param == "catch_up":
        return write_catch_up(ada)
    if request.param == "address":
        return write_address_check(ada, f"{settings.BASE_URL}/x/")
    kind = {"late": "reminder", "own words": "reminder", "moved": "meeting"}.get(request.param, request.param)
    now = NOON.replace(hour=13) if request.param == "late" else NOON
    due_at = None if request.param == "moved" else NOON
    words = "Drops & <tea>" if request.param == "own words" else ""
    about = {"recipient": ada, "path": "/x/", "due_at": due_at, "now": now}
    return write_letter(kind=kind, words=words, numbers=EVERYTHING, **about)


def test_text_and_html_have_the_same_words(letter):
    assert sorted(Words(letter.html).words) == sorted(words_of(letter.text))
    assert len(words_of(letter.text)) > 20


def test_text_and_html_have_the_same_links(letter):
    links = {attributes["href"] for tag, attributes in Words(letter.html).tags if tag == "a"}

    assert links == set(re.findall(r"http\S+", letter.text))
    assert all(link.startswith(settings.BASE_URL) for link in links)


def test_html_has_a_language_a_title_and_one_heading(letter):
    tags = Words(letter.html).tags
    names = [tag for tag, _attributes in tags]

    assert dict(tags[0][1])["lang"] == "en-gb"
    assert (names.count("title"), names.count("h1")) == (1, 1)
    assert all(attributes.get("role") == "presentation" for tag, attributes in tags if tag == "table")
    assert not {"img", "script", "link", "iframe", "form"} & set(names)


@pytest.mark.parametrize("kind", EVERYTHING)
def test_a_summary_says_how_much_of_what_and_nothing_of_the_rest(ada, kind):
    about = {"kind": "digest", "recipient": ada, "path": "/x/", "due_at": None, "now": NOON}
    empty, letter = write_letter(**about), write_letter(**about, numbers={kind: 3})
    line = (set(letter.text.splitlines()) - set(empty.text.splitlines())).pop()

    assert line.startswith("- ")
    assert ("3" in line) is (kind != "more")
    assert len(letter.text.splitlines()) - len(empty.text.splitlines()) == 1
    assert line.removeprefix("- ") in letter.html


def test_every_kind_has_its_mail():
    assert set(SUBJECTS) == set(Notification.Kind.values)
