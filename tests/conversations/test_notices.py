"""Who is told what, and what no notice and no mail ever says."""

from datetime import timedelta

from community.conversations import actions
from community.notifications.models import Delivery, Notification
from tests.conversations.factories import add, answer, make_conversation, send, write_to
from tests.factories import NOON


def told(member):
    return list(member.notifications.order_by("pk").values_list("text", flat=True))


def test_first_contact_is_told_once_with_one_mail(ada, bo):
    conversation = write_to(ada, bo, subject="Zebra subject", body="Zebra body.")

    notice = bo.notifications.get()
    assert (notice.kind, notice.text) == ("message", "Ada wrote you a private message.")
    assert notice.url == conversation.get_absolute_url()
    assert Delivery.objects.get().to_address == bo.email
    assert told(ada) == []


def test_whoever_has_not_joined_hears_of_no_further_message(ada, bo, eve):
    conversation = write_to(ada, bo, eve)
    answer(conversation, bo)

    send(conversation, bo)

    assert told(eve) == ["Ada wrote you a private message."]
    assert told(ada) == ["Bo has joined your private conversation.", "Bo wrote you a private message."]


def test_one_mail_waits_however_many_messages_come(ada, bo):
    conversation = make_conversation(ada, bo)
    for _ in range(3):
        send(conversation, ada)
    mails = Delivery.objects.filter(to_address=bo.email, notification__read_at=None)

    assert mails.count() == 1
    actions.mark_read(conversation=conversation, member=bo, number=4, now=NOON)
    send(conversation, ada)
    assert mails.count() == 1


def test_muted_member_is_told_nothing(ada, bo, eve):
    conversation = make_conversation(ada, bo, eve)
    before = told(bo)
    actions.mute(conversation=conversation, member=bo, now=NOON)

    send(conversation, ada)

    assert told(bo) == before
    assert told(eve)[-1] == "Ada wrote you a private message."


def test_whoever_left_or_was_suspended_is_told_nothing(ada, bo, eve, kim):
    conversation = make_conversation(ada, bo, eve, kim)
    actions.leave(conversation=conversation, member=bo, now=NOON)
    eve.is_active = False
    eve.save()
    before = [told(bo), told(eve)]

    send(conversation, ada)

    assert [told(bo), told(eve)] == before
    assert told(kim)[-1] == "Ada wrote you a private message."


def test_a_no_is_told_to_nobody(ada, bo, eve):
    conversation = write_to(ada, bo, eve)
    answer(conversation, bo)
    before = [told(ada), told(bo)]

    answer(conversation, eve, accepts=False)

    assert [told(ada), told(bo)] == before


def test_added_member_is_told_who_asks(ada, bo, eve):
    add(make_conversation(ada, bo, subject="Zebra subject"), eve, bo)

    assert told(eve) == ["Bo asks you to join a private conversation."]


def test_answering_and_leaving_take_waiting_mails_back(ada, bo, eve):
    circle = write_to(ada, bo, eve)
    answer(circle, bo)
    answer(circle, eve, accepts=False)
    send(circle, ada)
    actions.leave(conversation=circle, member=bo, now=NOON)

    assert not Notification.objects.filter(recipient__in=[bo, eve], read_at=None).exists()
    assert not Delivery.objects.due(NOON + timedelta(days=1)).wanted(NOON).filter(to_address=bo.email).exists()


def test_mails_and_notices_carry_no_words(ada, bo, eve):
    circle = make_conversation(ada, bo, subject="Zebra subject", body="Zebra body.")
    send(circle, bo, body="Zebra answer.")
    add(circle, eve, ada)

    rows = [*Notification.objects.values_list("text", "url"), *Delivery.objects.values_list("subject", "text", "html")]

    assert len(rows) >= 5
    assert not any("ebra" in part for row in rows for part in row)
