"""In which language a reader is shown the content, and in which it stands."""

from django.utils.translation import get_language

ENGLISH = "en"  # what articles, glossary and shelves are written in


def languages_wanted() -> list[str]:
    """Those to look for, the nearest first (pt-br, then pt); none for a reader of English, who asks for nothing."""
    code = get_language() or ENGLISH
    base = base_of(code)
    return [] if base == ENGLISH else list(dict.fromkeys([code, base]))


def base_of(code: str) -> str:
    return code.partition("-")[0]


def is_foreign(code: str) -> bool:
    """Whether words in it stand out from the page around them: they have to say their language."""
    return base_of(code) != base_of(get_language() or ENGLISH)
