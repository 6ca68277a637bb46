"""The yardstick: the same rows read, a mail of the same template written, and its two rows stored, for each member in a
transaction of its own; without any question of who may see what, what was told before, and who is reached."""

import uuid
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from community.accounts.models import User
from community.forum.models import Thread
from community.notifications.letters import write_letter
from community.notifications.models import Delivery, Notification

REACH = timedelta(days=14)


def summaries(members):
    for member in User.objects.filter(pk__in=members):
        with transaction.atomic():
            summary(member, now=timezone.now())


def summary(member, *, now):
    notices = list(member.notifications.filter(kind="reply", read_at=None, created_at__gt=now - REACH)[:30])
    groups = member.memberships.values("group")
    new = Thread.objects.filter(board__group__in=groups, created_at__gt=now - REACH)
    threads = list(new.select_related("board")[:30])
    numbers = {"reply": len(notices), "thread": len(threads), "more": False}
    letter = write_letter(kind="digest", recipient=member, path="/digests/", due_at=None, now=now, numbers=numbers)
    about = {"kind": "digest", "text": "Summary", "url": "/digests/", "created_at": now, "read_at": now}
    notice = Notification.objects.create(recipient=member, **about)
    fields = {"to_address": letter.to_address, "subject": letter.subject, "text": letter.text, "html": letter.html}
    Delivery.objects.create(notification=notice, message_id=str(uuid.uuid4()), created_at=now, due_at=now, **fields)


def forget():
    """What it has left."""
    Notification.objects.filter(kind="digest", text="Summary").delete()
