from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from community.core.kept import LONGEST
from community.drafts import actions
from community.drafts.models import Draft, OtherVersion
from tests.drafts.factories import save, save_elsewhere
from tests.factories import NOON

LATER = NOON + timedelta(minutes=5)


def bodies(rows):
    return sorted(row.fields["body"] for row in rows)


def test_saves_follow_one_another(ada):
    first = save(ada, "Half")
    second = save(ada, "Half a thought", version=first.version, now=LATER)

    assert second.version == first.version + 1
    stored = Draft.objects.get()
    assert (stored.owner, stored.key, stored.fields) == (ada, "reply:1000000", {"body": "Half a thought"})
    assert (stored.version, stored.saved_at) == (second.version, LATER)


def test_drafts_of_others_and_for_other_places_are_apart(ada, bo):
    save(ada, "Ada's"), save(bo, "Bo's"), save(ada, "Elsewhere", key="reply:13")

    assert bodies(Draft.objects.all()) == ["Ada's", "Bo's", "Elsewhere"]


def test_a_stale_save_is_refused_and_both_texts_are_kept(ada):
    standing = save(ada, "From the desk")

    stale = save_elsewhere(ada, "From the phone", now=LATER)

    assert (stale.draft, stale.draft.fields, stale.draft.version) == (standing, standing.fields, standing.version)
    assert Draft.objects.get().fields == {"body": "From the desk"}
    kept = OtherVersion.objects.get()
    assert (kept.pk, kept.draft, kept.fields, kept.created_at) == (
        stale.other,
        standing,
        {"body": "From the phone"},
        LATER,
    )


@pytest.mark.parametrize("number", [-1, 0, 1, 10**12])
def test_any_other_version_than_the_one_that_stands_is_stale(ada, number):
    save(ada, version=0)
    standing = save(ada, "More", version=Draft.objects.get().version)

    assert save_elsewhere(ada, version=standing.version + number if number else 0).draft == standing


def test_the_same_save_again_is_no_conflict_and_no_change(ada):
    first = save(ada, "Half")
    second = save(ada, "Whole", version=first.version)

    again = save(ada, "Whole", version=first.version, now=LATER)

    assert (again.version, again.saved_at) == (second.version, NOON)
    assert not OtherVersion.objects.exists()


def test_who_types_on_after_a_refusal_keeps_one_other_version(ada):
    save(ada, "From the desk")
    stale = save_elsewhere(ada, "From the phone")

    again = save_elsewhere(ada, "From the phone, and more", other=stale.other)

    assert again.other == stale.other
    assert bodies(OtherVersion.objects.all()) == ["From the phone, and more"]


def test_who_keeps_their_own_text_leaves_the_other_one_beside_it(ada):
    save(ada, "From the desk")
    stale = save_elsewhere(ada, "From the phone")

    save(ada, "From the phone", version=stale.draft.version, other=stale.other, now=LATER)

    assert Draft.objects.get().fields == {"body": "From the phone"}
    other = OtherVersion.objects.get()
    assert (other.pk, other.fields, other.created_at) == (stale.other, {"body": "From the desk"}, NOON)


def test_an_other_version_that_is_gone_is_written_anew(ada):
    standing = save(ada, "From the desk")

    save(ada, "From the phone", version=standing.version, other=987_654)

    assert bodies(OtherVersion.objects.all()) == ["From the desk"]


def test_other_versions_of_somebody_else_are_out_of_reach(ada, bo):
    save(bo, "Bo's")
    theirs = save_elsewhere(bo, "Bo's phone").other
    standing = save(ada, "Ada's")

    save_elsewhere(ada, "Ada's phone", other=theirs)
    save(ada, "Ada's third", version=standing.version, other=theirs)

    assert OtherVersion.objects.get(pk=theirs).fields == {"body": "Bo's phone"}
    assert bodies(OtherVersion.objects.visible_to(ada)) == ["Ada's", "Ada's phone"]


