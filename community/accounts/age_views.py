"""Before joining: one question, and where it leads."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from community.accounts.age import is_old_enough, is_stopped, let_join, stop, with_query
from community.accounts.age_forms import BirthForm


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
def ask(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("pages:home")
    if is_stopped(request, now=timezone.now()):
        return redirect("accounts:joins_later")
    form = BirthForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return answered(request, form.cleaned_data["birth"])
    return render(request, "accounts/age.html", {"form": form}, status=422 if form.errors else 200)


@sensitive_variables()
def answered(request: HttpRequest, born: date) -> HttpResponse:
    now = timezone.now()
    if is_old_enough(born, today=timezone.localdate(now)):
        let_join(request.session, now=now)
        return redirect(with_query(request, reverse("account_signup")))
    response = redirect("accounts:joins_later")
    stop(request, response, now=now)
    return response


@require_safe
@never_cache
def joins_later(request: HttpRequest) -> HttpResponse:
    """Says no number, and asks nothing again."""
    if not is_stopped(request, now=timezone.now()):
        return redirect("account_signup")
    return render(request, "accounts/joins_later.html")
