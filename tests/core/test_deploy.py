"""What an operator copies to a server: systemd and a shell read the settings alike, and what Postfix starts ends as
Postfix has to understand it."""

import json
import os
import shlex
import socketserver
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.notifications.reports import BOUNCE_ADDRESS, failed, report

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "deploy" / "steadfold.env.example"
PATH = {"PATH": os.environ["PATH"]}
PRINT = "import json, os; print(json.dumps(dict(os.environ)))"


def as_systemd_reads(text):
    """A value runs to the end of its line; quotes around all of it fall away."""
    lines = [line.partition("=") for line in text.splitlines() if line and not line.startswith("#")]
    return {name: value[1:-1] if value[:1] in ("'", '"') else value for name, _is, value in lines}


def as_a_shell_reads(path):
    command = f"set -a; . {shlex.quote(str(path))}; exec {shlex.quote(sys.executable)} -c {shlex.quote(PRINT)}"
    done = subprocess.run(["sh", "-euc", command], capture_output=True, text=True, env=PATH, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_systemd_and_a_shell_read_the_same_settings():
    told = as_systemd_reads(EXAMPLE.read_text())

    assert told["DEFAULT_FROM_EMAIL"] == "Steadfold <noreply@community.example>"
    assert told.items() <= as_a_shell_reads(EXAMPLE).items()


def test_what_an_operator_is_likely_to_write_is_read_alike(tmp_path):
    """Quotes stand there for what a password or a name may hold."""
    written = EXAMPLE.read_text().replace("OPERATOR_NAME=''", "OPERATOR_NAME='A & B; p$w`#(x)\\'")
    (tmp_path / "env").write_text(written)

    assert as_systemd_reads(written).items() <= as_a_shell_reads(tmp_path / "env").items()


class Unit(socketserver.StreamRequestHandler):
    """As systemd starts steadfold-bounces@.service: the mail and the answer go over the socket."""

    def handle(self):
        command = [sys.executable, "manage.py", "read_bounce"]
        subprocess.run(command, stdin=self.rfile, stdout=self.wfile, cwd=ROOT, env=self.server.environment, timeout=120)


@pytest.fixture
def hand_over(tmp_path):
    """As Postfix starts it: nothing in the environment, a mail on standard input."""

    def run(mail, settings=None, to=BOUNCE_ADDRESS):
        with socketserver.UnixStreamServer(str(tmp_path / "socket"), Unit) as server:
            server.environment = {**PATH, "STEADFOLD_VAR": str(tmp_path / "var"), "DEBUG": "true", **(settings or {})}
            threading.Thread(target=server.handle_request, daemon=True).start()
            return handed_over(tmp_path / "socket", mail, to)

    return run


def handed_over(place, mail, to=BOUNCE_ADDRESS):
    command = [sys.executable, ROOT / "deploy" / "bounces.py", to]
    where = {**PATH, "BOUNCES": str(place)}
    return subprocess.run(command, input=mail, env=where, cwd="/", capture_output=True, timeout=120)


@pytest.mark.parametrize("to", [BOUNCE_ADDRESS, "-x@community.example", "", "--help", b"\xff@community.example"])
def test_a_mail_that_came_back_is_taken_whatever_its_address(hand_over, to):
    done = hand_over(report(failed("5.1.1")), {"BOUNCE_ADDRESS": BOUNCE_ADDRESS}, to)

    assert (done.returncode, done.stdout) == (0, b"Not ours: a hard bounce\n")


@pytest.mark.parametrize("settings", [{}, {"ANYMAIL_ESP": "pigeon"}, {"CREDENTIALS_DIRECTORY": "/nowhere"}])
def test_where_the_site_is_not_set_up_the_mail_server_keeps_the_mail(hand_over, settings):
    done = hand_over(report(failed("5.1.1")), settings)

    assert (done.returncode, done.stdout) == (75, b"")


def test_where_nobody_listens_the_mail_server_keeps_the_mail(tmp_path):
    assert handed_over(tmp_path / "nowhere", report(failed("5.1.1"))).returncode == 75
