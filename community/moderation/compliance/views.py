"""The papers an operator has to keep, and when each was last looked at. For everybody else these pages do not exist."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.moderation.compliance.actions import record_review
from community.moderation.compliance.forms import ReviewForm
from community.moderation.compliance.models import ReviewEntry
from community.moderation.compliance.permissions import can_keep_papers
from community.moderation.compliance.standing import Standing, standings

MOST = 50  # looks at one paper


@require_safe
@never_cache
@member_required
def compliance(request: MemberRequest) -> HttpResponse:
    papers = standings_for(request)
    overdue = sum(standing.is_overdue for standing in papers)
    return render(request, "moderation/compliance/list.html", {"papers": papers, "overdue": overdue})


def standings_for(request: MemberRequest) -> list[Standing]:
    if not can_keep_papers(request.user):
        raise Http404
    return standings(request.user, now=timezone.now())


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@member_required
def paper(request: MemberRequest, slug: str) -> HttpResponse:
    found = next((one for one in standings_for(request) if one.paper.slug == slug), None)
    if found is None:
        raise Http404
    form = ReviewForm(request.POST or None)
    if form.is_valid():
        record_review(found.paper, operator=request.user, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("It is written down, with the date of today."))
        return redirect("moderation:compliance")
    entries = ReviewEntry.objects.visible_to(request.user).filter(slug=slug).select_related("recorded_by")[:MOST]
    context = {"standing": found, "paper": found.paper, "form": form, "entries": entries}
    return render(request, "moderation/compliance/paper.html", context, status=422 if form.errors else 200)
