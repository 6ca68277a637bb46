"""Everything that changes an account."""

import zoneinfo
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from community.accounts.consents import AGREEMENTS, Consent, NotAgreed, Subject, edition
from community.accounts.holding import held_now
from community.accounts.models import NO_END, Block, Sanction, SignupBrake, User
from community.accounts.permissions import can_tell_health
from community.accounts.sign_in_events import SignInEvent, UnknownTries, midnight_of
from community.core.display import Display
from community.core.erasures import record_erasure
from community.core.realtime import group_of_member, poke
from community.core.security_log import Event, note_event

NO_ADDRESS = "0.0.0.0"  # noqa: S104  # the column wants one, and we keep none
WAVE_TIME = timedelta(hours=1)
BRAKE_LASTS = timedelta(hours=6)


@transaction.atomic
def answer_agreements(member: User, *, asked: Collection[Subject], agreed: Collection[Subject], now: datetime) -> None:
    """What a member says to the texts that were put to them, each by itself. After a no, the yes to an earlier version
    counts no more, and stays in the history: taking it back is for the member to do."""
    held_now(member)
    answers: dict[str, Any] = {"agreements_answered": edition()}
    for subject in asked:
        agreement = AGREEMENTS[subject]
        says_yes = subject in agreed
        if says_yes:
            text = {"member": member, "subject": subject, "version": agreement.version}
            Consent.objects.standing().get_or_create(**text, defaults={"given_at": now})
        answers[agreement.column] = now if says_yes else None
    _save_answers(member, answers)


@transaction.atomic
def withdraw_consent(member: User, *, subject: Subject, now: datetime) -> bool:
    """From now on; False where there was none. What is erased with it is for the apps above to erase."""
    held_now(member)
    standing = Consent.objects.visible_to(member).standing().filter(subject=subject)
    keys = list(standing.values_list("pk", flat=True))
    standing.update(withdrawn_at=now)
    record_erasure("accounts.consent", *keys)
    _save_answers(member, {AGREEMENTS[subject].column: None})
    return bool(keys)


def hold_agreed(member: User, *, now: datetime) -> User:
    """The member as they are now, held until commit. It stands first in every transaction that writes down what is
    told about health: taking consent back, which holds the same row, waits for what is being written, and what is asked
    after it is refused. So nothing told is left over."""
    held = held_now(member)
    if not can_tell_health(held, now=now):
        raise NotAgreed
    return held


def withdraw_again(keys: list[str], *, now: datetime) -> int:
    """After a restore."""
    found = Consent.objects.standing().filter(pk__in=keys).select_related("member")
    return sum(withdraw_consent(one.member, subject=Subject(one.subject), now=now) for one in found.order_by("pk"))


def _save_answers(member: User, answers: dict[str, Any]) -> None:
    """These columns and no other: the account is as its page was asked for, and meanwhile the other yes may have been
    taken back. Whoever listens for the member (a room's socket) reads their rights again."""
    for column, answer in answers.items():
        setattr(member, column, answer)
    member.save(update_fields=list(answers))
    poke(group_of_member(member.pk), {})


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


def choose_drawing(member: User, *, drawing: int | None) -> None:
    """What stands beside the name, in everything that was written before too. None: the first letter."""
    member.drawing = drawing
    member.save(update_fields=["drawing"])


def choose_password(member: User, *, password: str) -> None:
    """Every open sign-in ends. Nothing else of the account is written: what the page began with may be old."""
    member.set_password(password)
    member.save(update_fields=["password"])
    poke(group_of_member(member.pk), {})


def forget_newcomer(member: User) -> bool:
    """Who mistyped the address while joining: the pseudonym is free again. False for who ever confirmed one or signed
    in, and for the second of two presses."""
    never_used = User.objects.filter(pk=member.pk, last_login=None).exclude(emailaddress__verified=True)
    _number, by_table = never_used.delete()
    return bool(by_table.get("accounts.User"))


def list_sign_in(member: User, *, session_key: str, device: str, now: datetime) -> None:
    """Or say that it was seen."""
    seen = {"user": member, "user_agent": device, "last_seen_at": now}
    UserSession.objects.update_or_create(
        session_key=session_key, defaults=seen, create_defaults={**seen, "created_at": now, "ip": NO_ADDRESS}
    )


