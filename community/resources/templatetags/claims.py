"""The small line that says where a claim comes from."""

from itertools import groupby
from typing import Any

from django import template

from community.resources.models import Source
from community.resources.parsing import facts_in, source_ids_in

register = template.Library()


@register.inclusion_tag("resources/_basis.html")
def basis(names: str, sources: dict[str, Source], strength: str = "agreed", page: str = "") -> dict[str, Any]:
    """`names` as typed ("F4 newcastle"); sources seen on the same day share one line."""
    found = [sources[name] for name in source_ids_in(names) if name in sources]
    by_day = groupby(sorted(found, key=lambda source: source.seen_date), lambda source: source.seen_date)
    return {
        "from_document": bool(facts_in(names)),
        "groups": [(day, list(group)) for day, group in by_day],
        "is_weak": strength == "weak",
        "page": page,
    }
