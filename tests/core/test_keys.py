"""Where the keys come from that close what members keep for themselves."""

import environ
import pytest

from community.core.sealing import keys_of, new_key
from community.keys import field_keys
from tests.concurrency import at_once

GIVEN = new_key()


@pytest.fixture
def environment(monkeypatch):
    monkeypatch.delenv("FIELD_KEYS", raising=False)
    return environ.Env()


def test_on_a_laptop_a_key_is_made_once_for_its_owner_only(environment, tmp_path):
    first, is_given = field_keys(environment, tmp_path)

    assert field_keys(environment, tmp_path) == (first, False)
    assert (is_given, len(keys_of(tuple(first)))) == (False, 1)
    assert [(path.name, path.stat().st_mode & 0o777) for path in tmp_path.iterdir()] == [("field.keys", 0o600)]


def test_what_the_environment_gives_counts_and_no_file_is_made(environment, monkeypatch, tmp_path):
    monkeypatch.setenv("FIELD_KEYS", f"{GIVEN},{new_key()}")

    keys, is_given = field_keys(environment, tmp_path)

    assert (keys[0], len(keys), is_given) == (GIVEN, 2, True)
    assert list(tmp_path.iterdir()) == []


def test_lines_of_the_file_are_keys_and_the_first_closes(environment, tmp_path):
    (tmp_path / "field.keys").write_text(f"{GIVEN}\n{new_key()}\n")

    keys, _is_given = field_keys(environment, tmp_path)

    assert (keys[0], len(keys)) == (GIVEN, 2)


def test_processes_that_start_together_find_the_same_key(environment, tmp_path):
    found = at_once(*[lambda: field_keys(environment, tmp_path)] * 8)

    assert len({keys[0] for keys, _is_given in found}) == 1
