"""Which secrets there are, which process of the site needs which, and where systemd hands them over.

Settings import this module, so it imports nothing of Django. Whoever adds a secret names here who needs it.
"""

import os
import secrets
from collections.abc import MutableMapping
from pathlib import Path

import environ

SIGNS = ("SECRET_KEY", "SECRET_KEY_FALLBACKS")
OPENS = ("FIELD_KEYS",)
SENDS = ("EMAIL_URL", "ANYMAIL_POSTMARK_SERVER_TOKEN", "ANYMAIL_MAILGUN_API_KEY")
HEARS = ("ANYMAIL_WEBHOOK_SECRET", "ANYMAIL_MAILGUN_WEBHOOK_SIGNING_KEY")
SECRETS = (*SIGNS, *OPENS, *SENDS, *HEARS)
EVERYTHING = ""
NEEDS = {
    EVERYTHING: SECRETS,  # commands of the operator, `manage.py serve`
    "web": (*SIGNS, *OPENS, *HEARS),
    "worker": (*SIGNS, *OPENS, *SENDS),
    "bounces": SIGNS,
    "beat": (),
    "prepare": (),
    "backup": (),
}
SEALED = "steadfold."  # in front of a variable: its file in /etc/credstore.encrypted


class CannotBeRead(ValueError):
    """Its text is one plain line for the operator."""


def take_credentials(environment: MutableMapping[str, str]) -> None:
    """What systemd unsealed for this process, a file for each variable. What the environment says itself stays."""
    if not (folder := environment.get("CREDENTIALS_DIRECTORY")):
        return
    try:
        found = {file.name.removeprefix(SEALED): file.read_text().strip() for file in _ours(Path(folder))}
    except (OSError, UnicodeDecodeError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else "it is no text"
        raise CannotBeRead(f"CREDENTIALS_DIRECTORY: a secret in {folder} cannot be read: {reason}.") from None
    environment.update({name: value for name, value in found.items() if not environment.get(name)})


def process_of(env: environ.Env) -> str:
    name: str = env.str("STEADFOLD_PROCESS", EVERYTHING)
    if name not in NEEDS:
        raise CannotBeRead(f"STEADFOLD_PROCESS is {name!r}. Known are {', '.join(filter(None, NEEDS))}.")
    return name


def secret_key(env: environ.Env, process: str, *, development: str) -> str:
    """Django insists on one. Where nothing is signed it is one that nobody knows and that signs for nobody."""
    given: str = env.str("SECRET_KEY", development)
    return given if "SECRET_KEY" in NEEDS[process] else secrets.token_urlsafe(50)


def spare(process: str) -> list[str]:
    """Secrets that this process was given and has no use for."""
    return [name for name in SECRETS if name not in NEEDS[process] and os.environ.get(name)]


def _ours(folder: Path) -> list[Path]:
    return [file for file in folder.iterdir() if file.name.startswith(SEALED)]
