"""What an operator copies to a server: systemd and a shell read the settings alike, and what Postfix starts ends as
Postfix has to understand it."""

import json
import os
import shlex
import subprocess
import sys
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
    written = (
        EXAMPLE.read_text().replace("password", "p$w&d;`#(x)\\").replace("OPERATOR_NAME=''", "OPERATOR_NAME='A & B'")
    )
    (tmp_path / "env").write_text(written)

    assert as_systemd_reads(written).items() <= as_a_shell_reads(tmp_path / "env").items()


@pytest.fixture
def hand_over(tmp_path):
    """As Postfix starts it: nothing in the environment, a mail on standard input."""

    def run(mail, settings="", to=BOUNCE_ADDRESS):
        file = tmp_path / "steadfold.env"
        if settings is not None:
            file.write_text(f"STEADFOLD_VAR='{tmp_path / 'var'}'\nDEBUG=true\n{settings}")
        command = [ROOT / "deploy" / "bounces.sh", to]
        where = {**PATH, "STEADFOLD_ENV": str(file)}
        return subprocess.run(command, input=mail, env=where, cwd="/", capture_output=True, timeout=120)

    return run


@pytest.mark.parametrize("to", [BOUNCE_ADDRESS, "-x@community.example", "", "--help", b"\xff@community.example"])
def test_a_mail_that_came_back_is_taken_whatever_its_address(hand_over, to):
    done = hand_over(report(failed("5.1.1")), f"BOUNCE_ADDRESS={BOUNCE_ADDRESS}\n", to)

    assert (done.returncode, done.stdout) == (0, b"Not ours: a hard bounce\n")


@pytest.mark.parametrize("settings", [None, "", "BOUNCE_ADDRESS=a b\n", "ANYMAIL_ESP=pigeon\n", "DATABASE_URL=x://\n"])
def test_where_the_site_is_not_set_up_the_mail_server_keeps_the_mail(hand_over, settings):
    assert hand_over(report(failed("5.1.1")), settings).returncode == 75
