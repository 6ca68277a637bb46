"""One private group and everything the site has addresses for, and somebody in every role who asks for it.

What can belong to a person is Ada's: that she is the only one who finds it is what most rows say. Bo, the member, made
the first report, so the receipt is his. Sam stands behind the decisions, so the others who moderate may act on them.
"""

from dataclasses import replace
from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from community.accounts.actions import block, sanction
from community.accounts.inviting.actions import make_invitation
from community.accounts.models import Sanction, SiteInvitation, User
from community.chat.actions import remove_message
from community.forum.actions import add_reply
from community.forum.actions.pictures import add_picture
from community.forum.actions.removing import remove_post
from community.forum.actions.writing import How
from community.forum.models import Revision
from community.groups.models import Membership
from community.moderation import actions as moderation
from community.moderation.actions.reporting import Visitor
from community.moderation.complaints.actions import complain
from community.moderation.compliance.kit import papers
from community.moderation.duty.models import CheckIn, Debrief
from community.moderation.models import CannedReply
from community.moderation.team.actions import write_to_team
from community.moderation.unmasking.actions import agree_to_unmask, ask_to_unmask
from community.notifications.actions import notify
from community.notifications.models import Notification
from community.notifications.stop_links import SIGNER
from community.reminders.answer_links import answer_path
from community.reminders.models import Occurrence
from community.words.models import Rule
from tests.chat.factories import make_message, make_room
from tests.conversations.factories import make_conversation, send
from tests.digests.factories import make_digest
from tests.drafts.factories import save
from tests.factories import NOON, join, make_group, make_user
from tests.forum.addresses import Place, with_revision
from tests.forum.factories import make_board, make_poll, make_thread, picture_file
from tests.groups.factories import ask, invite, leave
from tests.matrix.helping import helpers
from tests.matrix.hosting import hosting
from tests.matrix.in_the_admin import Kwargs, in_the_admin, unnamed
from tests.matrix.meetings import meetings
from tests.matrix.reading import resources
from tests.moderation.duty.factories import make_shift
from tests.moderation.factories import decide, file_report, report_post
from tests.reminders.factories import make_reminder

NOW = NOON + timedelta(hours=1)
ROLES = (
    *("visitor", "stranger", "member", "owner", "newcomer", "silenced", "suspended"),
    *("host", "group_moderator", "moderator", "editor", "admin"),
)


def with_password(name, **fields) -> User:
    return make_user(name, password="a quiet horse at noon", **fields)


def make_cast(group) -> dict[str, User | AnonymousUser]:
    """Whoever asks, by role. Stranger, moderator, editor and admin are in no group."""
    inside = {
        "member": with_password("Bo"),
        "owner": with_password("Ada"),
        "newcomer": with_password("Nia", date_joined=NOON),
        "silenced": with_password("Sal"),
        "suspended": with_password("Sue"),
    }
    join(group, *inside.values())
    host, gil = with_password("Hal"), with_password("Gil")
    join(group, host, role=Membership.Role.HOST)
    join(group, gil, role=Membership.Role.MODERATOR)
    for name, kind in {"silenced": Sanction.Kind.SILENCE, "suspended": Sanction.Kind.SUSPENSION}.items():
        sanction(inside[name], kind=kind, until=NOON + timedelta(days=3), now=NOON)
    return inside | {
        "visitor": AnonymousUser(),
        "stranger": with_password("Eve"),
        "host": host,
        "group_moderator": gil,
        "moderator": with_password("Mo", is_moderator=True),
        "editor": with_password("Ed", is_editor=True),
        "admin": with_password("Root", is_superuser=True, is_staff=True),
    }


class World:
    """`kwargs[route]` is what stands in the address of a route with ids in it."""

    def __init__(self) -> None:
        self.group = make_group("quiet", privacy="private")
        self.cast = make_cast(self.group)
        self.ada, self.bo, self.gil, self.mo = (
            self.cast[role] for role in ("owner", "member", "group_moderator", "moderator")
        )
        self.sam, self.cy = make_user("Sam", is_moderator=True), make_user("Cy")
        self.board = make_board(self.group, takes_pictures=True, asks_questions=True)
        self.thread = make_thread(board=self.board, author=self.ada)
        self.post = with_revision(self.thread.posts.get())
        Revision.objects.create(post=self.post, number=1, editor=self.ada, body="After.", created_at=NOON)
        make_poll(self.thread, self.ada)
        self.picture = self.make_picture()
        self.kwargs: Kwargs = {}
        for part in (accounts, helpers, ways_in, talk, own_things, cases, other_names, team, resources, in_the_admin):
            self.kwargs |= part(self)
        self.places = self.other_places()
        self.unnamed = unnamed(self)
        self.queries = {"search:similar": f"?board={self.board.slug}&title=Quiet+morning"}

    def make_picture(self):
        """In the first post, by the way the composer takes it."""
        picture = add_picture(board=self.board, owner=self.ada, upload=picture_file(), alt="A cup.", now=NOON)
        picture.post = self.post
        picture.save()
        return picture

    def reply(self, author=None, body="The second hour too.", *, now=NOON, how=None):
        return add_reply(thread=self.thread, author=author or self.ada, body=body, now=now, how=how or How())

    def reported(self, subject, *, kind="post"):
        """Each by somebody else, for reports of one person are paced."""
        reporter = make_user(f"Rae.{subject.pk}")
        join(self.group, reporter)
        return file_report(kind, subject, reporter).case

    @property
    def place(self) -> Place:
        return Place(group=self.group, board=self.board, thread=self.thread, post=self.post)

    def other_places(self) -> dict[str, Place]:
        """Where a route is about a post in a state of its own: it waits, it was taken back, it answers."""
        ned = make_user("Ned", date_joined=NOON)
        join(self.group, ned)
        held = replace(self.place, post=self.reply(ned, "See https://example.org/ for it."))
        removed = self.reply(body="Not this.")
        remove_post(removed, author=self.ada, now=NOW)
        answer = replace(self.place, post=self.reply(self.bo, "Tea helps."))
        return {
            **dict.fromkeys(("release", "withhold"), held),
            "undo_remove": replace(self.place, post=removed),
            "helpful": answer,
        }


