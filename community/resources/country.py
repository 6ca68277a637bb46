"""The country of the reader, for urgent help: what they chose, else what the clock of their account says.

Nobody's address on the network is looked up. A cookie of this browser keeps what was chosen.
"""

from functools import cache
from importlib.resources import files

from django.http import HttpRequest, HttpResponse

from community.accounts.models import User
from community.core.cookies import forget, keep, said_by
from community.resources.helplines import ELSEWHERE, Country, countries
from community.resources.translated_words import countries_shown

COOKIE = "country"
YEAR = 365 * 24 * 3600


def chosen_country(request: HttpRequest) -> Country:
    """What the address asks for, else what was chosen before, else what the account lets us guess, else anywhere."""
    code = code_chosen(request)
    shown = countries_shown()
    return shown.get(guessed_code(request) if code is None else code, shown[ELSEWHERE])


def is_guess(request: HttpRequest) -> bool:
    return code_chosen(request) is None and guessed_code(request) in countries().keys() - {ELSEWHERE}


def code_chosen(request: HttpRequest) -> str | None:
    kept = said_by(request, COOKIE)
    return request.GET.get("country", kept if kept in countries().keys() - {ELSEWHERE} else None)


def guessed_code(request: HttpRequest) -> str:
    member = request.user
    return country_of_zone(member.time_zone) if isinstance(member, User) else ELSEWHERE


@cache
def country_of_zone(zone: str) -> str:
    """Its code, or nothing: by the table of the pinned tzdata package; Asia/Calcutta is known as Asia/Kolkata."""
    named = countries_by_zone()
    return named.get(zone) or named.get(newer_names().get(zone, ""), ELSEWHERE)


@cache
def countries_by_zone() -> dict[str, str]:
    rows = (line.split("\t") for line in lines_of("zone.tab"))
    return {zone: code for code, _place, zone, *_notes in rows}


@cache
def newer_names() -> dict[str, str]:
    links = (line.split() for line in lines_of("tzdata.zi") if line.startswith("L "))
    return {older: newer for _mark, newer, older in links}


def lines_of(name: str) -> list[str]:
    text = (files("tzdata.zoneinfo") / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def remember_country(response: HttpResponse, country: Country) -> None:
    """Choosing "another country" forgets it."""
    if country.code == ELSEWHERE:
        forget(response, COOKIE)
    else:
        keep(response, COOKIE, country.code, seconds=YEAR)
