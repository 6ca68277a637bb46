"""The words of the privacy page for what stands in retention.yaml, by the names that are used there."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = dict[str, Promise]
BASES: Words = {
    "contract": _("So that the site can do what you came for (article 6(1)(b))."),
    "health": _(
        "You chose to tell or do it here, and said yes to how we use what it may say about your health (articles "
        "6(1)(b), 9(2)(a)). You can take that back under My data."
    ),
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
}
AFTER: Words = {
    "answered": _("after it was answered"),
    "asked": _("after you asked"),
    "case": _("after the team took it up"),
    "closed": _("after the case was closed"),
    "given_up": _("after the name was given up"),
    "happened": _("after it happened"),
    "joined": _("after you joined"),
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
    "helped": _("What a helper did for you"),
    "offered": _("Drafts that a helper wrote for you"),
    "hand": _("That you wanted to say something"),
    "held": _("That nobody else may have the name yet"),
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
    "sign_in_event": _("What happened with your account: signing in and out, wrong tries, changes"),
    "silence": _("Until when you cannot write or sign in"),
    "sign_up_answer": _("Answers of the team to those who ask to join"),
    "sign_up_request": _("That you asked to join, while the team has not answered"),
    "site_invitation": _("Invitations of the team to this site"),
    "suggestion": _("What you would change in a page, and the answer"),
    "tries": _("How often somebody tried an account that is not there"),
    "training": _("Your training, and how many hard cases you want"),
    "unconfirmed": _("An account whose e-mail address was never confirmed"),
    "version": _("Every text that a page of information had"),
}
