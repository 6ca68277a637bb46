"""One message: everything that can be done with it, on a page of its own, each act a plain form."""

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.accounts.models import User
from community.chat import actions
from community.chat.forms import EditForm, SignsForm
from community.chat.limits import TooSoon
from community.chat.models import Message, Room
from community.chat.permissions import (
    TIME_TO_EDIT,
    TIME_TO_UNDO,
    can_edit,
    can_remove,
    can_see_earlier,
    can_sign,
    can_undo_removal,
)
from community.chat.reader import as_read_by, sign_buttons, sign_labels
from community.chat.views.parts import of_reader, visible_room
from community.words.second_look import look_at


def message_for(request: HttpRequest, slug: str, pk: int) -> Message:
    room = visible_room(request, slug)
    about = Message.objects.reachable_by(request.user).for_page().filter(room=room)
    found = get_object_or_404(about, pk=pk)
    found.room = room
    return found


@require_safe
@member_required
def found(request: MemberRequest, pk: int) -> HttpResponse:
    """The address that mails and reminders have: it leads to the room, where the message stands."""
    rooms = Room.objects.visible_to(request.user)
    about = Message.objects.visible_to(request.user).filter(room__in=rooms).select_related("room")
    return redirect(get_object_or_404(about, pk=pk))


@require_safe
@never_cache
def message(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    about = message_for(request, slug, pk)
    if isinstance(request.user, User) and about.author_id == request.user.pk:
        actions.read_signs(about, member=request.user, now=timezone.now())
    return message_page(request, about)


def message_page(request: HttpRequest, about: Message, *, problem: str = "", status: int = 200) -> HttpResponse:
    user, now = request.user, timezone.now()
    if "anyway" not in request.GET:
        as_read_by(user, [about])
    may_undo = can_undo_removal(user, about, now=now)
    context = {
        "message": about,
        "room": about.room,
        "problem": problem,
        "may_edit": can_edit(user, about, now=now),
        "edit_until": about.created_at + TIME_TO_EDIT,
        "may_remove": can_remove(user, about),
        "undo_until": about.removed_at + TIME_TO_UNDO if about.removed_at and may_undo else None,
        "earlier": about.earlier if can_see_earlier(user, about) else [],
        **signs_for(request, about),
        **of_reader(request, about.room),
    }
    return render(request, "chat/message.html", context, status=status)


def signs_for(request: HttpRequest, about: Message) -> dict[str, object]:
    """Buttons for whoever may press them; for the author, who sent what."""
    user = request.user
    if can_sign(user, about, now=timezone.now()):
        own = about.given_signs.filter(member=user.pk).values_list("kinds", flat=True).first()
        return {"signs": sign_buttons(own or 0)}
    if about.author_id != user.pk or not about.is_shown:
        return {}
    given = about.given_signs.filter(withheld=False).select_related("member").order_by("changed_at", "pk")
    received = [(sign.member, sign_labels(sign.kinds)) for sign in given if sign.member_id not in user.names_blocked]
    return {"signs_received": received}


@require_POST
@member_required
def sign(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    about, form = message_for(request, slug, pk), SignsForm(request.POST)
    if not form.is_valid():
        raise BadRequest("There is no such sign.")
    try:
        actions.set_signs(about, member=request.user, kinds=form.cleaned_data["kinds"], now=timezone.now())
    except (PermissionDenied, TooSoon) as refusal:
        return message_page(request, about, problem=str(refusal), status=status_of(refusal))
    return redirect(about.page_url)


@require_POST
@member_required
def remove(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    about = message_for(request, slug, pk)
    actions.remove_message(about, author=request.user, now=timezone.now())
    return redirect(about.page_url)


@require_POST
@member_required
def undo_remove(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    about = message_for(request, slug, pk)
    try:
        actions.undo_removal(about, author=request.user, now=timezone.now())
    except (PermissionDenied, TooSoon) as refusal:
        return message_page(request, about, problem=str(refusal), status=status_of(refusal))
    return redirect(about.page_url)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def edit(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    about = message_for(request, slug, pk)
    is_own = about.author_id == request.user.pk
    if not is_own or (request.method != "POST" and not can_edit(request.user, about, now=timezone.now())):
        raise PermissionDenied("This message cannot be changed by you now.")  # what was typed comes back below
    if request.method != "POST":
        return edit_page(request, about, EditForm.of(about))
    form = EditForm.of(about, request.POST)
    if not form.is_valid():
        return edit_page(request, about, form)
    return save_edit(request, about, form)


def save_edit(request: MemberRequest, about: Message, form: EditForm) -> HttpResponse:
    look = look_at(request, form.cleaned_data["body"], before=about.body)
    if look.notes:
        return edit_page(request, about, form, look=look)
    try:
        changed = actions.edit_message(about, author=request.user, now=timezone.now(), **form.cleaned_data)
    except (PermissionDenied, TooSoon) as refusal:
        form.add_error(None, str(refusal))
        return edit_page(request, about, form, status=status_of(refusal))
    look.tell(request)
    messages.success(request, _("Your message is changed.") if changed else _("Nothing was changed."))
    return redirect(look.place(about.get_absolute_url()))


def status_of(refusal: PermissionDenied | TooSoon) -> int:
    return 429 if isinstance(refusal, TooSoon) else 403


def edit_page(
    request: MemberRequest, about: Message, form: EditForm, *, look: object = None, status: int = 422
) -> HttpResponse:
    context = {
        "message": about,
        "room": about.room,
        "form": form,
        "look": look,
        "edit_until": about.created_at + TIME_TO_EDIT,
    }
    return render(request, "chat/edit.html", context, status=status if form.errors else 200)
