"""One spelling for all the ways in which a text can look the same, and the way back to the text as it was typed."""

import html
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from community.core.forms import BLANK
from community.core.text.links import ENTITY, without_entities

MOST_REMEMBERED = 20_000  # signs; a text may hold any of a million
HAS_EMPHASIS = re.compile("[*~]")
LARGE_I = frozenset("I\u0406\u0399\u04c0")  # also of Cyrillic and Greek; in most letters it is drawn as a small l is
NEVER_DRAWN = frozenset(map(chr, (0x2065, *range(0xFFF0, 0xFFF9), *range(0xE0000, 0xE1000))))  # free, yet invisible
APOSTROPHES = "'`\u00b4\u02b9\u02bb\u02bc\u2018\u2019\u2032\uff07"  # many write "dont" for "don't"
# What passes for a Latin letter, each before the letter. Other styles of letters (wide, bold, in circles) are NFKD's;
# whether a digit stands for a letter is a question of the whole word, so `spellings` asks it.
CYRILLIC = "аa вb сc ԁd еe ёe ғf гr һh іi јj кk мm нh ӏl оo рp ԛq ѕs тt уy ѵv ԝw хx пn ьb"
GREEK = "αa βb ϲc δd εe φf γy ηn ιi ϳj κk μu νv οo ρp σo ςs τt υu ωw χx ζz"
ARMENIAN = "հh օo ոn սu ցg զq"
LATIN = "ɑa ƀb đd ɖd ɛe ɡg ħh ıi ɩi ȷj łl ƚl ɫl øo ɔo ŧt ʋv æe œe"
SMALL_CAPITALS = "ᴀa ʙb ᴄc ᴅd ᴇe ꜰf ɢg ʜh ɪi ᴊj ᴋk ʟl ᴍm ɴn ᴏo ᴘp ʀr ꜱs ᴛt ᴜu ᴠv ᴡw ʏy ᴢz"
LOOK_ALIKES = {pair[0]: pair[1] for pair in f"{CYRILLIC} {GREEK} {ARMENIAN} {LATIN} {SMALL_CAPITALS}".split()}
IN_CIRCLES = {chr(first + place): chr(ord("a") + place) for first in (0x1F150, 0x1F170) for place in range(26)}
PASSES_FOR = {**LOOK_ALIKES, **IN_CIRCLES, "_": " ", **dict.fromkeys(BLANK, " "), **dict.fromkeys(APOSTROPHES, "")}


def is_drawn(sign: str) -> bool:
    """Not a mark on another letter, and not an invisible sign that only breaks a word for machines."""
    return unicodedata.category(sign) not in ("Mn", "Me", "Cf") and sign not in NEVER_DRAWN


def folded_sign(sign: str) -> str:
    if sign in PASSES_FOR:
        return PASSES_FOR[sign]
    small = unicodedata.normalize("NFKD", sign.casefold()).casefold()
    return "".join(PASSES_FOR.get(part, part) for part in small if is_drawn(part))


def hint_of(sign: str) -> str:
    """As folded, except for what may be more than it seems."""
    plain = unicodedata.normalize("NFKD", sign)
    return "I" if plain in LARGE_I else "_" if plain == "_" else folded_sign(sign)


class Signs(dict[int, str]):
    """For `str.translate`: each sign is folded once."""

    def __init__(self, fold: Callable[[str], str]) -> None:
        super().__init__()
        self.fold = fold

    def __missing__(self, point: int) -> str:
        fold = self.fold(chr(point))
        if len(self) < MOST_REMEMBERED:
            self[point] = fold
        return fold


SIGNS, HINTS = Signs(folded_sign), Signs(hint_of)


@dataclass(frozen=True)
class Folded:
    source: str
    shown: str  # the source with what its entities stand for
    text: str

    @cached_property
    def hints(self) -> str:
        """The text, sign for sign, with what may be another letter ("I") or emphasis ("_"); the text itself when there
        is neither, nor other emphasis. A folded text has no large letters."""
        hints = self.shown.translate(HINTS)
        return self.text if hints == self.text and not HAS_EMPHASIS.search(hints) else hints

    @cached_property
    def origins(self) -> list[int]:
        """For each sign of `text`, where in `shown` it came from. Only asked for when something was found."""
        return [place for place, sign in enumerate(self.shown) for _part in SIGNS[ord(sign)]]

    @cached_property
    def places(self) -> list[tuple[int, int]]:
        """For each sign of `shown`, which part of `source` it came from."""
        places, at = [], 0
        for entity in ENTITY.finditer(self.source):
            places += [(place, place + 1) for place in range(at, entity.start())]
            places += [entity.span()] * len(html.unescape(entity[0]))
            at = entity.end()
        return places + [(place, place + 1) for place in range(at, len(self.source))]

    def typed(self, start: int, end: int) -> str:
        """A part of `text` as it was typed, entities aside."""
        return self.shown[self.origins[start] : self.origins[end - 1] + 1]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A part of `text` as a part of `source`, with the marks and invisible signs that belong to its end."""
        first, after = self.origins[start], self.origins[end - 1] + 1
        while after < len(self.shown) and not is_drawn(self.shown[after]):
            after += 1
        return (first, after) if self.shown is self.source else (self.places[first][0], self.places[after - 1][1])


def folded(text: str) -> Folded:
    shown = without_entities(text)
    return Folded(text, shown, shown.translate(SIGNS))
