"""The house rules of plain writing that a machine can check. People check the rest."""

import re
from collections.abc import Iterator

LONGEST_SENTENCE = 25
LONGEST_SUMMARY = 60
LONGEST_PARAGRAPH = 3

SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[\"'(]?[A-Z0-9])")
WORD = re.compile(r"[^\W_]+(?:['’,.\-][^\W_]+)*")
LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")  # begins anew at each bracket: a run of them is read once
UNKIND = {
    "suffer": 'Write "people with ..." instead of "suffer".',
    "victim": 'Write "people with ..." instead of "victim".',
    "cancer": "The warning about cancer is out of proportion and is not repeated here.",
}


def words(text: str) -> list[str]:
    return WORD.findall(LINK.sub(r"\1", text))


def sentences(text: str) -> list[str]:
    return [sentence for sentence in SENTENCE_END.split(LINK.sub(r"\1", text).strip()) if sentence]


def faults(text: str) -> Iterator[str]:
    """What to change in this text, as sentences."""
    for sentence in sentences(text):
        if len(words(sentence)) > LONGEST_SENTENCE:
            yield f'This sentence has {len(words(sentence))} words, {LONGEST_SENTENCE} at most: "{sentence[:60]}..."'
    if len(sentences(text)) > LONGEST_PARAGRAPH:
        yield f"This paragraph has {len(sentences(text))} sentences, {LONGEST_PARAGRAPH} at most."
    for word, advice in UNKIND.items():
        if word in text.lower():
            yield advice
