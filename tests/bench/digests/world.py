"""Members whose summary is due, each with as much that is new: unread notices, and threads they never opened."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import connection
from django.utils import timezone

from community.accounts.models import User
from community.digests.models import Plan
from community.groups.models import Membership
from community.notifications.models import Choice, Delivery, Notification
from community.notifications.ways import CAN_WAIT
from tests.factories import AGREED, EARLIER, join, make_group, make_user
from tests.forum.factories import make_replies, make_thread

NOTICES, THREADS = 15, 5  # that wait for each
TOGETHER = 100  # members of one group
DAY = timedelta(days=1)


def make_readers(number):
    """In few queries, but for what the author of each group wrote."""
    now = timezone.now()
    since = {**AGREED, "date_joined": EARLIER, "last_login": now - DAY, "password": "!"}
    people = [User(username=f"Member{n}", email=f"member{n}@members.example", **since) for n in range(number)]
    members = User.objects.bulk_create(people, batch_size=1000)
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=member, email=member.email, verified=True, primary=True) for member in members], 1000
    )
    choices = [Choice(member=member, kind=kind, way="digest") for member in members for kind in CAN_WAIT]
    Choice.objects.bulk_create(choices, 1000)
    week = {"rhythm": "weekly", "time_zone": "UTC", "looked_at": now - 7 * DAY, "next_at": now + DAY}
    Plan.objects.bulk_create([Plan(member=member, **week) for member in members], 1000)
    for place in range(0, number, TOGETHER):
        _fill_group(place, members[place : place + TOGETHER], now=now)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _fill_group(place, members, *, now):
    """Threads of long ago in which somebody has answered yesterday, and a few new ones."""
    group, author = make_group(f"group-{place}"), make_user(f"Author{place}")
    join(group, author)
    Membership.objects.bulk_create([Membership(group=group, member=member, joined_at=EARLIER) for member in members])
    old = make_thread(group=group, author=author, title="Of long ago", now=now - 20 * DAY)
    posts = make_replies(old, author, NOTICES, now=now - DAY)
    for number in range(THREADS):
        make_thread(group=group, author=author, title=f"New {number}", now=now - DAY)
    about = {"kind": "reply", "text": "Somebody answered", "created_at": now - DAY}
    notices = [
        Notification(recipient=member, url=post.get_absolute_url(), key=f"post-{post.pk}", actor=author, **about)
        for member in members
        for post in posts
    ]
    Notification.objects.bulk_create(notices, 1000)


def make_due(part, parts):
    """Every so many-th member; who they are."""
    members = list(Plan.objects.order_by("pk").values_list("member", flat=True))[part::parts]
    moment = timezone.now() - timedelta(minutes=1)
    Plan.objects.filter(member__in=members).update(next_at=moment, looked_at=moment - 7 * DAY)
    return members


def empty_outbox():
    Delivery.objects.waiting().update(sent_at=timezone.now())
