"""What the team does for itself: limits, check-ins, private notes and training."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from community.core.erasures import record_erasure
from community.core.models import SAME_SUBMIT
from community.core.phrases import filled
from community.moderation.duty.ladder import AHEAD
from community.moderation.duty.models import MOST_HARD_CASES, CareLimit, CheckIn, Debrief, Shift, TrainingDone
from community.moderation.duty.querysets import site_team
from community.moderation.duty.watch import WATCH
from community.moderation.models.cases import Case, Risk
from community.notifications.actions import notify, take_back
from community.notifications.models import Notification

CHECK_IN_KEY = "check-in-"  # and the row: of what is told of it


def set_limit(member: User, *, cases: int) -> None:
    """The site's own number needs no row."""
    if cases >= MOST_HARD_CASES:
        CareLimit.objects.filter(member=member).delete()
    else:
        CareLimit.objects.update_or_create(member=member, defaults={"cases": cases})


def ask_to_check_in(case: Case, *, member: User, now: datetime) -> CheckIn | None:
    """After a decision about a risk to life. Who is waiting for somebody already is asked for once."""
    if case.risk != Risk.LIFE:
        return None
    second = second_person(member, now=now)
    found, is_new = CheckIn.objects.get_or_create(
        member=member, done_at=None, defaults={"asked_of": second, "created_at": now}
    )
    transaction.on_commit(WATCH.forget)
    if is_new and second is not None:
        text = filled(_("%(name)s decided a hard case. Please ask within a day how they are."), name=member)
        url, kind = reverse("moderation:queue"), Notification.Kind.MODERATION
        notify(recipient=second, kind=kind, text=text, url=url, key=f"{CHECK_IN_KEY}{found.pk}", now=now)
    elif not is_new:
        CheckIn.objects.filter(pk=found.pk).update(answered_at=None)
    return found


def second_person(member: User, *, now: datetime) -> User | None:
    """Who is on duty or comes next; else whoever is asked the least now."""
    others = site_team(now=now).exclude(pk=member.pk)
    shift = Shift.objects.between(now, now + AHEAD).filter(member__in=others).select_related("member").first()
    if shift is not None:
        return shift.member
    asked = dict(CheckIn.objects.open().order_by().values_list("asked_of").annotate(number=Count("pk")))
    return min(others.order_by("pk"), key=lambda person: asked.get(person.pk, 0), default=None)


@transaction.atomic
def check_in_done(check_in: CheckIn, *, by: User, now: datetime) -> bool:
    """False when somebody did it before, and for one's own."""
    open_rows = CheckIn.objects.open().filter(pk=check_in.pk).exclude(member=by)
    done = bool(open_rows.update(done_at=now, done_by=by))
    if done and check_in.asked_of_id is not None:
        take_back(User.objects.filter(pk=check_in.asked_of_id), key=f"{CHECK_IN_KEY}{check_in.pk}", now=now)
    return done


def need_no_debrief(member: User, *, now: datetime) -> int:
    """Asked, and answered; the second person still comes."""
    return CheckIn.objects.filter(member=member, answered_at=None).update(answered_at=now)


@transaction.atomic
def write_debrief(writer: User, *, words: str, now: datetime) -> Debrief:
    """A double click writes one."""
    need_no_debrief(writer, now=now)
    same = Debrief.objects.filter(writer=writer, words=words, created_at__gt=now - SAME_SUBMIT).first()
    return same or Debrief.objects.create(writer=writer, words=words, created_at=now)


def remove_debrief(debrief: Debrief, *, writer: User) -> bool:
    removed = bool(Debrief.objects.filter(pk=debrief.pk, writer=writer).delete()[0])
    if removed:
        record_erasure("moderation.debrief", debrief.pk)
    return removed


def remove_debriefs_again(keys: list[str], *, now: datetime) -> int:
    """After a restore."""
    return Debrief.objects.filter(pk__in=keys).delete()[0]


@transaction.atomic
def tick_training(member: User, items: Collection[str], *, now: datetime) -> None:
    """What is ticked stays with its day; what is no longer ticked goes."""
    own = TrainingDone.objects.filter(member=member)
    own.filter(~Q(item__in=items)).delete()
    done = set(own.values_list("item", flat=True))
    new = [TrainingDone(member=member, item=item, done_at=now) for item in items if item not in done]
    TrainingDone.objects.bulk_create(new, ignore_conflicts=True)
