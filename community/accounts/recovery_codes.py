"""Recovery codes as salted hashes, made by the hasher of passwords, from the moment in which they are shown.

allauth keeps a seed from which it makes the codes again. It needs that once, to show them; then `keep_hashes` puts
hashes where it looks for codes that came from elsewhere (`migrated_codes`), and the seed is gone.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt
from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from community.accounts.actions import replace_recovery_codes
from community.accounts.models import User
from community.accounts.sealed_steps import opened
from community.core.sealing import CannotOpen

CODES = Authenticator.Type.RECOVERY_CODES


def hashed_once_shown(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
    """Around allauth's page: it is written out while the seed is still there."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = view(request, *args, **kwargs)
        if isinstance(response, TemplateResponse):
            response.render()
        for row in Authenticator.objects.filter(user=request.user.pk, type=CODES):
            keep_hashes(row)
        return response

    return shown


def keep_hashes(row: Authenticator) -> None:
    """Of codes that were shown."""
    if row.type == CODES and row.data.get("viewed_at"):
        replace_recovery_codes(row.pk, with_hashes)


def keep_hashes_of_older_ones(*, most: int) -> None:
    """Codes that were shown before this was so, and of which none was used since."""
    for row in Authenticator.objects.filter(type=CODES, data__has_keys=["seed", "viewed_at"])[:most]:
        keep_hashes(row)


def with_hashes(row: Authenticator) -> dict[str, Any]:
    """Of the row as it stands: what was used is not among them. Each has a salt of its own. A seed whose key is away
    stays as it is, until the key is back."""
    if "seed" not in row.data or not _opens(row.data["seed"]):
        return dict(row.data)
    kept = [encrypt(make_password(code)) for code in row.wrap().get_unused_codes()]
    return {"migrated_codes": kept, "viewed_at": row.data["viewed_at"]}


def _opens(seed: str) -> bool:
    try:
        opened(seed)
    except CannotOpen:
        return False
    return True


def as_kept(member: User, typed: str) -> str:
    """The hash that fits what was typed, for allauth to find. Whoever types a hash opens nothing: it is no number. All
    are tried, so that nobody learns from the time it takes whether one did, and which."""
    code = normalize_user_code(typed)
    if not code.isdigit():
        return ""
    row = Authenticator.objects.filter(user=member, type=CODES).first()
    hashes = row.data.get("migrated_codes", []) if row and len(code) == app_settings.RECOVERY_CODE_DIGITS else []
    fitting = [one for one in map(decrypt, hashes) if check_password(code, one)]
    return fitting[0] if fitting else code
