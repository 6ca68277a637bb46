"""What the pages of this app share."""

from django.http import QueryDict
from django.shortcuts import get_object_or_404

from community.accounts.decorators import MemberRequest
from community.reminders.models import Reminder


def own_reminder(request: MemberRequest, pk: int) -> Reminder:
    return get_object_or_404(Reminder.objects.visible_to(request.user), pk=pk)


def posted(request: MemberRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None
