"""How hard a text is to read: the Flesch-Kincaid grade. It says where to look again; people decide what is plain.

Grade 9 is about what a person of 14 reads with ease. The figure knows the length of sentences and words, nothing else.
"""

import re
from collections.abc import Iterable

from community.resources import plain_words
from community.resources.library import ArticleFile

CEILING = 9  # reading age 14
AIM = 6  # reading age 11
VOWELS = re.compile(r"[aeiouy]+")
SILENT_END = re.compile(r"(?<=[^aeiouyl])e$|(?<=[^aeiouytdl])ed$|(?<=[^aeiouysxzhcgl])es$|(?<=[aeiouy]l)e[ds]?$")


def syllables(word: str) -> int:
    """Groups of vowels, without a silent end: "muscle" 2, "twitched" 1, "needed" 2. Figures count as one."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    return max(1, len(VOWELS.findall(SILENT_END.sub("", letters))))


def grade(texts: Iterable[str]) -> float:
    sentences = [sentence for text in texts for sentence in plain_words.sentences(text)]
    words = [word for sentence in sentences for word in plain_words.words(sentence)]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def texts_of(article: ArticleFile) -> list[str]:
    """Whole sentences only: short items would make any page look easy."""
    whole = (passage.text for passage in article.passages if passage.text.endswith((".", "?")))
    return [article.top["scope"], article.top["summary"], *whole]


def grade_of(article: ArticleFile) -> float:
    return grade(texts_of(article))
