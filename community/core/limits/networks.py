"""Where a request comes from, as far as limits need to know: never written down, and tomorrow by another name."""

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

HOUSEHOLD = 64  # bits of the newer addresses that one household shares


def network_of(address: str) -> str:
    """Raises ValueError for what is no address. An older address in the clothes of a newer one is the older one."""
    known = ip_address(address.partition("%")[0])
    if isinstance(known, IPv6Address):
        known = known.ipv4_mapped or known
    return str(int(known) >> HOUSEHOLD) if isinstance(known, IPv6Address) else str(known)


def client_of(*, forwarded: str, remote: str) -> str:
    """The last entries are those of our own proxies, and only what they wrote is believed. Empty: cannot be told."""
    if not (proxies := settings.TRUSTED_PROXY_COUNT):
        return remote
    entries = [entry.strip() for entry in forwarded.split(",")]
    return entries[-proxies] if len(entries) >= proxies else ""


def mark_of(*, forwarded: str, remote: str) -> str:
    """Of this network for today, made with the site's key. Empty where it cannot be told, and for this machine itself:
    that is a proxy which `TRUSTED_PROXY_COUNT` does not count, and one limit for everybody would shut everybody out."""
    client = client_of(forwarded=forwarded, remote=remote)
    try:
        if ip_address(client).is_loopback:
            return ""
        network = network_of(client)
    except ValueError:
        return ""
    return salted_hmac("network-of-today", f"{timezone.now().date()} {network}", algorithm="sha256").hexdigest()[:24]


def mark_of_request(request: HttpRequest) -> str:
    forwarded, remote = request.headers.get("X-Forwarded-For", ""), request.META.get("REMOTE_ADDR", "")
    return mark_of(forwarded=forwarded, remote=remote)
