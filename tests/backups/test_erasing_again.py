"""Each way of taking something away is noted, and done once more to a database from before."""

from datetime import UTC, datetime, timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from community.accounts.actions import withdraw_consent
from community.accounts.consents import Consent, Subject
from community.accounts.inviting.actions import end_invitation, make_invitation
from community.accounts.inviting.models import SiteInvitation
from community.accounts.models import User
from community.backups.actions import SKEW, erase_again
from community.backups.manifest import Unusable
from community.calendars.actions import make_feed, revoke_feed
from community.calendars.models import CalendarFeed
from community.chat import actions as chat
from community.chat.models import Message, Room
from community.conversations import actions as conversations
from community.conversations.actions import hiding as private
from community.conversations.models import PrivateMessage
from community.core.erasures import FOLDER, gone_since
from community.drafts.actions import delete_draft, put_back
from community.drafts.models import Draft
from community.forum import actions as forum
from community.forum.actions import editing, hiding, masking
from community.forum.actions.bookmarks import keep_bookmark, remove_bookmark
from community.forum.actions.pictures import add_picture, attach, forget_pictures, leave_out_picture
from community.forum.actions.polls import remove_poll
from community.forum.models import Bookmark, Picture, Poll, Post, Revision
from community.moderation.duty.actions import remove_debrief, write_debrief
from community.moderation.duty.models import Debrief
from community.profiles.actions import Said, hide_details, save_details, show_details
from community.profiles.models import Detail
from community.reminders.actions import erase_reminders
from community.reminders.models import Reminder
from community.resources.actions import drop_question, erase_questions, keep_question
from community.resources.models import KeptQuestion
from tests.chat.factories import make_message, make_room
from tests.conversations.factories import make_conversation
from tests.drafts.factories import save
from tests.factories import NOON
from tests.forum.factories import make_board, make_poll, make_thread, picture_file
from tests.reminders.factories import make_reminder

BEFORE = datetime(2000, 1, 1, tzinfo=UTC)
LATER = NOON + timedelta(minutes=5)
MEMBERS = Detail.ShownTo.MEMBERS


@pytest.fixture
def log(settings, tmp_path):
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "pictures"
    return tmp_path / FOLDER


@pytest.fixture
def world(group, ada, bo, mo, log):
    board = make_board(group, takes_pictures=True)
    post = make_thread(board=board, author=ada).posts.get()
    posted, waiting = (
        add_picture(board=board, owner=ada, upload=picture_file(), alt="A cup.", now=NOON) for _ in range(2)
    )
    attach([posted], post)
    posted.refresh_from_db()
    room, poll = make_room(group), make_poll(post.thread, ada)
    make_invitation(by=mo, uses=1, lasts=timedelta(days=3), now=NOON)
    letter = make_conversation(ada, bo).messages.get()
    return SimpleNamespace(
        ada=ada, bo=bo, mo=mo, post=post, posted=posted, waiting=waiting, room=room, letter=letter,
        message=make_message(room, ada, "Call 555 now."), draft=save(ada),
        debrief=write_debrief(mo, words="A long day.", now=NOON), consent=ada.consents.get(subject=Subject.HEALTH),
        detail=ada.details.create(kind="about", words="My lids close.", shown_to=MEMBERS, changed_at=NOON),
        bookmark=keep_bookmark(post=post, member=ada, note="As with my lids.", remind_on=None, now=NOON), poll=poll,
        invitation=SiteInvitation.objects.get(),
        reminder=make_reminder(ada), question=keep_question(owner=ada, text="May I drive?", now=NOON),
    )  # fmt: skip


def an_edited_post(world):
    words = editing.Words("The second hour.", world.post.thread.title)
    editing.edit_post(world.post, editor=world.ada, words=words, version=world.post.edit_count, now=LATER)
    return world.post.revisions.order_by("number").first()


def old_messages(world):
    Room.objects.update(retention_days=1)
    chat.erase_old_messages(now=NOON + timedelta(days=3))


def say_of_oneself(world, words, shown_to=MEMBERS):
    save_details(world.ada, said={"about": Said(words, shown_to)}, now=LATER)


