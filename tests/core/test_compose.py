"""What an operator copies: the compose file and the units. Nothing here starts a container. What they call and name is
there, and what must not be open is not."""

import re
from pathlib import Path

import pytest
import yaml

from community.core.management.commands import serve

pytestmark = pytest.mark.once

ROOT = Path(__file__).parent.parent.parent
DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]
OF_THE_SITE = ("prepare", "web1", "web2", "worker1", "worker2", "beat")
OF_THE_IMAGES = {"POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD"}
VARIABLE = re.compile(r"`([A-Z][A-Z_]+)`")
UNITS = sorted(DEPLOY.glob("*.service"))
NGINX = ["nginx.conf", "nginx.compose.conf"]


def words_of(name):
    return " ".join(SERVICES[name]["command"])


def options(words):
    """`--a=b` and `--a b` are the same."""
    return [part for word in words for part in word.split("=", 1)]


def known_variables():
    table = (ROOT / "README.md").read_text().partition("## Configuration")[2].partition("\n## ")[0]
    return {name for line in table.splitlines() if line.startswith("|") for name in VARIABLE.findall(line)}


def commands_of_ours():
    django = {"check", "migrate", "collectstatic", "createsuperuser"}
    return django | {path.stem for path in (ROOT / "community").glob("*/management/commands/[a-z]*.py")}


def started_by(unit):
    text = unit.read_text().replace("\\\n", " ")
    program, *words = re.search(r"^ExecStart=(.*)$", text, re.MULTILINE)[1].split()
    return [Path(program).name, *words]


def test_every_part_of_the_site_is_there():
    assert set(SERVICES) == {"database", "redis", "nginx", *OF_THE_SITE}


@pytest.mark.parametrize("name", SERVICES)
def test_no_service_has_more_rights_than_it_needs(name):
    service = SERVICES[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["mem_limit"]
    assert name in OF_THE_SITE or not service["user"].startswith("0")


def test_the_image_of_the_site_runs_as_nobody_special():
    assert (DEPLOY / "Dockerfile").read_text().splitlines()[-1] == "USER steadfold"


def test_only_nginx_is_reached_from_outside():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["nginx"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert all(SERVICES[name]["networks"] == ["inside"] for name in ("database", "redis"))


def test_every_image_is_of_one_version():
    built = re.search(r"^FROM (\S+)$", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE)[1]
    taken = {service["image"] for service in SERVICES.values()} - {"steadfold:local"}

    assert all(re.fullmatch(r"[a-z]+:\d+\.\d+\.?\d*(-[a-z-]+)?", image) for image in {built, *taken})


def test_every_variable_is_one_that_the_site_reads():
    named = {name for service in SERVICES.values() for name in service.get("environment", {})}
    example = re.findall(r"^([A-Z_]+)=", (DEPLOY / "steadfold.env.example").read_text(), re.MULTILINE)

    assert named | set(example) <= known_variables() | OF_THE_IMAGES


def test_secrets_are_in_no_file_of_the_repository():
    assert not {"SECRET_KEY", "DATABASE_URL", "EMAIL_URL", "POSTGRES_PASSWORD"} & {
        name for service in SERVICES.values() for name in service.get("environment", {})
    }
    files = {file for service in SERVICES.values() for file in service.get("env_file", [])}
    assert files == {"/etc/steadfold/steadfold.env", "/etc/steadfold/database.env"}


def test_the_database_is_prepared_once_before_anything_starts():
    assert SERVICES["prepare"]["restart"] == "no"
    for name in OF_THE_SITE[1:]:
        assert SERVICES[name]["depends_on"]["prepare"] == {"condition": "service_completed_successfully"}


def test_what_prepares_the_site_is_what_serve_does():
    called = re.findall(r"manage\.py (\w+)", words_of("prepare"))

    assert called == ["check", "migrate", "collectstatic", "load_resources", "load_words"]
    assert set(called) <= commands_of_ours()


@pytest.mark.parametrize("name", ["web1", "web2"])
def test_pages_are_served_as_serve_does(name):
    of_serve = serve.web("0.0.0.0", 8000)[2:]  # noqa: S104 (compared, not bound)

    assert options(SERVICES[name]["command"]) == of_serve
    assert "/health/ready/" in " ".join(SERVICES[name]["healthcheck"]["test"])


def test_workers_and_scheduler_are_those_of_serve():
    worker = ["4" if word == "2" else word for word in serve.worker()[4:]]  # a server has more threads to spare

    assert SERVICES["worker1"]["command"] == SERVICES["worker2"]["command"] == worker
    assert SERVICES["beat"]["command"] == serve.celery("beat", "--pidfile", "")[4:]


def test_nginx_finds_the_web_processes_where_they_are():
    text = (DEPLOY / "nginx.compose.conf").read_text()
    places = {SERVICES[name]["networks"]["inside"]["ipv4_address"] for name in ("web1", "web2")}

    assert set(re.findall(r"server ([\d.]+):8000", text)) == places
    assert set(re.findall(r"listen (\d+)", text)) == {port.split(":")[1] for port in SERVICES["nginx"]["ports"]}


@pytest.mark.parametrize("name", NGINX)
def test_a_reader_cannot_claim_another_address(name):
    text = (DEPLOY / name).read_text()

    assert "proxy_set_header X-Forwarded-For $remote_addr;" in text
    assert "$proxy_add_x_forwarded_for" not in text
    assert "ssl_protocols TLSv1.2 TLSv1.3;" in text
    assert "proxy_set_header Upgrade $http_upgrade;" in text
    assert not re.search(
        r"^\s*http2 on;", text, re.MULTILINE
    )  # unknown to the nginx of Debian 12, which then does not start


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_units_are_shut_in(unit):
    lines = unit.read_text().splitlines()

    for line in (
        "NoNewPrivileges=yes",
        "PrivateTmp=yes",
        "ProtectSystem=strict",
        "CapabilityBoundingSet=",
        "UMask=0077",
    ):
        assert line in lines


def test_units_of_their_own_start_what_serve_starts():
    worker, beat = (started_by(DEPLOY / name) for name in ("steadfold-worker@.service", "steadfold-beat.service"))

    assert [word for word in worker if word not in ("-n", "worker%i@%%h")] == SERVICES["worker1"]["command"]
    assert beat == [word or '""' for word in SERVICES["beat"]["command"]]
