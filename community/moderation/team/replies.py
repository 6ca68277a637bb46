"""Begin a text with words that are kept for it."""

from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from community.accounts.models import User
from community.moderation.models import CannedReply
from community.moderation.team.models import HELPLINES
from community.resources.helplines import ELSEWHERE, Country, Helpline, countries

MOST_LINES = 3  # more is a list to read


def prefilled(request: HttpRequest, moderator: User) -> dict[str, str]:
    """What `?reply=` asks for, as first values of a form; empty without one that is offered."""
    asked = request.GET.get("reply", "")
    if not (asked.isascii() and asked.isdigit()) or len(asked) > 18:
        return {}
    reply = CannedReply.objects.visible_to(moderator).offered().filter(pk=asked).first()
    if reply is None:
        return {}
    country = countries().get(request.GET.get("country", ELSEWHERE), countries()[ELSEWHERE])
    return {"words": filled(reply.text, country, today=timezone.localdate()), "guideline": reply.guideline}


def filled(text: str, country: Country, *, today: date) -> str:
    return text.replace(HELPLINES, "\n".join(lines_of(country, today=today)))


def lines_of(country: Country, *, today: date) -> list[str]:
    """The emergency number, then lines that nobody doubts and that were not checked too long ago."""
    numbers = _(" or ").join(country.emergency)
    emergency = [_("Emergency services: %(numbers)s") % {"numbers": numbers}] if numbers else []
    fresh = [_line(shown.line) for shown in country.lines_on(today) if not shown.is_stale and not shown.line.doubt]
    return [*emergency, *fresh][:MOST_LINES]


def _line(line: Helpline) -> str:
    if line.keyword:
        words = {"name": line.name, "keyword": line.keyword, "value": line.value}
        return _("%(name)s: text %(keyword)s to %(value)s") % words
    return f"{line.name}: {line.official_url if line.kind in ('chat', 'web') and line.official_url else line.value}"
