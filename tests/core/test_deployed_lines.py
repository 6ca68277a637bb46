"""What an operator copies shuts every line but those of docs/security/connections.md, and encrypts these."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

pytestmark = pytest.mark.once

ROOT = Path(__file__).parent.parent.parent
DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]


def lines_of(name):
    return [line.strip() for line in (DEPLOY / name).read_text().splitlines() if line.strip()[:1] not in ("", "#")]


@pytest.mark.parametrize("name", ["nginx.conf", "nginx.compose.conf"])
def test_readers_get_the_strongest_ciphers_and_no_legacy_ones(name):
    text = (DEPLOY / name).read_text()
    first, *others = re.search(r"Ciphersuites ([^;]+);", text)[1].split(":")
    older = re.search(r"ssl_ciphers ([^;]+);", text)[1].split(":")

    assert (first, older[0]) == ("TLS_AES_256_GCM_SHA384", "ECDHE-ECDSA-AES256-GCM-SHA384")
    assert [cipher for cipher in [first, *others, *older] if re.search("128|CBC|RC4|3DES", cipher)] == []
    assert all(cipher.startswith("ECDHE-") for cipher in older)
    assert "ssl_prefer_server_ciphers on;" in text


@pytest.mark.parametrize("name", ["nginx.conf", "nginx.compose.conf"])
def test_the_proxy_takes_no_certificate_but_ours(name):
    text = (DEPLOY / name).read_text()

    assert set(re.findall(r"proxy_pass (\w+):", text)) == {"https"}
    assert "proxy_ssl_verify on;" in text
    assert "proxy_ssl_trusted_certificate /etc/ssl/steadfold/ca.pem;" in text


def test_database_and_redis_let_nobody_in_without_tls_and_a_certificate():
    assert [line.split()[::4] for line in lines_of("pg_hba.conf")] == [["local"], ["hostssl", "cert"]]
    assert "ssl = on" in lines_of("postgresql-steadfold.conf")
    assert {"port 0", "tls-auth-clients yes"} <= set(lines_of("redis-steadfold.conf"))
    assert "hba_file=/etc/steadfold-pg_hba.conf" in SERVICES["database"]["command"]
    assert "/etc/redis-steadfold.conf" in SERVICES["redis"]["command"]


def test_the_sample_settings_encrypt_and_hold_no_password_of_an_inner_line():
    settings = dict(line.split("=", 1) for line in lines_of("steadfold.env.example"))

    assert settings["DATABASE_URL"].startswith("'postgres://steadfold@localhost:5432/steadfold?sslmode=verify-full&")
    assert settings["REDIS_URL"].startswith("'rediss://localhost:6379/0?ssl_cert_reqs=required&")
    assert settings["WEB_CERT"]


def test_only_workers_and_the_proxy_have_a_way_out():
    assert COMPOSE["networks"]["inside"]["internal"] is True
    out = {name for name, service in SERVICES.items() if "out" in service["networks"]}
    assert out == {"worker1", "worker2", "nginx"}
    shut = {unit.name for unit in DEPLOY.glob("*.service") if "IPAddressDeny=any" in unit.read_text().splitlines()}
    of_the_site = {
        unit.name for unit in DEPLOY.glob("*.service") if "logs" not in unit.name
    }  # those are on another machine
    assert shut == of_the_site - {"steadfold-worker@.service"}


@pytest.mark.skipif(not (shutil.which("rsync") and shutil.which("git")), reason="needs rsync and git")
def test_a_version_is_put_in_place_without_its_history_and_the_tests(tmp_path):
    source, place = tmp_path / "source", tmp_path / "place"
    for folder in (source, place / ".venv"):
        folder.mkdir(parents=True)
    for name in ("manage.py", "tests/test_it.py", "community/pages/demo/a.py", "community/settings.py"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text("new")
    (place / "gone.py").write_text("old")
    git = ["git", "-C", source, "-c", "user.name=A", "-c", "user.email=a@members.example"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "First"]):
        subprocess.run([*git, *words], check=True)

    subprocess.run(
        ["sh", DEPLOY / "take.sh"], check=True, env={"PATH": "/usr/bin:/bin", "SOURCE": source, "PLACE": place}
    )

    files = sorted(str(path.relative_to(place)) for path in place.rglob("*") if path.is_file())
    assert files == ["community/settings.py", "manage.py"]
    assert (place / ".venv").is_dir()
    assert "git clone YOUR_COPY_OF_STEADFOLD /usr/local/src/steadfold" in (ROOT / "docs/deploy.md").read_text()
