"""Parts that stand on a page many times. A template costs as much for the twentieth as for the first, so it is rendered
once for each shape the part takes, with marks where the words will stand; from then on the words are only put in."""

import re
from collections.abc import Mapping
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

MARK = re.compile(r"@(\w+)@")


def filled_in(template: str, name: str, fields: Mapping[str, object]) -> SafeString:
    """The part for these fields, escaped as a template would. The template knows them as attributes of `name`: it may
    print them and ask whether they are there, and nothing else, because all it ever sees of them is a mark."""
    values = {field: conditional_escape(str(value)) for field, value in fields.items() if value}
    return mark_safe(stencil(template, name, tuple(values), get_language()) % values)


@lru_cache(maxsize=1024)
def stencil(template: str, name: str, filled: tuple[str, ...], language: str | None) -> str:
    """For each process, language and shape. It holds nothing of anybody."""
    part = render_to_string(template, {name: {field: f"@{field}@" for field in filled}})
    return MARK.sub(r"%(\1)s", part.replace("%", "%%"))
