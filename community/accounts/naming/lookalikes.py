"""What a name looks like: two names of one skeleton could be taken for each other.

Case, separators, accents, digits that stand for letters, and letters of other alphabets that are drawn alike do not
tell names apart. Names are of one alphabet and its digits, so a short table is enough: every letter that may stand in a
name and is in Unicode's list of confusables (UTS 39) with a letter of a to z. Where a small letter looks like another
one than its capital does (as with Greek nu), the capital counts.
"""

import unicodedata

LONGEST = 200
ALIKE = {
    # Digits, and the two letters that a capital or a one can be.
    "013457iı": "oleastll",
    # Greek, mostly as its capitals look.
    "αβγεζηικμνορστυχωϝϳϻᴦ": "abyezhlkmnopotyxwfjmr",
    # Cyrillic.
    "авгдезикмнорстухѕіјһӏԁԛԝьбѡѵүҽӡԍꙅꙇ": "abrdeenkmhopctyxsljhldqwb6wvyeeg2l",
    # Armenian, and the digits of Persian that are not drawn like the same ones of Latin.
    "ագզհոռստցքօ۵۷": "wqqhnnusgfoov",
}
AS_LATIN = str.maketrans("".join(ALIKE), "".join(ALIKE.values()))
OF_LATIN = {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "p", "ß": "ss"}
IN_TWO = str.maketrans(OF_LATIN | {"ы": "bl", "ю": "lo", "ӕ": "ae", "ꚙ": "oo"})
AS_ONE = (("rn", "m"), ("vv", "w"))
MIXED = {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"}  # Japanese is written in all of them
DIGITS = {"DIGIT", "ARABIC-INDIC", "EXTENDED", "DEVANAGARI"}  # in any name; no other script's, nor Roman numbers
ALPHABETS = {"LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "HEBREW", "ARABIC", "DEVANAGARI", "HANGUL", *MIXED}
PLAIN = set("abcdefghijklmnopqrstuvwxyz")


def skeleton(name: str) -> str:
    """Of letters and digits alone; empty where there are none."""
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    kept = "".join(letter for letter in parts if letter.isalnum())
    look = "".join(map(_plain, kept.translate(IN_TWO).translate(AS_LATIN)))
    for two, one in AS_ONE:
        look = look.replace(two, one)
    return look[:LONGEST]


def is_of_one_alphabet(name: str) -> bool:
    """And of one that people write in every day: phonetic letters and the like are there to be mistaken."""
    alphabets = {_alphabet(letter) for letter in name if letter.isalpha()}
    digits = {_first_word(sign) for sign in name if sign.isnumeric() and not sign.isalpha()}
    return digits <= DIGITS and alphabets <= ALPHABETS and (len(alphabets) <= 1 or alphabets <= MIXED)


def _alphabet(letter: str) -> str:
    first = _first_word(letter)
    return first if first != "LATIN" or _is_usual(letter) else "?"


def _first_word(sign: str) -> str:
    return unicodedata.name(sign, "?").split(" ")[0]


def _plain(sign: str) -> str:
    """Digits of any script as ours, then as the letters that they could be."""
    return str(unicodedata.decimal(sign)).translate(AS_LATIN) if sign.isdecimal() else sign


def _is_usual(letter: str) -> bool:
    """Latin, with or without an accent."""
    base = unicodedata.normalize("NFKD", letter.casefold()).translate(IN_TWO)
    return any(part in PLAIN for part in base)
