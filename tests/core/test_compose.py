"""What an operator copies: the compose file and the units. Nothing here starts a container. What they call and name is
there, and what must not be open is not."""

import re
from ipaddress import ip_address, ip_network
from pathlib import Path

import pytest
import yaml

from community.core.management.commands import serve
from community.core.secrets import SECRETS

pytestmark = pytest.mark.once

ROOT = Path(__file__).parent.parent.parent
DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]
OF_THE_SITE = ("prepare", "web1", "web2", "worker1", "worker2", "beat")
OF_DATABASE = (
    *("database_up", "outbox_waiting", "outbox_oldest_seconds", "outbox_tried", "outbox_frozen"),
    *("mails_came_back_day", "reminders_late", "retention_last_success_timestamp_seconds"),
)  # tests/core/test_metrics.py looks at each
VARIABLE = re.compile(r"`([A-Z][A-Z_]+)`")
UNITS = sorted(DEPLOY.glob("*.service"))
ROOTS_OWN = {"steadfold-secrets.service"}  # it gives files to the user of the containers
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


def test_a_backup_finds_in_the_image_which_version_it_is_of():
    """`backups.making.version` reads it; without the file no backup could be made in a container."""
    assert re.search(r"^COPY .*\bpyproject\.toml\b", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE)
    assert "!pyproject.toml" in (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines()


def test_the_papers_for_operators_are_in_the_image():
    """`moderation.compliance.kit` reads them for `/moderation/compliance/`."""
    assert "COPY docs/compliance docs/compliance" in (DEPLOY / "Dockerfile").read_text()
    assert "!docs/compliance" in (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines()


def test_only_nginx_is_reached_from_outside():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["nginx"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert all(SERVICES[name]["networks"] == ["inside"] for name in ("database", "redis"))


def test_nobody_else_is_given_the_address_of_a_web_process():
    """While web1 is replaced another container may start, and would take it: tried with 14 of them."""
    (inside,) = COMPOSE["networks"]["inside"]["ipam"]["config"]
    fixed = {ip_address(SERVICES[name]["networks"]["inside"]["ipv4_address"]) for name in ("web1", "web2")}

    assert fixed <= set(ip_network(inside["subnet"])) - set(ip_network(inside["ip_range"]))


def test_commands_run_in_a_container_without_an_address_of_its_own():
    """A second web1 cannot start beside the first: its address is in use."""
    run = re.findall(r"\brun --rm (?:--\S+ (?:/\S+ )?)*(\w+)", " ".join((ROOT / "docs/deploy.md").read_text().split()))

    assert run
    assert not [name for name in run if "ipv4_address" in str(SERVICES[name]["networks"])]


def test_the_database_is_well_only_once_others_reach_it():
    """While its image fills an empty folder a server answers on the machine itself, and `pg_isready` would say so."""
    kind, command = SERVICES["database"]["healthcheck"]["test"]

    assert kind == "CMD-SHELL"
    assert "-At --command='SHOW listen_addresses' | grep" in command  # aligned, nothing would be a blank, and found
    assert "--username=postgres " in command  # the one whom pg_hba.conf lets in without the site's certificate


def test_every_image_is_of_a_series_that_is_repaired():
    """A patch number would hold holes fast until somebody of us writes the next one; a series gets them with `pull`."""
    built = re.search(r"^FROM (\S+)$", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE)[1]
    taken = {service["image"] for service in SERVICES.values()} - {"steadfold:local"}

    assert all(re.fullmatch(r"[a-z]+:(\d+|\d\.\d+|stable)(-slim)?-trixie", image) for image in {built, *taken})


def test_the_image_of_the_site_is_built_once_and_never_fetched():
    """Built by six services the name went to another of six equal images with each `up --build`, and all that ran was
    made anew although nothing had changed. Under that name nobody else offers us one."""
    assert [name for name, service in SERVICES.items() if "build" in service] == ["prepare"]
    assert {SERVICES[name]["image"] for name in OF_THE_SITE} == {"steadfold:local"}
    assert {SERVICES[name]["pull_policy"] for name in OF_THE_SITE} == {"never"}


def test_every_variable_is_one_that_the_site_reads():
    named = {name for service in SERVICES.values() for name in service.get("environment", {})}
    example = re.findall(r"^([A-Z_]+)=", (DEPLOY / "steadfold.env.example").read_text(), re.MULTILINE)

    assert named - {"CREDENTIALS_DIRECTORY"} | set(example) <= known_variables()


def test_secrets_are_in_no_file_of_the_repository():
    assert not {*SECRETS, "DATABASE_URL", "REDIS_URL", "POSTGRES_PASSWORD"} & {
        name for service in SERVICES.values() for name in service.get("environment", {})
    }
    files = {file for service in SERVICES.values() for file in service.get("env_file", [])}
    assert files == {"/etc/steadfold/steadfold.env"}


def test_the_site_is_no_superuser_of_its_database():
    """Its role is made by a script; the image's own user keeps its name and is nobody's."""
    assert "POSTGRES_USER" not in SERVICES["database"].get("environment", {})
    assert "./make-role.sh:/docker-entrypoint-initdb.d/make-role.sh:ro" in SERVICES["database"]["volumes"]
    assert "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE" in (DEPLOY / "make-role.sh").read_text()


def test_services_inside_have_no_password_that_somebody_must_keep():
    """Certificates stand for them: redis-steadfold.conf and pg_hba.conf. The image of PostgreSQL insists on one."""
    assert SERVICES["redis"]["command"][:2] == ["redis-server", "/etc/redis-steadfold.conf"]
    assert "requirepass" not in str(SERVICES["redis"])
    shell, how, line, _ = SERVICES["database"]["entrypoint"]

    assert (shell, how) == ("sh", "-ec")
    assert line == 'POSTGRES_PASSWORD="$$(head -c 32 /dev/urandom | base64)" exec docker-entrypoint.sh "$$@"'


@pytest.mark.parametrize("name", OF_THE_SITE[1:])
def test_each_container_of_the_site_looks_at_its_settings_first(name):
    assert SERVICES[name]["entrypoint"] == ["sh", "-ec", 'python manage.py prepare --look && exec "$$@"', "--"]


def test_no_program_around_the_site_notes_who_reads_or_what_they_write():
    command = words_of("database")
    assert "log_min_error_statement=panic" in command
    assert "log_error_verbosity=terse" in command
    assert "request delete" in (DEPLOY / "Caddyfile").read_text()
    assert not re.search(r"^\s*log\s*$", (DEPLOY / "Caddyfile").read_text(), re.MULTILINE)


def test_prometheus_is_told_of_figures_and_ports_that_are_there():
    alerts = yaml.safe_load((DEPLOY / "alerts.yml").read_text())
    asked = {name for rule in alerts["groups"][0]["rules"] for name in re.findall(r"steadfold_\w+", rule["expr"])}
    scraped = yaml.safe_load((DEPLOY / "prometheus.yml").read_text())["scrape_configs"]

    assert asked <= {f"steadfold_{name}" for name in (*OF_DATABASE, "request_seconds_count", "request_seconds_bucket")}
    assert [job["static_configs"][0]["targets"] for job in scraped] == [["127.0.0.1:9100"], ["127.0.0.1:9101"]]


def test_the_port_of_figures_is_published_nowhere():
    assert "9100" not in str(SERVICES["nginx"]["ports"])
    assert all("METRICS_PORT" not in (DEPLOY / name).read_text() and "9100" not in (DEPLOY / name).read_text()
               for name in (*NGINX, "Caddyfile"))  # fmt: skip


def test_the_database_is_prepared_once_before_anything_starts():
    assert SERVICES["prepare"]["restart"] == "no"
    for name in OF_THE_SITE[1:]:
        assert SERVICES[name]["depends_on"]["prepare"] == {"condition": "service_completed_successfully"}


def test_containers_and_units_are_prepared_alike():
    assert SERVICES["prepare"]["command"] == ["python", "manage.py", "prepare"]
    assert started_by(DEPLOY / "steadfold.service") == SERVICES["prepare"]["command"]


def test_all_units_stop_and_start_with_the_one_that_prepares():
    for name in ("steadfold-web@.service", "steadfold-worker@.service", "steadfold-beat.service"):
        text = (DEPLOY / name).read_text()
        assert re.search(r"^After=.* steadfold\.service$", text, re.MULTILINE)
        assert re.search(r"^Wants=.* steadfold\.service$", text, re.MULTILINE)
        assert "\nPartOf=steadfold.service\n" in text
        assert "\nWantedBy=steadfold.service\n" in text
        assert "\nExecStartPre=/opt/steadfold/.venv/bin/python manage.py prepare --look\n" in text


@pytest.mark.parametrize("name", ["web1", "web2"])
def test_pages_are_served_as_serve_does(name, settings):
    settings.WEB_CERT, settings.WEB_KEY = "/etc/ssl/steadfold/web.pem", "/etc/ssl/steadfold/web.key"
    of_serve = serve.web("0.0.0.0", 8000)[2:]  # noqa: S104 (compared, not bound)

    assert options(SERVICES[name]["command"]) == of_serve
    assert "/health/ready/" in " ".join(SERVICES[name]["healthcheck"]["test"])


def test_workers_and_scheduler_are_those_of_serve():
    worker = ["4" if word == "2" else word for word in serve.worker()[4:]]  # a server has more threads to spare

    assert SERVICES["worker1"]["command"] == SERVICES["worker2"]["command"] == worker
    assert SERVICES["beat"]["command"] == serve.celery("beat", "--pidfile", "")[4:]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_units_are_shut_in(unit):
    lines = unit.read_text().splitlines()

    for line in (
        "NoNewPrivileges=yes",
        "PrivateTmp=yes",
        "ProtectSystem=strict",
        "UMask=0077",
    ):
        assert line in lines
    assert "CapabilityBoundingSet=" in lines or unit.name in ROOTS_OWN


def test_a_web_process_may_have_more_open_than_systemd_gives():
    """Each open room is a file of it, and 1,024 is what it gives."""
    assert "LimitNOFILE=16384" in (DEPLOY / "steadfold-web@.service").read_text().splitlines()


def test_units_of_their_own_start_what_serve_starts():
    worker, beat = (started_by(DEPLOY / name) for name in ("steadfold-worker@.service", "steadfold-beat.service"))

    assert [word for word in worker if word not in ("-n", "worker%i@%%h")] == SERVICES["worker1"]["command"]
    assert beat == [word or '""' for word in SERVICES["beat"]["command"]]
