"""What waits for somebody who has another address by now."""

import re

import pytest
from django.core import mail
from django.core.mail import send_mail

from community.accounts.models import User
from community.notifications import actions
from community.notifications.models import Delivery
from community.notifications.stop_links import read_token
from community.notifications.tasks import send_due_deliveries
from community.notifications.ways import STOPPABLE
from tests.factories import NOON

NEW = "new@members.example"


def tell(member, kind, **changes):
    about = {"text": "Something", "url": "/x/", "key": f"{kind}-1", **changes}
    return actions.notify(recipient=member, kind=kind, now=NOON, **about)


def move(member, address=NEW):
    User.objects.filter(pk=member.pk).update(email=address)


@pytest.mark.parametrize("kind", [kind for kind in STOPPABLE if kind != "digest"])
def test_it_goes_to_the_new_address_with_links_that_work(ada, kind):
    before = tell(ada, kind).delivery.message_id
    move(ada)

    assert send_due_deliveries() == 1

    [message] = mail.outbox
    assert (message.to, message.extra_headers["Message-ID"]) == ([NEW], before)
    [token] = set(re.findall(r"/mail/stop/([^/]+)/", message.body))
    assert read_token(token).member == ada
    assert "/x/" in message.body


def test_a_summary_and_a_test_mail_go_there_with_their_words(ada):
    tell(ada, "digest", numbers={"replies": 7})
    actions.send_test_mail(ada, now=NOON)
    texts = set(Delivery.objects.values_list("text", flat=True))
    move(ada)

    assert send_due_deliveries() == 2

    assert {message.to[0] for message in mail.outbox} == {NEW}
    assert {message.body for message in mail.outbox} == texts


def test_a_code_goes_where_it_was_asked_for(ada, settings):
    settings.EMAIL_BACKEND = "community.notifications.outbox.Outbox"
    send_mail("Your code", "1234", None, [ada.email])
    old = ada.email
    move(ada)

    assert send_due_deliveries() == 1
    assert mail.outbox[0].to == [old]


def test_a_mail_in_the_hands_of_a_worker_does_not_go_to_the_old_address(ada):
    tell(ada, "reply")
    [delivery] = actions.claim_due(now=NOON)
    move(ada)

    assert not actions.renew_lease(delivery, now=NOON)
