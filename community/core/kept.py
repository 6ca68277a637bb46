"""What somebody typed, kept when the page that should have taken it could not."""

from django.http import HttpRequest

LONGEST = 200_000  # characters: ten times the longest post
SECRETS = ("csrfmiddlewaretoken", "password", "code", "token", "birth")
TICKS = {"passwordless"}  # that a passkey is to do without one


def kept_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """The posted fields in their order, each value of those that have several, without passwords and tokens."""
    if request.method != "POST":
        return []
    fields = [(name, text) for name, texts in request.POST.lists() if not is_secret(name) for text in texts]
    return fields if sum(len(text) for _name, text in fields) <= LONGEST else []


def is_secret(name: str) -> bool:
    return name not in TICKS and any(secret in name.lower() for secret in SECRETS)
