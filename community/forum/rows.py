"""A thread as one line of a list, worked out before the template does its part: a page shows twenty of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.forum.cards import DATE
from community.forum.models import Thread


@dataclass(slots=True)
class Row:
    title: str
    address: str  # leads to the first post that is not read yet, where there is one
    meta: str
    iso: str
    when: str
    quiet: list[str]  # what marks the thread itself: locked, content notes
    new: str  # what is new in it for this reader; empty: nothing


def rows_of(threads: Iterable[Thread]) -> list[Row]:
    """Threads of `for_list`; for members `with_unread`."""
    return [row_of(thread) for thread in threads]


def row_of(thread: Thread) -> Row:
    moment = localtime(thread.last_post_at)
    new = new_in(thread)
    return Row(
        title=str(thread),
        address=thread.get_absolute_url() + ("?unread" if new else ""),
        meta=" · ".join([replies_in(thread), _("started by %(name)s") % {"name": thread.byline}, _("last post")]),
        iso=moment.isoformat(timespec="minutes"),
        when=date_format(moment, DATE),
        quiet=marks_of(thread),
        new=new,
    )


def replies_in(thread: Thread) -> str:
    count = thread.reply_count
    return ngettext("%(count)d reply", "%(count)d replies", count) % {"count": count} if count else _("No reply yet")


def marks_of(thread: Thread) -> list[str]:
    marks = [_("Locked")] if thread.locked_at else []
    if thread.content_notes:
        marks.append(_("Content note:") + f" {', '.join(map(str, thread.note_labels))}")
    return marks


def new_in(thread: Thread) -> str:
    count = getattr(thread, "unread_count", 0)
    if count <= 0:
        return ""
    if getattr(thread, "read_number", None) is None:
        return _("New to you")
    return ngettext("%(count)d new post", "%(count)d new posts", count) % {"count": count}
