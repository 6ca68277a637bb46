"""Groups and meetings."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What one row is, under "", and its columns.
TABLES: dict[str, dict[str, Promise]] = {
    "groups.Membership": {
        "": _("A group you are in"),
    },
    "groups.Departure": {
        "": _("A group you left"),
    },
    "groups.JoinRequest": {
        "": _("You asked to join"),
    },
    "groups.Invitation": {
        "": _("You were invited"),
    },
    "chat.Attendance": {
        "": _("A meeting you answered"),
        "agreed_at": _("You said yes to the summary on"),
    },
    "chat.MeetingReminder": {
        "": _("You were reminded of a meeting"),
        "attendance": _("Your answer"),
        "hours": _("Hours before"),
    },
    "chat.CalendarEntry": {
        "": _("A meeting in your calendar"),
        "attendance": _("Your answer"),
        "sequence": _("Changes your calendar was told of"),
        "cancelled_at": _("Taken out of it on"),
    },
    "chat.Hand": {
        "": _("You raised your hand"),
        "in_round": _("In a round where everybody speaks"),
        "raised_at": _("Raised on"),
        "called_at": _("Your turn came on"),
        "lowered_at": _("Lowered on"),
    },
    "chat.MeetingPlan": {
        "": _("Meetings you host"),
        "description": _("What it is about"),
        "welcome": _("Words of welcome"),
        "capacity": _("Places"),
        "minutes": _("Minutes"),
        "every_weeks": _("Every so many weeks (0: once)"),
        "first_number": _("Number of the first one"),
        "host": _("Host"),
    },
    "chat.Meeting": {
        "": _("A meeting you host"),
        "plan": _("The row of meetings"),
        "timed_at": _("This time was chosen on"),
        "opened_at": _("Opened on"),
        "closed_at": _("Closed on"),
        "cancelled_at": _("Called off on"),
        "sequence": _("Changes of its time"),
        "summary": _("What was said, in short"),
        "summary_url": _("Where it says more"),
    },
}
