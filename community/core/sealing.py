"""Closes words with AES-256-GCM, so that a copy of the database alone tells none of them.

The first of FIELD_KEYS closes, every one opens. What was closed for one place opens in no other.
"""

import os
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

MARK = "sealed1"  # of this format: "sealed1:<name of the key>:<nonce and what it closes>"
KEY_BYTES, NONCE_BYTES = 32, 12
BLOCK = 32  # words are filled up to so many bytes: how long they are tells something, too


class CannotOpen(Exception):
    """The words are where they were; nobody may write over them."""


class KeyIsMissing(CannotOpen):
    """FIELD_KEYS does not name the key that closed them."""


class DoesNotFit(CannotOpen):
    """They were changed, or closed for another place."""


def new_key() -> str:
    return secrets.token_urlsafe(KEY_BYTES)


def seal(words: str, *, place: str) -> str:
    """Nothing stays nothing. The nonce is random: one key is good for some four thousand million words."""
    if not words:
        return ""
    name, key = next(iter(keys().items()))
    nonce = os.urandom(NONCE_BYTES)
    closed = AESGCM(key).encrypt(nonce, _filled_up(words.encode()), place.encode())
    return f"{beginning(name)}{urlsafe_b64encode(nonce + closed).decode()}"


def unseal(stored: str, *, place: str) -> str:
    """Raises CannotOpen."""
    if not stored:
        return ""
    name = name_in(stored)
    if (key := keys().get(name)) is None:
        raise KeyIsMissing(name)
    try:
        closed = urlsafe_b64decode(stored.rpartition(":")[2])
        return AESGCM(key).decrypt(closed[:NONCE_BYTES], closed[NONCE_BYTES:], place.encode()).rstrip(b"\0").decode()
    except (InvalidTag, ValueError) as problem:
        raise DoesNotFit(name) from problem


def name_in(stored: str) -> str:
    """Of the key that closed it; empty where that is no sealed text at all."""
    mark, _colon, rest = stored.partition(":")
    return rest.partition(":")[0] if mark == MARK else ""


def beginning(name: str) -> str:
    return f"{MARK}:{name}:"


def keys() -> dict[str, bytes]:
    """By their names, the one that closes first."""
    return keys_of(tuple(settings.FIELD_KEYS))


@lru_cache(maxsize=8)
def keys_of(texts: Sequence[str]) -> dict[str, bytes]:
    """Raises ValueError, which quotes none of them."""
    found = [_key_of(text.strip(), number) for number, text in enumerate(texts, 1)]
    if not found:
        raise ValueError("FIELD_KEYS is empty.")
    return {name_of(key): key for key in found}


def name_of(key: bytes) -> str:
    """It tells which key is meant and nothing of the key."""
    return sha256(b"name of a field key" + key).hexdigest()[:8]


def _key_of(text: str, number: int) -> bytes:
    try:
        key = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise ValueError(f"Number {number} of FIELD_KEYS is no key: {KEY_BYTES} bytes as URL-safe base64.")
    return key


def _filled_up(words: bytes) -> bytes:
    """With a sign that no text of ours has (core.middleware.WithoutNul)."""
    return words.ljust(-(-len(words) // BLOCK) * BLOCK, b"\0")
