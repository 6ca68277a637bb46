"""Which notices lead to a place that their reader may not see any more.

The text of a notice may name a room or a meeting, and stays as it was written; shown is it to those alone who may see
the place. Notices know no places: settings.NOTICE_SIGHT names, by the page a notice leads to, what a member may see.
"""

from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.module_loading import import_string

from community.accounts.models import User
from community.notifications.models import Notification

Place = tuple[str, int]  # the name of a page, and the key of what it shows


def place_of(notice: Notification) -> Place:
    try:
        found = resolve(urlsplit(notice.url).path)
    except Resolver404:
        return "", 0
    return found.view_name, int(found.kwargs.get("pk", 0))


def hide_names(notices: Iterable[Notification], member: User) -> list[Notification]:
    """The same notices; those out of sight know it. One query for each kind of place among them."""
    led: dict[str, list[tuple[int, Notification]]] = defaultdict(list)
    for notice in (shown := list(notices)):
        name, key = place_of(notice)
        led[name].append((key, notice))
    for name in settings.NOTICE_SIGHT.keys() & led:
        visible = import_string(settings.NOTICE_SIGHT[name])(member)
        seen = set(visible.filter(pk__in={key for key, _notice in led[name]}).values_list("pk", flat=True))
        for key, notice in led[name]:
            notice.is_out_of_sight = key not in seen
    return shown
