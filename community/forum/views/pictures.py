"""Take the pictures that come with a form, and show one to those who may see it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import cast
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.accounts.decorators import MemberRequest
from community.accounts.models import User
from community.core.forms import clean_line
from community.core.pictures import PictureRefused
from community.forum.actions.pictures import FourWait, add_picture, leave_out_picture
from community.forum.forms.picture import ALT, FILE, KEYS, LEAVE_OUT, LONGEST_ALT, Pictures, alt_name
from community.forum.models import Board, Picture

KEPT = "private, max-age=3600"
HEADERS = {
    "Content-Disposition": 'inline; filename="picture.webp"',
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}


@require_safe
def picture(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a key stands for never changes, so a browser that has it need only be told that it may still show it. What
    is for members alone no browser keeps: others may use it after them."""
    return served(request, get_object_or_404(Picture.objects.visible_to(request.user), pk=pk))


def served(request: HttpRequest, found: Picture) -> HttpResponse:
    """The file of a picture that this person may see."""
    try:
        with default_storage.open(str(found.file.name)) as file:
            data = file.read()
    except FileNotFoundError as missing:
        raise Http404 from missing
    etag = f'"{found.pk.hex}"'
    is_public = request.user.is_anonymous or is_for_everybody(found)
    headers = {**HEADERS, "Cache-Control": KEPT if is_public else "no-store", "ETag": etag}
    response = HttpResponse(data, content_type="image/webp", headers=headers)
    return get_conditional_response(request, etag=etag, response=response) or response


def is_for_everybody(found: Picture) -> bool:
    return Picture.objects.visible_to(AnonymousUser()).filter(pk=found.pk).exists()


def kept_pictures(user: User | AnonymousUser, board: Board, fields: Mapping[str, str | list[str]]) -> Pictures | None:
    """For a composer that was not sent yet: those that its draft knows and that still wait. None: no pictures here."""
    kept = fields.get(KEYS, [])
    keys = [kept] if isinstance(kept, str) else kept
    known = own(user, board, keys) if keys and isinstance(user, User) else []
    return Pictures([one for one in known if one.post_id is None]) if board.offers_pictures else None


def own(user: User, board: Board, keys: Iterable[str]) -> list[Picture]:
    """In the order in which they came. Those that were posted are among them: the same form may arrive twice."""
    found = Picture.objects.visible_to(user).filter(owner=user, board=board)
    return list(found.filter(pk__in=[key for text in keys if (key := key_of(text))]).order_by("created_at", "pk"))


def key_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def taken_pictures(request: MemberRequest, board: Board) -> Pictures | None:
    """Store what arrived with the form, and erase what is to be left out. Whatever else is wrong with the form, nothing
    of this has to be sent again: from here on it looks as if each picture had been there before."""
    if not board.offers_pictures:
        return None
    now, data = timezone.now(), request.POST.copy()
    known = own(request.user, board, data.getlist(KEYS))
    taken = Pictures(data=data, some_are_gone=len(known) < len(set(data.getlist(KEYS))))
    for one in known:
        if str(one.pk) in data.getlist(LEAVE_OUT):
            leave_out_picture(one, owner=request.user, now=now)
        else:
            taken.waiting.append(one)
    if FILE in request.FILES:
        take_new(request, board, taken, data, now=now)
    elif data.get(ALT, "").strip():
        taken.problems[FILE] = _("Choose the picture too: only the words about it have arrived.")
    data.setlist(KEYS, [str(one.pk) for one in taken.waiting])
    request.POST = data  # type: ignore[assignment]  # the draft takes it from here
    return taken


def take_new(request: MemberRequest, board: Board, taken: Pictures, data: QueryDict, *, now: datetime) -> None:
    """The new one joins those that wait, or what is wrong with it stands beside its field."""
    member, upload, alt = request.user, cast(UploadedFile, request.FILES[FILE]), data.get(ALT, "")
    line = clean_line(alt)[:LONGEST_ALT]
    try:
        new = add_picture(board=board, owner=member, upload=upload, alt=line, now=now)
    except FourWait as refused:
        taken.problems[FILE] = refused.reason
        waiting = Picture.objects.visible_to(member).waiting().filter(owner=member, board=board)
        taken.from_elsewhere = list(waiting.exclude(pk__in=[one.pk for one in taken.waiting]))
        taken.waiting += taken.from_elsewhere
    except PictureRefused as refused:
        taken.problems[FILE] = refused.reason
    except PermissionDenied:
        taken.problems[FILE] = _("You cannot add a picture here now.")
    else:
        taken.waiting.append(new)
        data[alt_name(new)], data[ALT] = alt, ""


def without_posted(user: User, taken: Pictures | None) -> Pictures | None:
    """When one of them stands in another post by now."""
    if taken is None:
        return None
    own_waiting = Picture.objects.visible_to(user).waiting()
    still = list(own_waiting.filter(pk__in=[one.pk for one in taken.waiting]))
    return replace(taken, waiting=still, some_are_gone=True)


def gone_or(page: HttpResponse, pictures: Pictures | None) -> HttpResponse:
    """Not found, if a picture was not: the page says so, with everything that was typed."""
    if pictures and pictures.some_are_gone:
        page.status_code = 404
    return page
