"""What was said earlier in a room, page by page, from a message or from a day on."""

from datetime import datetime, time

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from community.chat.forms import DayForm
from community.chat.models import Message, Room
from community.chat.reader import as_read_by
from community.chat.views.parts import PER_PAGE, number_in, of_reader

ASKS = {"before", "after", "day"}


def asks_for_history(request: HttpRequest) -> bool:
    """Nonsense numbers show the latest."""
    return "day" in request.GET or any(number_in(request, name) is not None for name in ("before", "after"))


def history(request: HttpRequest, room: Room) -> HttpResponse:
    if "day" in request.GET:
        return from_day(request, room)
    return history_page(request, room, DayForm())


def history_page(request: HttpRequest, room: Room, form: DayForm) -> HttpResponse:
    page = page_of_messages(request, room)
    as_read_by(request.user, page)
    first, last = (page[0].seq or 0, page[-1].seq or 0) if page else (0, 0)
    said = room.messages.said()
    context = {
        "room": room,
        "form": form,
        "page": page,
        "earlier": first if page and said.filter(seq__lt=first).exists() else None,
        "rules_known": True,
        "later": last if page and said.filter(seq__gt=last).exists() else None,
        **of_reader(request, room),
    }
    return render(request, "chat/history.html", context, status=422 if form.errors else 200)


def page_of_messages(request: HttpRequest, room: Room) -> list[Message]:
    after, before = number_in(request, "after"), number_in(request, "before")
    if after is not None:
        return list(room.messages.after(after)[:PER_PAGE])
    return list(room.messages.before(before or room.last_seq + 1)[:PER_PAGE])[::-1]


def from_day(request: HttpRequest, room: Room) -> HttpResponse:
    """The first message of that day in the reader's zone, or of the next on which something was said."""
    form = DayForm(request.GET)
    if not form.is_valid():
        return history_page(request, room, form)
    midnight = timezone.make_aware(datetime.combine(form.cleaned_data["day"], time.min))
    first = room.messages.said().filter(created_at__gte=midnight).order_by("seq").first()
    if first is None:
        messages.info(request, _("Nothing was said on that day or later. These are the latest messages."))
        return redirect(room)
    return redirect(f"{room.get_absolute_url()}?after={(first.seq or 1) - 1}#message-{first.pk}")
