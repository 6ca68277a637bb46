"""Marks on views that need a member."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from community.accounts.models import User
from community.accounts.readers import speak_to
from community.accounts.suspended import suspended_in
from community.core.cookies import said_by
from community.core.kept import kept_fields

P = ParamSpec("P")
FOUND = 302
LAST_HERE = "last"  # a signed mark of who was signed in here last: their text is nobody else's


class MemberRequest(HttpRequest):
    """A request of somebody who is signed in: what a view behind `member_required` gets."""

    user: User


class PersonRequest(HttpRequest):
    """A request whose member is known, signed in or suspended: what a view behind `member_or_suspended_required` gets.
    For a suspended member `user` is a visitor all the same."""

    member: User


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
        return ask_to_sign_in(request)

    return guarded


def member_or_suspended_required(
    view: Callable[Concatenate[PersonRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """For statements and appeals: also for those who may not sign in, once they have shown who they are."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        user = request.user
        member = user if isinstance(user, User) else suspended_in(request.session, now=timezone.now())
        if member is None:
            return ask_to_sign_in(request)
        speak_to(member)
        vars(request)["member"] = member
        response = view(cast(PersonRequest, request), *args, **kwargs)
        forget_what_was_sent(request, response)
        response.setdefault("Cache-Control", "no-store")  # they count as a visitor, whose pages may be kept
        return response

    guarded.is_for_suspended = True  # type: ignore[attr-defined]  # a sign-in that was asked for here comes back
    return guarded


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """A suspended member is told how things stand instead; what either was about to send is kept first."""
    wanted = way_back(request)
    is_suspended = suspended_in(request.session, now=timezone.now()) is not None
    return redirect("accounts:paused") if is_suspended else redirect_to_login(wanted)


def way_back(request: HttpRequest) -> str:
    return reverse("accounts:kept") if keep_what_was_sent(request) else request.get_full_path()


def keep_what_was_sent(request: HttpRequest) -> bool:
    """For /kept/, where it can be sent again; False where nothing was sent."""
    if request.method != "POST":
        return False
    user, last = request.user, said_by(request, LAST_HERE)
    whose = mark_of(user) if isinstance(user, User) else last
    request.session["kept"] = {"url": request.get_full_path(), "fields": kept_fields(request), "whose": whose}
    request.session.save()  # here, where a lost database still becomes the page that gives the text back
    return True


def confirmed_required(
    view: Callable[Concatenate[MemberRequest, P], HttpResponse],
) -> Callable[Concatenate[MemberRequest, P], HttpResponse]:
    """Below `member_required`, for what matters for the whole account."""

    @wraps(view)
    def guarded(request: MemberRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        ask_to_confirm(request)
        return view(request, *args, **kwargs)

    return guarded


def ask_to_confirm(request: HttpRequest) -> None:
    """In a view that not everybody may know of, after it was asked who may. Whoever signed in or confirmed in the last
    minutes is not asked; what was sent waits at /kept/."""
    if is_reauthentication_required(request, app=""):
        raise ImmediateHttpResponse(confirm_page(request))


def confirm_page(request: HttpRequest) -> HttpResponse:
    """And back from there; what was sent waits at /kept/."""
    wanted = way_back(request)
    ways = get_adapter().get_reauthentication_methods(request.user)
    where = ways[0]["url"] if ways else reverse("account_login")
    return redirect(f"{where}?{urlencode({REDIRECT_FIELD_NAME: wanted})}")


def mark_of(member: User) -> str:
    return salted_hmac("last-here", str(member.pk), algorithm="sha256").hexdigest()[:32]


def is_mark_of(member: User, mark: str) -> bool:
    return constant_time_compare(mark, mark_of(member))


def forget_what_was_sent(request: HttpRequest, response: HttpResponse) -> None:
    """A form that was taken (and so leads elsewhere) waits no longer on /kept/."""
    taken = request.method == "POST" and response.status_code == FOUND
    if taken and request.session.get("kept", {}).get("url") == request.get_full_path():
        del request.session["kept"]
