"""Words that are put together when somebody reads them, in that reader's language, not where they are written down."""

from django.utils.functional import Promise, lazy

Phrase = str | Promise


def filled(words: Phrase, **fields: object) -> Phrase:
    """`words % fields`, for words of `gettext_lazy`: `%` itself would choose the language at once."""
    return lazy(lambda: str(words) % fields, str)()
