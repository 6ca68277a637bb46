import pytest

from community.forum.forms.posts import LONGEST_BODY, LONGEST_TITLE, ReplyForm, ThreadForm
from community.groups.models import SupportGroup

GROUP = SupportGroup(privacy="open")


def reply(body):
    form = ReplyForm({"body": body}, group=GROUP)
    form.is_valid()
    return form


def title(text):
    form = ThreadForm({"title": text, "body": "Text."}, group=GROUP)
    form.is_valid()
    return form


@pytest.mark.parametrize("privacy", ["public", "open", "private"])
def test_form_says_who_can_read_what_is_written(privacy):
    group = SupportGroup(privacy=privacy)

    assert group.who_can_read in ReplyForm(group=group).as_p()


@pytest.mark.parametrize("body", ["", "  \n ", "\u200b\u200b", "\u202e"])
def test_text_without_anything_to_see_is_sent_back(body):
    assert "body" in reply(body).errors


def test_line_ends_are_stored_as_one_character():
    assert reply("One\r\n\r\nTwo").cleaned_data["body"] == "One\n\nTwo"


def test_longest_text_fits_and_a_longer_one_is_explained():
    (problem,) = reply("a" * (LONGEST_BODY + 1)).errors["body"]

    assert problem.startswith("Your text has 20001 characters, and 20000 fit into one post.")
    assert "Nothing is lost" in problem
    assert reply("a" * LONGEST_BODY).is_valid()


def test_browsers_are_not_told_to_cut_a_long_text():
    assert "maxlength" not in ThreadForm(group=GROUP).as_p()


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Two\n lines ", "Two lines"),
        ("Turned \u202eround", "Turned round"),
        ("Zero\u200bwidth", "Zerowidth"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_title_is_one_line_that_shows_what_it_is(typed, stored):
    assert title(typed).cleaned_data["title"] == stored


@pytest.mark.parametrize("typed", ["", "\u200b", "\u200d", "\u0000", "a" * (LONGEST_TITLE + 1)])
def test_title_that_cannot_stand_in_a_list_is_sent_back(typed):
    assert "title" in title(typed).errors
