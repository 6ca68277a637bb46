"""How the reader wants pages to look."""

from django.http import HttpRequest

from community.core.copies import copy_of
from community.core.display import display_from_cookie


def display(request: HttpRequest) -> dict[str, object]:
    """The account's choice when signed in, the cookie's otherwise."""
    if copy := copy_of(request):
        return {"display": copy.display}
    chosen = request.user.display if hasattr(request, "user") and request.user.is_authenticated else None
    return {"display": chosen or display_from_cookie(request)}
