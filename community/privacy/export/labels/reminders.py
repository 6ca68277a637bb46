"""Reminders, calendars, notices and mails."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What one row is, under "", and its columns.
TABLES: dict[str, dict[str, Promise]] = {
    "reminders.Reminder": {
        "": _("Reminder"),
        "seal_id": _("The mark under which its words are sealed"),
        "repeat_minutes": _("Said again"),
        "title_in_mail": _("Its title may stand in mails"),
        "unit": _("How often"),
        "interval": _("Every so many"),
        "more_times": _("Further times of day"),
        "weekdays": _("Days of the week"),
        "month_days": _("Days of the month"),
        "count": _("How many times in all"),
        "left_out": _("Days that are left out"),
        "next_due_at": _("Next on"),
        "moved_from": _("Moved, it was due on"),
        "put_off_from": _("Put off, it was due on"),
        "paused_at": _("Paused since"),
    },
    "reminders.Occurrence": {
        "": _("A time at which you were reminded"),
        "reminder": _("Reminder"),
        "snoozed_until": _("Later, at"),
        "repeats": _("How often it was said again"),
        "ring_at": _("Rings at"),
    },
    "reminders.Correction": {
        "": _("An answer you changed"),
        "occurrence": _("Time"),
    },
    "reminders.Wishes": {
        "": _("Your wishes for reminders"),
        "bad_day_until": _("A bad day, until"),
        "home_zone": _("Time zone at home"),
        "asked_zone": _("Time zone you were asked about"),
    },
    "calendars.CalendarFeed": {
        "": _("Your calendar to subscribe to"),
        "shows_words": _("With your own titles"),
        "last_fetched_at": _("Last fetched on"),
    },
    "notifications.Notification": {
        "": _("Notice"),
        "key": _("What it belongs to"),
        "read_at": _("Read on"),
        "actor": _("Whose doing"),
    },
    "notifications.Delivery": {
        "": _("Mail"),
        "notification": _("Notice"),
        "due_at": _("To be sent on"),
        "about_at": _("It tells of"),
        "useful_until": _("Of use until"),
        "is_catch_up": _("It stands for several"),
        "sent_at": _("Sent on"),
        "dropped_at": _("Given up on"),
        "why": _("Why it was not sent"),
        "bounce": _("What was heard of it"),
        "bounced_at": _("Heard on"),
        "to_address": _("To"),
    },
    "notifications.Choice": {
        "": _("How you hear of something"),
    },
    "notifications.QuietHours": {
        "": _("Quiet hours"),
        "begins": _("From"),
        "ends": _("Until"),
    },
    "digests.Plan": {
        "": _("When your summary mail comes"),
        "rhythm": _("How often"),
        "hour": _("Hour"),
        "looked_at": _("Last looked through on"),
        "next_at": _("Next on"),
    },
    "digests.Digest": {
        "": _("Summary mail"),
        "day": _("Day"),
        "notice": _("Notice"),
        "has_more": _("There was more than it tells"),
        "opened_at": _("Opened on"),
    },
    "digests.Item": {
        "": _("Something in a summary mail"),
        "digest": _("Summary mail"),
        "notice": _("Notice"),
    },
}
