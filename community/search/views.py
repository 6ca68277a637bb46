"""One page: the field and what was found."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from community.chat.models import Room
from community.forum.models import Board
from community.search.asking import LONGEST_QUERY, Asked, read
from community.search.forms import NarrowForm
from community.search.meanings import with_meanings
from community.search.narrowing import Narrowed
from community.search.sections import Search, answer
from community.search.similar import similar_threads


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "")[:LONGEST_QUERY].replace("\x00", " ")
    room = room_in(request)
    form = None if room else NarrowForm(request.GET, user=request.user)
    narrowed = form.narrowed() if form else Narrowed(room=room)
    found = answer(Search(request.user, with_meanings(read(query)), narrowed, timezone.now()))
    context = {
        "query": query.strip(),
        "room": room,
        "form": form,
        "is_narrowed": bool(form and (narrowed.kind or narrowed.by or form.errors)),
        "found": found,
        "other_words": address_with(request, found.instead) if found.instead else "",
    }
    return render(request, "search/search.html", context)


def address_with(request: HttpRequest, asked: Asked) -> str:
    """The same search for other words."""
    params = request.GET.copy()
    params["q"] = str(asked)
    return f"?{params.urlencode()}"


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
