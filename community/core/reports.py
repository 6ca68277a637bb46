"""What browsers refused because we asked them to: what kind of thing, on which page. Nothing else of it is kept."""

import json
import logging
from typing import Any
from urllib.parse import urlsplit

from community.core.logs import shortened

LONGEST = 16_384  # bytes of one report
WORD = 60  # characters
logger = logging.getLogger(__name__)


def note_report(body: bytes) -> None:
    """What is no report is not noted."""
    report = report_in(body)
    if report is not None:
        rule, what, page = (report.get(name) for name in ("effective-directive", "blocked-uri", "document-uri"))
        logger.warning("A browser refused %s from %s on %s", word(rule), origin_of(what), path_of(page))


def report_in(body: bytes) -> dict[str, Any] | None:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return None
    report = data.get("csp-report") if isinstance(data, dict) else None
    return report if isinstance(report, dict) else None


def word(text: object) -> str:
    """On one line of the log."""
    return "".join(sign for sign in str(text)[:WORD] if sign.isalnum() or sign in "-_.:/… ") or "?"


def origin_of(address: object) -> str:
    """ "inline", or the host: the rest of an address may hold words."""
    try:
        parts = urlsplit(str(address))
    except ValueError:
        return "?"
    return word(f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}" if parts.netloc else parts.path)


def path_of(address: object) -> str:
    try:
        return word(shortened(urlsplit(str(address)).path))
    except ValueError:
        return "?"