def accounts(world) -> Kwargs:
    blocked = block(make_user("Max"), blocker=world.ada, now=NOON)
    key, of_nobody = {"uidb36": "1", "key": "never-was"}, {"pk": 4_000_000}
    about_ada = {"username": world.ada.username}
    names = ("accounts:member", "accounts:block", "forum:activity", "moderation:member", "moderation:team_messages")
    return {
        "privacy:leave_by": {"way": "take"},
        "privacy:undo_leaving": {"token": "a"},  # the good ones: privacy/test_leaving_pages.py
        **dict.fromkeys(names, about_ada),
        "account_reset_password_from_key": key,
        "accounts:invited": {"token": "never-was"},  # the good ones: accounts/inviting
        **dict.fromkeys(("accounts:end_sign_in", "mfa_remove_webauthn", "mfa_edit_webauthn"), of_nobody),
        **dict.fromkeys(("moderation:clear_reading", "moderation:let_in", "moderation:turn_down"), of_nobody),
        "forum:unblock": {"pk": blocked.pk},
        "privacy:withdraw": {"subject": "health"},
    }


def ways_in(world) -> Kwargs:
    """Three more private groups: Ada asks at one, is invited to one, has just left one."""
    doors = {slug: make_group(slug, privacy="private") for slug in ("asked", "invited", "left")}
    for group in doors.values():
        join(group, world.gil, role=Membership.Role.MODERATOR)
    doors["asked"].listed_at = NOON
    doors["asked"].save()
    join(doors["left"], world.ada)
    leave(doors["left"], world.ada, now=NOW)
    request = ask(doors["asked"], world.ada, words="May I?")
    invitation = invite(doors["invited"], world.ada, world.gil)
    of_ada = {"slug": "quiet", "pk": world.group.memberships.get(member=world.ada).pk}
    here = ("group", "settings", "join", "leave", "members", "ask", "requests", "invitations")
    return {
        **{f"groups:{name}": {"slug": "quiet"} for name in here},
        **{f"groups:{name}": {"slug": "left"} for name in ("left", "return")},
        **{f"groups:{name}": of_ada for name in ("role", "remove")},
        "groups:request": {"pk": request.pk},
        "groups:answer": {"slug": "asked", "pk": request.pk},
        "groups:invitation": {"pk": invitation.pk},
        "groups:withdraw": {"slug": "invited", "pk": invitation.pk},
    }


def talk(world) -> Kwargs:
    """A room of the group in which a message of Ada's waits, and a conversation between Ada and Cy."""
    room = make_room(world.group)
    waits = make_message(room, world.ada, guard=timedelta(seconds=10))
    said, taken_back = make_message(room, world.ada, now=timezone.now()), make_message(room, world.ada)
    remove_message(taken_back, author=world.ada, now=timezone.now())
    of_room = ("plan", "room", "send", "events", "told", "names", "read", "hold", "let_go")
    conversation = make_conversation(world.ada, world.cy)
    message = send(conversation, world.ada)
    of_it = {"pk": conversation.pk}
    numbered = of_it | {"number": message.number}
    names = ("conversation", "answer", "add", "leave", "come_back", "mute")
    return {
        **{f"chat:{name}": {"slug": room.slug, "pk": waits.pk} for name in ("think_again", "send_now")},
        "chat:by_number": {"pk": room.pk},
        **hosting(world, room),
        **{f"chat:{name}": {"slug": room.slug} for name in of_room},
        **{f"chat:{name}": {"slug": room.slug, "pk": said.pk} for name in "message edit remove sign pin unpin".split()},
        "chat:undo_remove": {"slug": room.slug, "pk": taken_back.pk},
        "chat:found": {"pk": said.pk},
        **meetings(world, room),
        **{f"conversations:{name}": of_it for name in names},
        **{f"conversations:{name}": numbered for name in ("message", "remove", "put_back")},
    }


