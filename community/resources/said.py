"""What this browser said of the pages it showed (was it useful?), so that its reader is asked once for each."""

from django.http import HttpRequest, HttpResponse

from community.core.cookies import keep, said_by
from community.resources.models import Article

COOKIE = "useful"  # one for all pages: a cookie of one page could not be for this host alone
WORDS = {"y": "yes", "n": "no"}
MOST = 50  # pages; the one that was answered first makes room
YEAR = 365 * 24 * 3600


def said_of(article: Article, request: HttpRequest) -> str:
    """Yes, no or nothing."""
    return WORDS.get(answers_in(request).get(str(article.pk), ""), "")


def remember_answer(request: HttpRequest, response: HttpResponse, article: Article, said: str) -> None:
    answers = answers_in(request)
    answers.pop(str(article.pk), None)
    answers[str(article.pk)] = said[0]
    kept = list(answers.items())[-MOST:]
    keep(response, COOKIE, ".".join(f"{key}{letter}" for key, letter in kept), seconds=YEAR)


def answers_in(request: HttpRequest) -> dict[str, str]:
    """The letter of each answer by the key of its page; what is not ours is left out."""
    answers = said_by(request, COOKIE).split(".")
    return {answer[:-1]: answer[-1] for answer in answers if answer[:-1].isdigit() and answer[-1] in WORDS}
