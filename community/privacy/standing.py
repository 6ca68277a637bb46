"""What the nightly task leaves to others, and what has no end yet: for those who run the site."""

from django.utils.functional import Promise

from community.privacy.page import told
from community.privacy.retention import Line, retention

NO_END = "none yet"


def others() -> list[tuple[str, Promise | None, str]]:
    """Table, its time where it has one for all its rows, and the task of its own app that keeps it."""
    chosen = {(line.table, line.by): line for line in retention() if line.by and not line.is_nightly}
    return [(line.table, told(line.period) if line.period.length else None, line.by) for line in chosen.values()]


def endless() -> list[Line]:
    """One line for each table that nothing deletes from."""
    return list({line.table: line for line in retention() if line.keep == NO_END}.values())
