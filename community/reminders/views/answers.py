"""What a member says to a reminder that is due; each answer counts once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.accounts.decorators import MemberRequest, member_required
from community.reminders import actions
from community.reminders.models import Occurrence


@require_POST
@member_required
def done(request: MemberRequest, pk: int) -> HttpResponse:
    return answered(request, pk, Occurrence.Answer.DONE, _("Marked as done."))


@require_POST
@member_required
def skip(request: MemberRequest, pk: int) -> HttpResponse:
    return answered(request, pk, Occurrence.Answer.SKIPPED, _("Skipped this time."))


def answered(request: MemberRequest, pk: int, answer: Occurrence.Answer, words: str) -> HttpResponse:
    occurrence = get_object_or_404(Occurrence.objects.visible_to(request.user).for_page(), pk=pk)
    took = actions.answer(occurrence=occurrence, member=request.user, answer=answer, now=timezone.now())
    occurrence.refresh_from_db()
    if took or occurrence.answer == answer:
        messages.success(request, words)
    else:
        before = {"answer": occurrence.get_answer_display()}
        messages.info(request, _("It had its answer already: %(answer)s.") % before)
    return redirect("reminders:list")
