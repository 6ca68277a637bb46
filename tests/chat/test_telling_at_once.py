"""Two workers, or a worker and a reader, in the same moment."""

import pytest

from community.chat import actions
from community.chat.telling import places_to_tell
from community.notifications.models import Delivery
from tests.chat.factories import make_message
from tests.chat.test_telling import RESTED
from tests.concurrency import at_once
from tests.factories import NOON

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def place(room, ada, bo):
    actions.choose_level(room=room, member=ada, level="watch", now=NOON)
    make_message(room, bo)
    return places_to_tell(RESTED).select_related("member", "room__group").get()


def test_two_workers_tell_once(place, ada):
    told = at_once(*[lambda: actions.tell_of_room(place, now=RESTED)] * 4)

    assert sorted(told) == [False, False, False, True]
    assert ada.notifications.count() == Delivery.objects.count() == 1


def test_whoever_reads_while_a_worker_tells_gets_no_mail(place, ada):
    for _ in range(5):
        at_once(
            lambda: actions.tell_of_room(place, now=RESTED),
            lambda: actions.mark_read(room=place.room, member=ada, seq=1, now=RESTED),
        )
        assert not ada.notifications.unread().exists()
        assert not Delivery.objects.wanted(RESTED).waiting().exists()


def test_taken_back_and_sent_in_the_same_moment_it_is_one_of_both(room, ada):
    for _ in range(5):
        waits = make_message(room, ada, guard=RESTED - NOON)
        back, sent = at_once(
            lambda message=waits: actions.take_back(message, author=ada, now=NOON),
            lambda message=waits: actions.send_now(message, author=ada, now=NOON),
        )
        assert {back, sent} == {True, False}
        assert room.messages.filter(pk=waits.pk).exists() == sent
