"""What a mail says. Subjects, links and words name no illness, no group and nothing anybody wrote."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import css_inline
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from community.accounts.readers import as_reader
from community.notifications.querysets import LATE_AFTER
from community.notifications.stop_links import stop_link
from community.notifications.ways import WHY, WHY_PLAIN

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
    "mail": _("A test mail"),
    "file": _("Your file is ready"),
    "helper": _("News about your account"),
    "digest": _("What is new for you"),
}
CHECK = _("Do our mails reach you?")
CATCH_UP = _("Reminders for you")
SITE = {"site_name": settings.SITE_NAME, "base_url": settings.BASE_URL}
INLINER = css_inline.CSSInliner(keep_style_tags=True, keep_at_rules=True, load_remote_stylesheets=False)


@dataclass(frozen=True)
class Letter:
    to_address: str
    subject: str
    text: str
    html: str = ""


def write_letter(
    *,
    kind: str,
    recipient: User,
    path: str,
    due_at: datetime | None,
    now: datetime,
    numbers: Mapping[str, int] | None = None,
    words: str = "",
) -> Letter:
    """The mail of one notice, in the recipient's own language and time zone. A summary says in `numbers` how much is
    new; `words` are its reader's own, where they asked for them."""
    is_late = due_at is not None and now > due_at + LATE_AFTER
    about = {"due_at": due_at, "is_late": is_late, "numbers": numbers or {}, "words": words}
    return _write(kind, SUBJECTS[kind], recipient, kind, link=f"{settings.BASE_URL}{path}", **about)


def write_catch_up(recipient: User) -> Letter:
    """In place of several late reminders: how many and which ones says the page."""
    return _write("catch_up", CATCH_UP, recipient, "reminder", link=f"{settings.BASE_URL}{reverse('reminders:list')}")


def write_address_check(recipient: User, link: str) -> Letter:
    """To an address that gets no other mails at present."""
    return _write("address", CHECK, recipient, "mail", link=link)


def _write(template: str, subject: Promise | str, recipient: User, kind: str, **about: object) -> Letter:
    stop = stop_link(recipient, kind, address=recipient.email)
    context = {**SITE, "zone": recipient.time_zone, "subject": subject, "why": WHY[kind], "stop_link": stop, **about}
    with as_reader(recipient):
        text = render_to_string(f"emails/{template}.txt", context)
        html = INLINER.inline(render_to_string(f"emails/{template}.html", context))
        return Letter(recipient.email, f"{subject} · {settings.SITE_NAME}", text, html)


def dress_up(to_address: str, subject: str, body: str) -> Letter:
    """Plain text that a library wrote (codes, passwords) in our layout: the same words as text and as HTML. In the
    language that is spoken where this is called, as the text is."""
    context = {**SITE, "subject": subject.partition(" · ")[0], "body": body, "why": WHY_PLAIN}
    text = render_to_string("emails/plain.txt", context)
    return Letter(to_address, subject, text, INLINER.inline(render_to_string("emails/plain.html", context)))