GONE = {
    "forum.post": (Post, "post", lambda w: forum.remove_post(w.post, author=w.ada, now=LATER), "removed_at"),
    "forum.post.hidden": (
        Post, "post", lambda w: hiding.hide_post(w.post, moderator=w.mo, reason="x", now=LATER), "hidden_at"),
    "forum.post.blanked": (
        Post, "post", lambda w: masking.mask_phrase(w.post, phrase="hour", moderator=w.mo, now=LATER), "hidden_at"),
    "forum.picture": (
        Picture, "waiting", lambda w: leave_out_picture(w.waiting, owner=w.ada, now=LATER), None),
    "forum.picture.hidden": (
        Picture, "posted", lambda w: hiding.hide_picture(w.posted, moderator=w.mo, now=LATER), "hidden_at"),
    "chat.message": (
        Message, "message", lambda w: chat.remove_message(w.message, author=w.ada, now=LATER), "removed_at"),
    "chat.message.hidden": (
        Message, "message", lambda w: chat.hide_message(w.message, moderator=w.mo, now=LATER), "hidden_at"),
    "chat.message.blanked": (
        Message, "message",
        lambda w: chat.blank_phrases(w.message, phrases=["555"], moderator=w.mo, now=LATER), "hidden_at"),
    "chat.message.erased": (Message, "message", old_messages, None),
    "conversations.message": (
        PrivateMessage, "letter",
        lambda w: conversations.remove_message(w.letter, author=w.ada, now=LATER), "removed_at"),
    "conversations.message.hidden": (
        PrivateMessage, "letter", lambda w: private.hide_message(w.letter, moderator=w.mo, now=LATER), "hidden_at"),
    "conversations.message.blanked": (
        PrivateMessage, "letter",
        lambda w: private.blank_phrases(w.letter, phrases=["morning"], moderator=w.mo), "hidden_at"),
    "drafts.draft": (Draft, "draft", lambda w: delete_draft(w.draft, member=w.ada, now=LATER), "discarded_at"),
    "forum.bookmark": (Bookmark, "bookmark", lambda w: remove_bookmark(post=w.post, member=w.ada), None),
    "forum.poll": (Poll, "poll", lambda w: remove_poll(poll=w.poll, member=w.ada, now=LATER), None),
    "accounts.invitation": (
        SiteInvitation, "invitation", lambda w: end_invitation(w.invitation, by=w.mo, now=LATER), None),
    "profiles.detail": (Detail, "detail", lambda w: say_of_oneself(w, ""), None),
    "profiles.detail.hidden": (Detail, "detail", lambda w: hide_details(w.ada, now=LATER), "hidden_at"),
    "moderation.debrief": (Debrief, "debrief", lambda w: remove_debrief(w.debrief, writer=w.mo), None),
    "accounts.consent": (
        Consent, "consent", lambda w: withdraw_consent(w.ada, subject=Subject.HEALTH, now=LATER), "withdrawn_at"),
    "reminders.reminder": (Reminder, "reminder", lambda w: erase_reminders(w.ada), None),
    "resources.question": (KeptQuestion, "question", lambda w: erase_questions(w.ada), None),
}  # fmt: skip


def test_one_question_for_the_doctor_is_noted_like_the_whole_list(world, log, django_capture_on_commit_callbacks):
    before = KeptQuestion.objects.values().get()
    with django_capture_on_commit_callbacks(execute=True):
        drop_question(kept=world.question)

    assert gone_since(BEFORE, [log]) == {"resources.question": [str(before["id"])]}


@pytest.mark.parametrize("kind", GONE)
def test_what_was_taken_away_is_taken_away_again(kind, world, log, django_capture_on_commit_callbacks):
    model, name, act, column = GONE[kind]
    rows = model.objects.filter(pk=getattr(world, name).pk)
    before = rows.values().get()
    with django_capture_on_commit_callbacks(execute=True):
        act(world)
    assert gone_since(BEFORE, [log]) == {kind: [str(before["id"])]}
    if not rows.update(**before):
        model.objects.create(**before)

    made_at = datetime.now(UTC) - timedelta(seconds=30)
    assert erase_again([log], made_at=made_at, now=LATER) == 1
    assert erase_again([log], made_at=made_at, now=LATER) == 0, "twice is once"

    after = rows.values().first()
    assert after is None if column is None else after[column] == LATER


def test_both_agreements_that_were_taken_back_are_taken_back_again(world, log, django_capture_on_commit_callbacks):
    before = {"guidelines_accepted_at": NOON, "health_consent_at": NOON}
    with django_capture_on_commit_callbacks(execute=True):
        for subject in Subject:
            withdraw_consent(world.ada, subject=subject, now=LATER)
    Consent.objects.update(withdrawn_at=None)
    User.objects.filter(pk=world.ada.pk).update(**before)

    assert erase_again([log], made_at=BEFORE, now=LATER) == 2
    assert User.objects.filter(pk=world.ada.pk).values(*before).get() == dict.fromkeys(before)


def test_an_earlier_version_that_was_hidden_is_hidden_again(world, log, django_capture_on_commit_callbacks):
    revision = an_edited_post(world)
    with django_capture_on_commit_callbacks(execute=True):
        editing.hide_revision(revision, member=world.mo, now=LATER)
    Revision.objects.update(hidden_at=None)

    assert erase_again([log], made_at=BEFORE, now=LATER) == 1
    assert Revision.objects.get(pk=revision.pk).hidden_at == LATER


