"""When the next summary is due: a day of the week or every day, at an hour on the wall of its reader."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.core.wall_clock import moment_of

SUNDAY, TEN = 6, 10  # for whoever has chosen nothing; 0 is Monday
LONGEST_WAIT = 9  # days: a week, and one more on either side for zones far from UTC and changed clocks


class Rhythm(models.TextChoices):
    WEEKLY = "weekly", _("Once a week")
    DAILY = "daily", _("Every day")


def next_moment(rhythm: str, *, weekday: int, hour: int, zone: ZoneInfo, after: datetime) -> datetime:
    """The first one after `after`, in UTC."""
    begins = after.astimezone(zone).date()
    for days in range(LONGEST_WAIT):
        day = begins + timedelta(days=days)
        if rhythm == Rhythm.DAILY or day.weekday() == weekday:
            moment = moment_of(datetime.combine(day, time(hour)), zone)
            if moment > after:
                return moment
    raise ValueError(f"No {rhythm} moment follows {after} in {zone}.")
