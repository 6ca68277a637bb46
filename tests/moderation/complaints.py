"""Complaints, made the way members and visitors make them."""

from community.moderation.complaints import actions
from tests.factories import NOON

FORM, LIST = "/contact/complaint/", "/moderation/complaints/"
WORDS = "Nobody answered my report 12."
SENT = {"kind": "report", "words": WORDS}
BY_VISITOR = {**SENT, "visitor_email": ""}


def html(response):
    return " ".join(response.content.decode().split())


def complain(complainant=None, *, words=WORDS, now=NOON, **fields):
    return actions.complain(kind="report", words=words, complainant=complainant, now=now, **fields)


def answer_url(complaint):
    return f"{LIST}{complaint.pk}/"
