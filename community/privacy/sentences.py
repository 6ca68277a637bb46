"""The words of the privacy page for what stands in retention.yaml, by the names that are used there."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = dict[str, Promise]


@dataclass(frozen=True)
class Part:
    group: str
    title: Promise
    what: Promise


GROUPS: Words = {
    "account": _("Your account"),
    "groups": _("Groups and meetings"),
    "writing": _("What you write"),
    "reminders": _("Reminders"),
    "mail": _("Mail"),
    "reports": _("When you report something, and what the team decides"),
    "team": _("If you are on the team"),
    "technical": _("Technical"),
}
BASES: Words = {
    "contract": _("So that the site can do what you came for (article 6(1)(b))."),
    "health": _("You chose to tell or do it here. It may say something about your health (articles 6(1)(b), 9(2)(a))."),
    "legitimate": _("So that the site works and stays safe for everybody (article 6(1)(f))."),
    "legal": _("The law asks us to look into what is reported, and to be able to show what we did (article 6(1)(c))."),
    "none": _("It is about nobody."),
}
KEEPING: Words = {  # parts of sentences, like those below
    "account": _("as long as you have the account"),
    "owner": _("until you change or end it, or leave"),
    "content": _("as long as the conversation or place it belongs to"),
    "room": _("as long as that room keeps what is said there: most keep it, some forget it after a number of days"),
    "parent": _("as long as what it belongs to"),
    "sent": _("until the mail has left or is not needed any more"),
    "site": _("as long as the site"),
    "none yet": _("no end has been set yet"),
}
AFTER: Words = {
    "answered": _("after it was answered"),
    "case": _("after the team took it up"),
    "left": _("after you left"),
    "made": _("after it was made"),
    "meeting": _("after the meeting"),
    "over": _("after it was over"),
    "saved": _("after it was last saved"),
    "sent": _("after it was sent"),
    "sign_in": _("after you signed in"),
    "visit": _("after your last visit"),
    "written": _("after it was written"),
}
LEAVING: Words = {
    "erased": _("It is erased."),
    "chosen": _("It is erased, or what you wrote stays without your name, whichever of the two you want."),
    "nameless": _("What belongs to others stays, without your name."),
    "parent": _("It goes or stays with what it belongs to."),
    "sealed": _("It is kept under seal as long as a case or the law needs it, and then erased."),
    "stays": _("It stays: it is not about you."),
}
THINGS: Words = {
    "address": _("The address it went to"),
    "admin": _("What was changed in the admin pages"),
    "attendance": _("What you said about coming"),
    "bookmark": _("Bookmarks, and what you want to hear of a place"),
    "brake": _("Times when nobody new could join"),
    "case": _("The case and every step of it"),
    "check_in": _("That you were asked how you are"),
    "debrief": _("What you wrote for yourself after a hard case"),
    "deed": _("What the team did in a thread"),
    "delivery": _("That there was a mail, and what became of it"),
    "departure": _("That you have left a group"),
    "hand": _("That you wanted to say something"),
    "hit": _("That a text met a rule about words"),
    "letter": _("What the mail says"),
    "link": _("A link that confirms an address"),
    "meeting": _("The meeting and its summary"),
    "membership": _("That you are in a group"),
    "opinion": _("Whether a page helped you"),
    "paper": _("When somebody looked at the papers of this site"),
    "pause": _("A pause that a host gave you in one room"),
    "presence": _("That you have a room open"),
    "read_mark": _("Where you stopped reading"),
    "reminded": _("That you were reminded of it"),
    "returned": _("That mails to you came back or were marked as spam"),
    "rule": _("Rules, ready answers and the team's room"),
    "said": _("What you say in a room"),
    "sanction": _("Warnings, pauses of the account and notes about them"),
    "session": _("That you are signed in"),
    "second_step": _("Your second step and passkeys"),
    "shift": _("When you are on duty"),
    "shift_note": _("Your note for whoever comes next"),
    "silence": _("Until when you cannot write or sign in"),
    "suggestion": _("What you would change in a page, and the answer"),
    "training": _("Your training, and how many hard cases you want"),
    "version": _("Every text that a page of information had"),
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
    "codes": Part(
        "account",
        _("Signing in"),
        _("That you are signed in on a device, with codes we mailed you and text that could not be sent meanwhile."),
    ),
    "settings": Part(
        "account", _("How you use rooms"), _("How rooms look and read for you, and your own ready-made phrases.")
    ),
    "blocks": Part(
        "account", _("Whom you blocked"), _("Only you see whom. Those you blocked are not told, then or later.")
    ),
    "own_file": Part(
        "account",
        _("The file with your data"),
        _("That you asked for it, and when. The file itself is deleted two days after it was made."),
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
