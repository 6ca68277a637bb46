"""Words that anybody may know of: those of the resources and the names of public places. Nothing else may stand in a
suggestion, so what is said in a closed group can never be guessed from one.
"""

import time
from collections.abc import Iterator
from difflib import SequenceMatcher

from django.contrib.auth.models import AnonymousUser

from community.chat.models import Room
from community.core.text import plain_text
from community.forum.models import Board
from community.groups.models import SupportGroup
from community.resources.models import Article, ArticleTranslation, Claim, GlossaryTerm
from community.search.asking import COMMON, WORD, Asked
from community.search.marking import stem

KEPT_SECONDS = 600
SHORTEST, LONGEST = 4, 24  # letters of a word that is put right
MOST_PUT_RIGHT = 3  # words of one search
ALIKE = 0.8  # as difflib reckons it: two letters of eight may be wrong
FEWER = 2  # letters too many or too few
ANYBODY = AnonymousUser()


class KnownWords:
    """Read once in a while by each process, and by the first letter."""

    def __init__(self) -> None:
        self.until = 0.0
        self.stems: set[str] = set()
        self.by_letter: dict[str, list[str]] = {}

    def fresh(self) -> "KnownWords":
        if time.monotonic() >= self.until:
            words = {word for text in public_texts() for word in WORD.findall(text.casefold())}
            by_letter: dict[str, list[str]] = {}
            for word in sorted(words):
                if SHORTEST <= len(word) <= LONGEST:
                    by_letter.setdefault(word[0], []).append(word)
            self.stems, self.by_letter = set(map(stem, words)), by_letter
            self.until = time.monotonic() + KEPT_SECONDS
        return self

    def forget(self) -> None:
        self.until = 0.0

    def nearest(self, word: str) -> str | None:
        """The known word that is most like it, one with the same first letter; None where it is known itself or nothing
        comes near."""
        typed = word.casefold()
        if not SHORTEST <= len(typed) <= LONGEST or typed in COMMON or stem(typed) in self.stems:
            return None
        near = (known for known in self.by_letter.get(typed[0], []) if abs(len(known) - len(typed)) <= FEWER)
        matcher = SequenceMatcher(b=typed, autojunk=False)
        return max((likeness(matcher, known) for known in near), default=(0.0, ""))[1] or None


KNOWN = KnownWords()


def likeness(matcher: SequenceMatcher[str], known: str) -> tuple[float, str]:
    matcher.set_seq1(known)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE or (ratio := matcher.ratio()) < ALIKE:
        return 0.0, ""
    return ratio, known


def public_texts() -> Iterator[str]:
    """What a visitor finds."""
    articles = Article.objects.visible_to(ANYBODY)
    for title, summary in articles.values_list("title", "summary"):
        yield f"{title} {summary}"
    yield from Claim.objects.filter(part__article__in=articles).values_list("text", flat=True)
    translations = ArticleTranslation.objects.current().filter(article__in=articles)
    for title, html in translations.values_list("title", "body"):
        yield f"{title} {plain_text(html)}"
    for term, also, definition in GlossaryTerm.objects.values_list("term", "also_called", "definition"):
        yield f"{term} {also} {definition}"
    for places in (SupportGroup.objects, Board.objects, Room.objects):
        yield from places.visible_to(ANYBODY).values_list("name", flat=True)


def put_right(asked: Asked) -> Asked | None:
    """The same search with its slips mended; None where there is nothing to mend."""
    known, mended, left = KNOWN.fresh(), {}, MOST_PUT_RIGHT
    for term in asked.wanted:
        for word in WORD.findall(term):
            if left and (nearest := known.nearest(word)):
                mended[word], left = nearest, left - 1
    if not mended:
        return None
    wanted = [WORD.sub(lambda found: mended.get(found[0], found[0]), term) for term in asked.wanted]
    return Asked(tuple(wanted), asked.unwanted)
