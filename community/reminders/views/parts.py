"""What the pages of this app share."""

from django.http import QueryDict
from django.shortcuts import get_object_or_404

from community.accounts.decorators import MemberRequest
from community.reminders.models import Occurrence, Reminder


def own_reminder(request: MemberRequest, pk: int) -> Reminder:
    return get_object_or_404(Reminder.objects.visible_to(request.user), pk=pk)


def own_occurrence(request: MemberRequest, pk: int) -> Occurrence:
    return get_object_or_404(Occurrence.objects.visible_to(request.user).for_page(), pk=pk)


def posted(request: MemberRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None
