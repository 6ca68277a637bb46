"""Whoever was asked for help and then blocked: they see what they would see of a second thought."""

import re

import pytest
from django.core import mail
from django.utils import timezone

from community.carers import actions
from community.notifications.models import Delivery
from community.notifications.tasks import send_due_deliveries
from tests.carers.factories import apart, ask

LIST = "/settings/helpers/"


def words_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def pair(found):
    return found.member, found.helper


SECOND_THOUGHTS = [
    lambda found: actions.end(found, by=found.member, now=timezone.now()),
    lambda found: apart(*pair(found)),
]


@pytest.mark.parametrize("is_mailed", [False, True])
@pytest.mark.parametrize("stop", SECOND_THOUGHTS)
def test_whoever_was_asked_is_told_the_same_whether_it_was_taken_back_or_blocked(client, wren, dee, stop, is_mailed):
    found = ask(wren, dee, now=timezone.now())
    if is_mailed:
        send_due_deliveries()

    stop(found)
    send_due_deliveries()

    assert [letter.to for letter in mail.outbox if letter.to == [dee.email]] == [[dee.email]] * is_mailed
    assert Delivery.objects.get(to_address=dee.email).why == ("" if is_mailed else Delivery.Why.UNWANTED)
    assert dee.notifications.unread().count() == is_mailed
    client.force_login(dee)
    client.get(found.get_absolute_url())
    assert dee.notifications.unread().count() == 0


@pytest.mark.parametrize("stop", SECOND_THOUGHTS)
def test_whoever_was_asked_cannot_tell_a_block_from_a_second_thought(client, wren, dee, stop):
    found = ask(wren, dee, now=timezone.now())
    client.force_login(dee)
    assert "asks for your help" in words_of(client.get(found.get_absolute_url()))

    stop(found)

    assert client.get(found.get_absolute_url()).status_code == 404
    assert "Wren" not in words_of(client.get(LIST))
