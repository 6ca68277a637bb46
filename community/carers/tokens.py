"""The secret in a link that asks somebody to help. Only its hash is kept."""

import hashlib
import secrets

OCTETS = 32


def new_token() -> str:
    return secrets.token_urlsafe(OCTETS)


def hash_of(token: str) -> str:
    """No salt and no slow hash: there is nothing to guess in 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()
