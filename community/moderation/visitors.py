"""Tell visitors apart for a day, without keeping where they come from."""

from datetime import datetime

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from community.core.limits.networks import network_of


def mark_of_visitor(request: HttpRequest, *, now: datetime) -> str:
    """Made with the site's secret key and the day: tomorrow's is another, and nobody can turn it back."""
    try:
        network = network_of(get_adapter().get_client_ip(request))
    except (PermissionDenied, ValueError):
        network = ""
    return salted_hmac("visitor-mark", f"{now.date()} {network}", algorithm="sha256").hexdigest()
