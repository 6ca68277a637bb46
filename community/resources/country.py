"""The country that a reader chose on the page with urgent help. Never guessed; a cookie of this browser keeps it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from community.resources.helplines import ELSEWHERE, Country, countries

COOKIE = "country"
YEAR = 365 * 24 * 3600


def chosen_country(request: HttpRequest) -> Country:
    """What the address asks for, else what was chosen before, else anywhere."""
    code = request.GET.get("country", request.COOKIES.get(COOKIE, ELSEWHERE))
    return countries().get(code, countries()[ELSEWHERE])


def remember_country(response: HttpResponse, country: Country) -> None:
    """Choosing "another country" forgets it."""
    if country.code == ELSEWHERE:
        response.delete_cookie(COOKIE, samesite="Lax")
        return
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(COOKIE, country.code, max_age=YEAR, httponly=True, samesite="Lax", secure=secure)
