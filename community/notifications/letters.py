"""What a mail says. Subjects, links and words name no illness, no group and nothing anybody wrote."""

from dataclasses import dataclass
from datetime import datetime

import css_inline
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User

SUBJECTS = {
    "reply": _("A new reply"),
    "mention": _("Somebody asks for you"),
    "reaction": _("A kind sign for you"),
    "message": _("A new message for you"),
    "group": _("News about a group"),
    "reminder": _("A reminder for you"),
    "meeting": _("A meeting you plan to join"),
    "moderation": _("A message from the team"),
    "room": _("New messages in a room you watch"),
}
SITE = {"site_name": settings.SITE_NAME, "base_url": settings.BASE_URL}
INLINER = css_inline.CSSInliner(keep_style_tags=True, keep_at_rules=True, load_remote_stylesheets=False)


@dataclass(frozen=True)
class Letter:
    to_address: str
    subject: str
    text: str
    html: str = ""


def write_letter(*, kind: str, recipient: User, path: str, due_at: datetime | None) -> Letter:
    """The mail of one notice, in the recipient's own time zone."""
    context = {
        **SITE,
        "link": f"{settings.BASE_URL}{path}",
        "recipient": recipient,
        "due_at": due_at,
        "subject": SUBJECTS[kind],
    }
    with timezone.override(recipient.zone):
        text = render_to_string(f"emails/{kind}.txt", context)
        html = INLINER.inline(render_to_string(f"emails/{kind}.html", context))
    return Letter(recipient.email, f"{SUBJECTS[kind]} · {settings.SITE_NAME}", text, html)


def dress_up(to_address: str, subject: str, body: str) -> Letter:
    """Plain text that a library wrote (codes, passwords) in our layout: the same words as text and as HTML."""
    context = {**SITE, "subject": subject.partition(" · ")[0], "body": body}
    text = render_to_string("emails/plain.txt", context)
    return Letter(to_address, subject, text, INLINER.inline(render_to_string("emails/plain.html", context)))
