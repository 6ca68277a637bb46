"""One case: take it on, read, decide, answer an appeal, undo, write a note."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.accounts.decorators import MemberRequest, member_required
from community.accounts.models import User
from community.moderation import actions
from community.moderation.duty.care import is_at_limit
from community.moderation.duty.panel import case_panel_for
from community.moderation.forms import AnswerForm, DecisionForm, NoteForm, SecondForm, UndoForm
from community.moderation.models import Case, Proposal
from community.moderation.permissions import (
    can_see_case,
    why_not_claim,
    why_not_decide,
    why_not_handle,
    why_not_own,
    why_not_undo,
)
from community.moderation.records.known import case_record_context
from community.moderation.team.forms import PickReplyForm
from community.moderation.team.replies import prefilled
from community.moderation.unmasking.page import unmasking_context

Act = Callable[..., HttpResponse]
LATER = ["undoing__moderator", "appeal__answer__moderator"]  # what became of a decision


def case_of(request: MemberRequest, pk: int) -> Case:
    """What is about the reader is not there to be read; whoever acts on it all the same is told why not."""
    if request.method == "POST" and (refusal := why_not_own(request.user, pk)):
        raise PermissionDenied(refusal)
    found = get_object_or_404(Case.objects.visible_to(request.user).for_page(), pk=pk)
    if not can_see_case(request.user, found):  # `group` of a decided case stays behind when its thread is moved
        raise Http404
    return found


def refusals_shown(view: Act) -> Act:
    """What is refused comes back on the case as it is now, with the reason and with what was typed."""

    @wraps(view)
    def guarded(request: MemberRequest, pk: int) -> HttpResponse:
        try:
            return view(request, pk)
        except actions.CaseMoved as moved:
            return case_page(request, case_of(request, pk), refusal=str(moved), status=409)
        except PermissionDenied as refused:
            return case_page(request, case_of(request, pk), refusal=str(refused), status=403)

    return guarded


@member_required
@refusals_shown
def case(request: MemberRequest, pk: int) -> HttpResponse:
    """Read it; a POST decides it."""
    found = case_of(request, pk)
    if request.method != "POST":
        return case_page(request, found)
    form = DecisionForm(request.POST, case=found, moderator=request.user)
    if not form.is_valid():
        return case_page(request, found, form=form, status=422)
    made = actions.decide(
        found,
        moderator=request.user,
        version=form.cleaned_data["version"],
        ruling=form.ruling,
        now=timezone.now(),
    )
    if isinstance(made, Proposal):
        messages.success(request, _("Proposed. It happens when a second moderator agrees."))
        return redirect(found)
    messages.success(request, _("Decided. Everyone concerned has been told."))
    return redirect("moderation:queue")


@require_POST
@member_required
@refusals_shown
def claim(request: MemberRequest, pk: int) -> HttpResponse:
    found, now = case_of(request, pk), timezone.now()
    if actions.claim(found, moderator=request.user, now=now) and is_at_limit(request.user, found, now=now):
        messages.warning(request, _("You have carried a lot today. Nobody else is on duty, so thank you; then rest."))
    return redirect(found)


@require_POST
@member_required
@refusals_shown
def release(request: MemberRequest, pk: int) -> HttpResponse:
    """Pass it on. Nobody is asked why."""
    if actions.release(case_of(request, pk), moderator=request.user, now=timezone.now()):
        messages.success(request, _("Passed on. Somebody else takes it from here."))
    return redirect("moderation:queue")


@require_POST
@member_required
@refusals_shown
def note(request: MemberRequest, pk: int) -> HttpResponse:
    found = case_of(request, pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return case_page(request, found, note_form=form, status=422)
    actions.note(found, moderator=request.user, words=form.cleaned_data["note"], now=timezone.now())
    return redirect(f"{found.get_absolute_url()}#history")


@require_POST
@member_required
@refusals_shown
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    """To the author, who asked to look again."""
    found = case_of(request, pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return case_page(request, found, answer_form=form, status=422)
    actions.answer_appeal(found, moderator=request.user, now=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Answered. The author has been told."))
    return redirect("moderation:queue")


@require_POST
@member_required
@refusals_shown
def undo(request: MemberRequest, pk: int) -> HttpResponse:
    found = case_of(request, pk)
    form = UndoForm(request.POST)
    if found.decision is None:
        raise PermissionDenied(_("This decision is no longer in force."))
    if not form.is_valid():
        return case_page(request, found, undo_form=form, status=422)
    read = get_object_or_404(found.decisions, pk=form.cleaned_data["decision"])  # not one that was made since
    actions.undo(read, moderator=request.user, words=form.cleaned_data["reason"], now=timezone.now())
    messages.success(request, _("Undone. Everything is as it was, and the case waits again."))
    return redirect(found)


@require_POST
@member_required
@refusals_shown
def second(request: MemberRequest, pk: int) -> HttpResponse:
    """Agree to what takes two, or not."""
    found = case_of(request, pk)
    form = SecondForm(request.POST)
    if not form.is_valid():
        return redirect(found)
    waiting = Proposal.objects.visible_to(request.user).filter(case=found)
    proposal = get_object_or_404(waiting, pk=form.cleaned_data["proposal"])
    agreed = form.cleaned_data["answer"] == "agree"
    actions.answer_proposal(proposal, moderator=request.user, agreed=agreed, now=timezone.now())
    messages.success(request, _("Decided by two. Everyone concerned has been told.") if agreed else _("Not agreed."))
    return redirect(found)


def case_page(
    request: MemberRequest, found: Case, *, refusal: str = "", status: int = 200, **more: object
) -> HttpResponse:
    """`more` replaces what stands here: a form that came back with errors, a name that was looked up."""
    now = timezone.now()
    context: dict[str, Any] = {
        "case": found,
        "holder": found.held_by(now),
        "reports": found.reports.select_related("reporter", "origin__report__case"),
        "events": found.events.select_related("actor"),
        "decisions": found.decisions.select_related(
            "moderator", "seconded_by", "sanction", "undoing", "appeal__answer"
        ),
        "proposal": found.proposals.open().select_related("moderator").first(),
        "duty": case_panel_for(request.user, found, now=now),
        "refusal": refusal,
        "typed": request.POST.get("words", "") if refusal else "",
    }
    context |= _what_is_possible(request.user, found, request) | unmasking_context(found, request.user)
    context |= case_record_context(found, request.user, now=now) | more
    return render(request, "moderation/case.html", context, status=status)


def _what_is_possible(user: User, found: Case, request: MemberRequest) -> dict[str, Any]:
    now, version = timezone.now(), {"version": found.version}
    why_not = why_not_decide(user, found, now=now)
    settled = found.decision if not found.is_open else None
    context: dict[str, Any] = {
        "why_not": why_not,
        "may_claim": found.held_by(now) is None and not why_not_claim(user, found, now=now),
        "may_note": not why_not_handle(user, found),
        "note_form": NoteForm(),
        "may_undo": settled is not None and not why_not_undo(user, settled, now=now),
        "undo_form": UndoForm(initial={"decision": found.decision_id}),
    }
    if not why_not and found.decision is not None:
        context["answer_form"] = AnswerForm(initial=version)
    elif not why_not:
        context["form"] = _kept(found, user, request)
        context["pick"] = PickReplyForm(moderator=user, initial=request.GET)
    return context


def _kept(found: Case, user: User, request: MemberRequest) -> Form:
    """After a refusal: what was typed, for the case as it is now."""
    if request.method == "POST" and "outcome" in request.POST:
        typed = {**{name: request.POST.getlist(name) for name in request.POST}, "version": [str(found.version)]}
        initial = {name: values if name == "notes" else values[0] for name, values in typed.items()}
        return DecisionForm(initial=initial, case=found, moderator=user)
    return DecisionForm(initial={"version": found.version, **prefilled(request, user)}, case=found, moderator=user)
