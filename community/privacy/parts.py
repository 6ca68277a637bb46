"""The parts of the privacy page and of the export, and the groups that they stand in."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Part:
    group: str
    title: Promise
    what: Promise


GROUPS: dict[str, Promise] = {
    "account": _("Your account"),
    "groups": _("Groups and meetings"),
    "writing": _("What you write"),
    "reminders": _("Reminders"),
    "mail": _("Mail"),
    "reports": _("When you report something, and what the team decides"),
    "team": _("If you are on the team"),
    "technical": _("Technical"),
}
PARTS = {
    "account": Part(
        "account",
        _("Name, address and password"),
        _(
            "The name you chose, your e-mail address, a scrambled password, when you joined and last signed in, your "
            "time zone, your language and how you like pages to look. Nobody but you sees the address."
        ),
    ),
    "consents": Part(
        "account",
        _("What you agreed to"),
        _("Which text, since when, and when you took it back. Your date of birth is not stored: only when we asked."),
    ),
    "names": Part(
        "account",
        _("Your former names"),
        _(
            "What you were called before, which moderators of the site see. That nobody else takes the name is kept as "
            "a mark from which it cannot be read."
        ),
    ),
    "codes": Part(
        "account",
        _("Signing in"),
        _("That you are signed in on a device, with codes we mailed you and text that could not be sent meanwhile."),
    ),
    "settings": Part(
        "account", _("How you use rooms"), _("How rooms look and read for you, and your own ready-made phrases.")
    ),
    "profile": Part(
        "account",
        _("Your profile"),
        _("What you say about yourself there, and which of it members may see. Nobody sees it until you say so."),
    ),
    "blocks": Part(
        "account", _("Whom you blocked"), _("Only you see whom. Those you blocked are not told, then or later.")
    ),
    "helpers": Part(
        "account",
        _("Helpers"),
        _(
            "Who may write for you, or for whom you may, with what and until when; what was done, and drafts for you. "
            "Others see on a post only that there was help, and a name if both of you want that."
        ),
    ),
    "own_file": Part(
        "account",
        _("The file with your data"),
        _("That you asked for it, and when. The file itself is deleted two days after it was made."),
    ),
    "leaving": Part(
        "account",
        _("Leaving"),
        _("That you want to leave, in which way, and until when you can undo it. Afterwards only how much was erased."),
    ),
    "groups": Part("groups", _("Groups you are in"), _("Which groups you are in, since when, and as what.")),
    "asking": Part(
        "groups",
        _("Asking to join"),
        _("Requests to be let into a group with what you wrote to its team, invitations, and the answers."),
    ),
    "meetings": Part(
        "groups",
        _("Meetings"),
        _(
            "When people meet and who is the host, whether you come, who speaks next, and what a calendar of yours was "
            "told. A summary is posted only as those who were there agreed to it."
        ),
    ),
    "posts": Part(
        "writing",
        _("Posts and threads"),
        _(
            "What you post, what it said before you edited it, and the answers you gave in a form. What you took back "
            "is out of sight, and still stored."
        ),
    ),
    "aliases": Part(
        "writing",
        _("Another name in a thread"),
        _("The name, and that it is yours. Nobody sees that; two of the team can look it up in a case, and tell you."),
    ),
    "pictures": Part(
        "writing",
        _("Pictures"),
        _(
            "Drawn anew when you send them, without the place and time a camera adds. Those you did not post are "
            "erased after a day."
        ),
    ),
    "polls": Part(
        "writing", _("Polls"), _("Questions to the others, and what you answered. In a secret poll nobody sees that.")
    ),
    "signs": Part("writing", _("Kind signs"), _("Which kind signs you gave to what others wrote.")),
    "reading": Part(
        "writing",
        _("Where you read"),
        _("Where you stopped, what you marked to find again, and how much you want to hear of a place."),
    ),
    "rooms": Part(
        "writing", _("Rooms"), _("What you say in a room, what it said before you edited it, and who has it open.")
    ),
    "messages": Part(
        "writing",
        _("Private messages"),
        _("The people in a conversation read them, and nobody else unless one is reported."),
    ),
    "drafts": Part(
        "writing",
        _("Drafts"),
        _("What you are writing, so that nothing is lost. Posted or deleted, it is erased here."),
    ),
    "opinions": Part(
        "writing",
        _("About our pages of information"),
        _("Whether a page helped you, and what you would change in it. Only the editors read your words."),
    ),
    "questions": Part("writing", _("Questions for your doctor"), _("The list you made. Nobody else can read it.")),
    "reminders": Part(
        "reminders",
        _("Your reminders"),
        _("What you want to be reminded of, when, and what you answered. Nobody else can read it, the team neither."),
    ),
    "calendar": Part(
        "reminders",
        _("The address for your calendar"),
        _("Only a fingerprint of the secret address is stored, and to the hour when it was last asked."),
    ),
    "notices": Part("mail", _("Notices"), _("What happened for you, as you read it on the page of notices.")),
    "mail": Part(
        "mail",
        _("E-mails"),
        _(
            "They never name an illness, a medicine, a group, or anything anybody wrote, and say where to look. When "
            "one comes back, or is marked as spam, we send no more until you ask for it."
        ),
    ),
    "choices": Part("mail", _("What you want by mail"), _("Which news, on which days, and when none may come.")),
    "summaries": Part("mail", _("Summaries"), _("What a summary mail told you of, so that nothing is told twice.")),
    "reports": Part(
        "reports",
        _("Your reports"),
        _(
            "What you report, why, and the text as it was then. Its author never learns who reported. If you have no "
            "account: the name and address you gave, and for telling apart who sends many a mark made anew each day."
        ),
    ),
    "cases": Part(
        "reports",
        _("Cases and decisions"),
        _("What the team looked at, each step, what was decided and why, and who asked to look again."),
    ),
    "sanctions": Part(
        "reports",
        _("Warnings and pauses"),
        _("What the team or a host put on an account, until when and why, and what moderators noted about it."),
    ),
    "letters": Part("reports", _("Messages to the team"), _("What you and the team write to each other.")),
    "complaints": Part(
        "reports",
        _("Complaints"),
        _(
            "What you complain about, and our answer. An e-mail address that a visitor gives serves to announce that "
            "answer, and is erased with it."
        ),
    ),
    "team": Part(
        "team",
        _("Duty and care"),
        _("Who is on duty, what was handed over, training, and how people are after hard cases."),
    ),
    "deeds": Part(
        "team",
        _("What the team did"),
        _("Who changed what for everybody: threads, rules about words, pages of information."),
    ),
    "index": Part(
        "technical",
        _("The index of the search"),
        _("The words of posts, messages and names, so that they are found by those who may read them."),
    ),
    "site": Part(
        "technical",
        _("The site itself"),
        _(
            "Names of groups, boards and rooms, the pages of information with who checked them, and what the software "
            "needs for itself."
        ),
    ),
}
