"""Coming in: what a member agrees to, and for somebody new their groups and time zone. Members come here again, once,
when a text has changed."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.accounts.actions import answer_agreements
from community.accounts.consents import Subject, edition, not_agreed
from community.accounts.decorators import MemberRequest, member_required
from community.core.navigation import next_address
from community.groups.models import SupportGroup
from community.pages.actions import welcome_member
from community.pages.forms import AgreementsForm, WelcomeForm


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def welcome(request: MemberRequest) -> HttpResponse:
    asked = not_agreed(request.user)
    if not asked:
        return nothing_to_ask(request)
    if request.POST.get("act") == "read":
        return answered(request, asked, [])
    form = form_for(request, asked)
    if request.method != "POST" or not form.is_valid():
        return page(request, form, asked)
    if isinstance(form, WelcomeForm):
        chosen = {name: form.cleaned_data[name] for name in ("groups", "time_zone")}
        welcome_member(request.user, agreed=form.agreed(), now=timezone.now(), **chosen)
        return onward(request)
    return answered(request, asked, form.agreed())


def nothing_to_ask(request: MemberRequest) -> HttpResponse:
    """The guidelines have a page of their own. A text that was put back to an earlier version is agreed to already."""
    if request.user.is_to_be_asked:
        answer_agreements(request.user, asked=[], agreed=[], now=timezone.now())
    return redirect("pages:guidelines")


def form_for(request: MemberRequest, asked: list[Subject]) -> AgreementsForm:
    data = ticks_for_this_text(request) if request.method == "POST" else None
    if not is_new(request):
        return AgreementsForm(data, asked=asked)
    groups = SupportGroup.objects.visible_to(request.user).joinable()
    return WelcomeForm(data, asked=asked, groups=groups, initial={"time_zone": request.user.time_zone})


def ticks_for_this_text(request: MemberRequest) -> QueryDict:
    """Who read an earlier version than there is now agreed to that one, and reads again. The rest of the form stays."""
    data = request.POST.copy()
    if data.get("edition") != edition():
        for subject in Subject:
            data.pop(subject, None)
    return data


def is_new(request: MemberRequest) -> bool:
    return request.user.guidelines_accepted_at is None and not request.user.agreements_answered


def page(request: MemberRequest, form: AgreementsForm, asked: list[Subject]) -> HttpResponse:
    has_changed = request.method == "POST" and request.POST.get("edition") != edition()
    context = {
        "form": form,
        "asked": asked,
        "is_new": is_new(request),
        "edition": edition(),
        "has_changed": has_changed,
        "next": request.POST.get("next") or request.GET.get("next", ""),
    }
    return render(request, "pages/welcome.html", context, status=422 if form.is_bound else 200)


def answered(request: MemberRequest, asked: list[Subject], agreed: list[Subject]) -> HttpResponse:
    answer_agreements(request.user, asked=asked, agreed=agreed, now=timezone.now())
    return onward(request)


def onward(request: MemberRequest) -> HttpResponse:
    """To where they wanted to go. Whoever only reads is told so, and where to change it."""
    if request.user.health_consent_at is None or request.user.guidelines_accepted_at is None:
        messages.info(request, _("You can read here. Where you would write, it says how you can begin to."))
    return redirect(next_address(request) or "pages:home")
