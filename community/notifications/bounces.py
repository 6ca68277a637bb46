"""What a mail that comes back says: a report of a mail server, a complaint, or only somebody's holiday greeting.

Nothing here trusts what it reads, or knows whose mail it was: return_paths.py finds that out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.message import Message

from django.db import models
from django.utils.translation import gettext_lazy as _


class Bounce(models.TextChoices):
    SOFT = "soft", _("came back, for now")  # a full mailbox, a policy, a network: nothing against the address
    HARD = "hard", _("came back: there is no such address")
    COMPLAINT = "complaint", _("marked as spam")


@dataclass(frozen=True)
class Report:
    bounce: Bounce | None
    words: str  # what it was, for the log


DELAYED = Report(None, "a delay")
ANSWERED = Report(None, "an automatic answer")
NO_REPORT = Report(None, "no report")
UNREADABLE = Report(None, "unreadable")
STATUS_TYPES = {"message/delivery-status", "message/global-delivery-status"}
DELIVERED = {"delivered", "relayed", "expanded"}
STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
FROM_A_MACHINE = re.compile(r"mailer-daemon|postmaster", re.IGNORECASE)
NOT_THE_ADDRESS = {"1": {"7", "8"}, "2": {"2", "3"}}  # a bad sender, a full mailbox, a mail that is too long


def read_report(source: bytes) -> Report:
    """Whatever it is, an answer and no exception."""
    try:
        return _read(message_from_bytes(source))
    except Exception:  # the library that reads it stumbles over parts without end, odd encodings, numbered parameters
        return UNREADABLE


def bounce_of_status(text: str) -> Bounce | None:
    """By the enhanced status (RFC 3463) in it, if there is one. Only what is said of the address itself is hard:
    a full mailbox passes, and policy (5.7), network (5.4) and content (5.6) are no fault of whoever reads there."""
    found = STATUS.search(text)
    if found is None or found[1] == "2":
        return None
    kind, subject, detail = found.groups()
    is_hard = kind == "5" and subject in ("0", "1", "2") and detail not in NOT_THE_ADDRESS.get(subject, set())
    return Bounce.HARD if is_hard else Bounce.SOFT


def _read(message: Message) -> Report:
    parts = list(message.walk())
    if any(_is_complaint(part) for part in parts):
        return Report(Bounce.COMPLAINT, "a complaint")
    blocks = [block for part in parts if part.get_content_type() in STATUS_TYPES for block in _blocks_of(part)]
    if any("Action" in block or "Status" in block for block in blocks):
        return _report_of(blocks)
    if _is_answer(message):  # after the reports: Postfix calls its own "auto-replied" too
        return ANSWERED
    if "X-Failed-Recipients" in message or FROM_A_MACHINE.search(_header(message, "From")):
        return Report(Bounce.SOFT, "a bounce without a report")
    return NO_REPORT


def _report_of(blocks: list[Message]) -> Report:
    """Hard when nobody got it and every address is gone; one that was forwarded to several may still arrive."""
    told = [_told_in(block) for block in blocks if "Action" in block or "Status" in block]
    bounces = {bounce for bounce in told if bounce is not None}
    if not bounces:
        return DELAYED
    if bounces == {Bounce.HARD} and None not in told:
        return Report(Bounce.HARD, "a hard bounce")
    return Report(Bounce.SOFT, "a soft bounce")


def _told_in(block: Message) -> Bounce | None:
    action, status = (_header(block, name).strip().lower() for name in ("Action", "Status"))
    if action == "delayed" or action in DELIVERED:
        return None
    if status[1:] in ("", ".0.0"):  # no more than "it failed": what the other server said may tell more
        return bounce_of_status(_header(block, "Diagnostic-Code")) or bounce_of_status(status) or Bounce.SOFT
    return bounce_of_status(status) or Bounce.SOFT


def _blocks_of(part: Message) -> Iterator[Message]:
    """Fields about the mail, then fields for each recipient, with empty lines between them."""
    content = part.get_payload()
    for inner in content if isinstance(content, list) else []:
        if not isinstance(inner, Message):
            continue
        yield inner
        rest = inner.get_payload()
        if isinstance(rest, str):  # the parser splits only the older of the two types
            yield from (message_from_string(block) for block in re.split(r"\r?\n\r?\n", rest) if block.strip())


def _is_complaint(part: Message) -> bool:
    """RFC 5965. Other kinds of feedback ("not-spam") ask nothing of us."""
    if part.get_content_type() != "message/feedback-report":
        return False
    return any(_header(block, "Feedback-Type").strip().lower() == "abuse" for block in _blocks_of(part))


def _is_answer(message: Message) -> bool:
    submitted = _header(message, "Auto-Submitted").strip().lower()
    bulk = _header(message, "Precedence").strip().lower() in ("auto_reply", "bulk", "junk")
    return submitted.startswith("auto-replied") or bulk or "X-Autoreply" in message or "X-Autorespond" in message


def _header(message: Message, name: str) -> str:
    return str(message.get(name, ""))
