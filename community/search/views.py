"""One page: the field and what was found."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from community.chat.models import Room
from community.forum.models import Board
from community.search.asking import LONGEST_QUERY, read
from community.search.forms import NarrowForm
from community.search.narrowing import Narrowed
from community.search.sections import Search, found_in
from community.search.similar import similar_threads


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "")[:LONGEST_QUERY].replace("\x00", " ")
    room = room_in(request)
    form = None if room else NarrowForm(request.GET, user=request.user)
    narrowed = form.narrowed() if form else Narrowed(room=room)
    asked = Search(request.user, read(query), narrowed, timezone.now())
    context = {
        "query": query.strip(),
        "room": room,
        "form": form,
        "is_narrowed": bool(form and (narrowed.kind or narrowed.by or form.errors)),
        "asked": asked.asked,
        "sections": list(found_in(asked)) if asked.asked else [],
    }
    return render(request, "search/search.html", context)


@require_safe
def similar(request: HttpRequest) -> HttpResponse:
    """A part of a page, for somebody who types the title of a new thread."""
    board = get_object_or_404(Board.objects.visible_to(request.user), slug=request.GET.get("board", ""))
    threads = similar_threads(request.user, board, request.GET.get("title", ""))
    return render(request, "search/_similar.html", {"threads": threads})


def room_in(request: HttpRequest) -> Room | None:
    """`?room=` looks in that room alone."""
    slug = request.GET.get("room", "")
    return get_object_or_404(Room.objects.visible_to(request.user), slug=slug) if slug else None
