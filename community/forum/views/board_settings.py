"""Pages on which a group's moderators look after its boards. For everybody else they do not exist."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.accounts.decorators import MemberRequest, ask_to_confirm, member_required
from community.forum.actions import boards as actions
from community.forum.forms.board import BoardForm, FieldForm, NewBoardForm
from community.forum.models import Board
from community.groups.forms import ReadingForm
from community.groups.models import SupportGroup
from community.groups.permissions import can_moderate
from community.groups.views.ordering import just_moved, moved, step_of

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_AND_POST)
@member_required
def boards(request: MemberRequest, slug: str) -> HttpResponse:
    """The boards of a group in their order, and a form for a new one."""
    group = get_object_or_404(SupportGroup.objects.visible_to(request.user), slug=slug)
    must_moderate(request, group)
    if request.method == "POST":
        ask_to_confirm(request)
    form = NewBoardForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"group": group, "boards": group.boards.all(), "form": form, **just_moved(request)}
        return render(request, "forum/boards.html", context, status=422 if form.is_bound else 200)
    made = actions.add_board(group=group, moderator=request.user, **form.cleaned_data)
    messages.success(request, _("The board is there. Here are its rules."))
    return redirect("forum:board_settings", made.slug)


@require_POST
@member_required
def move_board(request: MemberRequest, slug: str) -> HttpResponse:
    found = board_to_moderate(request, slug)
    place = actions.move_board(board=found, moderator=request.user, by=step_of(request))
    return moved(request, reverse("forum:boards", args=[found.group.slug]), found, place)


@require_http_methods(GET_AND_POST)
@member_required
def settings(request: MemberRequest, slug: str) -> HttpResponse:
    found = board_to_change(request, slug)
    form = BoardForm.of(found, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return settings_page(request, found, form=form)
    actions.change_board(board=found, moderator=request.user, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("forum:board_settings", slug)


def settings_page(request: MemberRequest, found: Board, **forms: Any) -> HttpResponse:
    """With the form that came back, if one did."""
    status = 422 if any(form.is_bound for form in forms.values()) else 200
    context = {"form": BoardForm.of(found), "reading_form": ReadingForm(), **forms, **just_moved(request)}
    context |= {"board": found, "reading": found.reading.all(), "questions": found.form_fields.all()}
    context["faulty"] = next((form for form in forms.values() if form.is_bound), None)
    return render(request, "forum/board_settings.html", context, status=status)


@require_POST
@member_required
def add_reading(request: MemberRequest, slug: str) -> HttpResponse:
    found, form = board_to_moderate(request, slug), ReadingForm(request.POST)
    if not form.is_valid():
        return settings_page(request, found, reading_form=form)
    actions.add_reading(board=found, moderator=request.user, **form.cleaned_data)
    messages.success(request, _("It stands on the reading list now."))
    return redirect(f"{settings_url(found)}#reading")


@require_http_methods(GET_AND_POST)
@member_required
def field(request: MemberRequest, slug: str, pk: int | None = None) -> HttpResponse:
    """A new question of the board's form, or one to change."""
    found = board_to_change(request, slug)
    asked = get_object_or_404(found.form_fields, pk=pk) if pk else None
    data = request.POST if request.method == "POST" else None
    form = FieldForm.of(asked, data) if asked else FieldForm(data)
    if form.is_valid():
        try:
            if asked:
                actions.change_field(field=asked, moderator=request.user, **form.cleaned_data)
            else:
                actions.add_field(board=found, moderator=request.user, **form.cleaned_data)
        except actions.LabelTaken:
            form.add_error("label", _("The form asks this already. Choose other words."))
        else:
            messages.success(request, _("Saved."))
            return redirect(f"{settings_url(found)}#form")
    context = {"board": found, "field": asked, "form": form}
    return render(request, "forum/form_field.html", context, status=422 if form.is_bound else 200)


@require_POST
@member_required
def move_row(request: MemberRequest, slug: str, pk: int, rows: str) -> HttpResponse:
    """`rows`: reading or form_fields, said by the address."""
    found = board_to_moderate(request, slug)
    row = get_object_or_404(getattr(found, rows), pk=pk)
    place = actions.move_row(row=row, moderator=request.user, by=step_of(request))
    return moved(request, settings_url(found), row, place)


@require_POST
@member_required
def remove_row(request: MemberRequest, slug: str, pk: int, rows: str) -> HttpResponse:
    found = board_to_moderate(request, slug)
    row = get_object_or_404(getattr(found, rows), pk=pk)
    if rows == "form_fields":
        ask_to_confirm(request)
    actions.remove_row(row=row, moderator=request.user)
    messages.success(request, _("“%(row)s” is removed.") % {"row": row})
    return redirect(settings_url(found))


def board_to_moderate(request: MemberRequest, slug: str) -> Board:
    found = get_object_or_404(Board.objects.visible_to(request.user).select_related("group"), slug=slug)
    must_moderate(request, found.group)
    return found


def board_to_change(request: MemberRequest, slug: str) -> Board:
    """What is decided there holds for everybody who writes in it."""
    found = board_to_moderate(request, slug)
    ask_to_confirm(request)
    return found


def must_moderate(request: MemberRequest, group: SupportGroup) -> None:
    if not can_moderate(request.user, group):
        raise Http404


def settings_url(found: Board) -> str:
    return reverse("forum:board_settings", args=[found.slug])
