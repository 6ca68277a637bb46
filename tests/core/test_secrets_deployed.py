"""What an operator copies gives each process the secrets that it needs and no other, and keeps them sealed."""

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from community.core.secrets import NEEDS, SECRETS

pytestmark = pytest.mark.once

ROOT = Path(__file__).parent.parent.parent
DEPLOY = ROOT / "deploy"
SERVICES = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
FOR_CONTAINERS = "steadfold-secrets.service"
OF_OTHERS = (FOR_CONTAINERS, "steadfold-logs.service", "steadfold-logs-watch.service")  # none of them is the site
UNITS = sorted(path.name for path in DEPLOY.glob("*.service") if path.name not in OF_OTHERS)
PROCESS_OF = {
    "prepare": "prepare",
    "web1": "web",
    "web2": "web",
    "worker1": "worker",
    "worker2": "worker",
    "beat": "beat",
}


def unsealed_by(text):
    return re.findall(r"^LoadCredentialEncrypted=steadfold\.(\w+)$", text, re.MULTILINE)


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_unseals_what_its_process_needs_and_no_more(name):
    text = (DEPLOY / name).read_text()
    [process] = re.findall(r"^Environment=STEADFOLD_PROCESS=(\w+)$", text, re.MULTILINE)

    assert unsealed_by(text) == list(NEEDS[process])
    assert text.count("LoadCredential") == len(NEEDS[process])
    assert re.findall(r"^EnvironmentFile=(.*)$", text, re.MULTILINE) == ["/etc/steadfold/steadfold.env"]


def test_every_process_has_a_unit():
    texts = " ".join((DEPLOY / name).read_text() for name in UNITS)

    assert set(re.findall(r"STEADFOLD_PROCESS=(\w+)", texts)) == {name for name in NEEDS if name}


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_cannot_look_into_another(name):
    """One user for all: without PrivateUsers each could read the memory and the secrets of the others, as was tried."""
    lines = (DEPLOY / name).read_text().splitlines()

    assert {
        "User=steadfold",
        "PrivateUsers=yes",
        "PrivateTmp=yes",
        "RestrictNamespaces=yes",
        "NoNewPrivileges=yes",
    } <= {*lines}


def test_settings_that_all_processes_read_hold_no_secret():
    assert not set(re.findall(r"^#? ?([A-Z_]+)=", (DEPLOY / "steadfold.env.example").read_text(), re.MULTILINE)) & {
        *SECRETS
    }


@pytest.mark.parametrize("name", PROCESS_OF)
def test_a_container_sees_the_secrets_of_its_process_only(name):
    process, service = PROCESS_OF[name], SERVICES[name]
    folders = [volume for volume in service["volumes"] if "secrets" in volume]

    assert service["environment"]["STEADFOLD_PROCESS"] == process
    assert service["env_file"] == ["/etc/steadfold/steadfold.env"]
    assert not set(SECRETS) & set(service["environment"])
    assert folders == ([f"/run/steadfold-secrets/{process}:/run/secrets:ro"] if NEEDS[process] else [])
    assert ("CREDENTIALS_DIRECTORY" in service["environment"]) == bool(NEEDS[process])


def test_what_is_laid_out_for_containers_is_what_they_need():
    text = (DEPLOY / FOR_CONTAINERS).read_text()
    groups = {name: words.split() for name, words in re.findall(r'^Environment="(\w+)=(.*)"$', text, re.MULTILINE)}

    assert set(unsealed_by(text)) == set(SECRETS)
    assert "lay web $BOTH $WEB; lay worker $BOTH $WORKER'" in text
    assert sorted(groups["BOTH"] + groups["WEB"]) == sorted(NEEDS["web"])
    assert sorted(groups["BOTH"] + groups["WORKER"]) == sorted(NEEDS["worker"])


@pytest.mark.parametrize("name", ["database", "redis", "nginx"])
def test_others_know_no_secret_of_the_site(name):
    service = SERVICES[name]

    assert "env_file" not in service
    assert "secrets" not in str(service["volumes"])


@pytest.fixture
def secret(tmp_path):
    """`secret.sh`, with a seal that everybody can open in place of systemd's."""
    (tmp_path / "bin").mkdir()
    seal = tmp_path / "bin" / "systemd-creds"
    seal.write_text('#!/bin/sh\ncase $1 in encrypt) rev > "$5";; decrypt) rev "$2";; esac\n')
    seal.chmod(0o755)
    place = tmp_path / "sealed"

    def run(*words, told=""):
        environment = {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "CREDENTIALS": str(place)}
        command = ["sh", DEPLOY / "secret.sh", *words]
        return subprocess.run(command, input=told, env=environment, capture_output=True, text=True, timeout=60)

    run.place = place
    return run


def kept(secret):
    return dict(line.split("=", 1) for line in secret().stdout.splitlines())


def test_a_secret_is_kept_as_it_was_typed_and_for_root_alone(secret):
    odd = r"smtp+tls://user:p$w&d;`#(x)\ \n%@mail.example:587"
    assert secret("EMAIL_URL", told=f"{odd}\n").returncode == 0

    assert kept(secret) == {"EMAIL_URL": f"'{odd}'"}
    assert (secret.place / "steadfold.EMAIL_URL").stat().st_mode & 0o777 == 0o600


def test_a_key_is_made_once_changed_by_adding_and_the_old_one_forgotten(secret):
    assert secret("FIELD_KEYS", "new").returncode == 0
    old = kept(secret)["FIELD_KEYS"].strip("'")
    assert secret("FIELD_KEYS", "new").returncode == 1  # or what the old one closed would be lost
    assert kept(secret)["FIELD_KEYS"].strip("'") == old

    secret("FIELD_KEYS", "add")
    new, *others = kept(secret)["FIELD_KEYS"].strip("'").split(",")
    assert (others, len(new), len(old)) == ([old], 43, 43)
    secret("FIELD_KEYS", "first")
    assert kept(secret)["FIELD_KEYS"].strip("'") == new

    secret("FIELD_KEYS", "forget")
    assert list(secret.place.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [(["EMAIL_URL"], ""), (["EMAIL_URL"], "\n"), (["EMAIL_URL", "nonsense"], "x\n"), (["FIELD_KEYS", "add"], "x\n")],
)
def test_what_cannot_be_done_changes_nothing(secret, words, told):
    assert secret(*words, told=told).returncode != 0
    assert not secret.place.exists() or list(secret.place.iterdir()) == []
