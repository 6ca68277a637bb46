"""What came back: when an address gets no more mails, and how it gets them again."""

from datetime import UTC, date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.accounts.holding import held_now
from community.accounts.models import User
from community.notifications.actions.outbox import put_in_outbox
from community.notifications.actions.reading import mark_read_about
from community.notifications.actions.telling import notify, tell_here
from community.notifications.actions.testing import TEST_PACE, TooSoon
from community.notifications.address_links import address_link
from community.notifications.bounces import Bounce
from community.notifications.letters import write_address_check
from community.notifications.models import Delivery, Notification

WEAKER = {  # what a report may take the place of: the same one twice is one
    Bounce.SOFT: [""],
    Bounce.HARD: ["", Bounce.SOFT],
    Bounce.COMPLAINT: ["", Bounce.SOFT, Bounce.HARD],
}
MOST_DAYS = 5  # on which mails came back for now; then the address gets no more
STALE_AFTER = timedelta(days=7)  # without one: what was before does not count any more
STOPPED = "mail-stopped"
CHECK = "address-check"
GOES_ON = {"mail_stopped_for": "", "mail_stopped_why": "", "mail_stopped_at": None}
Kind, Why = Notification.Kind, Delivery.Why


@transaction.atomic
def record_bounce(delivery: Delivery, *, bounce: Bounce, now: datetime) -> bool:
    """Keep what was heard of a mail, once, and stop the address where that is due; whether it is stopped now."""
    heard = Delivery.objects.filter(pk=delivery.pk, bounce__in=WEAKER[bounce])
    is_news = heard.update(bounce=bounce, bounced_at=now)
    member = _owner_of(delivery)
    if member is None:
        return False
    why = _why_stop(member, bounce, now=now) if is_news and _counts(delivery, member, now=now) else None
    if why is not None:
        _stop(member, why, now=now)
    return why is not None or member.gets_no_mails


def _owner_of(delivery: Delivery) -> User | None:
    """Whose address it went to, if it is still theirs, and nobody else may change what holds for it meanwhile."""
    return owners_of(delivery).select_for_update(no_key=True).first()


def owners_of(delivery: Delivery) -> QuerySet[User]:
    """One at most. Codes have no notice, and may go where no account is: they are asked for in the words of the index
    `one_member_per_email`, which holds no account without an address."""
    members = User.objects.filter(email__iexact=delivery.to_address).exclude(email="")
    if delivery.notification is not None:
        members = members.filter(pk=delivery.notification.recipient_id)
    return members


def _counts(delivery: Delivery, member: User, *, now: datetime) -> bool:
    """Not what left before its reader showed that mails arrive."""
    trusted = member.mail_trusted_at
    return trusted is None or (delivery.sent_at or now) > trusted


def _why_stop(member: User, bounce: Bounce, *, now: datetime) -> Delivery.Why | None:
    if bounce is Bounce.COMPLAINT:
        return Why.COMPLAINED
    is_over = bounce is Bounce.HARD or _days_in_a_row(member, now=now) >= MOST_DAYS
    return Why.BOUNCED if is_over else None


def _days_in_a_row(member: User, *, now: datetime) -> int:
    """Days on which mails came back for now, back to a gap of more than a week. One day is one point, however many."""
    soft = Delivery.objects.came_back_from(member).filter(bounce=Bounce.SOFT)
    days = soft.annotate(day=TruncDate("bounced_at", tzinfo=UTC)).values_list("day", flat=True).distinct()
    last, count = now.astimezone(UTC).date(), 0
    for day in days.order_by("-day")[:MOST_DAYS]:
        if _is_stale(day, last):
            break
        last, count = day, count + 1
    return count


def _is_stale(day: date, later: date) -> bool:
    return later - day > STALE_AFTER


def _stop(member: User, why: Delivery.Why, *, now: datetime) -> None:
    """Once for each address. A complaint takes the place of what came back: the link in hand stays good, but no
    operator forgives it."""
    if member.gets_no_mails and why in (Why.BOUNCED, member.mail_stopped_why):
        return
    since = member.mail_stopped_at if member.gets_no_mails else now
    stop = {"mail_stopped_for": member.email, "mail_stopped_why": why, "mail_stopped_at": since}
    User.objects.filter(pk=member.pk).update(**stop)
    text = {
        Why.BOUNCED: _("Mails to you came back, so we send you no more for now. Everything stands here."),
        Why.COMPLAINED: _("A mail to you was marked as spam, so we send you no more for now. Everything stands here."),
    }[why]
    tell_here(member, kind=Kind.MAIL, key=STOPPED, text=text, url=reverse("notifications:address"), now=now)


@transaction.atomic
def send_address_check(member: User, *, now: datetime) -> bool:
    """A mail with a link, to see whether mails arrive; False when nothing is stopped. One in five minutes."""
    member = held_now(member)  # a double click waits here for its twin
    if not member.gets_no_mails:
        return False
    checks = member.notifications.filter(kind=Kind.MAIL, key=CHECK)
    if checks.filter(created_at__gt=now - TEST_PACE).exists():
        raise TooSoon
    checks.unread().update(read_at=now)
    text, url = _("You asked for a mail to see whether mails reach you."), reverse("notifications:address")
    notice = notify(recipient=member, kind=Kind.MAIL, key=CHECK, text=text, url=url, mail=False, now=now)
    put_in_outbox(write_address_check(member, address_link(member)), now=now, notification=notice)
    return True


@transaction.atomic
def trust_address(member: User, *, now: datetime) -> bool:
    """Mails go there again, and what came back so far counts no more; False when another was quicker."""
    as_it_was = {"mail_stopped_for": member.email, "mail_stopped_at": member.mail_stopped_at}
    if not User.objects.filter(pk=member.pk, **as_it_was).update(**GOES_ON, mail_trusted_at=now):
        return False
    for key in (STOPPED, CHECK):
        mark_read_about(member, kind=Kind.MAIL, key=key, now=now)
    return True


@transaction.atomic
def forgive_bounces(*, since: datetime, now: datetime) -> int:
    """A server was wrong about many addresses at once, or ours was: those stopped since then get mails again, and how
    many. Who marked a mail as spam, even after being stopped, did so on purpose."""
    wrongly = User.objects.filter(mail_stopped_why=Why.BOUNCED, mail_stopped_at__gte=since)
    members = list(wrongly.select_for_update(no_key=True).values_list("pk", flat=True))
    told = Notification.objects.unread().filter(recipient__in=members, kind=Kind.MAIL, key=STOPPED)
    told.update(read_at=now)
    return User.objects.filter(pk__in=members).update(**GOES_ON, mail_trusted_at=now)
