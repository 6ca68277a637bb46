"""Why the team did something, for the one it concerns, and the way to ask that somebody looks again."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from community.accounts.decorators import PersonRequest, member_or_suspended_required
from community.moderation import actions
from community.moderation.actions.deciding import AUTOMATIC
from community.moderation.forms import AppealForm
from community.moderation.models import Decision
from community.moderation.permissions import can_appeal


@member_or_suspended_required
def statement(request: PersonRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Decision.objects.visible_to(request.member).for_page(), pk=pk)
    form = AppealForm(request.POST or None)
    if form.is_valid():
        return appealed(request, found, form)
    return statement_page(request, found, form, status=422 if form.errors else 200)


def appealed(request: PersonRequest, found: Decision, form: AppealForm) -> HttpResponse:
    try:
        actions.appeal(found, author=request.member, now=timezone.now(), **form.cleaned_data)
    except PermissionDenied as refused:
        messages.warning(request, str(refused))
        return statement_page(request, found, form, status=403)
    messages.success(request, _("Another moderator will look again. You will be told."))
    return redirect(found)


def statement_page(request: PersonRequest, found: Decision, form: AppealForm, **response: Any) -> HttpResponse:
    appeal = getattr(found, "appeal", None)
    context = {
        "decision": found,
        "case": found.case,
        "in_force": found.case.decision_id == found.pk,
        "appeal": appeal,
        "by_rule": found.case.origin in AUTOMATIC,
        "answer": getattr(appeal, "answer", None),
        "may_appeal": can_appeal(request.member, found, now=timezone.now()),
        "form": form,
    }
    return render(request, "moderation/statement.html", context, **response)
