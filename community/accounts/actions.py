"""Everything that changes an account."""

import zoneinfo
from collections.abc import Collection
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from community.accounts.models import NO_END, Block, Sanction, SignupBrake, User
from community.core.display import Display
from community.core.realtime import group_of_member, poke

NO_ADDRESS = "0.0.0.0"  # noqa: S104  # the column wants one, and we keep none
WAVE_TIME = timedelta(hours=1)
BRAKE_LASTS = timedelta(hours=6)


def accept_guidelines(member: User, *, now: datetime) -> None:
    """Remember the first time; saying it again changes nothing."""
    User.objects.filter(pk=member.pk, guidelines_accepted_at=None).update(guidelines_accepted_at=now)
    member.refresh_from_db(fields=["guidelines_accepted_at"])


def choose_time_zone(member: User, *, time_zone: str) -> None:
    if time_zone not in zoneinfo.available_timezones():
        raise ValueError(f"{time_zone!r} is not a time zone.")
    member.time_zone = time_zone
    member.save(update_fields=["time_zone"])


def choose_language(member: User, *, language: str) -> None:
    if language not in dict(settings.LANGUAGES):
        raise ValueError(f"{language!r} is not a language of this site.")
    member.language = language
    member.save(update_fields=["language"])


def choose_content_notes(member: User, *, shown: int, left_out: int) -> None:
    """What is read without a fold, and what is to stay away; everything else is folded."""
    member.notes_shown, member.notes_left_out = shown & ~left_out, left_out
    member.save(update_fields=["notes_shown", "notes_left_out"])


def choose_display(member: User, *, display: Display) -> None:
    member.theme, member.text_size = display.theme, display.text_size
    member.save(update_fields=["theme", "text_size"])


def forget_newcomer(member: User) -> None:
    """Who mistyped the address while joining: the pseudonym is free again. Not who ever confirmed one or signed in."""
    User.objects.filter(pk=member.pk, last_login=None).exclude(emailaddress__verified=True).delete()


def list_sign_in(member: User, *, session_key: str, device: str, now: datetime) -> None:
    """Or say that it was seen."""
    seen = {"user": member, "user_agent": device, "last_seen_at": now}
    UserSession.objects.update_or_create(
        session_key=session_key, defaults=seen, create_defaults={**seen, "created_at": now, "ip": NO_ADDRESS}
    )


@transaction.atomic
def end_sign_ins(member: User, *, session_keys: Collection[str]) -> int:
    """Elsewhere: from now on they are a visitor's, and what they hold open closes. Says how many there were."""
    listed = UserSession.objects.filter(user=member, session_key__in=session_keys)
    keys = list(listed.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    listed.delete()
    poke(group_of_member(member.pk), {})
    return len(keys)


def forget_ended_sign_ins() -> None:
    """Whatever ended by itself, by signing out or by a new password needs no line on a list."""
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


@transaction.atomic
def block(member: User, *, blocker: User, by_name: bool = True, now: datetime) -> Block:
    """Blocking a name twice is blocking it once. Under another name every block is a row of its own: that one account
    is behind two of them is not told."""
    _hold(blocker)
    if member.pk == blocker.pk:
        raise PermissionDenied(_("Nobody blocks themselves."))
    here = {"blocker": blocker, "blocked": member, "by_name": by_name}
    row = Block.objects.filter(**here).first() if by_name else None
    row = row or Block.objects.create(**here, created_at=now)
    _remember(blocker)
    return row


@transaction.atomic
def unblock(row: Block, *, blocker: User) -> None:
    """Everything is as before; what was meant for the blocker meanwhile does not come later."""
    _hold(blocker)
    Block.objects.filter(pk=row.pk, blocker=blocker).delete()
    _remember(blocker)


def _hold(member: User) -> None:
    """Whoever blocks and unblocks at once, on two devices, does it one after the other; so do two moderators."""
    User.objects.select_for_update(no_key=True).get(pk=member.pk)


def _remember(blocker: User) -> None:
    blocker.blocks_people = Block.objects.filter(blocker=blocker).exists()
    blocker.save(update_fields=["blocks_people"])
    vars(blocker).pop("names_blocked", None)


@transaction.atomic
def sanction(member: User, *, kind: Sanction.Kind, until: datetime | None, now: datetime) -> Sanction:
    """Warn, silence or suspend, from now on and everywhere. Who may is for moderation to ask."""
    _hold(member)
    given = member.sanctions.create(kind=kind, starts_at=now, until=until)
    _recount(member, now=now)
    return given


@transaction.atomic
def lift_sanction(sanction: Sanction, *, now: datetime) -> bool:
    """Take it back; False when it was lifted before. What else is on the account stays."""
    _hold(sanction.member)
    lifted = Sanction.objects.filter(pk=sanction.pk, lifted_at=None).update(lifted_at=now)
    sanction.refresh_from_db(fields=["lifted_at"])
    _recount(sanction.member, now=now)
    return bool(lifted)


def _recount(member: User, *, now: datetime) -> None:
    """The latest end of each kind in force; whoever listens for the member looks again at once."""
    in_force = list(member.sanctions.in_force(now).values_list("kind", "until"))
    member.silenced_until = _last_end(in_force, Sanction.Kind.SILENCE)
    member.suspended_until = _last_end(in_force, Sanction.Kind.SUSPENSION)
    member.save(update_fields=["silenced_until", "suspended_until"])
    poke(group_of_member(member.pk), {})


def _last_end(in_force: list[tuple[int, datetime | None]], kind: Sanction.Kind) -> datetime | None:
    return max((until or NO_END for one, until in in_force if one == kind), default=None)


@transaction.atomic
def brake_signups(*, by: User | None, now: datetime) -> SignupBrake:
    """Nobody new for some hours; while one holds, it is that one."""
    holding = SignupBrake.objects.in_force(now).first()
    return holding or SignupBrake.objects.create(started_at=now, ends_at=now + BRAKE_LASTS, started_by=by)


def release_brake(brake: SignupBrake, *, by: User, now: datetime) -> bool:
    """Whoever wants to join can again, also when two closed it at once; False when this one was released before or is
    over."""
    in_force = SignupBrake.objects.in_force(now)
    return in_force.filter(pk=brake.pk).exists() and bool(in_force.update(released_at=now, released_by=by))


def brake_in_a_wave(*, now: datetime) -> SignupBrake | None:
    """When more people joined in an hour than ever should; not for what came in before somebody released a brake."""
    last = SignupBrake.objects.exclude(released_at=None).order_by("-released_at").first()
    since = max(now - WAVE_TIME, last.released_at or now) if last else now - WAVE_TIME
    if User.objects.filter(date_joined__gt=since).count() < settings.SIGNUPS_PER_HOUR:
        return None
    if SignupBrake.objects.in_force(now).exists():
        return None
    return brake_signups(by=None, now=now)
