"""Marks on views that need a member."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac

from community.accounts.models import User
from community.core.kept import kept_fields

P = ParamSpec("P")
FOUND = 302
LAST_HERE = "last"  # a signed mark of who was signed in here last: their text is nobody else's


class MemberRequest(HttpRequest):
    """A request of somebody who is signed in: what a view behind `member_required` gets."""

    user: User


def member_required(
    view: Callable[Concatenate[MemberRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Ask to sign in; what an ended sign-in was about to send waits on /kept/ until it is sent or discarded."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            response = view(cast(MemberRequest, request), *args, **kwargs)
            forget_what_was_sent(request, response)
            return response
        if request.method != "POST":
            return redirect_to_login(request.get_full_path())
        whose = request.COOKIES.get(LAST_HERE, "")
        request.session["kept"] = {"url": request.get_full_path(), "fields": kept_fields(request), "whose": whose}
        request.session.save()  # here, where a lost database still becomes the page that gives the text back
        return redirect_to_login(reverse("accounts:kept"))

    return guarded


def mark_of(member: User) -> str:
    return salted_hmac("last-here", str(member.pk)).hexdigest()[:20]


def forget_what_was_sent(request: HttpRequest, response: HttpResponse) -> None:
    """A form that was taken (and so leads elsewhere) waits no longer on /kept/."""
    taken = request.method == "POST" and response.status_code == FOUND
    if taken and request.session.get("kept", {}).get("url") == request.get_full_path():
        del request.session["kept"]
