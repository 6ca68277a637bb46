"""Who carries the mail: files on this machine, a mail server (EMAIL_URL), or a provider by its interface (ANYMAIL_ESP).

Settings import this module, so it imports nothing of Django. A further provider of django-anymail is a row here and its
own report in tests/notifications/test_providers.py.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from community.core.secrets import EVERYTHING, NEEDS

FILES = "community.notifications.mail_files.MailFiles"
NOT_HERE = "community.notifications.mail_files.NotHere"


@dataclass(frozen=True)
class Provider:
    transport: str
    webhook: str
    keys: tuple[str, ...]  # of django-anymail; ANYMAIL_ in front makes the name in the environment, and who needs it
    # stands in community/core/secrets.py
    is_hard: Callable[[Any], bool]  # whether a report of a failure says that the address is gone
    options: tuple[str, ...] = ()  # keys that may be left out
    headers: Mapping[str, str] = field(default_factory=dict)


class NotSetUp(ValueError):
    """The site does not start with half a provider."""


def _is_gone_at_postmark(event: Any) -> bool:
    told = {event.esp_event.get("Type"), event.esp_event.get("SuppressionReason")}
    return bool(told & {"HardBounce", "BadEmailAddress"})


def _is_gone_at_mailgun(event: Any) -> bool:
    """Not "generic", which is also a full mailbox or a policy."""
    return event.reject_reason == "bounced"


PROVIDERS = {
    "postmark": Provider(
        "community.notifications.interfaces.Postmark",
        "anymail.webhooks.postmark.PostmarkTrackingWebhookView",
        ("POSTMARK_SERVER_TOKEN",),
        _is_gone_at_postmark,
        ("POSTMARK_MESSAGE_STREAM", "POSTMARK_API_URL"),
        {"X-PM-KeepID": "true"},  # or it gives each mail a Message-ID of its own
    ),
    "mailgun": Provider(
        "community.notifications.interfaces.Mailgun",
        "anymail.webhooks.mailgun.MailgunTrackingWebhookView",
        ("MAILGUN_API_KEY", "MAILGUN_WEBHOOK_SIGNING_KEY"),
        _is_gone_at_mailgun,
        ("MAILGUN_SENDER_DOMAIN", "MAILGUN_API_URL"),  # https://api.eu.mailgun.net/v3 in Europe
    ),
}


def transport_of(env: Any, process: str = EVERYTHING, *, timeout: int) -> tuple[str, dict[str, Any]]:
    """The mail backend by name, and the settings it reads."""
    if name := env.str("ANYMAIL_ESP", ""):
        return _provider_of(name, env, process, timeout=timeout)
    if "EMAIL_URL" not in NEEDS[process]:
        return NOT_HERE, {}
    if not env.str("EMAIL_URL", ""):
        return FILES, {}
    found = env.email_url_config(env.str("EMAIL_URL"))
    return found.pop("EMAIL_BACKEND"), found


def _provider_of(name: str, env: Any, process: str, *, timeout: int) -> tuple[str, dict[str, Any]]:
    """A process that sends knows the key, the one that hears reports their secret."""
    if (provider := PROVIDERS.get(name)) is None:
        raise NotSetUp(f"ANYMAIL_ESP is {name!r}. Known are {', '.join(PROVIDERS)}.")
    needed = [key for key in (*provider.keys, "WEBHOOK_SECRET") if f"ANYMAIL_{key}" in NEEDS[process]]
    given = {key: env.str(f"ANYMAIL_{key}", "") for key in (*needed, *provider.options)}
    if missing := [f"ANYMAIL_{key}" for key in needed if not given[key]]:
        raise NotSetUp(f"ANYMAIL_ESP is {name!r}, which also needs {' and '.join(missing)}.")
    chosen = {key: value for key, value in given.items() if value}
    transport = provider.transport if "EMAIL_URL" in NEEDS[process] else NOT_HERE
    return transport, {"ANYMAIL": {**chosen, "REQUESTS_TIMEOUT": timeout}}
