import pytest
from django import forms
from django.db import IntegrityError
from django.urls import reverse

from community.accounts import actions
from community.accounts.content_notes import ALL_NOTES, LABELS, ContentNote, labels_of
from community.accounts.models import User
from community.accounts.note_fields import NotesField, ticked
from tests.factories import make_user

pytestmark = pytest.mark.django_db

PAGE = "/settings/content-notes/"
FOLDED = {str(note.name).lower(): "fold" for note in ContentNote}


def chosen_on(response):
    """What is ticked, note by note."""
    return [field.value() for field in response.context["form"]]


def test_every_note_of_the_list_has_words():
    assert set(LABELS) == set(ContentNote)
    assert ALL_NOTES == 127
    assert labels_of(ContentNote.NEEDLES | ContentNote.OTHER) == [
        LABELS[ContentNote.NEEDLES],
        LABELS[ContentNote.OTHER],
    ]


@pytest.mark.parametrize(("sent", "notes"), [([], 0), (["2"], 2), (["2", "64"], 66), (["2", "2"], 2)])
def test_ticked_boxes_become_bits_and_bits_become_ticked_boxes(sent, notes):
    assert NotesField().clean(sent) == notes
    assert [str(value) for value in ticked(notes)] == list(dict.fromkeys(sent))


@pytest.mark.parametrize("sent", [["128"], ["3"], ["needles"], ["-1"]])
def test_note_that_is_not_on_the_list_is_refused(sent):
    form = type("Form", (forms.Form,), {"notes": NotesField()})({"notes": sent})

    assert "notes" in form.errors


def test_everything_is_folded_at_first(client, ada):
    client.force_login(ada)

    assert chosen_on(client.get(PAGE)) == ["fold"] * len(LABELS)


def test_each_note_is_shown_folded_or_left_out(client, ada):
    client.force_login(ada)

    response = client.post(PAGE, {**FOLDED, "needles": "show", "low_mood": "leave_out", "other": "leave_out"})

    ada.refresh_from_db()
    assert response.url == PAGE
    assert ada.notes_shown == ContentNote.NEEDLES
    assert ada.notes_left_out == ContentNote.LOW_MOOD | ContentNote.OTHER
    assert chosen_on(client.get(PAGE)) == ["fold", "show", "leave_out", "fold", "fold", "fold", "leave_out"]


def test_half_a_form_changes_nothing_and_comes_back(client, ada):
    client.force_login(ada)

    response = client.post(PAGE, {"needles": "leave_out"})

    ada.refresh_from_db()
    assert response.status_code == 422
    assert "<title>Error: Content notes" in response.content.decode()
    assert ada.notes_left_out == 0


def test_what_is_left_out_is_not_shown_as_well(ada):
    actions.choose_content_notes(ada, shown=3, left_out=2)

    ada.refresh_from_db()
    assert (ada.notes_shown, ada.notes_left_out) == (1, 2)
    with pytest.raises(IntegrityError):
        User.objects.filter(pk=ada.pk).update(notes_shown=2)


def test_members_who_leave_a_note_out_are_found(ada):
    make_user("Wren", notes_left_out=ContentNote.NEEDLES | ContentNote.SURGERY)

    assert [str(member) for member in User.objects.leaving_out(ContentNote.NEEDLES | ContentNote.OTHER)] == ["Wren"]
    assert not User.objects.leaving_out(ContentNote.OTHER).exists()


def test_settings_lead_to_it_and_visitors_sign_in_first(client, ada):
    assert client.get(PAGE).status_code == 302
    client.force_login(ada)

    assert f'href="{PAGE}"' in client.get(reverse("accounts:settings")).content.decode()
