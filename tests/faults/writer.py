"""Writes into a room, steadily and through every trouble: each message is tried again under its own id until it stands.

Lines in: `go RATE LENGTH ROOM`, `stop`. Lines out: the cookies at first, then for `stop` how many messages there are.
"""

import json
import os
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings")
django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import close_old_connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from community.accounts.models import User  # noqa: E402
from community.chat.actions import send_message  # noqa: E402
from community.chat.models import Room  # noqa: E402
from community.groups.models import Membership, SupportGroup  # noqa: E402

MEMBERS = 60


def build():
    now = timezone.now()
    group = SupportGroup.objects.create(name="Group", slug="group", privacy="open", created_at=now)
    for slug in ("steady", "quiet"):
        Room.objects.create(group=group, name=slug, slug=slug)
    people = [User(username=f"Member{n}", password="!", guidelines_accepted_at=now) for n in range(MEMBERS)]
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


def write(room, author, body):
    client_id = uuid4()
    while True:
        close_old_connections()
        try:
            return send_message(room=room, author=author, body=body, client_id=client_id, now=timezone.now())
        except Exception:  # whatever is away comes back
            time.sleep(0.1)


def write_steadily(rate, length, slug, stopping):
    room, author = Room.objects.select_related("group").get(slug=slug), User.objects.get(username="Member0")
    number, started = 0, time.monotonic()
    while not stopping.is_set():
        time.sleep(max(0.0, started + number / rate - time.monotonic()))
        write(room, author, f"sent@{time.monotonic():.6f}@ {number} ".ljust(length, "a"))
        number += 1
    return number


def main():
    print(json.dumps(build()), flush=True)
    stopping, writing, threads = threading.Event(), None, ThreadPoolExecutor(1)
    for line in sys.stdin:
        order = line.split()
        if order[0] == "go":
            stopping.clear()
            writing = threads.submit(write_steadily, float(order[1]), int(order[2]), order[3], stopping)
        else:
            stopping.set()
            print(json.dumps(writing.result()), flush=True)


if __name__ == "__main__":
    main()
