"""What hosts pin to the head of a room: two buttons on the page of a message."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from community.accounts.decorators import MemberRequest, member_required
from community.chat import actions
from community.chat.models import MOST_PINNED
from community.chat.views.messages import message_for, message_page


@require_POST
@member_required
def pin(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    about = message_for(request, slug, pk)
    try:
        actions.pin_message(about, host=request.user, now=timezone.now())
    except actions.TooManyPins:
        full = ngettext(
            "Only %(number)s message can be pinned. Take it down first.",
            "Only %(number)s messages can be pinned. Take one down first.",
            MOST_PINNED,
        )
        return message_page(request, about, problem=full % {"number": MOST_PINNED}, status=409)
    return redirect(about.page_url)


@require_POST
@member_required
def unpin(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    about = message_for(request, slug, pk)
    actions.unpin_message(about, host=request.user, now=timezone.now())
    return redirect(about.page_url)
