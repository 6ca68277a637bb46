"""Where a mail goes back to when it cannot be delivered: an address of its own for each, which names nobody.

The mark makes a return path that we did not write worthless. Providers (providers.py) get the same token with the mail.
"""

import re
from collections.abc import Iterator

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from community.notifications.models import Delivery

SHAPE = r"[0-9]{1,18}-[0-9a-f]{32}"  # small letters only: some servers change the case
SALT = "notifications.return-path"
MOST = 20  # of one message


def token_of(delivery: Delivery) -> str:
    return f"{delivery.pk}-{_mark_of(delivery)}"


def return_path_of(delivery: Delivery) -> str:
    """Empty without BOUNCE_ADDRESS: then a mail goes back to its sender's address."""
    if not settings.BOUNCE_ADDRESS:
        return ""
    name, _at, domain = settings.BOUNCE_ADDRESS.partition("@")
    return f"{name}+{token_of(delivery)}@{domain}"


def delivery_of(token: str) -> Delivery | None:
    """None for what we did not write."""
    if re.fullmatch(SHAPE, token) is None:
        return None
    pk, _dash, mark = token.partition("-")
    found = Delivery.objects.filter(pk=int(pk)).select_related("notification__recipient").first()
    return found if found is not None and constant_time_compare(mark, _mark_of(found)) else None


def tokens_in(source: bytes) -> Iterator[str]:
    """Of our return paths, wherever they stand: the mail came to one, but its headers may have been changed."""
    name, _at, domain = settings.BOUNCE_ADDRESS.encode().partition(b"@")
    path = re.escape(name) + rb"\+(" + SHAPE.encode() + rb")@" + re.escape(domain)
    seen = re.finditer(path, source, re.IGNORECASE)
    return (found[1].decode().lower() for found, _number in zip(seen, range(MOST), strict=False))


def _mark_of(delivery: Delivery) -> str:
    return salted_hmac(SALT, f"{delivery.pk} {delivery.message_id}", algorithm="sha256").hexdigest()[:32]
