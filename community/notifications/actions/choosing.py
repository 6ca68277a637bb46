"""What a member wants to be told, and how."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from community.accounts.holding import held_now
from community.accounts.models import User
from community.notifications.models import Choice, QuietHours
from community.notifications.quiet import Hours
from community.notifications.ways import Way, ways_for


@transaction.atomic
def choose_ways(member: User, *, ways: Mapping[str, str]) -> None:
    """One row for each kind; mails that wait are looked at once more before they go."""
    for kind, way in ways.items():
        Choice.objects.update_or_create(member=member, kind=kind, defaults={"way": way})


@transaction.atomic
def stop_mails(member: User, *, kind: str) -> None:
    """No more mails of this kind; the app still tells, where there is something to tell. As often as one likes."""
    less = Way.APP if Way.APP in ways_for(kind) else Way.OFF
    choice, _is_new = Choice.objects.get_or_create(member=member, kind=kind, defaults={"way": less})
    Choice.objects.filter(pk=choice.pk, way=Way.NOW).update(way=less)


@transaction.atomic
def choose_quiet_hours(member: User, *, hours: Iterable[Hours]) -> None:
    """All of the week at once. What waits already keeps its moment."""
    held_now(member)  # two forms at once: the later one holds
    member.quiet_hours.all().delete()
    rows = [QuietHours(member=member, weekday=day, begins=begins, ends=ends) for day, begins, ends in hours]
    QuietHours.objects.bulk_create(rows)
