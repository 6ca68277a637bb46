import pytest
from django.db import IntegrityError, transaction

from community.drafts.models import Draft, OtherVersion
from tests.drafts.factories import save
from tests.factories import NOON, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("wrong", [{"version": 0}, {"key": "reply"}])
def test_only_possible_drafts_are_stored(wrong):
    sound = {"owner": make_user("Ada"), "key": "reply:1", "version": 1, "fields": {}, "saved_at": NOON}

    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.create(**{**sound, **wrong})


def test_one_live_draft_for_each_key_and_deleted_ones_beside_it():
    row = {"owner": make_user("Ada"), "key": "reply:1", "version": 1, "fields": {}, "saved_at": NOON}
    for _ in range(2):
        Draft.objects.create(**row, discarded_at=NOON)
    Draft.objects.create(**row)

    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.create(**row)


def test_texts_have_the_title_first_and_leave_out_what_nobody_wrote():
    typed = OtherVersion(
        fields={"a": "", "body": "Words", "notes": ["2", "4"], "title": "Hello", "effect": "Better at night", "w": "on"}
    )

    assert typed.texts == [
        ("title", "Hello"),
        ("body", "Words"),
        ("effect", "Better at night"),
        ("notes", "2, 4"),
    ]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"body": "One\n two", "title": " "}, "One two"),
        ({"body": "One", "title": "A title"}, "A title"),
        ({"body": "x" * 200_000}, "x" * 119 + "…"),
        ({"body": "", "watch": "on"}, ""),
        ({}, ""),
    ],
)
def test_first_words(fields, words):
    assert Draft(fields=fields).first_words == words


def test_names_say_nothing_of_the_text():
    draft = save(make_user("Ada"), "Canary")

    assert str(draft) == f"Draft {draft.pk}"
