"""When a moderator is there, in the reader's own time zone."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.moderation.duty.watch import WATCH

register = template.Library()


@register.simple_tag
def next_look() -> str:
    """One sentence, without a query on most pages."""
    now = timezone.now()
    seen = WATCH.look_in(now)
    if seen.until is not None:
        when = {"time": clock(seen.until), "day": day(seen.until)}
        if is_today(seen.until, now):
            return _("A moderator is on duty until %(time)s.") % when
        return _("A moderator is on duty until %(day)s, %(time)s.") % when
    if seen.next_at is not None:
        when = {"time": clock(seen.next_at), "day": day(seen.next_at)}
        if is_today(seen.next_at, now):
            return _("A moderator will next look in at %(time)s.") % when
        return _("A moderator will next look in on %(day)s at %(time)s.") % when
    return _("Volunteers look after this place, and they are not here all day.")


@register.simple_tag
def somebody_on_duty() -> bool:
    return WATCH.look_in(timezone.now()).until is not None


def is_today(moment: datetime, now: datetime) -> bool:
    return timezone.localdate(moment) == timezone.localdate(now)


def clock(moment: datetime) -> str:
    """Readers whose zone is not known are told which one it is."""
    shown = date_format(timezone.localtime(moment), "H:i")
    return f"{shown} UTC" if timezone.get_current_timezone_name() == "UTC" else shown


def day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "l j F")