def own_things(world) -> Kwargs:
    reminder = make_reminder(world.ada)
    due = Occurrence.objects.create(reminder=reminder, due_at=NOON)
    kind = Notification.Kind.REPLY
    notify(recipient=world.ada, kind=kind, text="A reply.", url="/unread/", now=NOON)
    notice = Notification.objects.get(recipient=world.ada, url="/unread/")
    digest = make_digest(world.ada, now=NOON)
    draft = save(world.ada)  # of no thread: whoever answers in a thread of the world has no draft there any more
    names = ("reminder", "change", "move", "pause", "resume", "end")
    return {
        **{f"reminders:{name}": {"pk": reminder.pk} for name in names},
        **{f"reminders:{name}": {"pk": due.pk} for name in ("done", "skip", "later", "correct")},
        "reminders:statement": {"year": NOON.year, "month": NOON.month},
        **{f"notifications:{name}": {"pk": notice.pk} for name in ("open", "alike")},
        "notifications:again": {"token": "a"},  # the good ones: notifications/test_address
        "digests:digest": {"day": digest.day},
        "reminders:answer_by_mail": {"token": answer_path(due, now=timezone.now()).split("/")[3]},
        "notifications:stop": {"token": SIGNER.sign_object([0, "reply", ""])},  # the good ones: notifications/test_stop
        "drafts:save": {"key": draft.key},
        **{f"drafts:{name}": {"pk": draft.pk} for name in ("delete", "put_back")},
    }


def cases(world) -> Kwargs:
    """One that waits, one that is decided, one that is to be looked at again; and a visitor's report."""
    waiting = report_post(world.post, world.bo, reason="worried")
    decided = decide(world.reported(world.reply()), world.sam)
    again = decide(world.reported(world.reply(body="A third hour.")), world.sam)
    moderation.appeal(again, author=world.ada, words="I meant it kindly.", now=NOW)
    everybody = make_group("everybody", privacy="public")
    join(everybody, world.cy)
    pictured = world.reported(world.picture, kind="picture")
    public = make_thread(group=everybody, author=world.cy).posts.get()
    visitors = moderation.file_report(kind="post", pk=public.pk, visitor=Visitor(), reason="spam", now=NOON)
    of_waiting = ("case", "claim", "release", "note", "second", "alert_next")
    return {
        **{f"moderation:{name}": {"pk": waiting.case_id} for name in of_waiting},
        "moderation:case_picture": {"pk": pictured.pk},
        "moderation:answer": {"pk": again.case_id},
        "moderation:undo": {"pk": decided.case_id},
        "moderation:statement": {"pk": decided.pk},
        "moderation:receipt": {"pk": waiting.pk},
        "moderation:visitor_receipt": {"token": visitors.token},
        "report/<slug:kind>/<int:pk>/": {"kind": "post", "pk": world.post.pk},
        "report/<slug:kind>/<uuid:pk>/": {"kind": "picture", "pk": world.picture.pk},
    }


def other_names(world) -> Kwargs:
    """Three posts under another name: nobody has asked whose it is, Sam has asked, Sam and Mo have agreed."""
    wren = make_user("Wrenfield")
    join(world.group, wren)
    bodies = ("Nobody asked.", "Sam asked.", "Two agreed.")
    found = [world.reported(world.reply(wren, body, how=How(as_alias=True))) for body in bodies]
    asked, agreed = (ask_to_unmask(case, moderator=world.sam, reason="Threats.", now=NOON) for case in found[1:])
    agree_to_unmask(agreed, moderator=world.mo, now=NOW)
    return {
        "moderation:ask_to_unmask": {"pk": found[0].pk},
        "moderation:unmasking": {"pk": asked.pk},
        "moderation:answer_unmasking": {"pk": asked.pk},
        "moderation:look_at_name": {"pk": agreed.pk},
    }


def team(world) -> Kwargs:
    """The shift and the debrief are Mo's own; he is asked to look after Sam."""
    rule = Rule.objects.create(phrase="never mind", effect="advise", note="Please think of others.", created_at=NOON)
    reply = CannedReply.objects.create(title="Thanks", text="Thank you.", changed_by=world.sam, changed_at=NOON)
    shift, check = make_shift(world.mo), CheckIn.objects.create(member=world.sam, asked_of=world.mo, created_at=NOON)
    debrief = Debrief.objects.create(writer=world.mo, words="A long day.", created_at=NOON)
    complaint = complain(kind="other", words="Too slow.", complainant=world.ada, now=NOON)
    write_to_team(world.ada, words="Please look.", now=NOON)
    make_invitation(by=world.mo, uses=1, lasts=timedelta(days=1), now=NOON)
    return {
        **{f"moderation:{name}": {"pk": rule.pk} for name in ("rule", "switch_rule")},
        **{f"moderation:{name}": {"pk": shift.pk} for name in ("give_back", "hand_over")},
        "moderation:reply": {"pk": reply.pk},
        "moderation:end_invitation": {"pk": SiteInvitation.objects.get().pk},
        "moderation:checked_in": {"pk": check.pk},
        "moderation:remove_debrief": {"pk": debrief.pk},
        "moderation:complaint": {"pk": complaint.pk},
        "moderation:complaint_receipt": {"token": complaint.token},
        "moderation:paper": {"slug": papers()[0].slug},
    }