def follow_sign_in(member: User, *, old: str, new: str) -> None:
    """The same device on the list, under another key."""
    UserSession.objects.filter(user=member, session_key=old).update(session_key=new)


@transaction.atomic
def end_sign_ins(member: User, *, session_keys: Collection[str], now: datetime) -> int:
    """Elsewhere: from now on they are a visitor's, and what they hold open closes. Says how many there were."""
    listed = UserSession.objects.filter(user=member, session_key__in=session_keys)
    keys = dict(listed.values_list("session_key", "user_agent"))
    Session.objects.filter(session_key__in=keys).delete()
    listed.delete()
    for device in keys.values():
        note_sign_in(member, result=SignInEvent.Result.ENDED, device=device, now=now)
    poke(group_of_member(member.pk), {})
    return len(keys)


@transaction.atomic
def end_every_sign_in(member: User, *, now: datetime) -> None:
    """Also this one."""
    keys = UserSession.objects.filter(user=member).values_list("session_key", flat=True)
    end_sign_ins(member, session_keys=list(keys), now=now)


def drop_sessions(keys: Collection[str]) -> int:
    """Whatever is in them, and their lines on the lists."""
    UserSession.objects.filter(session_key__in=keys).delete()
    return Session.objects.filter(pk__in=keys).delete()[0]


@transaction.atomic
def take_second_step_away(member: User, *, now: datetime) -> None:
    """Recovery codes too. Who asks for it has shown who they are: `lost_step`."""
    Authenticator.objects.filter(user=member).delete()
    note_sign_in(member, result=SignInEvent.Result.NEW_STEP, device="", now=now)


@transaction.atomic
def replace_recovery_codes(pk: int, made_from: Callable[[Authenticator], dict[str, Any]]) -> None:
    """Read anew and held: whoever uses one at the same moment waits, and it is used up."""
    row = Authenticator.objects.select_for_update().get(pk=pk)
    Authenticator.objects.filter(pk=pk).update(data=made_from(row))


def forget_ended_sign_ins() -> None:
    """Whatever ended by itself, by signing out or by a new password needs no line on a list."""
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


def note_sign_in(
    member: User,
    *,
    result: SignInEvent.Result,
    how: SignInEvent.How = SignInEvent.How.UNKNOWN,
    device: str,
    now: datetime,
) -> SignInEvent:
    note_event(Event.SIGN_IN, member=member.pk, result=result, how=how)
    return SignInEvent.objects.create(member=member, result=result, how=how, device=device, happened_at=now)


def count_unknown_try(*, now: datetime) -> None:
    """At an account that is not there: one more today."""
    note_event(Event.SIGN_IN_UNKNOWN)
    today = midnight_of(now)
    UnknownTries.objects.bulk_create([UnknownTries(day=today)], ignore_conflicts=True)
    UnknownTries.objects.filter(day=today).update(number=F("number") + 1)


@transaction.atomic
def close_step_anew(step: Authenticator, *, data: dict[str, Any]) -> None:
    """Only as long as it says what was read: a recovery code may be used meanwhile."""
    Authenticator.objects.filter(pk=step.pk, data=step.data).update(data=data)


@transaction.atomic
def block(member: User, *, blocker: User, by_name: bool = True, now: datetime) -> Block:
    """Blocking a name twice is blocking it once. Under another name every block is a row of its own: that one account
    is behind two of them is not told."""
    held_now(blocker)
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
    held_now(blocker)
    Block.objects.filter(pk=row.pk, blocker=blocker).delete()
    _remember(blocker)


def _remember(blocker: User) -> None:
    blocker.blocks_people = Block.objects.filter(blocker=blocker).exists()
    blocker.save(update_fields=["blocks_people"])
    vars(blocker).pop("names_blocked", None)


@transaction.atomic
def sanction(member: User, *, kind: Sanction.Kind, until: datetime | None, now: datetime) -> Sanction:
    """Warn, silence or suspend, from now on and everywhere. Who may is for moderation to ask."""
    held_now(member)
    given = member.sanctions.create(kind=kind, starts_at=now, until=until)
    _recount(member, now=now)
    return given


@transaction.atomic
def lift_sanction(sanction: Sanction, *, now: datetime) -> bool:
    """Take it back; False when it was lifted before. What else is on the account stays."""
    held_now(sanction.member)
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
    note_event(Event.SIGN_UP_BRAKE)
    return brake_signups(by=None, now=now)
