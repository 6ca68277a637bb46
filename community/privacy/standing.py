"""What the nightly task leaves to others: for those who run the site."""

from django.utils.functional import Promise

from community.privacy.page import told
from community.privacy.retention import retention


def others() -> list[tuple[str, Promise | None, str]]:
    """Table, its time where it has one for all its rows, and the task of its own app that keeps it."""
    chosen = {(line.table, line.by): line for line in retention() if line.by and not line.is_nightly}
    return [(line.table, told(line.period) if line.period.length else None, line.by) for line in chosen.values()]
