"""The account itself: gone, or, where a case has to be kept, an account without anything in it."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import ProtectedError

from community.accounts.models import User
from community.accounts.naming.actions import hold_name
from community.privacy.leaving.letters import tell_done
from community.privacy.models import Leaving
from community.privacy.retention import lines_of

LEAVING_KEPT = timedelta(days=1825)  # and as long as something that is kept leads to the account
OWN = {"id", "username", "password", "is_active", "date_joined"}  # what an account cannot be without


def erase_account(leaving: Leaving, member: User, *, now: datetime) -> None:
    address, reader = member.email, User(language=member.language, time_zone=member.time_zone, email=member.email)
    if not never_was_open(leaving, member):  # nobody is to be taken for them
        hold_name(member.username, now=now)
    sealed = not _delete(member)
    if sealed:
        User.objects.filter(pk=member.pk).update(**nothing_in(member, since=leaving.asked_at))
    if address and not is_repeated(leaving):
        farewell = tell_done(reader, sealed=sealed, now=now)
        Leaving.objects.filter(pk=leaving.pk).update(farewell=farewell)


def is_repeated(leaving: Leaving) -> bool:
    """After a restore: its member was told long ago."""
    return leaving.asked_at == leaving.due_at


def never_was_open(leaving: Leaving, member: User) -> bool:
    """Somebody whom the team did not let in: nobody ever saw the name."""
    return member.last_login is None and leaving.asked_at == leaving.due_at


def _delete(member: User) -> bool:
    """False where something that is kept under seal leads to it."""
    try:
        with transaction.atomic():
            User.objects.get(pk=member.pk).delete()
    except ProtectedError:
        return False
    return True


def nothing_in(member: User, *, since: datetime) -> dict[str, Any]:
    """Every column that retention.yaml calls erased, as in an account that was just made. The space is one that no
    member's name has."""
    fields: list[Any] = [
        User._meta.get_field(name)
        for name, line in lines_of(User).items()
        if line.leaving == "erased" and name not in OWN
    ]
    blank = {field.name: field.get_default() for field in fields}
    name = f"left {secrets.token_hex(6)}"
    return blank | {"username": name, "password": make_password(None), "is_active": False, "date_joined": since}


def forget_sealed(*, now: datetime) -> int:
    """Accounts that nothing leads to any more; how many."""
    return sum(_delete(leaving.member) for leaving in Leaving.objects.sealed().select_related("member"))  # type: ignore[arg-type]


def forget_leavings(*, now: datetime) -> int:
    """That somebody left; how many."""
    return Leaving.objects.over(since=now - LEAVING_KEPT).delete()[0]
