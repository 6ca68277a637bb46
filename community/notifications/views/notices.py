"""What happened for me."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.core.pagination import page_of
from community.notifications import actions
from community.notifications.models import Notification


@require_safe
@member_required
def notification_list(request: MemberRequest) -> HttpResponse:
    page = page_of(Notification.objects.visible_to(request.user).with_mail().latest_first(), request, 20)
    return render(request, "notifications/list.html", {"page": page})


@require_POST
@member_required
def open_notification(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Notification.objects.visible_to(request.user), pk=pk)
    actions.mark_read(found, now=timezone.now())
    return redirect(found.url)


@require_POST
@member_required
def read_all(request: MemberRequest) -> HttpResponse:
    actions.mark_all_read(request.user, now=timezone.now())
    return redirect("notifications:list")
