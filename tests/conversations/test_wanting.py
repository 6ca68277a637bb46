"""Between a private message and the mail about it: what changed meanwhile is asked for just before the mail goes."""

import pytest
from django.core import mail

from community.conversations import actions
from community.conversations.models import Participant
from community.notifications.models import Delivery
from community.notifications.tasks import send_due_deliveries
from tests.conversations.factories import make_conversation, send, write_to
from tests.factories import NOON


def sent_to(member):
    Delivery.objects.exclude(to_address=member.email).delete()
    send_due_deliveries()
    return len(mail.outbox)


def test_mails_go_while_nothing_changed(ada, bo, eve):
    write_to(ada, bo)
    send(make_conversation(ada, eve), ada)

    send_due_deliveries()
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted([bo.email, eve.email])


def test_whoever_has_declined_gets_no_mail_about_it(ada, bo):
    conversation = write_to(ada, bo)
    Participant.objects.filter(member=bo).update(declined_at=NOON)

    assert sent_to(bo) == 0
    assert conversation.participants.filter(member=bo).exists()


@pytest.mark.parametrize("change", ["leave", "mute", "read", "remove"])
def test_mail_about_what_is_no_longer_wanted_stays(ada, bo, change):
    conversation = make_conversation(ada, bo)
    Participant.objects.filter(member=bo).update(read_number=1)
    message = send(conversation, ada)
    if change == "leave":
        actions.leave(conversation=conversation, member=bo, now=NOON)
    elif change == "mute":
        actions.mute(conversation=conversation, member=bo, now=NOON)
    elif change == "read":
        Participant.objects.filter(member=bo).update(read_number=message.number)
    else:
        actions.remove_message(message, author=ada, now=NOON)

    assert sent_to(bo) == 0
