"""What somebody wrote, as the beginning of an answer to it."""

import re

from django.utils.translation import gettext as _

from community.core.text.parsing import LONGEST, TooMuch, parse

ENOUGH = 500  # characters of a whole post; the rest is one click away
LONGEST_SELECTION = 2_000
ACTIVE = re.compile(r"[\\`*\[\]]|<(?=[a-zA-Z])|&(?=#?\w+;)|_(?![^\W_])|(?<![^\W_])_")
LINE_END = re.compile(r"\r\n?|\n")
ACTIVE_AT_START = re.compile(r"^(\d*)([#>=:|~+.)-])", re.MULTILINE)


def quote_of(body: str, *, name: str, address: str, selection: str = "") -> str:
    """Markdown: who wrote, with a link to it, and the selected words or the beginning of all. What was a quote there
    already, or hidden, is left out."""
    chosen = "\n".join(filter(None, map(str.strip, selection.splitlines())))
    words = as_words(shortened(chosen, LONGEST_SELECTION)) if chosen else shortened(own_words(body), ENOUGH)
    wrote = as_words(" ".join((_("%(name)s wrote") % {"name": name}).split()))
    lines = [f"[{wrote}]({address}):", "", *words.split("\n")]
    return "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"


def own_words(body: str) -> str:
    """Without the lines of quotes and of hidden words."""
    lines = LINE_END.split(body[:LONGEST])
    try:
        tokens = parse("\n".join(lines), lambda name: None)
    except TooMuch:
        return ""
    for token in tokens:
        if token.type in ("blockquote_open", "hidden_open") and token.map:
            lines[slice(*token.map)] = [""] * (token.map[1] - token.map[0])
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def shortened(text: str, most: int) -> str:
    """Cut between two words if there is such a place."""
    text = text.strip()
    return text if len(text) <= most else f"{text[: most + 1].rsplit(maxsplit=1)[0][:most]} …"


def as_words(text: str) -> str:
    """The same words for somebody who reads the Markdown that is made of them."""
    return ACTIVE_AT_START.sub(r"\1\\\2", ACTIVE.sub(r"\\\g<0>", text))
