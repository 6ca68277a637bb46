"""What reaches a member how, and why: the words for the settings, the footers and the stop pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    NOW = "now", _("Here and by mail, at once")
    DIGEST = "digest", _("Here, and in the summary mail")
    APP = "app", _("Only here, no mail")
    OFF = "off", _("Neither")


# The team, the state of the own mail and what helpers do always arrive. A reminder that is not wanted is paused or
# ended, not hidden.
STOPPABLE = "reply mention reaction message group reminder meeting room digest".split()
ALWAYS_HERE = ["reminder"]
# The hour of a reminder, a meeting or a summary was chosen. What waits for a quiet night to end can go by summary too.
CAN_WAIT = "reply mention reaction message group room".split()
SUMMARY = "digest"  # the summary mail itself: there is one or there is none, and its day and hour have their own page
ASKED = [kind for kind in STOPPABLE if kind != SUMMARY]

WHY = {  # a reader of each mail is told
    "reply": _("You get this mail because you wrote in a conversation or follow it."),
    "mention": _("You get this mail because somebody called you by your name."),
    "reaction": _("You get this mail because of something you wrote."),
    "message": _("You get this mail because a private message is waiting for you."),
    "group": _("You get this mail because you are, or may become, part of a group."),
    "reminder": _("You get this mail because you set a reminder."),
    "meeting": _("You get this mail because you said that you would like to come."),
    "moderation": _("You get this mail because the team has something to tell you. It cannot be switched off."),
    "room": _("You get this mail because you watch a room."),
    "mail": _("You get this mail because you asked for it in your settings."),
    "file": _("You get this mail because you asked for your file."),
    "helper": _("You get this mail because it concerns your account. It cannot be switched off."),
    "digest": _("You get this mail because a summary mail comes to every member who has not switched it off."),
}
WHEN = {  # a member is told beforehand
    "reply": _("When somebody writes in a conversation you wrote in or follow."),
    "mention": _("When somebody calls you by your name."),
    "reaction": _("When somebody answers what you wrote with a kind sign."),
    "message": _("When a private message is waiting for you."),
    "group": _("When something about a group concerns you: an invitation, an answer, somebody who would like to join."),
    "reminder": _("When a reminder that you set is due. You can pause or end it in your reminders."),
    "meeting": _("Before a meeting you plan to join, and when it changes."),
    "room": _("When there is something new in a room you watch."),
}
WHY_PLAIN = _("You get this mail because this address was given to us. If it was not you, you need not do anything.")


def ways_for(kind: str) -> list[Way]:
    """At once first, nothing last."""
    ways = [Way.NOW]
    if kind in CAN_WAIT:
        ways.append(Way.DIGEST)
    if kind != SUMMARY:
        ways.append(Way.APP)
    return ways if kind in ALWAYS_HERE else [*ways, Way.OFF]
