"""What everybody who moderates does once before the first case, and again when it has changed."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ITEMS: dict[str, str | Promise] = {
    "guidelines": _("I have read the community guidelines, and could tell a member in my own words why each is there."),
    "playbook": _("I have read the playbook, and know in which order to act when somebody may be in danger."),
    "urgent_help": _("I know the page with urgent help, and how a member finds their country on it."),
    "report": _("I have sent a report in the demo community, and seen what its reporter is told and when."),
    "case": _("I have taken on a case there, decided it, read its statement as its author, and undone it."),
    "appeal": _("I know how an author asks to look again, and why somebody else answers."),
    "aliases": _("I know that another name is never connected to an account, except by two people with a reason."),
    "rota": _("I know how to take a shift, hand it over, and what happens when I do not answer an alert."),
    "signposts": _("I have read what one national help line publishes on answering people in distress online."),
    "care": _("I have chosen how many hard cases a day I take, and know how to pass one on without a reason."),
}
