"""Reminders and private messages: what may be ticked there, and what may never be read."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from community.carers import actions
from community.carers.models import Act, OfferedDraft, Scope
from community.conversations.models import Conversation, PrivateMessage
from community.drafts.models import Draft
from community.reminders.models import Reminder
from tests.carers.factories import EVERYTHING, help_of
from tests.conversations.factories import make_conversation
from tests.reminders.factories import make_reminder

REMINDER, MESSAGE = "/reminders/new/", "/messages/new/"
NOT_NOW = "You cannot write for this person now. Your text is safe."


def typed_reminder(**fields):
    day = timezone.now() + timedelta(days=9)
    first = {f"starts_on_{part}": getattr(day, part) for part in ("day", "month", "year")}
    rule = {"unit": "once", "local_time": "09:00", "time_zone": "UTC", "kind": "own", "title": "Call the clinic"}
    return {**first, **rule, **fields}


def typed_message(**fields):
    return {"names": "Ada", "subject": "Tea", "body": "Shall we?", **fields}


TYPED = {REMINDER: (Scope.REMINDER, typed_reminder), MESSAGE: (Scope.MESSAGE, typed_message)}


def written():
    return Reminder.objects.count(), OfferedDraft.objects.count(), PrivateMessage.objects.count(), Act.objects.count()


@pytest.fixture
def dees(client, dee):
    client.force_login(dee)
    return client


def today(helper, member, scopes):
    return help_of(helper, member, scopes=scopes, now=timezone.now())


def test_reminder_is_set_in_the_members_list_and_told(dees, wren, dee):
    found = today(dee, wren, [Scope.REMINDER])

    answer = dees.post(REMINDER, typed_reminder(helping=f"may_set_reminders-{found.pk}"))

    made = Reminder.objects.get()
    assert (made.owner, made.title, answer.url) == (wren, "Call the clinic", f"/settings/helpers/{found.pk}/")
    assert Act.objects.values_list("kind", "url").get() == ("reminded", made.get_absolute_url())
    assert dees.get(made.get_absolute_url()).status_code == 404


def test_message_is_a_draft_that_the_member_sends(client, dees, wren, dee, ada):
    found = today(dee, wren, [Scope.MESSAGE])

    answer = dees.post(MESSAGE, typed_message(helping=f"may_draft_messages-{found.pk}"))

    assert answer.url == f"/settings/helpers/{found.pk}/"
    assert not Conversation.objects.exists()
    assert not Draft.objects.exists()
    client.force_login(wren)
    page = client.post(reverse("carers:take", args=[OfferedDraft.objects.get().pk]), follow=True)
    assert page.redirect_chain[0][0] == MESSAGE
    assert "Shall we?" in page.content.decode()


@pytest.mark.parametrize("address", TYPED)
def test_without_the_tick_there_is_no_choice_and_nothing_is_written(dees, wren, dee, ada, address):
    scope, typed = TYPED[address]
    found = today(dee, wren, [one for one in EVERYTHING if one != scope])
    assert 'name="helping"' not in dees.get(address).content.decode()
    before = written()

    answer = dees.post(address, typed(helping=f"{scope.value}-{found.pk}"))

    assert answer.status_code == 422
    assert NOT_NOW in answer.content.decode()
    assert written() == before


@pytest.mark.parametrize("address", TYPED)
def test_open_page_writes_nothing_after_the_end_and_never_as_the_helper(dees, wren, dee, ada, address):
    scope, typed = TYPED[address]
    found = today(dee, wren, [scope])
    assert f"{scope.value}-{found.pk}" in dees.get(address).content.decode()
    actions.end(found, by=wren, now=timezone.now())
    before = written()

    answer = dees.post(address, typed(helping=f"{scope.value}-{found.pk}"))

    assert (answer.status_code, written()) == (422, before)


def test_with_every_tick_nothing_private_can_be_read(dees, wren, dee, ada):
    today(dee, wren, EVERYTHING)
    conversation, reminder = make_conversation(wren, ada), make_reminder(wren, title="Ring the clinic")
    mine = Draft.objects.create(owner=wren, key="reply:1", fields={"body": "x"}, version=1, saved_at=timezone.now())

    answers = [
        dees.get(f"/messages/{conversation.pk}/"),
        dees.post(f"/messages/{conversation.pk}/", {"body": "Hello", "helping": "may_draft_messages-1"}),
        dees.get(reminder.get_absolute_url()),
        dees.post(f"/reminders/{reminder.pk}/end/"),
        dees.post(f"/drafts/{mine.pk}/delete/"),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert PrivateMessage.objects.count() == 1
    for address in ("/messages/", "/reminders/", "/drafts/", "/notifications/"):
        assert dees.get(address).status_code == 200
        assert "Ring the clinic" not in dees.get(address).content.decode()


@pytest.mark.parametrize(
    "address", ["/settings/", "/settings/content-notes/", "/my-data/", "/settings/blocked/", "/settings/notifications/"]
)
def test_no_address_takes_a_choice_of_somebody_else(dees, wren, dee, address):
    """Only the four forms ask for whom: everywhere else it is as if nothing had been sent."""
    found = today(dee, wren, EVERYTHING)

    page = dees.get(address, {"helping": f"may_post-{found.pk}"}).content.decode()

    assert 'name="helping"' not in page
    wren.refresh_from_db()
    dees.post("/settings/", {"time_zone": "Europe/Berlin", "language": "en-gb", "helping": f"may_post-{found.pk}"})
    before = wren.time_zone
    wren.refresh_from_db()
    assert wren.time_zone == before
