"""Reads the catalogues of `locale/` as GNU gettext writes them, on machines that have none."""

import ast
import gettext
import re
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import to_locale

from community.languages import SHIPPED, SOURCE

ROOT = Path(__file__).parent.parent
CODES = [code for code in SHIPPED if code != SOURCE]
LINE = re.compile(r'(?:(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d)\])? )?(".*")')


@dataclass
class Entry:
    said: dict[str, str] = field(default_factory=dict)
    is_fuzzy: bool = False

    @property
    def key(self):
        return "\4".join(filter(None, (self.said.get("msgctxt"), self.said["msgid"])))

    @property
    def forms(self):
        """Each translation beside the English that it stands for."""
        english = self.said["msgid"], self.said.get("msgid_plural")
        for name, words in self.said.items():
            if name.startswith("msgstr"):
                yield english[name not in ("msgstr", "msgstr0")], words

    @property
    def compiled(self):
        """As Python's own reader holds it."""
        if "msgid_plural" not in self.said:
            return {self.key: self.said["msgstr"]}
        return {(self.key, int(name[-1])): words for name, words in self.said.items() if name.startswith("msgstr")}


def entries_of(text):
    """The head is the first of them."""
    for block in text.strip().split("\n\n"):
        entry, name = Entry(is_fuzzy="\n#, fuzzy" in f"\n{block}"), ""
        for found in filter(None, map(LINE.fullmatch, block.splitlines())):
            name = found[1] + (found[2] or "") if found[1] else name
            entry.said[name] = entry.said.get(name, "") + ast.literal_eval(found[3])
        if entry.said:
            yield entry


def file_of(code, ending, root=ROOT):
    return root / "locale" / to_locale(code) / "LC_MESSAGES" / f"django.{ending}"


def entries_in(code, root=ROOT):
    _head, *entries = entries_of(file_of(code, "po", root).read_text())
    return entries


def unfinished_in(code, root=ROOT):
    """Not translated, or with a guess of gettext's."""
    return [entry for entry in entries_in(code, root) if entry.is_fuzzy or not all(words for _, words in entry.forms)]


def compiled(code):
    with file_of(code, "mo").open("rb") as file:
        return gettext.GNUTranslations(file)
