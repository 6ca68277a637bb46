"""What must never reach a reader: hidden words, and markup that runs."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from community.forum import actions
from community.notifications.models import Notification
from tests.factories import NOON
from tests.forum.factories import announce, make_replies, make_thread


@pytest.fixture
def hidden(group, ada, bo, mo):
    """A thread whose title and opening, and one of its two replies, are hidden."""
    thread = make_thread(group=group, author=ada, title="Zebra title", body="Zebra opening.")
    make_replies(thread, ada, 1)
    zebra = actions.add_reply(thread=thread, author=ada, body="Zebra reply.", now=NOON)
    for post in (thread.posts.get(number=1), zebra):
        actions.hide_post(post, moderator=mo, reason="Giraffe reason.", now=NOON)
    thread.refresh_from_db()
    return thread


class Dangers(HTMLParser):
    """Elements and attributes that run, load or lead to something that runs."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found += [tag] if tag in {"script", "img", "iframe", "svg", "object", "embed", "style"} else []
        self.found += [name for name, value in attrs if name.startswith("on") or name in {"style", "src"}]
        self.found += [v for name, v in attrs if name == "href" and not v.startswith(("https:", "http:", "mailto:"))]


def dangers(markup):
    parser = Dangers()
    parser.feed(markup)
    return parser.found


def pages(client, thread):
    addresses = [thread.board.get_absolute_url(), thread.get_absolute_url()]
    return "".join(client.get(address).content.decode() for address in addresses)


def test_hidden_words_are_nowhere_for_members(client, hidden, bo):
    client.force_login(bo)

    words = pages(client, hidden)

    assert "ebra" not in words
    assert "Giraffe" not in words
    assert "Reply 1." in words
    assert words.count("<article") == 3
    assert words.count('<p class="post__hidden">Hidden by the team</p>') == 2


def test_author_is_told_the_reason_in_place(client, hidden, ada):
    client.force_login(ada)

    words = pages(client, hidden)

    assert "ebra" not in words
    assert words.count("Hidden by the team: Giraffe reason.") == 2


def test_moderator_reads_hidden_words(client, hidden, mo):
    client.force_login(mo)

    words = client.get(hidden.get_absolute_url()).content.decode()

    assert "<h1>Zebra title</h1>" in words
    assert "Zebra opening." in words
    assert "Zebra reply." in words


def test_old_address_of_a_hidden_title_leads_to_one_without_it(client, hidden, bo):
    client.force_login(bo)

    response = client.get(f"/threads/{hidden.pk}/zebra-title/")

    assert response["Location"] == f"/threads/{hidden.pk}/hidden-by-the-team/"


def test_reply_to_a_hidden_thread_tells_of_no_title(hidden, bo):
    actions.add_reply(thread=hidden, author=bo, body="Hello.", now=NOON)
    announce()

    assert Notification.objects.latest("pk").text == "Bo replied in a thread you started"


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>",
        "[click](javascript:alert(1))",
        "[click](JaVaScRiPt:alert(1))",
        "[click](data:text/html;base64,PHNjcmlwdD4=)",
        "<javascript:alert(1)>",
        '<img src="x" onerror="alert(1)">',
        '![x](x "onerror=alert(1)")',
        '[x](https://example.org/" onmouseover="alert(1))',
        "<iframe src='https://example.org'></iframe>",
        "`<script>alert(1)</script>`",
        "<svg/onload=alert(1)>",
        "![picture](https://example.org/pixel.png)",
    ],
)
def test_markup_that_runs_or_calls_out_is_only_text(client, group, ada, markdown):
    client.force_login(ada)
    thread = make_thread(group=group, author=ada, title="Plain", body=markdown)
    board = thread.board
    preview = client.post(
        reverse("forum:new_thread", args=[board.slug]), {"title": markdown[:150], "body": markdown, "preview": "1"}
    )

    shown = preview.content.decode().split('id="preview"')[1].split("</section>")[0]
    for body in (thread.posts.get().body_html, f"<section {shown}"):
        assert dangers(body) == []


def test_dangers_are_found():
    assert dangers('<img src=x onerror="a()"><a href="javascript:a()">') == ["img", "src", "onerror", "javascript:a()"]


@pytest.mark.parametrize(
    "title", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ user.password }}"]
)
def test_titles_are_only_text_everywhere(client, group, ada, bo, title):
    thread = make_thread(group=group, author=ada, title=title)
    client.force_login(bo)

    words = pages(client, thread)

    assert "<script>alert" not in words
    assert "<img src=x" not in words
    assert bo.password not in words


@pytest.mark.parametrize("bomb", [">" * 10_000 + " deep", "[" * 20_000, "*a " * 6_600, "https://example.org/a " * 900])
def test_text_meant_to_choke_the_renderer_is_stored_all_the_same(group, ada, bomb):
    thread = make_thread(group=group, author=ada, body=bomb)

    assert thread.posts.get().body_html
