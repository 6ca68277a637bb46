"""How much somebody wants to hear of a thread, a board or a group; and "I have read all this"."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.accounts.decorators import MemberRequest, member_required
from community.core.navigation import next_address
from community.forum.actions.levels import set_place_level, set_thread_level
from community.forum.actions.reading import mark_all_read
from community.forum.forms.level import LevelForm
from community.forum.levels_in_words import Told, told_of_board, told_of_group, told_of_thread
from community.forum.models import Board, Thread
from community.forum.views.threads import thread_for
from community.groups.models import SupportGroup


@member_required
def thread_level(request: MemberRequest, pk: int) -> HttpResponse:
    found = thread_for(request, pk)
    form = LevelForm(request.POST or None, chosen=getattr(found, "own_level", None), wider=_("As for the whole board"))
    if form.is_valid():
        set_thread_level(thread=found, member=request.user, level=form.cleaned_data["level"])
        return saved(request, found)
    return level_page(request, form, told_of_thread(found), found)


@member_required
def board_level(request: MemberRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Board.objects.visible_to(request.user).select_related("group"), slug=slug)
    return place_level(request, found, told_of_board(request.user, found), _("As for the whole group"))


@member_required
def group_level(request: MemberRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(SupportGroup.objects.visible_to(request.user), slug=slug)
    return place_level(request, found, told_of_group(request.user, found), _("As usual"))


def place_level(request: MemberRequest, place: Board | SupportGroup, told: Told, wider: str) -> HttpResponse:
    form = LevelForm(request.POST or None, chosen=told.level if told.own else None, wider=wider)
    if form.is_valid():
        set_place_level(place=place, member=request.user, level=form.cleaned_data["level"])
        return saved(request, place)
    return level_page(request, form, told, place)


def saved(request: MemberRequest, place: Thread | Board | SupportGroup) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect(place)


def level_page(
    request: MemberRequest, form: LevelForm, told: Told, place: Thread | Board | SupportGroup
) -> HttpResponse:
    context = {"form": form, "told": told, "place": place}
    return render(request, "forum/level.html", context, status=422 if form.errors else 200)


@require_POST
@member_required
def read_board(request: MemberRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Board.objects.visible_to(request.user), slug=slug)
    mark_all_read(found.threads.all(), member=request.user, now=timezone.now())
    return all_read(request, found)


@require_POST
@member_required
def read_everything(request: MemberRequest) -> HttpResponse:
    mark_all_read(Thread.objects.visible_to(request.user), member=request.user, now=timezone.now())
    return all_read(request, None)


def all_read(request: MemberRequest, found: Board | None) -> HttpResponse:
    messages.success(request, _("Everything here counts as read now."))
    return redirect(next_address(request) or found or "forum:unread")
