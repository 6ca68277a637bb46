"""Redis is away, for real: nobody listens at its address. A room goes on, and not for its hosts alone."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest

from community.chat import actions
from community.chat.actions import hands
from community.chat.limits import TooSoon
from community.core.limits.counting import Outage
from tests.chat.factories import make_host, make_message
from tests.chat.meetings.factories import SEVEN, make_running
from tests.factories import NOON

SECOND = timedelta(seconds=1)
NOBODY = "redis://127.0.0.1:1/0"
JSON = {"Accept": "application/json"}
LAYER = "channels_redis.pubsub.RedisPubSubChannelLayer"


@pytest.fixture(autouse=True)
def no_redis(settings, db):
    settings.EMBEDDED = False
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": NOBODY}}
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": LAYER, "CONFIG": {"hosts": [NOBODY]}}}


def test_members_write_change_take_back_and_give_signs(room, ada, bo, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        message = make_message(room, ada)
        answer = make_message(room, bo, "Good morning to you.")
        assert actions.edit_message(message, author=ada, body="Good evening.", content_notes=0, now=NOON)
        assert actions.remove_message(message, author=ada, now=NOON)
        assert actions.undo_removal(message, author=ada, now=NOON)
        actions.set_signs(answer, member=ada, kinds=1, now=NOON)

    assert list(room.messages.shown().order_by("seq").values_list("body", flat=True)) == [
        "Good evening.",
        "Good morning to you.",
    ]
    assert answer.given_signs.get().member == ada


def test_members_raise_their_hands(room, group, ada):
    meeting = make_running(room, make_host(group))

    assert hands.raise_hand(meeting=meeting, member=ada, now=SEVEN)


def test_what_the_database_knows_is_refused_all_the_same(room, ada, settings):
    settings.ROOM_BURST = 3
    for number in range(3):
        make_message(room, ada, f"Word {number}.", NOON)

    for number in range(5):  # nobody counts refusals: it never comes to the longer rest
        with pytest.raises(TooSoon) as refusal:
            make_message(room, ada, f"More {number}.", NOON + SECOND)
        assert refusal.value.seconds == 9
    assert make_message(room, ada, "Now.", NOON + 10 * SECOND)


@pytest.mark.parametrize("waits", [0.0, 10.0])
def test_pages_of_a_room_work(room, ada, bo, client, waits):
    """In the seconds in which no cache is asked, and when it is asked again and is away still."""
    message = make_message(room, bo)
    client.force_login(ada)
    here = room.get_absolute_url()

    for _ in range(2):
        Outage.until -= waits
        asked = [client.get(f"{here}{path}").status_code for path in ("", "events/?after=0", "names/?q=bo", "?after=0")]
        words = {"body": f"Good morning {uuid4()}.", "client_id": str(uuid4())}
        sent = client.post(f"{here}messages/", words, headers=JSON)
        acts = [("read/", {"seq": 1}), ("place/", {"seq": 1}), (f"messages/{message.pk}/signs/", {"kinds": ["1"]})]
        done = [client.post(f"{here}{path}", form).status_code for path, form in acts]

        assert (asked, sent.status_code) == ([200] * 4, 201), json.loads(sent.content)
        assert max(done) < 400, done
