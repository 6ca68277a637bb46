"""What may stand in a log: where something went wrong, never what people wrote. Addresses carry titles and names."""

import logging


class WithoutWords(logging.Filter):
    """Shortens every address that a record quotes: "/threads/19/my-illness/" becomes "/threads/19/…"."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(without_words(word) for word in record.args)
        return True


def without_words(word: object) -> object:
    return shortened(word) if isinstance(word, str) and word.startswith("/") else word


def shortened(address: str) -> str:
    first, *rest = address.strip("/").split("/")
    return "/".join(["", first, *(part if part.isdigit() else "…" for part in rest)])
