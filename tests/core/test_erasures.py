"""Erasures are noted after commit, in files that outlive the database."""

import os
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.db import transaction

from community.core.erasures import FOLDER, copy_log, forget_before, gone_since, record_erasure, record_return

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
KIND = "forum.post"


@pytest.fixture
def log(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path / FOLDER


def write(folder, *lines, name="2026-11.log"):
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("".join(f"{line}\n" for line in lines))


@pytest.mark.django_db(transaction=True)
def test_an_erasure_is_noted_once_it_is_done(log):
    with transaction.atomic():
        record_erasure(KIND, 1)
        transaction.set_rollback(True)
    with transaction.atomic():
        record_erasure(KIND, 12, 13)
        assert gone_since(LONG_AGO, [log]) == {}

    assert gone_since(LONG_AGO, [log]) == {KIND: ["12", "13"]}
    [file] = log.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert len(file.read_text().split()) == 5


@pytest.mark.django_db(transaction=True)
def test_nothing_to_note_and_a_kind_that_nobody_can_do_again(log):
    record_erasure(KIND)

    assert not log.exists()
    with pytest.raises(ValueError, match=r"tea\.cup"):
        record_erasure("tea.cup", 1)


@pytest.mark.django_db(transaction=True)
def test_a_disk_that_takes_no_more_fails_no_page(log, caplog):
    log.write_text("in the way")

    record_erasure(KIND, 12)

    assert "was not noted" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_what_was_undone_is_not_gone_and_what_was_done_again_is(log):
    for act in (record_erasure, record_return):
        act(KIND, 1, 2)
    record_erasure(KIND, 2)

    assert gone_since(LONG_AGO, [log]) == {KIND: ["2"]}


def test_two_phrases_blanked_and_one_shown_leave_one(tmp_path):
    write(tmp_path, *(f"2026-11-01T00:00:0{n}+00:00 {sign} chat.message.blanked 7 ." for n, sign in enumerate("--+")))

    assert gone_since(LONG_AGO, [tmp_path]) == {"chat.message.blanked": ["7"]}


def test_only_what_came_later_counts(tmp_path):
    write(tmp_path, "2026-11-01T00:00:00+00:00 - a 1 .", "2026-11-03T00:00:00+00:00 - a 2 .")

    assert gone_since(datetime(2026, 11, 2, tzinfo=UTC), [tmp_path]) == {"a": ["2"]}


def test_half_a_line_takes_nothing_away(tmp_path):
    """A machine that lost its power while it wrote 12,17."""
    at = "2026-11-01T00:00:00+00:00"
    write(tmp_path, f"{at} - a 12,1", f"{at} - a 12 ", "rubbish", "", "x - a 3 .", f"{at} - a 4 .")

    assert gone_since(LONG_AGO, [tmp_path]) == {"a": ["4"]}


@pytest.mark.django_db(transaction=True)
def test_what_is_noted_behind_half_a_line_counts(log):
    record_erasure(KIND, 11)
    [file] = log.iterdir()
    with file.open("a") as torn:
        torn.write("2026-11-01T00:00:00+00:00 - forum.post 1")

    record_erasure(KIND, 12)
    record_erasure(KIND, 13)

    assert gone_since(LONG_AGO, [log]) == {KIND: ["11", "12", "13"]}
    assert len(file.read_text().splitlines()) == 4


@pytest.mark.django_db(transaction=True)
def test_a_disk_that_takes_a_little_at_a_time_gets_all_of_it(log, monkeypatch):
    write_all = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write_all(handle, data[:7]))

    record_erasure(KIND, 11, 12)

    monkeypatch.undo()
    assert gone_since(LONG_AGO, [log]) == {KIND: ["11", "12"]}


def test_a_copy_of_bytes_that_are_no_text_holds_the_lines_beside_them(tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    line = "2026-11-01T00:00:00+00:00 - a 1 ."
    write(here, line)
    with (here / "2026-11.log").open("ab") as torn:
        torn.write(b"\xff\xfe")

    for _ in range(2):
        copy_log(here, there)

    assert gone_since(LONG_AGO, [there]) == {"a": ["1"]}
    assert len((there / "2026-11.log").read_text().splitlines()) == 2


def test_logs_of_two_machines_are_read_together_and_their_common_lines_once(tmp_path):
    line = "2026-11-01T00:00:00+00:00 - a 1 ."
    write(tmp_path / "one", line)
    write(tmp_path / "two", line, "2026-11-02T00:00:00+00:00 + a 1 .", "2026-11-02T00:00:00+00:00 - a 2 .")

    assert gone_since(LONG_AGO, [tmp_path / "one", tmp_path / "two" / "2026-11.log", tmp_path / "none"]) == {"a": ["2"]}


def test_a_copy_is_added_to_and_never_shortened(tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    write(here, "one")
    write(there, "from before")

    for _ in range(2):
        copy_log(here, there)
    write(here, "one", "two")
    copy_log(here, there)

    assert (there / "2026-11.log").read_text().splitlines() == ["from before", "one", "two"]


def test_months_that_no_backup_reaches_are_thrown_away(tmp_path):
    for month in ("2026-08", "2026-10", "2026-11"):
        write(tmp_path, "one", name=f"{month}.log")

    forget_before(tmp_path, datetime(2026, 10, 25, tzinfo=UTC))

    assert sorted(path.stem for path in tmp_path.iterdir()) == ["2026-10", "2026-11"]


def test_settings_name_every_kind_by_its_full_path():
    assert all(path.startswith("community.") for path in settings.ERASED_AGAIN.values())
