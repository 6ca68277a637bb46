"""Notes what happens with the way into an account. allauth and Django say it; each ends in `note` or `note_unknown`.

A try at an account that is there costs one look and one write, and so does a try at one that is not: nobody learns from
how long it takes who is a member (tests/accounts/test_enumeration.py).
"""

from typing import Any, TypeAlias

from allauth.account import signals as account
from allauth.account.authentication import get_authentication_records
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_out
from django.core.cache import cache
from django.db.models import Q
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from community.accounts.actions import count_unknown_try, note_sign_in
from community.accounts.devices import device_of
from community.accounts.models import User
from community.accounts.sign_in_events import SignInEvent

How: TypeAlias = SignInEvent.How
Result: TypeAlias = SignInEvent.Result
NO_WAY = How.UNKNOWN
LOCKED_AGAIN = 600  # seconds: tries at a locked door are one event
WAYS = {
    "password": How.PASSWORD,
    "code": How.CODE,
    Authenticator.Type.TOTP: How.APP,
    Authenticator.Type.WEBAUTHN: How.PASSKEY,
    Authenticator.Type.RECOVERY_CODES: How.RECOVERY,
}


def note(request: HttpRequest, member: User, result: Result, how: How = NO_WAY) -> None:
    device = device_of(request.META.get("HTTP_USER_AGENT", ""))
    note_sign_in(member, result=result, how=how, device=device, now=timezone.now())


def note_wrong_password(request: HttpRequest, typed: str) -> None:
    member = member_named(typed)
    if member is None:
        count_unknown_try(now=timezone.now())
    else:
        note(request, member, Result.FAILED, How.PASSWORD)


def note_locked(request: HttpRequest, typed: str) -> None:
    member = member_named(typed)
    if member is not None and cache.add(f"sign-in-locked-{member.pk}", 1, LOCKED_AGAIN):
        note(request, member, Result.LOCKED, How.PASSWORD)


def member_named(typed: str) -> User | None:
    """By what somebody typed to sign in: a pseudonym or an address."""
    named = Q(username__iexact=typed) | Q(emailaddress__email__iexact=typed)
    return User.objects.filter(named).first()


def way_in(request: HttpRequest, member: User) -> How:
    """The last step of signing in. Whoever has just joined has taken none."""
    steps = get_authentication_records(request, member)
    last = steps[-1] if steps else {}
    return WAYS.get(last.get("type", last.get("method", "")), How.UNKNOWN)


def note_way_in(request: HttpRequest, member: User) -> None:
    """Every way in ends in `backends.remember`, which calls it."""
    note(request, member, Result.OK, way_in(request, member))


@receiver(user_logged_out)
def out(request: HttpRequest, user: User | None, **_: Any) -> None:
    if isinstance(user, User):
        note(request, user, Result.OUT)


@receiver(account.login_code_rejected)
def wrong_code(request: HttpRequest, user: User | None, **_: Any) -> None:
    if user is None:
        count_unknown_try(now=timezone.now())
    else:
        note(request, user, Result.FAILED, How.CODE)


@receiver(mfa.authentication_failed)
def wrong_step(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    note(request, user, Result.FAILED, WAYS[authenticator.type])


@receiver([account.password_set, account.password_changed, account.password_reset])
def password(request: HttpRequest, user: User, **_: Any) -> None:
    note(request, user, Result.NEW_PASSWORD)


@receiver([mfa.authenticator_added, mfa.authenticator_removed, mfa.authenticator_reset])
def step(request: HttpRequest, user: User, **_: Any) -> None:
    note(request, user, Result.NEW_STEP)


@receiver([account.email_added, account.email_changed, account.email_removed])
def address(request: HttpRequest, user: User, **_: Any) -> None:
    note(request, user, Result.NEW_ADDRESS)
