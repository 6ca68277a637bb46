"""The links in a text, also those that are written so that only Markdown finds them."""

import html
import re

from community.core.text.parsing import without_turns

ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")  # as Markdown reads them
LINK = re.compile(r"://|mailto:|^www\.|<[^<>@]+@", re.IGNORECASE)  # the last is <joe@example.org>


def links_in(text: str) -> set[str]:
    """The words that are one, or hold one."""
    return {word for word in as_linked(text).split() if LINK.search(word)}


def as_linked(text: str) -> str:
    """As Markdown finds addresses in it: turns of the reading direction are dropped before, and a backslash before a
    sign is not part of one."""
    return without_entities(without_turns(text)).replace("\\", "")


def without_entities(text: str) -> str:
    return ENTITY.sub(lambda entity: html.unescape(entity[0]), text) if "&" in text else text
