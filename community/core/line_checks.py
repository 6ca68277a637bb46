"""How the site reaches its own services: by TLS with a certificate that is checked, or without a network.

`check --deploy` refuses a line in the clear to another machine. On one machine it warns: what travels over loopback is
read by root alone, but the next step to two machines should find it encrypted.
"""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as Caution

LOOPBACK = {"127.0.0.1", "localhost", "::1", "[::1]"}
SAMPLES = {"password", "user:password", "changeme", "secret", "postgres", "redis", "steadfold", "admin", "root"}
HOW = "docs/deploy.md, “Lines inside”, has the steps."

Apps = Sequence[AppConfig] | None


def is_loopback(host: str) -> bool:
    return host in LOOPBACK or host.endswith(".localhost")


def error(number: str, text: str, hint: str) -> CheckMessage:
    return Error(text, hint=hint, id=f"steadfold.{number}")


def lines_are_encrypted(app_configs: Apps = None, **kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for name, host in lines_in_the_clear():
        text = f"{name}: the line to {host} is not encrypted, or takes any certificate."
        found.append(Caution(text, hint=HOW, id="steadfold.W003") if is_loopback(host) else error("E012", text, HOW))
    return found


def lines_in_the_clear() -> Iterator[tuple[str, str]]:
    """A socket in a folder has no host, or one that is written as a path."""
    database, redis, mail = (urlsplit(url) for url in (settings.DATABASE_URL, settings.REDIS_URL, settings.EMAIL_URL))
    host = database.hostname or ""
    is_network = host and not host.lower().startswith("%2f")
    if is_network and parse_qs(database.query).get("sslmode") != ["verify-full"]:
        yield "DATABASE_URL", host
    if redis.hostname and not (redis.scheme == "rediss" and parse_qs(redis.query).get("ssl_cert_reqs") == ["required"]):
        yield "REDIS_URL", redis.hostname
    if mail.hostname and not is_loopback(mail.hostname) and not mail.scheme.endswith(("+tls", "+ssl", "smtps")):
        yield "EMAIL_URL", mail.hostname


def passwords_are_own(app_configs: Apps = None, **kwargs: Any) -> list[CheckMessage]:
    """Those of `deploy/steadfold.env.example`, and those that are tried first."""
    urls = {name: getattr(settings, name) for name in ("DATABASE_URL", "REDIS_URL", "EMAIL_URL")}
    names = [name for name, url in urls.items() if (urlsplit(url).password or "").lower() in SAMPLES]
    secret = str(getattr(settings, "ANYMAIL", {}).get("WEBHOOK_SECRET") or "")
    if secret.lower() in SAMPLES or secret.rpartition(":")[2].lower() in SAMPLES:
        names.append("ANYMAIL_WEBHOOK_SECRET")
    hint = "Make one by chance: openssl rand -hex 24."
    return [error("E013", f"{name} has a password that everybody tries first.", hint) for name in names]


LINES_INSIDE = (lines_are_encrypted, passwords_are_own)
