"""What a rule would have caught in texts that stand already."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from community.words.matching import Listed, Lists

AROUND = 60  # signs before and after


@dataclass(frozen=True)
class Caught:
    label: str
    url: str
    before: str
    words: str
    after: str


def caught(rule: Listed, texts: Iterable[tuple[str, str, str]]) -> Iterator[Caught]:
    """Of (label, address, text) those that the rule meets, each once and with the first place."""
    lists = Lists((rule,))
    for label, url, text in texts:
        if spans := lists.catches(text):
            start, end = spans[0]
            yield Caught(label, url, before_of(text, start), text[start:end], after_of(text, end))


def before_of(text: str, start: int) -> str:
    part = text[max(start - AROUND, 0) : start]
    return f"… {part}" if start > AROUND else part


def after_of(text: str, end: int) -> str:
    part = text[end : end + AROUND]
    return f"{part} …" if end + AROUND < len(text) else part
