"""What happened for me."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.core.pagination import page_of
from community.notifications import actions
from community.notifications.context_processors import count_of
from community.notifications.models import Notification
from community.notifications.sight import hide_names

PAGE = 20


@require_safe
@member_required
def notification_list(request: MemberRequest) -> HttpResponse:
    """What is about the same thing stands there once."""
    found = Notification.objects.visible_to(request.user).one_per_subject()
    page = page_of(found.with_mail().latest_first(), request, PAGE)
    page.object_list = hide_names(page.object_list, request.user)
    return render(request, "notifications/list.html", {"page": page})


@require_safe
@member_required
def alike(request: MemberRequest, pk: int) -> HttpResponse:
    """All about the same thing, each with what became of its mail."""
    mine = Notification.objects.visible_to(request.user)
    found = mine.about_the_same_as(get_object_or_404(mine, pk=pk))
    page = page_of(found.with_mail().latest_first(), request, PAGE)
    page.object_list = hide_names(page.object_list, request.user)
    return render(request, "notifications/alike.html", {"page": page})


@require_safe
@member_required
def count(request: MemberRequest) -> HttpResponse:
    """For open pages: the number beside "Notifications", and how it is read out."""
    number = count_of(request)
    words = ngettext("%(number)d not read", "%(number)d not read", number) % {"number": number}
    return JsonResponse({"count": number, "words": words})


@require_POST
@member_required
def open_notification(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Notification.objects.visible_to(request.user), pk=pk)
    actions.mark_read_with_alike(found, now=timezone.now())
    return redirect(found.url)


@require_POST
@member_required
def read_all(request: MemberRequest) -> HttpResponse:
    actions.mark_all_read(request.user, now=timezone.now())
    return redirect("notifications:list")
