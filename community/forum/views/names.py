"""Names to offer while somebody types @: only of members who can read what is written there."""

from django.http import Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.accounts.models import User
from community.forum.mentions import wrote_in
from community.forum.models import Board, Thread
from community.groups.mentions import names_beginning


@require_safe
@never_cache
def names_in_thread(request: HttpRequest, pk: int) -> JsonResponse:
    threads = Thread.objects.visible_to(request.user).select_related("board__group")
    asker = member_in(request)
    found = get_object_or_404(threads, pk=pk)
    return answer(request, found.board, asker=asker, thread=found)


@require_safe
@never_cache
def names_on_board(request: HttpRequest, slug: str) -> JsonResponse:
    boards = Board.objects.visible_to(request.user).select_related("group")
    asker = member_in(request)
    return answer(request, get_object_or_404(boards, slug=slug), asker=asker)


def member_in(request: HttpRequest) -> User:
    """Visitors see no member at all."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def answer(request: HttpRequest, board: Board, *, asker: User, thread: Thread | None = None) -> JsonResponse:
    first = wrote_in(thread) if thread else None
    names = names_beginning(request.GET.get("q", ""), group=board.group, asker=asker, first=first)
    return JsonResponse(names, safe=False)
