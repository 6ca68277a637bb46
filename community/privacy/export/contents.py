"""Which rows are one member's, and which of their columns go into their file.

A personal table of retention.yaml stands here or in `EXCEPT`, with the reason; a test fails for one that does not.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Exists, Model, OuterRef, Q

from community.accounts.models import User
from community.carers.models import Arrangement
from community.forum.models import Thread, ThreadEvent
from community.groups.querysets import seen_by
from community.privacy.parts import GROUPS, PARTS
from community.privacy.retention import Line, lines_of, retention


@dataclass(frozen=True)
class Table:
    """`mine`: paths to the account, any of which makes a row the member's; "" is the account itself. `without`: columns
    that stay out (see `WITHOUT`). `names`: paths whose name the member chose or saw, so that it may be written.
    `beside`: rows that are looked at to say what may be said, read along."""

    mine: tuple[str, ...]
    without: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


TWICE = ("body_html", "renderer", "submit_id")  # made of the text; of the form that sent it
TABLES: dict[str, Table] = {
    "accounts.User": Table(("",), without=("password", "name_skeleton")),
    "accounts.Consent": Table(("member",)),
    "accounts.FormerName": Table(("member",)),
    "account.EmailAddress": Table(("user",)),
    "mfa.Authenticator": Table(("user",), without=("data",)),
    "accounts.SignInEvent": Table(("member",)),
    "usersessions.UserSession": Table(("user",), without=("session_key", "data")),
    "accounts.User_groups": Table(("user",)),
    "accounts.User_user_permissions": Table(("user",)),
    "profiles.Detail": Table(("owner",)),
    "accounts.Block": Table(("blocker",)),
    "forum.BlockedAlias": Table(("blocker",), without=("block",)),
    "carers.Arrangement": Table(("member", "helper"), without=("token_hash",), names=("member", "helper")),
    "carers.Arrangement_groups": Table(("arrangement__member",)),
    "carers.Act": Table(("arrangement__member",)),
    "carers.OfferedDraft": Table(("arrangement__member",)),
    "chat.ChatSettings": Table(("member",)),
    "groups.Membership": Table(("member",)),
    "groups.Departure": Table(("member",)),
    "groups.JoinRequest": Table(("member",)),
    "groups.Invitation": Table(("member",)),
    "chat.Attendance": Table(("member",)),
    "chat.MeetingReminder": Table(("attendance__member",)),
    "chat.CalendarEntry": Table(("attendance__member",), without=("told_by",)),
    "chat.Hand": Table(("member",)),
    "chat.MeetingPlan": Table(("host",)),
    "chat.Meeting": Table(("plan__host",)),
    "forum.Post": Table(("author",), without=(*TWICE, "masks", "taken_back", "quotes_due_at"), beside=("thread",)),
    "forum.Revision": Table(("post__author",), beside=("post",)),
    "forum.Thread": Table(("author",), without=("helpful_post",)),
    "forum.Alias": Table(("member",)),
    "forum.Poll": Table(("thread__author",)),
    "forum.PollOption": Table(("poll__thread__author",)),
    "forum.Vote": Table(("member",)),
    "forum.Picture": Table(("owner",)),
    "forum.Reaction": Table(("member",), without=("withheld",)),
    "chat.Sign": Table(("member",), without=("withheld",)),
    "forum.Bookmark": Table(("member",)),
    "forum.ThreadRead": Table(("member",)),
    "forum.PlaceLevel": Table(("member",)),
    "chat.Place": Table(("member",)),
    "chat.Presence": Table(("member",)),
    "chat.Message": Table(
        ("author",), without=("body_html", "client_id", "blanks", "signs", "waits_for", "taken_back")
    ),
    "conversations.Participant": Table(("member",), without=("withheld",)),
    "conversations.Conversation": Table(("participants__member",)),
    "conversations.PrivateMessage": Table(("author",), without=(*TWICE, "blanks", "taken_back"), names=("author",)),
    "drafts.Draft": Table(("owner",)),
    "drafts.OtherVersion": Table(("draft__owner",)),
    "resources.Opinion": Table(("member",)),
    "resources.Suggestion": Table(("member",)),
    "resources.KeptQuestion": Table(("owner",)),
    "resources.ArticleVersion": Table(("editor",)),
    "reminders.Reminder": Table(("owner",)),
    "reminders.Occurrence": Table(("reminder__owner",)),
    "reminders.Correction": Table(("occurrence__reminder__owner",)),
    "reminders.Wishes": Table(("owner",)),
    "calendars.CalendarFeed": Table(("member",), without=("token_hash",)),
    "notifications.Notification": Table(("recipient",)),
    "notifications.Delivery": Table(
        ("notification__recipient",),
        without=("text", "html", "calendar", "path", "message_id", "lease", "leased_until", "problem"),
    ),
    "notifications.Choice": Table(("member",)),
    "notifications.QuietHours": Table(("member",)),
    "digests.Plan": Table(("member",)),
    "digests.Digest": Table(("member",)),
    "digests.Item": Table(("member",)),
    "moderation.Report": Table(
        ("reporter",),
        without=("case", "excerpt", "byline", "revision", "fingerprint", "token", "visitor_mark"),
    ),
    "moderation.Decision": Table(("case__author",), without=("case", "before", "details")),
    "moderation.Appeal": Table(("decision__case__author",)),
    "moderation.Answer": Table(("appeal__decision__case__author",)),
    "accounts.Sanction": Table(("member",)),
    "chat.Pause": Table(("member",)),
    "moderation.TeamThread": Table(("member",), without=("laid_aside_by",)),
    "moderation.TeamMessage": Table(("thread__member",)),
    "moderation.Complaint": Table(("complainant",), without=("token", "visitor_mark")),
    "moderation.Shift": Table(("member",)),
    "moderation.CareLimit": Table(("member",)),
    "moderation.CheckIn": Table(("member",)),
    "moderation.Debrief": Table(("writer",)),
    "moderation.TrainingDone": Table(("member",)),
    "privacy.ExportRequest": Table(("member",), without=("file", "lease", "leased_until")),
    "privacy.Leaving": Table(("member",), without=("lease", "leased_until", "farewell")),
}
WITHOUT = {  # why a column stays out
    "password data session_key token token_hash": "a secret",
    "lease leased_until file message_id path farewell": "of use only to the machine",
    "body_html renderer submit_id client_id text html calendar": "made of what is in the file, or may hold a code",
    "name_skeleton": "the name in another spelling",
    "masks blanks before details fingerprint revision waits_for problem told_by": "how the software does it",
    "taken_back quotes_due_at": "how the software does it",
    "block": "would lead from another name to its account",
    "withheld": "who blocked whom: nobody who was blocked is told",
    "case excerpt byline visitor_mark helpful_post signs laid_aside_by": "what others said or did",
}
EXCEPT = {
    "account.EmailConfirmation": "secret links, of three days at most; the address is in the file",
    "sessions.Session": "keys to the account; a session cannot be found by its member",
    "moderation.Challenge": "which report was looked at again leads to the case of another",
    "moderation.Case": "the team's own file; its decisions about the member are exported",
    "moderation.CaseEvent": "what moderators did and noted, and what others told them",
    "moderation.Proposal": "what moderators considered before they decided",
    "moderation.Undoing": "a note of the team; what it changed stands with the decision",
    "moderation.Alert": "which moderator was called",
    "moderation.Unmasking": "between two moderators; the member is told by a notice",
    "moderation.UnmaskingView": "between two moderators",
    "moderation.MemberNote": "private notes of moderators",
    "words.Hit": "carries no text and no member",
    "notifications.MailFreeze": "about nobody",
    "forum.ThreadEvent": "what the team did to others' threads",
    "accounts.HeldName": "a mark that leads to nobody",
    "accounts.SignUpRequest": "gone as soon as somebody can sign in and ask for a file",
    "moderation.SignUpAnswer": "an act of the team, which does not say whom it was about",
    "accounts.SiteInvitation": "an act of the team for the site",
    "accounts.SignupBrake": "an act of the team for the site",
    "words.Rule": "a rule of the site",
    "moderation.CannedReply": "a text of the site",
    "moderation.TeamRoom": "about nobody",
    "moderation.ReviewEntry": "the site's own papers",
    "admin.LogEntry": "what the team changed, which is about others",
    "resources.Article": "public, and about nobody here",
    "resources.ArticleTranslation": "public, and about nobody here",
}


OTHERS_WRITE_ON = {  # rows that are one's own by a thread or a meeting, in which others go on: where their group is
    "chat.MeetingPlan": "room__group",
    "chat.Meeting": "plan__room__group",
    "forum.Poll": "thread__board__group",
    "forum.PollOption": "poll__thread__board__group",
}
GAVE_A_TITLE = [ThreadEvent.Kind.RETITLED, ThreadEvent.Kind.SPLIT_FROM]  # the team


def exported() -> list[tuple[str, str, type[Model]]]:
    """Group, part and model, in the order of the privacy page."""
    parts = {line.table: line.part for line in reversed(retention()) if line.table in TABLES}
    order = {name: number for number, name in enumerate(PARTS)}
    groups = {name: number for number, name in enumerate(GROUPS)}
    chosen = sorted(TABLES, key=lambda table: (groups[PARTS[parts[table]].group], order[parts[table]]))
    return [(PARTS[parts[table]].group, parts[table], apps.get_model(table)) for table in chosen]


def columns_in(model: type[Model]) -> list[str]:
    """Those that are personal by retention.yaml, and not left out."""
    without = TABLES[model._meta.label].without
    lines: dict[str, Line] = lines_of(model)
    return [name for name, line in lines.items() if line.is_personal and name not in without]


def rows_of(model: type[Model], member: User) -> Any:
    """The member's. Of private conversations also what the others said, as far as the member may read it, and nothing
    of those that are withheld from whoever blocked; of what the team made of a post, not what it hid; of what others
    write on, only where the member may still read it."""
    table, manager = TABLES[model._meta.label], model._default_manager
    mine = Q()
    for path in table.mine:
        mine |= Q(**{path or "pk": member.pk})
    rows: Any = manager.filter(mine)
    visible: Any = manager
    if model._meta.label == "conversations.PrivateMessage":
        seen = visible.visible_to(member).shown()
        rows = manager.filter(mine | Q(pk__in=seen.values("pk")))
    if model._meta.label == "carers.Arrangement":  # not an invitation that was taken back or blocked, as on its page
        rows = rows.filter(Q(pk__in=visible.visible_to(member).values("pk")) | Q(ended_by=Arrangement.Ending.DECLINED))
    if model._meta.label == "conversations.Participant":
        rows = visible.of(member)
    if model._meta.label == "forum.Revision":
        rows = rows.filter(Q(hidden_at=None) | Q(editor=member))
    if (place := OTHERS_WRITE_ON.get(model._meta.label)) is not None:
        rows = rows.filter(seen_by(member, path=place))
    if model._meta.label == "forum.Thread":
        rows = _with_titles(rows, member)
    if model._meta.label in {"moderation.Decision", "conversations.Conversation"}:
        rows = visible.visible_to(member).filter(mine)
    if model._meta.label == "conversations.Conversation":
        rows = rows.annotate(is_titled=Exists(visible.titled_for(member).filter(pk=OuterRef("pk"))))
    return rows.order_by("pk").distinct() if "__" in "".join(table.mine) else rows.order_by("pk")


def _with_titles(threads: Any, member: User) -> Any:
    """Adds `is_titled`: its title may be in the file, because the member may read it, or nobody else gave it."""
    seen = Thread.objects.filter(seen_by(member, path="board__group"), pk=OuterRef("pk"))
    by_team = ThreadEvent.objects.filter(thread=OuterRef("pk"), kind__in=GAVE_A_TITLE).exclude(actor=member)
    return threads.annotate(is_titled=Exists(seen) | ~Exists(by_team))
