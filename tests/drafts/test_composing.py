"""What a view behind a composer asks for and gets."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string

from community.accounts.decorators import mark_of
from community.core.kept import LONGEST
from community.drafts import actions
from community.drafts.composing import draft_for, keep_if_asked, saved_for
from community.drafts.models import Draft, OtherVersion
from tests.drafts.factories import save, save_elsewhere
from tests.factories import NOON

KEY = "reply:1000000"


@pytest.fixture
def asked(rf, ada, time_machine):
    """A request by Ada; posted when there are fields."""
    time_machine.move_to(NOON, tick=False)

    def make(**fields):
        request = rf.post("/threads/12/", fields) if fields else rf.get("/threads/12/")
        request.user = ada
        return request

    return make


def state(draft):
    return render_to_string("drafts/_draft_state.html", {"draft": draft})


def test_a_page_begins_with_nothing(asked, ada):
    draft = draft_for(asked(), KEY)

    assert (draft.fields, draft.version, draft.saved, draft.url) == ({}, 0, "", "/drafts/reply:1000000/")
    assert draft.whose == mark_of(ada)


def test_a_page_begins_with_what_is_saved_for_one_query(asked, ada, django_assert_num_queries):
    stored = save(ada, "Half", now=NOON - timedelta(hours=2))
    save_elsewhere(ada)

    with django_assert_num_queries(1):
        draft = draft_for(asked(), KEY)

    assert (draft.fields, draft.version, draft.saved) == ({"body": "Half"}, stored.version, "10:00")
    assert (draft.has_others, draft.is_unsaved) == (True, False)
    assert f'name="draft_version" value="{stored.version}"' in state(draft)
    assert "Draft saved 10:00" in state(draft)
    assert "Another version of this text" in state(draft)


def test_a_page_that_comes_back_goes_on_from_the_version_it_knew(asked, ada, django_assert_num_queries):
    known = save(ada, "Half")
    save(ada, "Moved on elsewhere", version=known.version)

    with django_assert_num_queries(0):
        draft = draft_for(asked(body="Mine", draft_version=known.version, draft_other=5, preview="1"), KEY)

    assert (draft.fields, draft.version, draft.other) == ({"body": "Mine"}, known.version, 5)
    assert draft.is_unsaved
    assert "data-unsaved" in state(draft)


def test_nothing_is_saved_unasked(asked):
    assert keep_if_asked(asked(), KEY) is None
    assert keep_if_asked(asked(body="Mine"), KEY) is None
    assert not Draft.objects.exists()


def test_the_button_saves(asked):
    draft = keep_if_asked(asked(body="Mine", draft_version=0, save_draft="1"), KEY)

    stored = Draft.objects.get()
    assert (stored.fields, draft.fields) == ({"body": "Mine"}, {"body": "Mine"})
    assert (draft.version, draft.is_unsaved) == (stored.version, False)
    assert "Draft saved 12:00" in state(draft)


def test_the_button_shows_the_other_version_beside_the_typed_one(asked, ada):
    stored = save(ada, "From the desk", now=NOON - timedelta(hours=1))

    draft = keep_if_asked(asked(body="Mine", draft_version=0, save_draft="1"), KEY)

    assert draft.fields == {"body": "Mine"}
    shown = state(draft)
    assert "From the desk" in shown
    assert "11:00" in shown
    marks = {"draft_version": draft.version, "draft_other": draft.other}
    assert marks == {"draft_version": stored.version, "draft_other": OtherVersion.objects.get().pk}

    keep_if_asked(asked(body="Mine", save_draft="1", **marks), KEY)

    assert Draft.objects.get().fields == {"body": "Mine"}
    assert OtherVersion.objects.get().fields == {"body": "From the desk"}


def test_the_button_says_that_a_text_is_too_long(asked):
    draft = keep_if_asked(asked(body="x" * LONGEST, save_draft="1"), KEY)

    assert len(draft.fields["body"]) == LONGEST
    assert "Too long to be kept" in state(draft)
    assert not Draft.objects.exists()


def test_a_form_takes_what_it_gave(asked):
    """What is stored fits a form's `initial` as it is, lists included."""
    draft = keep_if_asked(asked(title="Hello", notes=["2", "4"], one=["2"], save_draft="1"), KEY)

    assert Draft.objects.get().fields == draft.fields == {"title": "Hello", "notes": ["2", "4"], "one": "2"}


def test_only_live_drafts_of_ones_own_are_offered(ada, bo):
    draft = save(ada)

    assert saved_for(ada, KEY) == draft
    assert (saved_for(bo, KEY), saved_for(AnonymousUser(), KEY), saved_for(ada, "reply:13")) == (None, None, None)

    actions.delete_draft(draft, member=ada, now=NOON)
    assert saved_for(ada, KEY) is None
