"""A rule read back as a sentence, so that a slip of the hand shows before it does harm."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.reminders.schedule import LAST_DAY, Schedule, Unit

NOT_KEPT = gettext_lazy(
    "Nothing was kept of this answer, and nothing is wrong. Answers are kept here only of people who have said yes to "
    "how we use what they tell about their health."
)


def sentence(schedule: Schedule) -> str:
    """ "Every 12 weeks at 09:00, starting 3 December 2026"."""
    words = {"time": _list(f"{clock:%H:%M}" for clock in schedule.times), "date": _day(schedule.starts_on)}
    if schedule.unit == Unit.ONCE:
        return _("Once, on %(date)s at %(time)s") % words
    if schedule.waits_for_answer:
        words["after"] = _after_answer(schedule)
        return _("%(after)s, first on %(date)s at %(time)s") % words + _ending(schedule)
    words["every"] = _every(schedule) + _on_which_days(schedule)
    return _("%(every)s at %(time)s, starting %(date)s") % words + _ending(schedule) + _shorter_months(schedule)


def _after_answer(schedule: Schedule) -> str:
    n = schedule.interval
    if schedule.unit == Unit.AFTER_HOURS:
        return ngettext("One hour after you mark it done", "%(n)s hours after you mark it done", n) % {"n": n}
    if schedule.unit == Unit.AFTER_DAYS:
        return ngettext("One day after you mark it done", "%(n)s days after you mark it done", n) % {"n": n}
    return ngettext("One week after you mark it done", "%(n)s weeks after you mark it done", n) % {"n": n}


def _every(schedule: Schedule) -> str:
    n = schedule.interval
    if schedule.unit == Unit.DAYS:
        return ngettext("Every day", "Every %(n)s days", n) % {"n": n}
    if schedule.unit == Unit.WEEKS:
        return ngettext("Every week", "Every %(n)s weeks", n) % {"n": n}
    return ngettext("Every month", "Every %(n)s months", n) % {"n": n}


def _on_which_days(schedule: Schedule) -> str:
    if schedule.unit == Unit.WEEKS and schedule.weekdays:
        return _(" on %(days)s") % {"days": _list(str(WEEKDAYS[day]) for day in sorted(schedule.weekdays))}
    if schedule.unit == Unit.MONTHS and (schedule.month_days or schedule.starts_on.day > 28):
        return _(" on %(days)s") % {"days": _list(_month_day(day) for day in month_days_in_order(schedule))}
    return ""


def month_days_in_order(schedule: Schedule) -> list[int]:
    """The last day last."""
    return sorted(schedule.month_days or [schedule.starts_on.day], key=lambda day: (day == LAST_DAY, day))


def _month_day(day: int) -> str:
    return _("the last day") if day == LAST_DAY else _("day %(day)s") % {"day": day}


def _ending(schedule: Schedule) -> str:
    words = ""
    if schedule.until:
        words += _(", until %(date)s") % {"date": _day(schedule.until)}
    if schedule.count:
        words += ngettext(", once in all", ", %(n)s times in all", schedule.count) % {"n": schedule.count}
    if schedule.left_out:
        words += _(", but not on %(days)s") % {"days": _list(_day(day) for day in sorted(schedule.left_out))}
    return words


def _shorter_months(schedule: Schedule) -> str:
    may_be_short = schedule.unit == Unit.MONTHS and max(month_days_in_order(schedule)) > 28
    return _("; on the last day of a shorter month") if may_be_short else ""


def moment_in_words(moment: datetime, zone: ZoneInfo, *, now: datetime) -> str:
    """ "today at 09:00", on a clock in `zone`."""
    local = moment.astimezone(zone)
    words = {"time": f"{local:%H:%M}", "date": _day(local.date())}
    days_ahead = (local.date() - now.astimezone(zone).date()).days
    near = {-1: _("yesterday at %(time)s"), 0: _("today at %(time)s"), 1: _("tomorrow at %(time)s")}
    return near.get(days_ahead, _("on %(date)s at %(time)s")) % words


def days_in_words(days: int) -> str:
    """How far away a day is, as somebody would say it: "Tomorrow", "In 5 days", "In 2 weeks and 3 days"."""
    if days < 2:
        return _("Tomorrow") if days == 1 else _("Today")
    if days < 14:
        return ngettext("In %(n)d day", "In %(n)d days", days) % {"n": days}
    weeks, rest = divmod(days, 7)
    parts = {"weeks": ngettext("%(n)d week", "%(n)d weeks", weeks) % {"n": weeks}}
    if not rest:
        return _("In %(weeks)s") % parts
    parts["days"] = ngettext("%(n)d day", "%(n)d days", rest) % {"n": rest}
    return _("In %(weeks)s and %(days)s") % parts


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def _list(parts: Iterable[str]) -> str:
    *others, last = parts
    return _("%(first)s and %(last)s") % {"first": ", ".join(others), "last": last} if others else last
