"""Writes into a room, steadily and through every trouble: each message is tried again under its own id until it stands.
A host does so as fast as it is told, and beside it somebody who is none, as fast as members may.

Lines in: `go RATE LENGTH ROOM`, `stop`. Lines out: the cookies at first; for `stop` how many messages there are, and
how often one was refused because Redis was away.
"""

import json
import os
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import django
import redis

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings")
django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import close_old_connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from community.accounts.models import User  # noqa: E402
from community.chat.actions import send_message  # noqa: E402
from community.chat.limits import NEW_TEXTS  # noqa: E402
from community.chat.models import Room  # noqa: E402
from community.groups.models import Membership, SupportGroup  # noqa: E402
from tests.factories import agreed  # noqa: E402

MEMBERS = 60
PAUSE = 1.2  # seconds between two messages of a member: below ROOM_BURST, which stays as members find it


def build():
    now = timezone.now()
    group = SupportGroup.objects.create(name="Group", slug="group", privacy="open", created_at=now)
    for slug in ("steady", "quiet"):
        Room.objects.create(group=group, name=slug, slug=slug)
    settled = {"accepted_posts": NEW_TEXTS, **agreed(now)}
    people = [User(username=f"Member{n}", password="!", **settled) for n in range(MEMBERS)]
    people[0].is_moderator = True  # hosts write as fast as they like
    members = User.objects.bulk_create(people)
    Membership.objects.bulk_create(Membership(group=group, member=one, joined_at=now) for one in members)
    return [sign_in(member) for member in members]


def sign_in(member):
    session = SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = "community.accounts.backends.MembersBackend"
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.create()
    return f"sessionid={session.session_key}"


class Writing:
    """From `go` to `stop`."""

    def __init__(self, rate, length, slug, threads):
        self.stopping, self.refused = threading.Event(), 0
        self.room = Room.objects.select_related("group").get(slug=slug)
        steady = threads.submit(self.write_steadily, float(rate), int(length))
        self.parts = [steady, threads.submit(self.write_now_and_then)]

    def end(self):
        self.stopping.set()
        return sum(part.result() for part in self.parts), self.refused

    def write_steadily(self, rate, length):
        author = User.objects.get(username="Member0")
        number, started = 0, time.monotonic()
        while not self.stopping.is_set():
            time.sleep(max(0.0, started + number / rate - time.monotonic()))
            self.write(author, f"sent@{time.monotonic():.6f}@ {number} ".ljust(length, "a"))
            number += 1
        return number

    def write_now_and_then(self):
        author, number = User.objects.get(username="Member1"), 0
        while not self.stopping.wait(PAUSE):
            self.write(author, f"sent@{time.monotonic():.6f}@ and {number}")
            number += 1
        return number

    def write(self, author, body):
        client_id = uuid4()
        while True:
            close_old_connections()
            try:
                now = timezone.now()
                return send_message(room=self.room, author=author, body=body, client_id=client_id, now=now)
            except Exception as problem:  # whatever is away comes back
                self.refused += isinstance(problem, redis.RedisError)
                time.sleep(0.1)


def main():
    print(json.dumps(build()), flush=True)
    writing, threads = None, ThreadPoolExecutor(2)
    for line in sys.stdin:
        order = line.split()
        if order[0] == "go":
            writing = Writing(*order[1:], threads)
        else:
            print(json.dumps(writing.end()), flush=True)


if __name__ == "__main__":
    main()
