"""The languages that the environment names, the site's own first."""

from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured

SOURCE = "en-gb"  # what the templates and the code are written in


def languages_of(codes: list[str]) -> list[tuple[str, str]]:
    """Each with its own name for itself. Twice is once."""
    codes = [code.strip().lower() for code in codes if code.strip()] or [SOURCE]
    if unknown := [code for code in codes if "name_local" not in LANG_INFO.get(code, {})]:
        known = ", ".join(sorted(code for code, about in LANG_INFO.items() if "name_local" in about))
        raise ImproperlyConfigured(f"LANGUAGES names {', '.join(unknown)}. Known are: {known}.")
    return [(code, "English" if code == SOURCE else LANG_INFO[code]["name_local"]) for code in dict.fromkeys(codes)]
