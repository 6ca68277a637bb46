"""What must be set before strangers may come: `manage.py check --deploy` says it, `manage.py serve` insists on it."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Warning as Caution
from django.utils.translation import to_locale

from community.core import features
from community.core.line_checks import LINES_INSIDE, error, is_loopback
from community.core.sealing import keys
from community.core.secrets import NEEDS, spare

PLAIN_NAME = re.compile(r"[a-z0-9][a-z0-9.-]*", re.IGNORECASE)
LONGEST_NAME = 24  # with "+" and a mark of 39 signs no more than 64, which is what mail servers take
KEY_COMMAND = "python -c 'import secrets; print(secrets.token_urlsafe(50))'"
FIELD_KEY_COMMAND = "python -c 'import secrets; print(secrets.token_urlsafe(32))'"

Apps = Sequence[AppConfig] | None


def needs(secret: str) -> bool:
    return secret in NEEDS[settings.PROCESS]


def register_checks() -> None:
    register(debug_stays_at_home, Tags.security)
    register(switches_are_known, Tags.security)
    register(mail_comes_back, Tags.security)
    register(languages_are_translated, Tags.translation)
    register(field_keys_are_keys, Tags.security)
    register(secrets_are_needed, Tags.security)
    for check in (
        secret_key_is_own,
        field_keys_are_set,
        services_are_shared,
        mail_leaves,
        base_url_is_encrypted,
        *LINES_INSIDE,
        operator_is_named,
    ):
        register(check, Tags.security, deploy=True)


def debug_stays_at_home(app_configs: Apps = None, **kwargs: Any) -> list[CheckMessage]:
    hosts = {urlsplit(settings.BASE_URL).hostname or "", *settings.ALLOWED_HOSTS}
    strangers = sorted(host for host in hosts if not is_loopback(host))
    if not settings.DEBUG or not strangers:
        return []
    return [error("E001", f"DEBUG is on, but the site answers to {', '.join(strangers)}.", "Set DEBUG=false.")]


def secret_key_is_own(app_configs: Apps = None, **kwargs: Any) -> list[CheckMessage]:
    if not needs("SECRET_KEY") or settings.SECRET_KEY != settings.DEVELOPMENT_KEY:
        return []
    hint = f"Set SECRET_KEY to a long random text of your own: {KEY_COMMAND}"
    return [error("E002", "The secret key is the one that everybody can read in the source code.", hint)]


def field_keys_are_keys(app_configs: Apps = None, **kwargs: Any) -> list[CheckMessage]:
    if not needs("FIELD_KEYS"):
        return []
    try:
        keys()
    except ValueError as problem:
        return [error("E009", str(problem), f"Make each of them with: {FIELD_KEY_COMMAND}")]
    return []


def field_keys_are_set(app_configs: Apps = None, **kwargs: Any) -> list[CheckMessage]:
    """A file in STEADFOLD_VAR would lie beside what it closes, and be another one on each machine."""
    if settings.FIELD_KEYS_ARE_GIVEN or not needs("FIELD_KEYS"):
        return []
    hint = f"Set FIELD_KEYS, and keep a copy where the backups are not: {FIELD_KEY_COMMAND}"
    return [error("E010", "There is no key for what members keep for themselves.", hint)]


def secrets_are_needed(app_configs: Apps = None, **kwargs: Any) -> list[CheckMessage]:
    """Who takes over one process should not find the keys of another in it."""
    if not (names := spare(settings.PROCESS)):
        return []
    text = f"The process {settings.PROCESS!r} is given {', '.join(names)}, which it has no use for."
    return [error("E014", text, "Take it out of the settings that all processes read: docs/security/keys.md.")]


def services_are_shared(app_configs: Apps = None, **kwargs: Any) -> list[CheckMessage]:
    messages = []
    if settings.CELERY_BROKER_URL.startswith("filesystem:"):
        messages.append(error("E003", "Work is queued in files: for development only.", SET_REDIS))
    if "InMemory" in str(settings.CHANNEL_LAYERS["default"]["BACKEND"]):
        messages.append(error("E004", "Live news stays inside one process: for development only.", SET_REDIS))
    return messages


def mail_leaves(app_configs: Apps = None, **kwargs: Any) -> list[CheckMessage]:
    if settings.EMAIL_URL or settings.ANYMAIL_ESP or not needs("EMAIL_URL"):
        return []
    hint = "Set EMAIL_URL to your mail server, for example smtp+tls://user:password@mail.example.org:587."
    return [error("E005", "Mail is written to files, so no member would get any.", hint)]


def base_url_is_encrypted(app_configs: Apps = None, **kwargs: Any) -> list[CheckMessage]:
    address = urlsplit(settings.BASE_URL)
    if address.scheme == "https" or is_loopback(address.hostname or ""):
        return []
    hint = "Set BASE_URL to the address members use, beginning with https://."
    return [error("E006", f"Pages at {settings.BASE_URL} would travel unencrypted.", hint)]


def operator_is_named(app_configs: Apps = None, **kwargs: Any) -> list[CheckMessage]:
    """A warning: the page says so itself, and members are no less safe for it."""
    missing = [name for name in ("OPERATOR_NAME", "CONTACT_EMAIL") if not getattr(settings, name)]
    if not missing:
        return []
    hint = f"Set {' and '.join(missing)}: members and authorities have to reach whoever runs the site."
    return [Caution("The contact page cannot say who runs this site.", hint=hint, id="steadfold.W001")]


def switches_are_known(app_configs: Apps = None, **kwargs: Any) -> list[CheckMessage]:
    if not (names := features.unknown()):
        return []
    hint = f"Set SWITCHED_OFF to any of {', '.join(features.NAMES)}, by comma."
    return [error("E007", f"SWITCHED_OFF names what cannot be switched off: {', '.join(names)}.", hint)]


def mail_comes_back(app_configs: Apps = None, **kwargs: Any) -> list[CheckMessage]:
    name, _at, domain = settings.BOUNCE_ADDRESS.partition("@")
    is_plain = PLAIN_NAME.fullmatch(name) and PLAIN_NAME.fullmatch(domain)
    if not settings.BOUNCE_ADDRESS or (is_plain and len(name) <= LONGEST_NAME):
        return []
    hint = "Set BOUNCE_ADDRESS to a short plain address, for example bounces@community.example, or leave it out."
    return [error("E008", "BOUNCE_ADDRESS is no address that a mark can be added to.", hint)]


def languages_are_translated(app_configs: Apps = None, **kwargs: Any) -> list[CheckMessage]:
    """A warning: until the file is there, who chose the language reads English."""
    codes = [code for code, _name in settings.LANGUAGES if not code.startswith("en")]
    files = [f"{to_locale(code)}/LC_MESSAGES/django.mo" for code in codes]
    missing = [file for file in files if not any((Path(place) / file).is_file() for place in settings.LOCALE_PATHS)]
    if not missing:
        return []
    hint = "Write and compile the translation (README.md, “Translation”), or take the language out of LANGUAGES."
    return [Caution(f"LANGUAGES has more than is translated: no {', '.join(missing)}.", hint=hint, id="steadfold.W002")]


SET_REDIS = "Set REDIS_URL, for example redis://127.0.0.1:6379/0."
