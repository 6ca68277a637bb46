"""Secrets come from the environment or, on a server, from what systemd unseals; each process knows only its own."""

import os
import re
import subprocess
import sys
from pathlib import Path

import environ
import pytest
from django.core.mail import EmailMessage, get_connection
from django.test import override_settings

from community.core import checks
from community.core.secrets import NEEDS, SECRETS, CannotBeRead, process_of, secret_key, take_credentials
from community.keys import field_keys
from community.notifications.providers import NOT_HERE
from tests.core.test_checks import found

pytestmark = pytest.mark.once

ROOT = Path(__file__).parent.parent.parent
KEY = "a" * 43


def env_of(**values):
    env = environ.Env()
    env.ENVIRON = values
    return env


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "credentials").mkdir()
    return tmp_path / "credentials"


def taken(folder, **environment):
    environment["CREDENTIALS_DIRECTORY"] = str(folder)
    take_credentials(environment)
    return {name: value for name, value in environment.items() if name != "CREDENTIALS_DIRECTORY"}


def test_what_systemd_unsealed_is_a_variable(folder):
    (folder / "steadfold.EMAIL_URL").write_text("smtp+tls://user:p'a$s#@mail.example:587\n")
    (folder / "of-another-service").write_text("x")

    assert taken(folder) == {"EMAIL_URL": "smtp+tls://user:p'a$s#@mail.example:587"}


@pytest.mark.parametrize(("given", "kept"), [("of the environment", "of the environment"), ("", "sealed")])
def test_the_environment_comes_first_unless_it_says_nothing(folder, given, kept):
    (folder / "steadfold.SECRET_KEY").write_text("sealed")

    assert taken(folder, SECRET_KEY=given) == {"SECRET_KEY": kept}


def test_a_laptop_needs_no_folder():
    environment = {"SECRET_KEY": "x"}
    take_credentials(environment)

    assert environment == {"SECRET_KEY": "x"}


def test_a_secret_that_cannot_be_read_is_said_and_not_shown(folder):
    with pytest.raises(CannotBeRead, match="cannot be read: No such file or directory"):
        taken(folder / "gone")
    (folder / "steadfold.FIELD_KEYS").write_bytes(b"hush\xff")
    with pytest.raises(CannotBeRead, match="cannot be read: it is no text") as told:
        taken(folder)
    assert "hush" not in str(told.value)
    (folder / "steadfold.SECRET_KEY").mkdir()
    with pytest.raises(CannotBeRead, match="cannot be read"):
        taken(folder)


def test_a_process_that_nobody_knows_does_not_start():
    with pytest.raises(CannotBeRead, match=r"'wbe'\. Known are web, worker, bounces, beat, prepare, backup"):
        process_of(env_of(STEADFOLD_PROCESS="wbe"))
    assert process_of(env_of()) == ""


def test_each_secret_goes_only_to_who_needs_it():
    who = {name: {process for process, needed in NEEDS.items() if process and name in needed} for name in SECRETS}

    assert who["SECRET_KEY"] == {"web", "worker", "bounces"}
    assert who["FIELD_KEYS"] == {"web", "worker"}
    assert who["EMAIL_URL"] == who["ANYMAIL_POSTMARK_SERVER_TOKEN"] == who["ANYMAIL_MAILGUN_API_KEY"] == {"worker"}
    assert who["ANYMAIL_WEBHOOK_SECRET"] == who["ANYMAIL_MAILGUN_WEBHOOK_SIGNING_KEY"] == {"web"}
    assert NEEDS[""] == SECRETS


def test_who_signs_nothing_has_a_key_that_signs_for_nobody():
    first, second = (secret_key(env_of(SECRET_KEY="x"), "beat", development="known") for _ in range(2))

    assert first not in {second, "x", "known"}
    assert len(first) > 50
    assert secret_key(env_of(SECRET_KEY="x"), "web", development="known") == "x"
    assert secret_key(env_of(), "web", development="known") == "known"  # and check --deploy refuses it


