"""What a summary told of, and when the next one comes."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.digests import actions
from community.digests.forms import RhythmForm
from community.digests.models import Digest, Plan
from community.digests.news import left_in
from community.notifications.ways import SUMMARY, Way


@require_safe
@member_required
def digest(request: MemberRequest, day: date) -> HttpResponse:
    found = get_object_or_404(Digest.objects.visible_to(request.user), day=day)
    found.member, now = request.user, timezone.now()
    actions.mark_opened(found, now=now)
    return render(request, "digests/digest.html", {"digest": found, "news": left_in(found, now=now)})


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def settings(request: MemberRequest) -> HttpResponse:
    plan = Plan.objects.visible_to(request.user).first()
    is_off = request.user.choices.filter(kind=SUMMARY, way=Way.OFF).exists()
    form = RhythmForm(request.POST if request.method == "POST" else None, plan=plan, is_off=is_off)
    if form.is_bound and form.is_valid():
        actions.choose_rhythm(request.user, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("digests:settings")
    context = {"form": form, "plan": None if is_off else plan}
    return render(request, "digests/settings.html", context, status=422 if form.errors else 200)
