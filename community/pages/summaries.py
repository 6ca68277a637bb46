"""A host writes down what a meeting agreed on, shows the draft, and posts it as a thread of the group."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxLengthValidator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from community.accounts.decorators import MemberRequest, member_required
from community.chat.actions.meetings import draft_summary
from community.chat.models import Meeting
from community.chat.models.meetings import LONGEST_SUMMARY
from community.chat.permissions import is_host
from community.core.forms import BodyField, LineField, has_something_to_see
from community.forum.models import Board
from community.forum.permissions import can_start_thread
from community.pages.actions import post_summary


class SummaryForm(forms.Form):
    submit_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    title = LineField(
        label=gettext_lazy("Title of the thread"),
        max_length=150,
        error_messages={"required": gettext_lazy("Enter a title.")},
        validators=[has_something_to_see],
    )
    summary = BodyField(
        label=gettext_lazy("Summary"),
        error_messages={"required": gettext_lazy("Write what was agreed on.")},
        validators=[
            has_something_to_see,
            MaxLengthValidator(LONGEST_SUMMARY, gettext_lazy("Shorten the summary to 10,000 characters.")),
        ],
    )
    board = forms.ModelChoiceField(
        label=gettext_lazy("Board"),
        help_text=gettext_lazy("Where it is posted."),
        queryset=Board.objects.none(),
        empty_label=None,
        error_messages={"required": gettext_lazy("Choose a board.")},
    )

    def __init__(self, *args: Any, boards: list[Board], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [board.pk for board in boards]
        self.fields["board"].queryset = Board.objects.filter(pk__in=keys)  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def summary(request: MemberRequest, pk: int) -> HttpResponse:
    """`act` is the button: show the draft, or post it."""
    found = get_object_or_404(Meeting.objects.visible_to(request.user).for_page(), pk=pk)
    if not is_host(request.user, found.room):
        raise PermissionDenied(_("Only hosts and moderators of the group can do this."))
    if found.opened_at is None:
        messages.info(request, _("The meeting has not begun, so there is nothing to sum up yet."))
        return redirect("chat:console", pk=pk)
    if found.summary_url:
        return redirect(found.summary_url)
    if request.method != "POST":
        return form_page(request, found, SummaryForm(initial=initial_of(found), boards=boards_for(request, found)))
    form = SummaryForm(request.POST, boards=boards_for(request, found))
    if not form.is_valid():
        return form_page(request, found, form)
    if request.POST.get("act") != "post":
        draft_summary(meeting=found, host=request.user, summary=form.cleaned_data["summary"])
        messages.success(request, _("Those who said they would come see the draft on the page of the meeting."))
        return redirect("pages:summary", pk=pk)
    url = post_summary(meeting=found, host=request.user, now=timezone.now(), **form.cleaned_data)
    messages.success(request, _("The summary is posted, and the meeting is closed."))
    return redirect(url)


def boards_for(request: MemberRequest, meeting: Meeting) -> list[Board]:
    """Those of the meeting's group on which the host may start a thread."""
    boards = Board.objects.visible_to(request.user).filter(group=meeting.room.group_id).select_related("group")
    now = timezone.now()
    return [board for board in boards if can_start_thread(request.user, board, now=now)]


def initial_of(meeting: Meeting) -> dict[str, object]:
    day = date_format(timezone.localtime(meeting.starts_at, meeting.plan.zone), "j F Y")
    return {
        "submit_id": uuid.uuid4(),
        "title": _("Summary: %(title)s, %(day)s") % {"title": meeting.plan.title, "day": day},
        "summary": meeting.summary,
    }


def form_page(request: MemberRequest, meeting: Meeting, form: SummaryForm) -> HttpResponse:
    agreed = meeting.attendances.exclude(agreed_at=None).select_related("member").order_by("agreed_at", "pk")
    context = {"meeting": meeting, "form": form, "agreed": [attendance.member for attendance in agreed]}
    return render(request, "pages/meeting_summary.html", context, status=422 if form.errors else 200)