def test_who_opens_nothing_makes_no_key(tmp_path):
    assert field_keys(env_of(FIELD_KEYS=KEY), tmp_path, "beat") == ([], False)
    assert list(tmp_path.iterdir()) == []
    assert field_keys(env_of(FIELD_KEYS=KEY), tmp_path, "worker") == ([KEY], True)


WITHOUT = {
    "SECRET_KEY": "development",
    "DEVELOPMENT_KEY": "development",
    "FIELD_KEYS": [],
    "FIELD_KEYS_ARE_GIVEN": False,
}


@pytest.mark.parametrize(
    ("process", "missing"),
    [
        ("", {"E002", "E005", "E009", "E010"}),
        ("web", {"E002", "E009", "E010"}),
        ("worker", {"E002", "E005", "E009", "E010"}),
        ("bounces", {"E002"}),
        *((name, set()) for name in ("beat", "prepare", "backup")),
    ],
)
def test_a_missing_secret_is_refused_by_who_needs_it(process, missing):
    assert {name.partition(".")[2] for name in found(PROCESS=process, EMAIL_URL="", **WITHOUT)} == missing


@pytest.mark.parametrize("process", [name for name in NEEDS if name])
def test_a_secret_too_many_is_refused(process, monkeypatch):
    for name in SECRETS:
        monkeypatch.setenv(name, "x")
    with override_settings(PROCESS=process):
        [problem] = checks.secrets_are_needed()

    named = set(re.findall(r"[A-Z]+_[A-Z_]+", problem.msg))
    assert (problem.id, named) == ("steadfold.E014", set(SECRETS) - set(NEEDS[process]))


def test_commands_and_one_process_for_all_may_know_everything(monkeypatch):
    for name in SECRETS:
        monkeypatch.setenv(name, "x")

    assert checks.secrets_are_needed() == []


def test_whoever_sends_where_no_mail_leaves_hears_of_it():
    with pytest.raises(RuntimeError, match="Only workers send mail"):
        get_connection(NOT_HERE).send_messages([EmailMessage("a", "b", to=["a@members.example"])])


def test_only_tasks_of_the_worker_reach_for_the_mail_server():
    """So the web process works without its password: what it writes waits in the outbox."""
    files = {str(path.relative_to(ROOT / "community")): path.read_text() for path in (ROOT / "community").rglob("*.py")}

    assert {name for name, text in files.items() if "MAIL_TRANSPORT" in text} == {
        "settings.py",
        "notifications/sending.py",
    }
    assert {name for name, text in files.items() if "notifications.sending import" in text} == {
        "notifications/tasks.py"
    }


def manage(tmp_path, *words, **environment):
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env={**kept, "STEADFOLD_VAR": str(tmp_path / "var"), **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_a_process_starts_on_what_was_unsealed_for_it(tmp_path, folder):
    server = {
        "BASE_URL": "https://community.example",
        "ALLOWED_HOSTS": "community.example",
        "REDIS_URL": "redis://127.0.0.1:6379/0",
        "STEADFOLD_PROCESS": "web",
        "CREDENTIALS_DIRECTORY": str(folder),
    }
    check = ("check", "--deploy", "--fail-level", "ERROR")
    refused = manage(tmp_path, *check, **server)
    (folder / "steadfold.SECRET_KEY").write_text("a key of its own " * 4)
    (folder / "steadfold.FIELD_KEYS").write_text(KEY)
    taken = manage(tmp_path, *check, **server)

    assert refused.returncode == 1
    assert set(re.findall(r"steadfold\.E\d+", refused.stderr)) == {"steadfold.E002", "steadfold.E010"}
    assert (taken.returncode, "steadfold.E" in taken.stderr) == (0, False)


def test_what_cannot_be_read_is_one_line(tmp_path):
    done = manage(tmp_path, "check", CREDENTIALS_DIRECTORY=str(tmp_path / "gone"))

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "CREDENTIALS_DIRECTORY: a secret in" in done.stderr


def test_nothing_starts_on_tables_of_another_version(tmp_path):
    done = manage(tmp_path, "prepare", "--look", DEBUG="true")

    assert done.returncode == 1
    assert "CommandError: The database is of another version than this code" in done.stderr
