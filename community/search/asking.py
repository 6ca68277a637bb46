"""What somebody typed, read as words that must be there, "words in this order" and -words that must not."""

import re
from dataclasses import dataclass

MOST_TERMS = 8
LONGEST_QUERY = 200  # characters; what is longer is cut
QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"') | dict.fromkeys(map(chr, range(32)), " "))
TERM = re.compile(r'(?P<no>-?)(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
SEPARATORS = re.compile(r"[<>&/_\s]+")  # what no index keeps inside a word
WORD = re.compile(r"[^\W_]+")
COMMON = frozenset(  # in nearly every text: PostgreSQL does not keep them, so they say nothing here either
    "a about after again all am an and any are as at be because been before being below but by can did do does doing "
    "down during each few for from further had has have having he her here hers him his how i if in into is it its "
    "just me more most my no nor not now of off on once only or other our ours out over own s same she should so some "
    "such t than that the their theirs them then there these they this those through to too under until up very was "
    "we were what when where which while who whom why will with you your yours".split()
)


@dataclass(frozen=True)
class Asked:
    """Both databases find what has every one of `wanted` and none of `unwanted`. Each is one word, or several in this
    order side by side. `meant` is what plain words may stand for: one of them in a title of the resources is enough."""

    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    meant: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Something to look for: what must not be there is no question of its own."""
        return bool(self.wanted)

    def __str__(self) -> str:
        """As somebody would type it."""
        wanted = (f'"{term}"' if " " in term else term for term in self.wanted)
        unwanted = (f'-"{term}"' if " " in term else f"-{term}" for term in self.unwanted)
        return " ".join([*wanted, *unwanted])

    @property
    def each(self) -> list["Asked"]:
        """For texts in several rows: every one of these has to be true of one of the rows."""
        return [Asked((term,)) for term in self.wanted]

    @property
    def each_not(self) -> list["Asked"]:
        return [Asked((term,)) for term in self.unwanted]

    @property
    def each_meant(self) -> list["Asked"]:
        return [Asked((term,)) for term in self.meant]

    @property
    def words(self) -> list[str]:
        """To be marked."""
        found = (word for term in self.wanted for word in WORD.findall(term))
        return list(dict.fromkeys(word for word in found if word.casefold() not in COMMON))

    @property
    def words_meant(self) -> list[str]:
        return [word for term in self.meant for word in WORD.findall(term)]

    @property
    def for_postgresql(self) -> str:
        """For `websearch_to_tsquery`, which takes anything; in quotes "or" is a word like others."""
        return " ".join([*(f'"{term}"' for term in self.wanted), *(f'-"{term}"' for term in self.unwanted)])

    @property
    def for_sqlite(self) -> str:
        """For MATCH, which takes an unquoted sign for a mistake."""
        wanted = " AND ".join(f'"{term}"' for term in self.wanted)
        return f"({wanted})" + "".join(f' NOT "{term}"' for term in self.unwanted)


def read(query: str) -> Asked:
    terms: dict[bool, dict[str, None]] = {False: {}, True: {}}
    for found in list(TERM.finditer(balanced(query[:LONGEST_QUERY].translate(QUOTES))))[: 4 * MOST_TERMS]:
        term = SEPARATORS.sub(" ", found["phrase"] or found["word"] or "").strip()
        if says_something(term) and len(terms[False]) + len(terms[True]) < MOST_TERMS:
            terms[bool(found["no"])].setdefault(term)
    return Asked(tuple(terms[False]), tuple(terms[True]))


def balanced(query: str) -> str:
    """Without a quote that nothing closes."""
    before, quote, after = query.rpartition('"')
    return before + " " + after if quote and query.count('"') % 2 else query


def says_something(term: str) -> bool:
    return any(word.casefold() not in COMMON for word in WORD.findall(term))
