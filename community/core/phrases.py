"""Words that are put together when somebody reads them, in that reader's language, not where they are written down."""

from typing import Any

from django.utils.functional import Promise, lazy


def filled(words: Promise, **fields: object) -> Promise:
    """`words % fields`, for words of `gettext_lazy`: `%` itself would choose the language at once."""
    put_together: Any = lazy(lambda: str(words) % fields, str)
    return put_together()
