from datetime import timedelta

from community.chat import actions
from community.chat.models import Message, RoomEvent, Sign
from community.moderation.models import Report
from tests.chat.factories import make_message, make_room
from tests.factories import NOON
from tests.moderation.factories import file_report

DAY = timedelta(days=1)


def erase(days):
    return actions.erase_old_messages(now=NOON + days * DAY)


def test_messages_go_when_their_days_are_over_with_events_and_signs(group, ada, bo):
    room = make_room(group, retention_days=30)
    old = make_message(room, ada, body="Old words")
    Sign.objects.create(message=old, member=bo, kinds=1, changed_at=NOON)
    young = make_message(room, bo, body="Young words", now=NOON + DAY)
    Message.objects.filter(pk=young.pk).update(in_reply_to=old)

    assert erase(30) == 0
    assert [erase(31), erase(31)] == [1, 0]

    assert list(Message.objects.values_list("body", "seq", "in_reply_to")) == [("Young words", 2, None)]
    assert list(RoomEvent.objects.values_list("seq", flat=True)) == [2]
    assert Sign.objects.count() == 0


def test_numbers_go_on_after_erasing(group, ada):
    room = make_room(group, retention_days=1)
    make_message(room, ada)
    erase(2)

    assert make_message(room, ada, now=NOON + 2 * DAY).seq == 2


def test_message_that_was_reported_stays_as_a_place_without_words(client, group, ada, bo):
    room = make_room(group, retention_days=1)
    message = make_message(room, ada, body="Reported words")
    other = make_message(room, ada, body="Other words")
    Message.objects.filter(pk=message.pk).update(pinned_at=NOON, earlier=["Earlier words"])
    file_report("message", message, bo)

    assert [erase(2), erase(2)] == [2, 0]

    kept = Message.objects.get()
    assert (kept.pk, kept.body, kept.body_html, kept.earlier, kept.pinned_at) == (message.pk, "—", "", [], None)
    assert not Message.objects.filter(pk=other.pk).exists()
    assert not Message.objects.visible_to(bo).exists()
    assert "Reported words" in Report.objects.get().excerpt  # what the team keeps is its own
    client.force_login(bo)
    page = client.get(room.get_absolute_url()).content.decode()
    replay = client.get(f"{room.get_absolute_url()}events/").json()["events"]
    assert ("Reported words" in page, "its time in this room is over" in page) == (False, True)
    assert [(news["id"], "Reported words" in news["html"]) for news in replay] == [(message.pk, False)]


def test_rooms_without_days_keep_everything(room, ada):
    make_message(room, ada)

    assert erase(9999) == 0
    assert Message.objects.count() == 1


def test_more_than_one_batch_goes_in_one_run(group, ada, monkeypatch):
    monkeypatch.setattr("community.chat.actions.erasing.BATCH", 2)
    room = make_room(group, retention_days=1)
    for _ in range(5):
        make_message(room, ada)

    assert erase(2) == 5


def test_composer_says_how_long_messages_are_kept(client, group, ada):
    client.force_login(ada)

    for days, words in {
        1: "kept for 1 day,",
        30: "kept for 30 days,",
        None: "until the moderators of the group",
    }.items():
        room = make_room(group, slug=f"room-{days}", retention_days=days)
        assert words in client.get(room.get_absolute_url()).content.decode()
