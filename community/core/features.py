"""What an operator can close without touching code: SWITCHED_OFF in the environment names it."""

from django.conf import settings

APPS = {"chat": "chat", "messages": "conversations"}  # the app whose pages are then not there
NAMES = [*APPS, "pictures", "copies"]  # new pictures on any board; copies kept in browsers (core/copies.py)


def is_off(feature: str) -> bool:
    return feature in settings.SWITCHED_OFF


def closed_apps() -> set[str]:
    return {app for feature, app in APPS.items() if is_off(feature)}


def unknown() -> list[str]:
    """Misspelt names would leave something open that the operator believes closed."""
    return sorted(set(settings.SWITCHED_OFF) - set(NAMES))
