"""What the pages of this app share."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from community.accounts.decorators import MemberRequest
from community.reminders.models import Occurrence, Reminder


def own_reminder(request: MemberRequest, pk: int) -> Reminder:
    return get_object_or_404(Reminder.objects.visible_to(request.user), pk=pk)


def own_occurrence(request: MemberRequest, pk: int) -> Occurrence:
    return get_object_or_404(Occurrence.objects.visible_to(request.user).for_page(), pk=pk)


def words_are_closed(request: MemberRequest, reminder: Reminder) -> HttpResponse:
    """A form would show a sentence in their place, and saving it would lose them."""
    messages.error(
        request, _("This cannot be changed now: we cannot open your words. They are kept, and nothing is lost.")
    )
    return redirect(reminder)


def posted(request: MemberRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None
