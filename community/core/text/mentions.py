"""Who is called by @name."""

from community.core.text.parsing import TooMuch, parse, without_turns
from community.core.text.rules import CALL

MOST_CALLED = 10  # people; further names stay plain words


def mentioned_in(source: str, *, light: bool = False) -> list[str]:
    """The names, each once, in their order; not those in code, in links and in quotes, which others called before."""
    source = without_turns(source)
    if not CALL.search(source):
        return []
    try:
        tokens = parse(source, str, light=light)
    except TooMuch:
        return []
    names: dict[str, str] = {}
    quotes = 0
    for token in tokens:
        quotes += token.nesting if token.tag == "blockquote" else 0
        for before, after in zip(token.children or (), (token.children or ())[1:], strict=False):
            if before.type == "mention_open" and not quotes:
                names.setdefault(after.content.casefold(), after.content[1:])
    return list(names.values())[:MOST_CALLED]
