"""What somebody types into a room is kept on the server until it is sent."""

from datetime import timedelta
from uuid import uuid4

from community.chat import actions
from community.chat.models import Room
from community.drafts.models import Draft
from tests.chat.factories import make_message
from tests.factories import NOON

SEND = "/rooms/quiet-corner/messages/"
JSON = {"Accept": "application/json"}


def html(response):
    return response.content.decode()


def save(client, body="Half a thou", **fields):
    key = Room.objects.get(slug="quiet-corner").draft_key
    client.post(f"/drafts/{key}/", {"body": body, "draft_version": 0, **fields}, headers=JSON)
    assert Draft.objects.get().fields["body"] == body


def test_draft_fills_the_composer_with_notes_and_answer(client, room, ada, bo):
    answered = make_message(room, bo)
    client.force_login(ada)
    save(client, content_notes=["2"], in_reply_to=answered.pk)

    page = html(client.get(room.get_absolute_url()))

    assert "Half a thou</textarea>" in page
    assert f'name="in_reply_to" value="{answered.pk}"' in page
    notes = page.split("Add a content note")[1].split("</details>")[0]
    assert notes.count(" checked") == 1
    assert f'data-draft-url="/drafts/{room.draft_key}/"' in page


def test_choosing_to_answer_keeps_the_words(client, room, ada, bo):
    answered = make_message(room, bo)
    client.force_login(ada)
    save(client)

    page = html(client.get(f"{room.get_absolute_url()}?reply={answered.pk}"))

    assert "Half a thou</textarea>" in page
    assert f'name="in_reply_to" value="{answered.pk}"' in page


def test_sending_forgets_the_draft(client, room, ada):
    client.force_login(ada)
    save(client)

    client.post(SEND, {"body": "Half a thought.", "client_id": uuid4()}, headers=JSON)

    assert not Draft.objects.exists()


def test_a_message_that_waits_has_taken_its_draft(client, room, ada):
    client.force_login(ada)
    save(client)

    actions.send_message(room=room, author=ada, body="x", client_id=uuid4(), now=NOON)

    assert not Draft.objects.exists()


def test_save_draft_button_works_without_a_script(client, room, ada):
    client.force_login(ada)

    page = client.post(SEND, {"body": "Half a thou", "save_draft": "1", "draft_version": 0})

    assert page.status_code == 200
    assert "Half a thou</textarea>" in html(page)
    assert Draft.objects.get().fields["body"] == "Half a thou"
    assert not room.messages.exists()


def test_what_is_refused_waits_among_the_drafts(client, room, ada):
    Room.objects.update(is_open=False)
    client.force_login(ada)

    response = client.post(SEND, {"body": "Half a thou", "client_id": uuid4(), "draft_version": 0})

    assert response.status_code == 403
    assert "Half a thou" in html(response)
    assert Draft.objects.get().fields["body"] == "Half a thou"


def test_draft_is_its_writers_alone(client, room, ada, bo):
    client.force_login(ada)
    save(client)
    client.force_login(bo)

    assert "Half a thou" not in html(client.get(room.get_absolute_url()))


def test_what_is_taken_back_brings_its_notes_and_its_answer_again(client, room, ada, bo):
    answered = make_message(room, bo, "How was your night?")
    waits = make_message(room, ada, "Zebra.", in_reply_to=answered, content_notes=2 | 32, guard=timedelta(seconds=10))
    client.force_login(ada)

    answer = client.post(f"{room.get_absolute_url()}messages/{waits.pk}/back/", headers=JSON).json()

    assert answer.pop("draft_version") == Draft.objects.get().version
    assert answer == {
        "body": "Zebra.",
        "content_notes": [2, 32],
        "in_reply_to": answered.pk,
        "answered_name": "Bo",
        "answered_words": "How was your night?",
    }
    assert Draft.objects.get().fields == {
        "body": "Zebra.", "content_notes": ["2", "32"], "in_reply_to": str(answered.pk)
    }  # fmt: skip
