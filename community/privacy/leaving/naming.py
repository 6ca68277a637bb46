"""A name in the words of others: where they called somebody with @, and above what they quoted.

A name that was typed as a plain word is the writer's own word, and may be an ordinary one ("Rose", "Hope"): it stays.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from django.urls import Resolver404, resolve

from community.core.text.quoting import as_words
from community.core.text.rules import CALL

QUOTE = re.compile(
    r"^(?P<mark>(?:> ?)+)\[(?P<by>[^\n]*?)\]\((?P<address>/(?:(?!\]\()[^)\s])*)\):[ ]*"  # up to the next "]("
    r"(?P<said>(?:\n(?P=mark).*|\n(?:> ?)+$)*)",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Names:
    """Whose name goes and what stands there instead. `own_posts`: of these addresses the words go too."""

    name: str
    instead: str
    own_posts: frozenset[int] = field(default_factory=frozenset)

    def without(self, text: str) -> str:
        return CALL.sub(self._uncalled, QUOTE.sub(self._unquoted, text))

    def within(self, value: Any) -> Any:
        """The same in whatever JSON holds."""
        if isinstance(value, str):
            return self.without(value)
        if isinstance(value, list):
            return [self.within(one) for one in value]
        return {key: self.within(one) for key, one in value.items()} if isinstance(value, dict) else value

    def _uncalled(self, found: "re.Match[str]") -> str:
        name = found[1].rstrip(".+-")
        rest = found[1][len(name) :]
        return f"{self.instead}{rest}" if name.casefold() == self.name.casefold() else found[0]

    def _unquoted(self, found: "re.Match[str]") -> str:
        head, mark = as_words(self.name), found["mark"]
        named = re.match(rf"{re.escape(head)}(?!\S)", found["by"], re.IGNORECASE)
        by = as_words(self.instead) + found["by"][len(head) :] if named else found["by"]
        if post_at(found["address"]) in self.own_posts:
            return f"{mark}{by if named else as_words(self.instead)}: …"
        return found[0].replace(found["by"], by, 1) if named else found[0]


def post_at(address: str) -> int | None:
    try:
        found = resolve(address)
    except Resolver404:
        return None
    return found.kwargs.get("pk") if found.view_name == "forum:post" else None
