"""Logs where nobody can change them (docs/security/logs.md): the files for both machines name each other rightly, and
what wakes somebody is found in lines as the site writes them. Seals, and the way over the network, were tried by hand:
the page says how."""

import logging
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from community.accounts.sign_in_events import SignInEvent
from community.core.logs import JsonLine, Line
from community.core.security_log import FAILED, Event, note_event

pytestmark = pytest.mark.once

ROOT = Path(__file__).parent.parent.parent
DEPLOY = ROOT / "deploy"
PAGE = (ROOT / "docs/security/logs.md").read_text()
UPLOAD = (DEPLOY / "journal-upload-steadfold.conf").read_text()
NGINX = (DEPLOY / "nginx.logs.conf").read_text()
RECEIVER = (DEPLOY / "steadfold-logs.service").read_text()
SOCKET = (DEPLOY / "steadfold-logs.socket").read_text()
WATCH = DEPLOY / "logs-watch.sh"
WAKING = {Event.READING_ALARM, Event.SIGN_UP_BRAKE, Event.RIGHTS}
COMMON = {Event.NOT_THERE}  # programs that look for holes ask for hundreds of pages that are not there, every day
FORMS = {"text": Line, "json": JsonLine}
AS_JOURNALCTL = """#!/bin/sh
for word; do case "$word" in --directory=*) cat "${word#--directory=}/lines" ;; esac; done
"""  # all of `lines` at once, as if it had come since the last call


def commands():
    """What the page says in blocks, one command each."""
    blocks = re.findall(r"^ *```\n(.*?)^ *```", PAGE, re.MULTILINE | re.DOTALL)
    return [part.strip() for block in blocks for part in re.split(r"&&|\n", block)]


def test_files_that_the_page_names_are_there():
    named = re.findall(r"\b((?:deploy|community|docs)/[\w@./-]+\w)", PAGE)

    assert len(named) >= 15
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize(
    "path", sorted(DEPLOY.glob("*logs*")) + sorted(DEPLOY.glob("journal*")), ids=lambda path: path.name
)
def test_the_page_puts_every_file_of_these_into_its_place(path):
    assert [line for line in commands() if f"deploy/{path.name}" in line and re.match(r"sudo (cp|install) ", line)]


def test_a_file_says_the_place_that_the_page_puts_it_into():
    for name in ("journald-steadfold.conf", "journal-upload-steadfold.conf"):
        place = re.match(r"# (/etc/\S+?)[:,]", (DEPLOY / name).read_text())[1]
        assert f"sudo install -m 644 -D deploy/{name} {place}" in PAGE


def test_seals_begin_with_a_file_of_their_own():
    """Without it the open file goes on without them: seen."""
    steps = commands()

    assert steps.index("sudo journalctl --setup-keys") < steps.index("sudo journalctl --rotate")
    assert "Seal=yes" in (DEPLOY / "journald-steadfold.conf").read_text().splitlines()


def test_the_key_that_opens_seals_is_given_to_no_command_of_root():
    """sudo notes its commands into the very journal."""
    assert [line for line in commands() if "--verify-key" in line]
    assert not [line for line in commands() if "--verify-key" in line and "sudo" in line]


def test_both_machines_keep_thirty_days():
    """A file of a day, last written to 28 days ago, is looked at once a day: its first line is 30 days old at most."""
    lines = (DEPLOY / "journald-steadfold.conf").read_text().splitlines()

    assert {"MaxRetentionSec=30day", "MaxFileSec=1day", "Storage=persistent"} <= set(lines)
    assert {"RuntimeMaxSec=1d", "Restart=always"} <= set(RECEIVER.splitlines())
    assert re.search(r"^ExecStartPre=/usr/bin/find (\S+) .*-mtime \+27 -delete$", RECEIVER, re.MULTILINE)[1] in PAGE


def test_every_container_writes_into_the_journal():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]

    assert {name for name, service in services.items() if service["logging"]["driver"] != "journald"} == set()


def test_the_sender_goes_on_for_as_long_as_it_takes():
    lines = UPLOAD.splitlines()

    assert {"StartLimitIntervalSec=0", "Restart=always", "ExecStart="} <= set(lines)
    assert "--save-state" in UPLOAD


def test_sender_proxy_and_receiver_meet():
    host, port = re.search(r"--url=https://([\w.]+):(\d+)", UPLOAD).groups()
    (place,) = re.findall(r"^ListenStream=(.+)$", SOCKET, re.MULTILINE)

    assert re.search(r"listen (\d+) ssl;", NGINX)[1] == port
    assert re.search(r"proxy_pass http://unix:([^;]+);", NGINX)[1] == place
    assert "--listen-http=-3" in RECEIVER
    assert f"LOGS=DNS:{host} sh deploy/inner-tls.sh /etc/ssl/steadfold" in PAGE


def test_nobody_but_the_sender_is_taken():
    assert "ssl_verify_client on;" in NGINX
    assert "if ($may_send = 0) { return 403; }" in NGINX.partition("location = /upload")[2]
    assert {"SocketGroup=www-data", "SocketMode=0660"} <= set(SOCKET.splitlines())
    assert re.findall(r"ssl_protocols ([^;]+);", NGINX) == ["TLSv1.3"]
    assert re.findall(r"access_log ([^;]+);", NGINX) == ["off"]


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    folder = tmp_path_factory.mktemp("certificates")
    for words in ({}, {"LOGS": "DNS:logs.example"}):
        before = {path.name for path in folder.iterdir()}
        subprocess.run(
            ["sh", DEPLOY / "inner-tls.sh", folder],
            check=True,
            capture_output=True,
            env={"PATH": "/usr/bin:/bin"} | words,
        )
    return folder, before


