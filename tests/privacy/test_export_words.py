"""The page in a member's file says in words what the columns hold."""

import re

import pytest
from django.utils.translation import override

from community.chat.models import ChatSettings
from community.drafts.models import Draft
from community.forum.models import Post, Reaction
from community.notifications.models import Delivery, QuietHours
from community.privacy.export import labels
from community.privacy.export.archive import page_of
from community.privacy.export.contents import columns_in, exported
from community.privacy.export.words import shown
from tests.factories import NOON


def missing(tables, common):
    """Of rows (an empty name) and columns that are exported."""
    there = {model._meta.label: columns_in(model) for _group, _part, model in exported()}
    rows = {(table, "") for table in there if "" not in tables.get(table, {})}
    named = {(table, name) for table, names in there.items() for name in names if name not in common}
    return rows | {(table, name) for table, name in named if name not in tables.get(table, {})}


def test_every_row_and_every_column_has_a_label():
    assert missing(labels.TABLES, labels.COLUMNS) == set()
    assert missing({}, labels.COLUMNS) >= {("forum.Post", ""), ("forum.Post", "published_at")}


def test_no_label_is_left_of_a_column_that_is_gone():
    there = {model._meta.label: {"", *columns_in(model)} for _group, _part, model in exported()}
    columns = set().union(*there.values())

    assert {(t, c) for t, own in labels.TABLES.items() for c in own if c not in there.get(t, ())} == set()
    assert set(labels.COLUMNS) - columns == set()


def test_what_the_code_keeps_as_numbers_and_words_of_its_own_is_read_as_words(db):
    post = {"id": 3, "author": "you", "thread": 7, "thread_name": "Mornings", "in_reply_to": 2, "hidden_at": NOON}
    post |= {
        "content_notes": 0,
        "picture_count": 0,
        "edit_count": 2,
        "names_medicine": False,
        "answers": [["Since when", "May"]],
    }

    assert dict(shown(Post, post)) == {
        "Conversation": "Mornings",
        "In reply to": "number 2",
        "Hidden by the team on": "22 November 2026, 12:00",
        "How often you changed it": "2",
        "It names a medicine": "No",
        "Answers to the questions of the board": "Since when: May",
    }
    assert dict(shown(Reaction, {"kinds": 5})) == {"Signs": "A hug, Thank you"}
    assert dict(shown(QuietHours, {"weekday": 0})) == {"Day of the week": "Monday"}
    assert dict(shown(Delivery, {"why": "read"})) == {"Why it was not sent": "you had read it here before"}
    assert dict(shown(ChatSettings, {"phrases": ["Yes.", "Later."]})) == {"Sentences you keep at hand": "Yes.\nLater."}


@pytest.mark.parametrize("what", [{"body": "Half a sentence", "content_notes": 1, "submit_id": "9f"}])
def test_a_form_is_read_line_by_line(what):
    [(label, words)] = shown(Draft, {"fields": what})

    assert label == "What was typed"
    assert words.startswith("Text: Half a sentence\nContent notes: ")
    assert "9f" not in words


def test_in_the_language_of_the_member():
    with override("es"):
        assert dict(shown(Post, {"names_medicine": True})) == {"Nombra un medicamento": "Sí"}


def test_what_the_page_leads_to_is_on_it(ada):
    page = "".join(page_of(ada, now=NOON, step=lambda: None))

    places = re.findall(r'href="#(\w+)"', page)
    assert len(places) > 5
    assert [place for place in places if f'id="{place}"' not in page] == []
