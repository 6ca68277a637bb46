"""What a profile said no more says nothing after a restore either, whatever its owner and the team did one after the
other."""

from datetime import UTC, datetime, timedelta

import pytest

from community.backups.actions import erase_again
from community.profiles.actions import Said, hide_details, save_details, show_details
from community.profiles.models import Detail
from tests.factories import NOON

BEFORE = datetime(2000, 1, 1, tzinfo=UTC)
LATER = NOON + timedelta(minutes=5)
MEMBERS = Detail.ShownTo.MEMBERS


@pytest.fixture
def lids(ada, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return Detail.objects.create(owner=ada, kind="about", words="My lids close.", shown_to=MEMBERS, changed_at=NOON)


def say(member, words, shown_to=MEMBERS):
    save_details(member, said={"about": Said(words, shown_to)}, now=LATER)


def restored(tmp_path, before):
    """The row as a backup has it, after all that was noted since; how many things were done again, and once more."""
    if not Detail.objects.update(**before):
        Detail.objects.create(**before)
    return [erase_again([tmp_path / "erasures"], made_at=BEFORE, now=LATER) for _time in range(2)]


def test_what_a_member_shows_nobody_any_more_is_shown_to_nobody(
    ada, lids, tmp_path, django_capture_on_commit_callbacks
):
    before = Detail.objects.values().get()
    with django_capture_on_commit_callbacks(execute=True):
        say(ada, "My lids close.", Detail.ShownTo.NOBODY)

    assert restored(tmp_path, before) == [1, 0]
    assert Detail.objects.values_list("words", "shown_to").get() == ("My lids close.", "nobody")


@pytest.mark.parametrize("hidden_at", [None, NOON], ids=["hidden since the backup", "hidden before it"])
def test_hidden_piece_that_its_owner_emptied_is_empty_and_hidden(
    ada, lids, tmp_path, hidden_at, django_capture_on_commit_callbacks
):
    Detail.objects.update(hidden_at=hidden_at)
    before = Detail.objects.values().get()
    with django_capture_on_commit_callbacks(execute=True):
        hide_details(ada, now=LATER)
        say(ada, "")

    assert restored(tmp_path, before)[1] == 0
    assert Detail.objects.values_list("words", "hidden_at").get() == ("", hidden_at or LATER)


def test_emptied_piece_that_the_team_shows_again_is_gone(ada, lids, tmp_path, django_capture_on_commit_callbacks):
    before = Detail.objects.values().get()
    with django_capture_on_commit_callbacks(execute=True):
        keys = hide_details(ada, now=LATER)
        say(ada, "")
        show_details(ada, keys=keys)
    assert not Detail.objects.exists()

    assert restored(tmp_path, before)[1] == 0
    assert not Detail.objects.exists()