def told(folder, name, *what):
    command = ["openssl", "x509", "-in", folder / name, "-noout", *what]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl")
def test_certificates_for_the_logs_are_made_for_whoever_asks(certificates):
    folder, before = certificates
    wanted = {Path(name).name for name in re.findall(r"/etc/ssl/steadfold/([\w-]+\.(?:pem|key))", UPLOAD + NGINX)}

    assert wanted == {"journal-upload.key", "journal-upload.pem", "logs.key", "logs.pem", "ca.pem"}
    assert wanted & before == {"ca.pem"}
    assert wanted <= {path.name for path in folder.iterdir()}


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl")
def test_certificates_say_who_may_send_and_who_takes(certificates):
    folder, _before = certificates
    (name,) = re.findall(r'^\s*"(CN=[\w-]+)" 1;', NGINX, re.MULTILINE)

    assert told(folder, "journal-upload.pem", "-subject", "-nameopt", "RFC2253").strip() == f"subject={name}"
    assert name not in told(folder, "site.pem", "-subject", "-nameopt", "RFC2253")
    assert "TLS Web Client Authentication" in told(folder, "journal-upload.pem", "-ext", "extendedKeyUsage")
    assert told(folder, "logs.pem", "-ext", "subjectAltName").split()[-1] == "DNS:logs.example"


@pytest.fixture
def watch(tmp_path):
    """Looks through lines as if they had just come: what it says, and how it ends."""
    (tmp_path / "journalctl").write_text(AS_JOURNALCTL)
    (tmp_path / "journalctl").chmod(0o755)

    def call(lines, **more):
        (tmp_path / "lines").write_text("".join(f"{line}\n" for line in lines))
        environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "LOGS": tmp_path, "STATE_DIRECTORY": tmp_path, **more}
        done = subprocess.run(["sh", WATCH], capture_output=True, text=True, env=environment, check=False)
        return done.returncode, done.stdout.splitlines(), done.stderr

    return call


@pytest.fixture
def lines_of(caplog):
    """Lines as the site writes them, of what happens in the block that follows."""
    caplog.set_level(logging.INFO)
    return lambda form: [FORMS[form]().format(record) for record in caplog.records]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("event", Event)
def test_what_is_worth_waking_somebody_is_found(event, form, watch, lines_of):
    note_event(event, member=12, route="forum:thread")
    lines = lines_of(form)

    assert watch(lines) == ((1, lines, "") if event in WAKING else (0, [], ""))


@pytest.mark.parametrize("form", FORMS)
def test_errors_are_found_and_warnings_are_not(form, watch, lines_of):
    logging.getLogger("community.core").warning("A browser refused")
    logging.getLogger("community.core").error("No way out")
    lines = lines_of(form)

    assert watch(lines) == (1, lines[1:], "")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("event", sorted(FAILED - WAKING - COMMON))
def test_many_tries_are_a_number(event, form, watch, lines_of):
    note_event(event, status=403)
    line = lines_of(form)

    assert watch(line * 3, MANY="2") == (1, ["3 refusals and failed tries since the last call"], "")
    assert watch(line * 2, MANY="2") == (0, [], "")


@pytest.mark.parametrize("form", FORMS)
def test_wrong_passwords_are_tries_and_right_ones_are_not(form, watch, lines_of):
    for result in SignInEvent.Result.values:
        note_event(Event.SIGN_IN, member=12, result=result, how="password")

    assert watch(lines_of(form), MANY="1") == (1, ["2 refusals and failed tries since the last call"], "")
    assert watch(lines_of(form), MANY="2") == (0, [], "")


def test_signs_of_a_shell_stay_what_they_are(watch, tmp_path):
    line = r"2026-11-30T07:00:00.000Z ERROR community.core $(touch here) `id` \n \c %s"

    assert watch([line], TELL=f"cat > {tmp_path}/told")[:2] == (1, [line])
    assert (tmp_path / "told").read_text() == f"{line}\n"


def test_pages_that_are_not_there_wake_nobody(watch, lines_of):
    for event in COMMON:
        note_event(event)

    assert watch(lines_of("text") * 3, MANY="2") == (0, [], "")


def test_silence_is_told_once(watch, tmp_path):
    assert watch(["hello"]) == (0, [], "")
    assert watch([], QUIET="5") == (0, [], "")
    subprocess.run(["touch", "-d", "10 minutes ago", tmp_path / "last"], check=True)

    assert watch([], QUIET="5")[:2] == (1, ["No line came for 5 minutes."])
    assert watch([], QUIET="5") == (0, [], "")


def test_what_is_found_goes_to_the_command_of_the_operator(watch, lines_of, tmp_path):
    note_event(Event.RIGHTS, member=3)
    watch(lines_of("text"), TELL=f"cat > {tmp_path}/told")

    assert (tmp_path / "told").read_text().splitlines() == lines_of("text")


def test_a_journal_that_cannot_be_read_is_no_silence(watch, tmp_path):
    (tmp_path / "journalctl").write_text("#!/bin/sh\nexit 1\n")

    assert watch([])[0] == 1


def test_the_unit_calls_it_where_the_page_puts_it():
    place = re.search(
        r"^ExecStart=/bin/sh (\S+)$", (DEPLOY / "steadfold-logs-watch.service").read_text(), re.MULTILINE
    )[1]

    assert f"sudo install -m 755 -D deploy/{WATCH.name} {place}" in PAGE
