"""The languages that come with the site, and those of them that the environment names, the site's own first."""

from typing import NamedTuple

from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured

SOURCE = "en-gb"  # what the templates and the code are written in


class Translation(NamedTuple):
    """How the words of a language came about."""

    machine_assisted: bool = False
    reviewed_by: str = ""  # a real, named person who has read them all


SHIPPED = {SOURCE: Translation(), "es": Translation(machine_assisted=True)}


def languages_of(codes: list[str]) -> list[tuple[str, str]]:
    """Each with its own name for itself. Twice is once; none is all that come with the site."""
    codes = [code.strip().lower() for code in codes if code.strip()] or list(SHIPPED)
    if unknown := [code for code in codes if "name_local" not in LANG_INFO.get(code, {})]:
        known = ", ".join(sorted(code for code, about in LANG_INFO.items() if "name_local" in about))
        raise ImproperlyConfigured(f"LANGUAGES names {', '.join(unknown)}. Known are: {known}.")
    return [(code, name_of(code)) for code in dict.fromkeys(codes)]


def name_of(code: str) -> str:
    if code == SOURCE:
        return "English"
    name = LANG_INFO[code]["name_local"]
    return name[:1].upper() + name[1:]


def unreviewed(shipped: dict[str, Translation]) -> list[str]:
    """What pages and mails say of themselves. What an operator adds, the operator has read."""
    return [code for code, made in shipped.items() if made.machine_assisted and not made.reviewed_by]