def test_a_long_text_that_vanishes_at_once_is_kept_beside_what_is_left(ada):
    long = save(ada, "An hour of words. " * 30)
    save(ada, "A", version=long.version)

    assert bodies(OtherVersion.objects.all()) == ["An hour of words. " * 30]


def test_deleting_bit_by_bit_keeps_no_copies(ada):
    draft = save(ada, "x" * 1000)
    for length in (700, 400, 150, 10):
        draft = save(ada, "x" * length, version=draft.version)

    assert not OtherVersion.objects.exists()


def test_words_written_on_after_the_draft_was_sent_make_a_new_one(ada):
    old = save(ada, "Sent from the desk")
    actions.discard_draft(owner=ada, key="reply:1000000")

    new = save(ada, "Typed on at the phone", version=old.version)

    assert Draft.objects.get().fields == {"body": "Typed on at the phone"}
    assert new.version != old.version + 1


def test_two_hundred_thousand_characters_are_kept_and_no_more(ada):
    longest = "x" * (LONGEST - len("body"))
    draft = save(ada, longest)

    with pytest.raises(actions.TooLong):
        save(ada, longest + "x", version=draft.version)
    with pytest.raises(actions.TooLong):
        save(ada, notes=["x" * LONGEST], key="reply:13")
    assert bodies(Draft.objects.all()) == [longest]


@pytest.mark.parametrize("key", ["", "reply", "reply:", "Reply:1", "reply:a b", "reply:1\n", "reply:" + "1" * 75])
def test_only_keys_name_a_draft(ada, key):
    with pytest.raises(ValueError, match="key"):
        save(ada, key=key)


def test_what_is_sent_takes_draft_and_other_versions_along(ada, bo):
    save(ada), save_elsewhere(ada), save(ada, key="reply:13"), save(bo)

    actions.discard_draft(owner=ada, key="reply:1000000")
    actions.discard_draft(owner=ada, key="reply:1000000")

    assert {(draft.owner, draft.key) for draft in Draft.objects.all()} == {(ada, "reply:13"), (bo, "reply:1000000")}
    assert not OtherVersion.objects.exists()


def test_sending_without_a_draft_costs_one_query(ada, django_assert_num_queries):
    with django_assert_num_queries(1):
        actions.discard_draft(owner=ada, key="reply:1000000")


def test_a_deleted_draft_comes_back_within_ten_minutes_with_its_other_versions(ada):
    draft = save(ada)
    save_elsewhere(ada)

    assert actions.delete_draft(draft, member=ada, now=NOON) is True
    assert actions.delete_draft(draft, member=ada, now=NOON) is False
    assert not Draft.objects.live().exists()
    assert actions.put_back(draft, member=ada, now=NOON + timedelta(minutes=9)) is True

    back = Draft.objects.get()
    assert (back.fields, back.version, back.saved_at) == (draft.fields, draft.version, draft.saved_at)
    assert bodies(back.other_versions.all()) == ["From the phone"]


def test_after_ten_minutes_it_does_not_come_back(ada):
    draft = save(ada)
    actions.delete_draft(draft, member=ada, now=NOON)

    assert actions.put_back(draft, member=ada, now=NOON + timedelta(minutes=10)) is False
    assert not Draft.objects.live().exists()


def test_a_new_text_in_the_place_of_a_deleted_one_keeps_both_when_that_comes_back(ada):
    old = save(ada, "Deleted")
    actions.delete_draft(old, member=ada, now=NOON)
    save(ada, "Begun anew")

    actions.put_back(old, member=ada, now=NOON)

    new = Draft.objects.get()
    assert new.fields == {"body": "Begun anew"}
    assert bodies(new.other_versions.all()) == ["Deleted"]


@pytest.mark.parametrize("act", [actions.delete_draft, actions.put_back])
def test_nobody_touches_the_draft_of_another(ada, mo, act):
    draft = save(ada)

    with pytest.raises(PermissionDenied):
        act(draft, member=mo, now=NOON)
    assert Draft.objects.live().exists()
