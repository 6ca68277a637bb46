"""What the team can do with a thread, on a page of its own, and the acts that need one answer only."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.forum.actions import team
from community.forum.forms.team import PaceForm, PinForm, RetitleForm, tool_forms
from community.forum.models import Thread
from community.forum.reader import Reader
from community.forum.views.threads import thread_for


@require_safe
@member_required
def tools(request: MemberRequest, pk: int) -> HttpResponse:
    return tools_page(request, thread_to_moderate(request, pk))


def thread_to_moderate(request: MemberRequest, pk: int) -> Thread:
    """For everybody else this page does not exist, nor for a thread that nobody can read."""
    found = thread_for(request, pk)
    if found.post_count == 0 or not Reader.of(request.user, found).moderates:
        raise Http404
    return found


def tools_page(request: MemberRequest, found: Thread, *, status: int = 200, **came_back: forms.Form) -> HttpResponse:
    """With the form that came back, if one did: under its own name, and as `form` for the summary of errors."""
    context = {
        "thread": found,
        "is_pinned": team.is_pinned(found, now=timezone.now()),
        "form": next(iter(came_back.values()), None),
        **tool_forms(found, request.user),
        **came_back,
    }
    return render(request, "forum/tools.html", context, status=status)


@require_POST
@member_required
def lock(request: MemberRequest, pk: int) -> HttpResponse:
    found = thread_to_moderate(request, pk)
    team.lock_thread(found, moderator=request.user, now=timezone.now())
    return done(request, found, _("The thread is locked."))


@require_POST
@member_required
def unlock(request: MemberRequest, pk: int) -> HttpResponse:
    found = thread_to_moderate(request, pk)
    team.unlock_thread(found, moderator=request.user, now=timezone.now())
    return done(request, found, _("The thread is open again."))


@require_POST
@member_required
def pin(request: MemberRequest, pk: int) -> HttpResponse:
    found, form, now = thread_to_moderate(request, pk), PinForm(request.POST), timezone.now()
    if not form.is_valid():
        return tools_page(request, found, pin_form=form, status=422)
    team.pin_thread(found, until=form.until(now), moderator=request.user, now=now)
    return done(request, found, _("The thread is pinned."))


@require_POST
@member_required
def unpin(request: MemberRequest, pk: int) -> HttpResponse:
    found = thread_to_moderate(request, pk)
    team.unpin_thread(found, moderator=request.user, now=timezone.now())
    return done(request, found, _("The thread is no longer pinned."))


@require_POST
@member_required
def pace(request: MemberRequest, pk: int) -> HttpResponse:
    found, form = thread_to_moderate(request, pk), PaceForm(request.POST)
    if not form.is_valid():
        return tools_page(request, found, pace_form=form, status=422)
    team.set_pace(found, moderator=request.user, now=timezone.now(), **form.cleaned_data)
    return done(request, found, _("The pace is set."))


@require_POST
@member_required
def title(request: MemberRequest, pk: int) -> HttpResponse:
    found, form = thread_to_moderate(request, pk), RetitleForm(request.POST)
    if not form.is_valid():
        return tools_page(request, found, title_form=form, status=422)
    team.retitle(found, moderator=request.user, now=timezone.now(), **form.cleaned_data)
    return done(request, found, _("The title is changed."))


def done(request: MemberRequest, found: Thread, words: str) -> HttpResponse:
    """Back to the tools: often a second one is needed. A second click reads the same words."""
    messages.success(request, words)
    return redirect("forum:tools", found.pk)
