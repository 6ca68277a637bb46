"""Everything that changes a plan or a summary."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import ngettext_lazy

from community.accounts.models import User
from community.core.phrases import filled
from community.digests.hours import Rhythm
from community.digests.models import Digest, Item, Plan
from community.digests.news import News, news_of
from community.digests.reach import is_reached
from community.notifications.actions import choose_ways, mark_read, notify
from community.notifications.models import Notification
from community.notifications.ways import SUMMARY, Way

OFF = "off"


@transaction.atomic
def choose_rhythm(member: User, *, rhythm: str, weekday: int, hour: int, now: datetime) -> None:
    """Day and hour are kept while there are no summaries; a rhythm that is none leaves the last one."""
    is_off = rhythm == OFF
    choose_ways(member, ways={SUMMARY: Way.OFF if is_off else Way.NOW})
    begin_plan(member, now=now)
    plan = Plan.objects.select_for_update().get(member=member)
    plan.rhythm, plan.weekday, plan.hour = plan.rhythm if is_off else rhythm, weekday, hour
    plan.time_zone, plan.looked_at, plan.next_at = member.time_zone, now, plan.next_after(now, member=member)
    plan.save()


def begin_plan(member: User, *, now: datetime) -> bool:
    """With what is usual, for a member who has none yet; False when somebody was faster."""
    plan = Plan(member=member, rhythm=Rhythm.WEEKLY, time_zone=member.time_zone, looked_at=now)
    plan.next_at = plan.next_after(now, member=member)
    Plan.objects.bulk_create([plan], ignore_conflicts=True)
    return Plan.objects.filter(member=member, looked_at=now).exists()


def follow_member(plan: Plan, *, now: datetime) -> bool:
    """To the zone where they are now, at the same hour on the wall there. What that has skipped is due at once."""
    zone, next_at = plan.member.time_zone, plan.next_after(plan.looked_at, member=plan.member)
    same = Plan.objects.filter(pk=plan.pk, time_zone=plan.time_zone, next_at=plan.next_at)
    return bool(same.update(time_zone=zone, next_at=next_at))


@transaction.atomic
def look(plan: Plan, *, now: datetime) -> bool:
    """Look once whether something is new for the member, and tell them if so; False when another worker did. However
    many hours were missed, it is one look."""
    member = plan.member
    if plan.time_zone != member.time_zone:
        return follow_member(plan, now=now)
    next_at = plan.next_after(now, member=member)
    if not Plan.objects.due(now).filter(pk=plan.pk).update(looked_at=now, next_at=next_at):
        return False
    day = now.astimezone(member.zone).date()
    if is_reached(member, day=day, now=now) and (news := news_of(member, now=now)):
        _tell(member, news, day=day, useful_until=next_at, now=now)
    return True


def _tell(member: User, news: News, *, day: date, useful_until: datetime, now: datetime) -> None:
    """The notice is there to show what became of its mail; it is never new itself, for what it tells of is."""
    n = len(news)
    notice = notify(
        recipient=member,
        kind=Notification.Kind.DIGEST,
        text=filled(ngettext_lazy("Summary: %(n)d thing was new", "Summary: %(n)d things were new", n), n=n),
        url=reverse("digests:digest", args=[day]),
        key=f"digest-{day}",
        numbers=news.numbers,
        useful_until=useful_until,
        now=now,
    )
    if notice is None:  # switched off in this very moment
        return
    mark_read(notice, now=now)
    digest = Digest.objects.create(member=member, day=day, notice=notice, has_more=news.has_more, made_at=now)
    items = [Item(digest=digest, member=member, notice=notice) for notice in news.notices]
    items += [Item(digest=digest, member=member, thread=thread) for thread in news.threads]
    Item.objects.bulk_create(items)


def mark_opened(digest: Digest, *, now: datetime) -> None:
    """The first time counts."""
    Digest.objects.filter(pk=digest.pk, opened_at=None).update(opened_at=now)
