"""How the secrets of second steps are kept: sealed, inside a column of allauth's.

Up to 2026-12 they were closed by Fernet, with a key made from SECRET_KEY. Nothing is written in that form any more;
what is there opens until `rotate_keys` has closed it anew.
"""

import base64
from collections import Counter
from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from community.accounts.actions import close_step_anew
from community.core.resealing import Step
from community.core.sealing import CannotOpen, DoesNotFit, beginning, keys, name_in, seal, unseal

PLACE = "mfa.authenticator"  # allauth says neither whose secret it is nor in which row when it asks
NAMES = ("secret", "seed")  # of an app, of recovery codes that nobody has seen yet
HASHES = "migrated_codes"  # of those that were shown: recovery_codes.py


def close(text: str) -> str:
    return seal(text, place=PLACE)


def opened(stored: str) -> str:
    """Raises CannotOpen."""
    return unseal(stored, place=PLACE) if name_in(stored) else _opened_by_fernet(stored)


class SealedSteps:
    """For `rotate_keys`: see `core.resealing.Others`."""

    def rows(self) -> int:
        return _rows().count()

    def rows_to_reseal(self) -> int:
        return sum(_is_to_reseal(row) for row in _rows().iterator())

    def reseal(self, step: Step) -> int:
        left = 0
        for row in _rows().iterator():
            if _is_to_reseal(row):
                left += not _reseal(row)
                step(1)
        return left

    def keys_in_use(self) -> Counter[str]:
        return Counter(name_in(stored) for row in _rows().iterator() for stored in _secrets_of(row))

    def unreadable(self, step: Step) -> int:
        number = 0
        for row in _rows().iterator():
            number += not all(_opens(stored) for stored in _secrets_of(row))
            step(1)
        return number


def _rows() -> "QuerySet[Authenticator]":
    return Authenticator.objects.filter(data__has_any_keys=[*NAMES, HASHES]).order_by("pk")


def _secrets_of(row: Authenticator) -> Iterator[str]:
    yield from (row.data[name] for name in NAMES if name in row.data)
    yield from row.data.get(HASHES, [])


def _is_to_reseal(row: Authenticator) -> bool:
    current = beginning(next(iter(keys())))
    return not all(stored.startswith(current) for stored in _secrets_of(row))


def _reseal(row: Authenticator) -> bool:
    try:
        anew: dict[str, object] = {name: close(opened(row.data[name])) for name in NAMES if name in row.data}
        if HASHES in row.data:
            anew[HASHES] = [close(opened(stored)) for stored in row.data[HASHES]]
    except CannotOpen:
        return False
    close_step_anew(row, data={**row.data, **anew})
    return True


def _opens(stored: str) -> bool:
    try:
        opened(stored)
    except CannotOpen:
        return False
    return True


def _opened_by_fernet(stored: str) -> str:
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    try:
        return MultiFernet([Fernet(_key_of(secret)) for secret in secrets]).decrypt(stored.encode()).decode()
    except InvalidToken as problem:
        raise DoesNotFit("SECRET_KEY") from problem


def _key_of(secret: str) -> bytes:
    return base64.urlsafe_b64encode(salted_hmac("second factor", "", secret=secret, algorithm="sha256").digest())
