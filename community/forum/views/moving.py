"""Pages on which the team moves a thread, splits it, or puts it into another one."""

from django import forms
from django.contrib import messages
from django.core.paginator import Page
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.accounts.decorators import MemberRequest, member_required
from community.forum.actions.merging import merge_threads
from community.forum.actions.moving import move_thread
from community.forum.actions.splitting import split_thread
from community.forum.forms.team import IntoForm, MergeForm, MoveForm, SplitForm, names_a_foreign_thing
from community.forum.models import Post, Thread
from community.forum.pagination import PostPages
from community.forum.reach import boards_for, reaches_others
from community.forum.reader import Reader
from community.forum.views.tools import thread_to_moderate, tools_page
from community.groups.querysets import moderated_by


@require_POST
@member_required
def move(request: MemberRequest, pk: int) -> HttpResponse:
    found = thread_to_moderate(request, pk)
    form = MoveForm(request.POST, thread=found, boards=boards_for(found, request.user))
    if not is_right(form):
        return tools_page(request, found, move_form=form, status=422)
    move_thread(found, to=form.cleaned_data["board"], moderator=request.user, now=timezone.now())
    messages.success(request, _("The thread is moved."))
    return redirect(found)


def is_right(form: forms.Form) -> bool:
    """An id of something that is not there for this person is 404, as in any address."""
    if not form.is_valid() and names_a_foreign_thing(form):
        raise Http404
    return form.is_valid()


@member_required
def split(request: MemberRequest, pk: int) -> HttpResponse:
    found = thread_to_moderate(request, pk)
    boards = boards_for(found, request.user)
    if request.method != "POST":
        return split_page(request, found, SplitForm(initial={"board": found.board_id}, thread=found, boards=boards))
    form = SplitForm(request.POST, thread=found, boards=boards)
    if not is_right(form):
        return split_page(request, found, form)
    own = split_thread(
        found,
        posts=form.cleaned_data["chosen"],
        title=form.cleaned_data["title"],
        board=form.cleaned_data["board"],
        moderator=request.user,
        now=timezone.now(),
    )
    messages.success(request, _("The posts have a thread of their own now. This is it."))
    return redirect(own)


def split_page(request: MemberRequest, found: Thread, form: SplitForm) -> HttpResponse:
    page: Page[Post] = PostPages(found, Reader.of(request.user, found, anyway=True)).get_page(request.GET.get("page"))
    context = {"thread": found, "form": form, "page": page, "ticked": request.POST.getlist("posts")}
    return render(request, "forum/split.html", context, status=422 if form.errors else 200)


@member_required
def merge(request: MemberRequest, pk: int) -> HttpResponse:
    """First which thread, then both side by side, then the tick."""
    found = thread_to_moderate(request, pk)
    asked = IntoForm(request.POST or request.GET)
    if not asked.is_valid():
        return tools_page(request, found, into_form=asked, status=422)
    target = target_for(request, asked.cleaned_data["into"], source=found)
    form = MergeForm(request.POST or None, initial={"into": target.pk})
    if request.method != "POST" or not form.is_valid():
        return merge_page(request, found, target, form)
    merge_threads(found, target=target, moderator=request.user, now=timezone.now())
    messages.success(request, _("Both threads are one now."))
    return redirect(target)


def target_for(request: MemberRequest, pk: int, *, source: Thread) -> Thread:
    others = Thread.objects.visible_to(request.user).published().exclude(pk=source.pk)
    return get_object_or_404(others.filter(moderated_by(request.user, path="board__group")).for_page(), pk=pk)


def merge_page(request: MemberRequest, found: Thread, target: Thread, form: MergeForm) -> HttpResponse:
    context = {
        "thread": found,
        "target": target,
        "form": form,
        "reaches_others": reaches_others(found.board.group, there=target.board.group),
    }
    return render(request, "forum/merge.html", context, status=422 if form.errors else 200)
