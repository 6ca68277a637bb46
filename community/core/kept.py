"""What somebody typed, kept when the page that should have taken it could not."""

from collections.abc import Mapping

from django.http import HttpRequest

SECRETS = ("csrfmiddlewaretoken", "password", "code", "token")


def kept_fields(request: HttpRequest) -> dict[str, str]:
    """The posted fields by name, without passwords and tokens."""
    return visible_fields(request.POST.dict()) if request.method == "POST" else {}


def visible_fields(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in fields.items() if not any(secret in name.lower() for secret in SECRETS)}
