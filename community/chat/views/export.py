"""My own messages, to look over and to take with me."""

from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.chat.export import counted_by_room, json_of, page_of


@require_safe
@never_cache
@member_required
def mine(request: MemberRequest) -> HttpResponse:
    return render(request, "chat/mine.html", {"rooms": counted_by_room(request.user)})


@require_safe
@never_cache
@member_required
def as_json(request: MemberRequest) -> HttpResponse:
    return download(json_of(request.user), "application/json", "json")


@require_safe
@never_cache
@member_required
def as_page(request: MemberRequest) -> HttpResponse:
    return download(page_of(request.user), "text/html; charset=utf-8", "html")


def download(pieces: Iterator[str], kind: str, ending: str) -> HttpResponse:
    """Sent as it is written, so that a great many cost no memory. The name of the file says nothing of the place."""
    name = f"messages-{timezone.localdate():%Y-%m-%d}.{ending}"
    response = StreamingHttpResponse(pieces, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response  # type: ignore[return-value]  # the marks above ask a response for nothing that this one lacks
