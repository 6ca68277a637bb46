"""Two devices save in the same moment, each with a connection of its own."""

import pytest

from community.drafts import actions
from community.drafts.models import Draft, OtherVersion
from tests.concurrency import at_once
from tests.drafts.factories import save
from tests.factories import NOON, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def saves(member, *words, version=0):
    return [lambda text=text: save(member, text, version=version) for text in words]


def outcome(results):
    return sorted(type(result).__name__ for result in results)


def kept():
    return sorted(row.fields["body"] for rows in (Draft, OtherVersion) for row in rows.objects.all())


def test_of_first_saves_one_wins_and_every_text_is_kept():
    results = at_once(*saves(make_user("Ada"), "Desk", "Phone", "Tablet"))

    assert outcome(results) == ["Draft", "StaleDraft", "StaleDraft"]
    assert Draft.objects.count() == 1
    assert kept() == ["Desk", "Phone", "Tablet"]


def test_of_later_saves_one_wins_and_every_text_is_kept():
    member = make_user("Ada")
    version = save(member, "Before").version

    results = at_once(*saves(member, "Desk", "Phone", "Tablet", version=version))

    assert outcome(results) == ["Draft", "StaleDraft", "StaleDraft"]
    assert Draft.objects.get().version == version + 1
    assert kept() == ["Desk", "Phone", "Tablet"]


def test_the_same_first_save_four_times_is_one_draft():
    results = at_once(*saves(make_user("Ada"), *["The same"] * 4))

    assert outcome(results) == ["Draft"] * 4
    assert kept() == ["The same"]


def test_a_save_while_the_text_is_sent_fails_neither():
    member = make_user("Ada")
    version = save(member, "Before").version

    results = at_once(
        lambda: actions.discard_draft(owner=member, key="reply:1000000"),
        *saves(member, "Typed on", version=version),
        *saves(member, "From the phone"),
    )

    assert [result for result in results if isinstance(result, Exception) and not is_stale(result)] == []
    assert not OtherVersion.objects.exclude(draft__in=Draft.objects.all()).exists()


def is_stale(result):
    return isinstance(result, actions.StaleDraft)


def test_a_deleted_draft_is_put_back_once():
    member = make_user("Ada")
    draft = save(member, "Before")
    actions.delete_draft(draft, member=member, now=NOON)

    results = at_once(*[lambda: actions.put_back(draft, member=member, now=NOON)] * 3)

    assert sorted(results) == [False, False, True]
    assert kept() == ["Before"]
