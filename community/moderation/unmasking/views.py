"""Ask for a name, answer, look, and read that it was looked up."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.moderation.models import Case
from community.moderation.unmasking import actions
from community.moderation.unmasking.forms import UnmaskingForm
from community.moderation.unmasking.models import Unmasking
from community.moderation.views.cases import case_page


@require_POST
@member_required
def ask(request: MemberRequest, pk: int) -> HttpResponse:
    case = get_object_or_404(Case.objects.visible_to(request.user).for_page(), pk=pk)
    form = UnmaskingForm(request.POST)
    if not form.is_valid():
        return case_page(request, case, status=422, unmasking_form=form)
    actions.ask_to_unmask(case, moderator=request.user, reason=form.cleaned_data["reason"], now=timezone.now())
    messages.success(request, _("A second moderator has to agree. Nobody has been shown the name."))
    return redirect(case)


def unmasking_for(request: MemberRequest, pk: int) -> Unmasking:
    return get_object_or_404(Unmasking.objects.visible_to(request.user).for_page(), pk=pk)


@require_safe
@member_required
def unmasking(request: MemberRequest, pk: int) -> HttpResponse:
    """For the member it is about, and for the moderators of the place."""
    found = unmasking_for(request, pk)
    own = found.case.author_id == request.user.pk
    context = {"unmasking": found, "case": found.case, "own": own, "views": found.views.select_related("viewer")}
    return render(request, "moderation/unmasking.html", context)


@require_POST
@member_required
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    found = unmasking_for(request, pk)
    if not {"agree", "refuse"} & set(request.POST):
        return redirect(found.case)
    act = actions.agree_to_unmask if "agree" in request.POST else actions.refuse_to_unmask
    if act(found, moderator=request.user, now=timezone.now()):
        messages.success(request, _("Your answer is written down."))
    else:
        messages.warning(request, _("Another moderator answered first. Nothing was changed by you."))
    return redirect(found.case)


@require_POST
@member_required
def look(request: MemberRequest, pk: int) -> HttpResponse:
    """The case with the name, this once: the page that is asked for again does not show it."""
    found = unmasking_for(request, pk)
    name = actions.look_at_name(found, moderator=request.user, now=timezone.now())
    case = get_object_or_404(Case.objects.visible_to(request.user).for_page(), pk=found.case_id)
    response = case_page(request, case, unmasked=name)
    response["Cache-Control"] = "no-store"
    return response
