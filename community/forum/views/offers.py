"""For whom somebody may write in a composer of the forum."""

from django.http import HttpRequest
from django.utils import timezone

from community.carers.helping import Offers
from community.carers.models import Scope
from community.forum.models import Board, Thread

SCOPES = (Scope.DRAFT, Scope.POST, Scope.ALIAS)


def offers_on(request: HttpRequest, board: Board) -> Offers:
    """For whom this person may start a thread here."""
    return Offers(request.user, SCOPES, group=board.group, now=timezone.now())


def offers_in(request: HttpRequest, thread: Thread) -> Offers | None:
    """For whom this person may answer here. The thread was read with whether there is anybody; a choice that was sent
    is looked at in any case, or a text for somebody would become one of the helper's own."""
    takes_replies = thread.locked_at is None and thread.post_count > 0
    asked = request.method == "POST" and bool(request.POST.get("helping"))
    if not asked and not (takes_replies and getattr(thread, "reader_helps", False)):
        return None
    return Offers(request.user, SCOPES, group=thread.board.group, now=timezone.now())
