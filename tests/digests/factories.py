"""Members whom a summary reaches, and what is new for them."""

from datetime import UTC, datetime

from allauth.account.models import EmailAddress

from community.digests import actions
from community.digests.models import Digest, Plan
from community.notifications.actions import choose_ways, notify
from community.notifications.ways import CAN_WAIT
from tests.factories import EARLIER
from tests.forum.factories import make_thread

SATURDAY = datetime(2026, 11, 21, 12, tzinfo=UTC)
SUNDAY = datetime(2026, 11, 22, 9, tzinfo=UTC)  # ten in Berlin
ALL_BY_SUMMARY = dict.fromkeys(CAN_WAIT, "digest")


def confirm(member):
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    return member


def make_plan(member, *, now=EARLIER, **wishes):
    """As members choose it; without wishes, as the clock makes it."""
    if wishes:
        actions.choose_rhythm(member, **{"rhythm": "weekly", "weekday": 6, "hour": 10, "now": now, **wishes})
    else:
        actions.begin_plan(member, now=now)
    return Plan.objects.select_related("member").get(member=member)


def waiting_for(member, **wishes):
    """They have confirmed their address and have a plan."""
    return make_plan(confirm(member), **wishes)


def by_summary(member, **ways):
    choose_ways(member, ways=ways or ALL_BY_SUMMARY)


def tell(member, kind="reply", *, url="/groups/", now=SATURDAY, **fields):
    """Something that stays in sight, unless the test says where it leads."""
    return notify(recipient=member, kind=kind, text="Bo did something", url=url, now=now, **fields)


def start(author, group, title="A quiet morning", *, now=SATURDAY):
    return make_thread(group=group, author=author, title=title, now=now)


def make_digest(member, *, now=SUNDAY):
    """One in which nothing is left."""
    notice = tell(member, "digest", url="/digests/", now=now)
    return Digest.objects.create(member=member, day=now.date(), notice=notice, made_at=now)


def look(member, *, now=SUNDAY):
    """What the worker does for one member; their summaries, the newest first."""
    plan = Plan.objects.select_related("member").get(member=member)
    actions.look(plan, now=now)
    return list(Digest.objects.filter(member=member).order_by("-day"))
