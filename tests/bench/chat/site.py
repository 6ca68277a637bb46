"""The site as `manage.py serve` starts it, on a database of its own, with writers in its threads: every message is
sent by `send_message`, stored, numbered and rendered."""

import os
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ["LIMITS_FACTOR"] = "1000"  # one member does what many would
django.setup()

import uvicorn.main  # noqa: E402
from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.db.backends.utils import CursorWrapper  # noqa: E402
from django.utils import timezone  # noqa: E402

from community.accounts.models import User  # noqa: E402
from community.chat.actions import send_message  # noqa: E402
from community.chat.models import Room  # noqa: E402
from community.chat.news import frames_after  # noqa: E402
from community.core.management.commands.serve import web  # noqa: E402
from community.groups.models import Membership, SupportGroup  # noqa: E402
from tests.bench.chat.frames import words  # noqa: E402
from tests.bench.chat.orders import SERVERS, answer, orders, stay_on  # noqa: E402
from tests.factories import agreed  # noqa: E402

MEMBERS = 250
ROOMS = 500
WRITERS = ThreadPoolExecutor(4, thread_name_prefix="writer")
asked = {"writers": 0, "others": 0}


def count_queries():
    execute = CursorWrapper.execute

    def counted(self, sql, params=None):
        asked["writers" if threading.current_thread().name.startswith("writer") else "others"] += 1
        return execute(self, sql, params)

    CursorWrapper.execute = counted


def build():
    """Rooms of one group, and members with an open sign-in each; their cookies."""
    now = timezone.now()
    group = SupportGroup.objects.create(name="Bench", slug="bench", privacy="open", created_at=now)
    Room.objects.bulk_create(Room(group=group, name=f"Room {n}", slug=f"room-{n}") for n in range(ROOMS))
    people = [User(username=f"Member{n}", password="!", **agreed(now)) for n in range(MEMBERS)]
    people[0].is_moderator = True  # hosts write as fast as they like
    for member in User.objects.bulk_create(people):
        yield f"sessionid={sign_in(member)}"
    members = User.objects.all()
    Membership.objects.bulk_create(Membership(group=group, member=one, joined_at=now) for one in members)


def sign_in(member):
    session = SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.create()
    return session.session_key


def send(number, rate, rooms):
    """How it is told from the bare server: what each message says is written into the database first."""
    author = User.objects.get(username="Member0")
    places = list(Room.objects.filter(slug__in=[f"room-{n}" for n in range(rooms)]).select_related("group"))
    started = time.monotonic()

    def one(which):
        body = words(which)
        send_message(room=places[which % rooms], author=author, body=body, client_id=uuid4(), now=timezone.now())

    waiting = []
    for which in range(number):
        if rate:
            time.sleep(max(0.0, started + which / rate - time.monotonic()))
        waiting.append(WRITERS.submit(one, which))
    for each in waiting:
        each.result()
    return {"started": started, "written": time.monotonic()}


def length_of_a_frame():
    room = Room.objects.get(slug="room-0")
    send(1, 0, 1)
    room.refresh_from_db()
    return len(frames_after(room.pk, after=room.last_seq - 1).frames[0][1])


def obey():
    cookies = list(build())
    answer(cookies=cookies, length=length_of_a_frame(), database=connection.vendor)
    for order in orders():
        before = dict(asked)
        done = send(order["number"], order["rate"], order["rooms"])
        time.sleep(order.get("rest", 0))
        answer(**done, **{who: asked[who] - before[who] for who in asked})
    os._exit(0)


if __name__ == "__main__":
    stay_on(SERVERS)
    port = int(sys.argv[1])
    settings.DATABASES["default"].setdefault("TEST", {})
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(settings.VAR_DIR / "bench.sqlite3")
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    connections.close_all()
    count_queries()
    threading.Thread(target=obey, daemon=True).start()
    uvicorn.main.main(args=web("127.0.0.1", port)[3:], standalone_mode=False)
