"""Texts with mistakes that no row could hold: they are saved and told, and end no page with an error."""

import pytest

from community.resources.gate import TICKS
from community.resources.models import ArticleVersion
from tests.resources.editing import LIST, publishing, said, send, text_now
from tests.resources.factories import add_article, load
from tests.resources.test_archive import history, title

pytestmark = pytest.mark.django_db

BOX = "  - level: urgent\n    heading: Go if\n    items: [it hurts]\n    from: F11\n"
UNFIT = {
    "level": ("level: urgent", "level: weird"),
    "second box": ("care:\n", f"care:\n{BOX}"),
    "no such status": ("status: published", "status: wild"),
    "review of nobody": ("status: published", "status: published\nreview: clinician_reviewed"),
    "no such review": ("status: published", "status: published\nreview: wild"),
    "reminders": ("status: published", "status: published\nreminders: [{a: b}]"),
    "id": ("id: A1", "id: X"),
    "huge id": ("id: A1", "id: A99999999999999999999"),
    "review before": ("next_review: 2028", "next_review: 2020"),
    "end of time": ("first_published: 2026", "first_published: 9999"),
    "link": ("Muscles twitch.", "Muscles [twitch](article:foo)."),
    "deep link": ("Muscles twitch.", "Muscles [twitch](article:a/b/c)."),
    "blank summary": ("summary: A short text about a page.", 'summary: " "'),
    "blank title": ("title: Page 1", 'title: " "'),
    "blank basis": ("from: F11", 'from: " "'),
    "long heading": ("## What it is", f"## {'a' * 121}"),
    "long question": ("What is it?", f"{'a' * 200}?"),
}


@pytest.mark.parametrize("name", UNFIT)
def test_what_no_page_can_be_made_of_is_told_and_not_shown(page, client, name):
    old, new = UNFIT[name]
    assert old in text_now()

    saved = send(client, page, text_now().replace(old, new), look="1")

    version = ArticleVersion.objects.last()
    assert (saved.status_code, saved.headers["Location"], version.number) == (302, page, 2)
    assert client.get(page).context["mistakes"]
    assert client.get(f"{LIST}versions/{version.pk}/preview/").headers["Location"] == page
    assert client.post(publishing(version), dict.fromkeys(TICKS, "on")).status_code == 422
    assert title() == "Page 1"


def test_mistakes_of_other_kinds_can_be_looked_at(page, client):
    text = text_now() + f"{'word ' * 30}end.\n[from F35]\n\nNo basis.\n"

    saved = send(client, page, text, look="1")

    assert client.get(page).context["mistakes"]
    assert "word word end." in said(client.get(saved.headers["Location"]))


@pytest.mark.parametrize("name", ["blank summary", "blank title", "blank basis", "end of time"])
def test_broken_file_of_this_kind_costs_its_own_article_alone(shelf, name):
    old, new = UNFIT[name]
    add_article(shelf, 1, replace={old: new})
    add_article(shelf, 2)

    assert [article.title for article in load(shelf)] == ["Page 2"]
    assert title() == "Page 1"


ANNOUNCED = """---
id: A1
title: Buy my cure
scope: For people who test. It says little.
summary: Stop your tablets today.
status: preparation
first_published: 2026-11-22
next_review: 2028-11-22
---
"""


def test_announcement_passes_the_gate_too_since_readers_see_its_words(page, client, shelf):
    add_article(shelf, 2)
    load(shelf)
    send(client, page, ANNOUNCED)
    version = ArticleVersion.objects.get(article__slug="page-1", state="draft")

    assert "You confirm, for this very text" in said(client.get(publishing(version)))
    assert client.post(publishing(version)).status_code == 422
    assert "Stop your tablets" not in said(client.get("/resources/understanding/"))

    done = client.post(publishing(version), dict.fromkeys(TICKS, "on"))
    assert done.headers["Location"] == f"{page}history/"
    assert "Stop your tablets" in said(client.get("/resources/understanding/"))


def test_announcement_has_what_a_machine_sees_looked_at(page, client):
    send(client, page, ANNOUNCED.replace("It says little.", "It says little. So little. And no more."))

    version = ArticleVersion.objects.last()
    assert client.post(publishing(version), dict.fromkeys(TICKS, "on")).status_code == 422
    assert history()[-1] == (2, "site", "draft")
