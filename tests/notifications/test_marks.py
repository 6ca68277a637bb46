"""Marks in links and return paths are of 128 bits and by SHA-256. The shorter ones by SHA-1 that were made before the
first release open nothing."""

import pytest
from django.urls import reverse
from django.utils.crypto import salted_hmac

from community.notifications import actions, stop_links
from community.notifications.addresses import mark_of, went_to
from community.notifications.models import Choice, Delivery
from community.notifications.return_paths import delivery_of, token_of
from community.notifications.tasks import send_due_deliveries
from tests.factories import NOON


def former_mark(address):
    return salted_hmac("notifications.address", address.lower()).hexdigest()[:16]


def test_a_former_mark_opens_nothing(client, ada):
    token = stop_links.SIGNER.sign_object([ada.pk, "reply", former_mark(ada.email)])

    assert not went_to(ada, former_mark(ada.email))
    client.post(reverse("notifications:stop", args=[token]))
    assert not Choice.objects.exists()


@pytest.mark.django_db
def test_marks_are_of_128_bits():
    assert len(mark_of("ada@members.example")) == 32
    assert mark_of("Ada@members.example") == mark_of("ada@members.example")


def test_a_mail_that_comes_back_is_known_by_its_whole_mark(ada, settings):
    settings.BOUNCE_ADDRESS = "bounces@community.example"
    actions.notify(recipient=ada, kind="reply", text="Bo replied", url="/posts/1/", key="thread-1", now=NOON)
    send_due_deliveries()
    sent = Delivery.objects.get()
    pk, _dash, mark = token_of(sent).partition("-")
    former = salted_hmac("notifications.return-path", f"{sent.pk} {sent.message_id}").hexdigest()[:20]

    assert delivery_of(f"{pk}-{mark}") == sent
    assert len(mark) == 32
    changed = f"{mark[:-1]}{'0' if mark[-1] != '0' else '1'}"
    assert [delivery_of(f"{pk}-{other}") for other in (changed, former, mark[:20])] == [None, None, None]