@pytest.mark.parametrize("act", [lambda ada: make_feed(member=ada, now=LATER), lambda ada: revoke_feed(member=ada)])
def test_the_old_address_of_a_calendar_leads_nowhere(ada, log, act, django_capture_on_commit_callbacks):
    make_feed(member=ada, now=NOON)
    [before] = CalendarFeed.objects.values()
    with django_capture_on_commit_callbacks(execute=True):
        act(ada)
    CalendarFeed.objects.all().delete()
    CalendarFeed.objects.create(**before)

    erase_again([log], made_at=BEFORE, now=LATER)

    assert not CalendarFeed.objects.exists()


BACK = {
    "post": lambda w: [
        forum.remove_post(w.post, author=w.ada, now=LATER), forum.undo_removal(w.post, author=w.ada, now=LATER)],
    "hidden post": lambda w: [
        hiding.hide_post(w.post, moderator=w.mo, reason="x", now=LATER), hiding.restore_post(w.post, moderator=w.mo)],
    "blanked post": lambda w: [
        masking.mask_phrase(w.post, phrase="hour", moderator=w.mo, now=LATER),
        masking.unmask_phrase(w.post, phrase="hour", moderator=w.mo, now=LATER)],
    "picture": lambda w: [
        hiding.hide_picture(w.posted, moderator=w.mo, now=LATER), hiding.restore_picture(w.posted, moderator=w.mo)],
    "message": lambda w: [
        chat.remove_message(w.message, author=w.ada, now=LATER), chat.undo_removal(w.message, author=w.ada, now=LATER)],
    "hidden message": lambda w: [
        chat.hide_message(w.message, moderator=w.mo, now=LATER),
        chat.restore_message(w.message, moderator=w.mo, now=LATER)],
    "hidden messages": lambda w: chat.show_again(
        room=w.room, host=w.mo, now=LATER,
        keys=chat.hide_recent(room=w.room, member=w.ada, host=w.mo, since=BEFORE, now=LATER)),
    "blanked message": lambda w: [
        chat.blank_phrases(w.message, phrases=phrases, moderator=w.mo, now=LATER) for phrases in (["555"], [])],
    "letter": lambda w: [
        conversations.remove_message(w.letter, author=w.ada, now=LATER),
        conversations.put_back_message(w.letter, author=w.ada, now=LATER)],
    "hidden letter": lambda w: [
        private.hide_message(w.letter, moderator=w.mo, now=LATER), private.restore_message(w.letter, moderator=w.mo)],
    "hidden piece of a profile": lambda w: show_details(w.ada, keys=hide_details(w.ada, now=LATER)),
    "emptied piece of a profile": lambda w: [
        show_details(w.ada, keys=[
            hide_details(w.ada, now=LATER), say_of_oneself(w, ""), say_of_oneself(w, "They open.")][0])],
    "piece of a profile that was shown to nobody": lambda w: [
        say_of_oneself(w, "My lids close.", shown_to) for shown_to in ("nobody", "members")],
    "draft": lambda w: [delete_draft(w.draft, member=w.ada, now=LATER), put_back(w.draft, member=w.ada, now=LATER)],
}  # fmt: skip


@pytest.mark.parametrize("what", BACK)
def test_what_was_put_back_stays(what, world, log, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        BACK[what](world)

    assert (log / f"{datetime.now(UTC):%Y-%m}.log").exists()
    assert gone_since(BEFORE, [log]) == {}


def test_pictures_that_nobody_posted_are_noted_when_they_are_forgotten(world, log, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        forget_pictures(now=NOON + timedelta(days=2))

    assert gone_since(BEFORE, [log]) == {"forum.picture": [str(world.waiting.pk)]}


def test_what_was_taken_away_just_before_the_backup_is_asked_for_too(world, log, django_capture_on_commit_callbacks):
    """The clocks of two machines differ a little."""
    with django_capture_on_commit_callbacks(execute=True):
        forum.remove_post(world.post, author=world.ada, now=LATER)
    Post.objects.update(removed_at=None)
    now = datetime.now(UTC)

    assert erase_again([log], made_at=now + SKEW * 2, now=LATER) == 0
    assert erase_again([log], made_at=now, now=LATER) == 1


def test_an_erasure_of_a_later_version_is_not_passed_over(db, log):
    log.mkdir()
    (log / "2026-11.log").write_text("2026-11-01T00:00:00+00:00 - diary.page 7 .\n")

    with pytest.raises(Unusable, match=r"diary\.page"):
        erase_again([log], made_at=BEFORE, now=LATER)


@pytest.mark.parametrize("path", settings.ERASED_AGAIN.values())
def test_every_kind_names_a_function(path):
    assert callable(import_string(path))
    assert import_module(path.rpartition(".")[0])


def test_every_kind_is_tried_here():
    beside = {  # tried in other tests
        *("forum.revision", "calendars.feed", "carers.arrangement", "carers.draft"),
        *("profiles.detail.emptied", "profiles.detail.withdrawn"),  # test_erasing_profiles.py
    }
    leaving = {kind for kind in settings.ERASED_AGAIN if kind.startswith("privacy.")}  # in test_leaving.py

    assert settings.ERASED_AGAIN.keys() == GONE.keys() | beside | leaving
