"""Reports, decisions, letters with the team, and the work of the team itself."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What one row is, under "", and its columns.
TABLES: dict[str, dict[str, Promise]] = {
    "moderation.Report": {
        "": _("A report you made"),
        "reporter": _("Reported by"),
        "shows_child_abuse": _("It shows abuse of a child"),
        "in_good_faith": _("Said in good faith"),
        "path": _("Page you were on"),
        "visitor_name": _("Name you gave"),
        "visitor_email": _("E-mail address you gave"),
    },
    "moderation.Decision": {
        "": _("A decision about you"),
        "outcome": _("What was decided"),
        "guideline": _("Guideline"),
        "source": _("How it came up"),
        "excerpt": _("What it was about, as it stood then"),
        "sanction": _("Pause"),
        "seconded_by": _("A second person agreed"),
    },
    "moderation.Appeal": {
        "": _("You asked for another look"),
        "decision": _("Decision"),
    },
    "moderation.Answer": {
        "": _("The answer to that"),
        "appeal": _("What you asked for"),
        "upheld": _("You were right"),
    },
    "accounts.Sanction": {
        "": _("A warning or a pause"),
        "lifted_at": _("Ended early on"),
    },
    "chat.Pause": {
        "": _("A pause in a room"),
        "given_by": _("Given by"),
    },
    "moderation.TeamThread": {
        "": _("Your letters with the team"),
        "message_count": _("Letters"),
        "last_at": _("Newest on"),
        "waits_since": _("Waits for an answer since"),
    },
    "moderation.TeamMessage": {
        "": _("A letter to or from the team"),
        "thread": _("Your letters"),
        "number": _("Which one"),
    },
    "moderation.Complaint": {
        "": _("A complaint"),
        "complainant": _("From"),
        "shows_name": _("With your name"),
        "visitor_email": _("E-mail address you gave"),
    },
    "moderation.Shift": {
        "": _("A shift of yours"),
        "noted_at": _("Note written on"),
    },
    "moderation.CareLimit": {
        "": _("Your limit of cases"),
        "cases": _("Hard cases in a day"),
    },
    "moderation.CheckIn": {
        "": _("Somebody asked how you are"),
        "asked_of": _("Who was asked"),
        "done_by": _("Done by"),
    },
    "moderation.Debrief": {
        "": _("After a hard case"),
        "writer": _("Written by"),
    },
    "moderation.TrainingDone": {
        "": _("Something you practised"),
        "item": _("What"),
    },
    "resources.ArticleVersion": {
        "": _("A version of a page you wrote"),
        "number": _("Which one"),
        "origin": _("Where it comes from"),
        "state": _("State"),
        "what_changed": _("What changed"),
        "live_at": _("On the site since"),
        "is_public": _("Everybody may read it"),
        "ticks": _("What was confirmed"),
    },
}
