"""One row for each sweep of the nightly task, as old as it is told to be."""

from datetime import timedelta

from allauth.account.models import EmailAddress, EmailConfirmation
from django.contrib.admin.models import CHANGE, LogEntry

from community.accounts.models import (
    FormerName,
    HeldName,
    SignInEvent,
    SignupBrake,
    SiteInvitation,
    UnknownTries,
)
from community.carers.models import Act, OfferedDraft
from community.chat.models import Attendance, Hand, MeetingReminder, Pause
from community.digests.models import Digest
from community.groups.models import Invitation, JoinRequest
from community.moderation.approving.models import SignUpAnswer
from community.moderation.complaints.models import Complaint
from community.moderation.duty.models import CheckIn, Shift
from community.notifications.models import Delivery, Notification
from community.privacy.models import ExportRequest, RetentionRun
from community.resources.models import Suggestion
from community.words.models import Hit, Rule
from tests.carers.factories import ask
from tests.chat.factories import make_room
from tests.chat.meetings.factories import make_meeting
from tests.search.factories import make_article

HOUR = timedelta(hours=1)


def link(cast, at):
    address = EmailAddress.objects.create(user=cast.ada, email="ada@old.example")
    return EmailConfirmation.objects.create(email_address=address, created=at, key="k")


def former_name(cast, at):
    return FormerName.objects.create(member=cast.ada, name="Adele", given_up_at=at)


def site_invitation(cast, at):
    left = {"uses": 1, "uses_left": 1, "created_at": at - HOUR}
    return SiteInvitation.objects.create(token_hash="b" * 64, made_by=cast.mo, expires_at=at, **left)


def sign_up_answer(cast, at):
    said = {"number": 17, "said_yes": True, "moderator": cast.mo}
    return SignUpAnswer.objects.create(asked_at=at - HOUR, created_at=at, **said)


def held_name(cast, at):
    return HeldName.objects.create(mark="a" * 64, held_at=at)


def request(cast, at):
    answer = {"answer": "declined", "answered_by": cast.mo}
    return JoinRequest.objects.create(
        group=cast.group, member=cast.eve, words="May I?", created_at=at - HOUR, answered_at=at, **answer
    )


def invitation(cast, at):
    asked = {"member": cast.eve, "invited_by": cast.mo, "created_at": at - HOUR}
    return Invitation.objects.create(group=cast.group, answer="declined", answered_at=at, **asked)


def meeting_until(cast, at):
    meeting = make_meeting(make_room(cast.group), cast.mo)
    meeting.starts_at, meeting.ends_at = at - HOUR, at
    meeting.save()
    return meeting


def attendance(cast, at):
    meeting = meeting_until(cast, at)
    return Attendance.objects.create(meeting=meeting, member=cast.ada, answer="attending", answered_at=at)


def reminded(cast, at):
    return MeetingReminder.objects.create(attendance=attendance(cast, at), starts_at=at, hours=24)


def hand(cast, at):
    return Hand.objects.create(meeting=meeting_until(cast, at), member=cast.ada, raised_at=at, lowered_at=at)


def suggestion(cast, at):
    told = {"outcome": "accepted", "answered_at": at, "editor": cast.mo}
    about = {"article": make_article(), "member": cast.ada, "kind": "error", "words": "A slip."}
    return Suggestion.objects.create(created_at=at - HOUR, **about, **told)


def notice(cast, at):
    about = {"recipient": cast.ada, "kind": "reply", "text": "A reply.", "url": "/unread/"}
    return Notification.objects.create(created_at=at, **about)


def delivery(cast, at):
    """With nothing in the app: a code."""
    where = {"message_id": f"<{at.isoformat()}@here>", "to_address": "ada@members.example", "subject": "A code"}
    return Delivery.objects.create(created_at=at, due_at=at, sent_at=at, **where)


def dropped(cast, at):
    mail = delivery(cast, at)
    mail.sent_at, mail.dropped_at = None, at
    mail.save()
    return mail


def digest(cast, at):
    return Digest.objects.create(member=cast.ada, day=at.date(), notice=notice(cast, at), made_at=at)


def hit(cast, at):
    rule = Rule.objects.create(phrase="never mind", effect="advise", note="Please.", created_at=at)
    return Hit.objects.create(kind="post", object_pk=7, rule=rule, created_at=at - HOUR, taken_at=at)


def pause(cast, at):
    span = {"starts_at": at - HOUR, "until": at}
    room = make_room(cast.group)
    return Pause.objects.create(room=room, member=cast.ada, given_by=cast.mo, reason="Breathe.", **span)


def complaint(cast, at):
    answer = {"answer": "Sorry.", "answered_by": cast.mo, "answered_at": at}
    return Complaint.objects.create(kind="other", words="Slow.", token="t", created_at=at - HOUR, **answer)


def shift(cast, at):
    """With a note, which is blanked before the row is deleted."""
    return Shift.objects.create(member=cast.mo, starts_at=at - HOUR, ends_at=at, note="Quiet.", noted_at=at)


def check_in(cast, at):
    return CheckIn.objects.create(member=cast.mo, asked_of=cast.ada, created_at=at, done_at=at, done_by=cast.ada)


def brake(cast, at):
    return SignupBrake.objects.create(started_at=at - HOUR, ends_at=at, started_by=cast.mo)


def sign_in(cast, at):
    return SignInEvent.objects.create(member=cast.ada, result="ok", happened_at=at)


def tries(cast, at):
    return UnknownTries.objects.create(day=at, number=3)


def deed(cast, at):
    entry = LogEntry.objects.create(user=cast.mo, object_repr="Board", action_flag=CHANGE, change_message="")
    LogEntry.objects.filter(pk=entry.pk).update(action_time=at)
    return entry


def run(cast, at):
    return RetentionRun.objects.create(started_at=at, ended_at=at)


def asked(cast, at):
    return ExportRequest.objects.create(member=cast.ada, asked_at=at, state="gone")


def helped(cast, at):
    made = ask(cast.ada, cast.bo)
    return Act.objects.create(arrangement=made, kind="drafted", done_at=at)


def offered(cast, at):
    made = ask(cast.ada, cast.bo)
    return OfferedDraft.objects.create(arrangement=made, key="reply:1", fields={"body": "x"}, created_at=at)


MAKERS = {
    "carers.Act": helped,
    "carers.OfferedDraft": offered,
    "account.EmailConfirmation": link,
    "accounts.FormerName": former_name,
    "accounts.HeldName": held_name,
    "moderation.SignUpAnswer": sign_up_answer,
    "accounts.SiteInvitation": site_invitation,
    "groups.JoinRequest": request,
    "groups.Invitation": invitation,
    "chat.Attendance": attendance,
    "chat.MeetingReminder": reminded,
    "chat.Hand": hand,
    "resources.Suggestion": suggestion,
    "notifications.Notification": notice,
    "notifications.Delivery": delivery,
    "notifications.Delivery to_address subject": dropped,
    "digests.Digest": digest,
    "words.Hit": hit,
    "chat.Pause": pause,
    "moderation.Complaint": complaint,
    "moderation.Shift": shift,
    "moderation.Shift note noted_at": shift,
    "moderation.CheckIn": check_in,
    "accounts.SignupBrake": brake,
    "accounts.SignInEvent": sign_in,
    "accounts.UnknownTries": tries,
    "admin.LogEntry": deed,
    "privacy.RetentionRun": run,
    "privacy.ExportRequest": asked,
}
