"""What the matrix has no use for: a row in each table that would have none, and in a state in which it has words."""

from allauth.mfa.models import Authenticator
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType

from community.accounts.models import User
from community.chat.models import ChatSettings, Message
from community.drafts.models import OtherVersion
from community.forum.models import FormField, Post, ReadingLink
from community.moderation.complaints.models import Complaint
from community.moderation.compliance.kit import papers
from community.moderation.compliance.models import ReviewEntry
from community.moderation.duty.models import Shift
from community.moderation.models import Decision, MemberNote, Proposal, Undoing
from community.privacy.export.contents import exported
from community.resources.models import Article
from tests.factories import NOON, make_user
from tests.forum.factories import make_board, make_thread
from tests.matrix.world import NOW
from tests.privacy.everything import fill
from tests.resources.factories import BOTH_IN_SPANISH, load_in_spanish, make_folder
from tests.resources.test_views import COMPARISON, DISAGREEMENT


def make_more_rows(world, folder):
    load_in_spanish(make_folder(folder), more=DISAGREEMENT + COMPARISON, in_spanish=BOTH_IN_SPANISH)
    Article.objects.update(review_state="lay_reviewed", reviewer="Somebody", reviewed_date=NOON.date())
    User.objects.filter(pk=world.bo.pk).update(language="es")
    for _group, _part, model in exported():
        if model is not Authenticator and not model._base_manager.exists():
            fill(model, world.ada)
    for part in (of_a_board, of_the_team, of_visitors, of_readers, of_the_admin):
        part(world)


def of_a_board(world):
    """A form of its own, something to read first, and a post that the team hid."""
    board = make_board(world.group, slug="with-a-form")
    FormField.objects.create(board=board, label="Which?", help_text="Of these.", kind="choice", choices="One\nTwo")
    ReadingLink.objects.create(board=board, title="Read", path="/resources/understanding/page-1/", position=1)
    hidden = make_thread(board=board, author=world.ada).posts.get()
    Post.objects.filter(pk=hidden.pk).update(hidden_at=NOW, hidden_reason="Too much.")
    world.more = [f"/boards/{board.slug}/", f"/boards/{board.slug}/new/", hidden.thread.get_absolute_url()]


def of_the_team(world):
    decision, undone = Decision.objects.order_by("pk")[:2]
    by = {"moderator": world.sam, "created_at": NOW}
    MemberNote.objects.create(member=world.ada, words="Kind.", **by)
    Proposal.objects.create(case=decision.case, outcome="suspended", sanction_kind=500, words="Long.", **by)
    Undoing.objects.create(decision=undone, words="Too soon.", **by)
    Shift.objects.update(note="All calm.", noted_at=NOW)
    entry = {"slug": papers()[0].slug, "done_on": NOON.date(), "done_by": "Somebody", "note": "Done."}
    ReviewEntry.objects.create(recorded_by=world.mo, created_at=NOW, **entry)


def of_visitors(world):
    answered = {"answer": "Thank you.", "answered_by": world.mo, "answered_at": NOW}
    Complaint.objects.create(
        kind="other",
        words="Slow.",
        visitor_email="v@members.example",
        token="of-a-visitor",
        created_at=NOON,
        **answered,
    )
    world.more.append("/contact/complaint/of-a-visitor/")


def of_readers(world):
    """Words in lists, and somebody whose mails came back."""
    ChatSettings.objects.update(phrases=["Hello."])
    Message.objects.update(earlier=[{"body": "Before.", "at": NOON.isoformat(), "until": NOW.isoformat()}])
    OtherVersion.objects.update(fields={"body": "Other."})
    Post.objects.filter(pk=world.post.pk).update(answers=[["Which?", "One"], ["", "Free."]])
    Article.objects.update(words=[{"slug": "spasm", "term": "Spasm", "said_like": "spa", "definition": "A cramp."}])
    user = make_user("Returned")
    User.objects.filter(pk=user.pk).update(
        mail_stopped_for=user.email, mail_stopped_why="bounced", mail_stopped_at=NOON
    )


def of_the_admin(world):
    members = ContentType.objects.get_for_model(User)
    about = {"object_id": world.ada.pk, "object_repr": "Ada", "change_message": "Changed."}
    LogEntry.objects.create(user=world.cast["admin"], content_type=members, action_flag=CHANGE, **about)
