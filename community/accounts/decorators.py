"""Marks on views that need a member."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from community.accounts.models import User
from community.core.kept import kept_fields

P = ParamSpec("P")


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
            return view(cast(MemberRequest, request), *args, **kwargs)
        if request.method != "POST":
            return redirect_to_login(request.get_full_path())
        request.session["kept"] = {"url": request.get_full_path(), "fields": kept_fields(request)}
        request.session.save()  # here, where a lost database still becomes the page that gives the text back
        return redirect_to_login(reverse("accounts:kept"))

    return guarded
