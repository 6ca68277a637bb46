"""Private conversations: the list, beginning one, reading and writing, and who is in it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.accounts.models import User
from community.conversations import actions
from community.conversations.beginning import people_called, with_reasons
from community.conversations.forms import InvitationForm, MessageForm, WhoMayWriteForm
from community.conversations.models import Conversation, Participant, PrivateMessage
from community.conversations.pagination import MessagePages, page_with
from community.conversations.permissions import can_add, can_send
from community.conversations.previews import look_in_preview, preview_of
from community.core.pagination import page_of
from community.drafts.composing import Composing, draft_for, keep_if_asked, keep_refused
from community.notifications.models import Notification
from community.words.second_look import SecondLook, look_at

CONVERSATIONS_PER_PAGE = 20


@require_safe
@member_required
def conversation_list(request: MemberRequest) -> HttpResponse:
    mine = Conversation.objects.visible_to(request.user).unread_first(request.user).for_page()
    page = page_of(mine, request, CONVERSATIONS_PER_PAGE)
    own = Participant.objects.visible_to(request.user).of(request.user)
    gone = own.gone_since(timezone.now() - actions.UNDO).prefetch_related("conversation__participants__member")
    context = {
        "page": page,
        "rows": [row_of(one, request.user) for one in page],
        "gone": [row_of(place.conversation, request.user) for place in gone],
    }
    return render(request, "conversations/list.html", context)


def row_of(one: Conversation, member: User) -> dict[str, object]:
    place = own_place(one, member)
    unread = max(one.message_count - place.read_number, 0)
    others = one.others(member)
    return {"conversation": one, "title": one.title_for(member), "place": place, "others": others, "unread": unread}


def own_place(one: Conversation, member: User) -> Participant:
    place = one.place_of(member)
    assert place is not None, "Whoever sees a conversation has a place in it."  # noqa: S101
    return place


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def conversation(request: MemberRequest, pk: int) -> HttpResponse:
    found = conversation_for(request, pk)
    if request.method != "POST" or "save_draft" in request.POST:
        draft = keep_if_asked(request, found.draft_key) or draft_for(request, found.draft_key)
        return conversation_page(request, found, MessageForm(initial=draft.fields), draft=draft)
    form = MessageForm(request.POST)
    if not form.is_valid() or "preview" in request.POST:
        return conversation_page(request, found, form)
    look = look_at(request, form.cleaned_data["body"])
    if look.notes:
        return conversation_page(request, found, form, look=look)
    try:
        sent = actions.send_message(conversation=found, author=request.user, now=timezone.now(), **form.cleaned_data)
    except PermissionDenied:
        keep_refused(request, found.draft_key)
        return conversation_page(request, found, form, status=403)
    look.comfort(request)
    return redirect(look.place(address_of(found, request.user, sent.number)))


def conversation_for(request: MemberRequest, pk: int) -> Conversation:
    return get_object_or_404(Conversation.objects.visible_to(request.user).for_page(), pk=pk)


def address_of(found: Conversation, reader: User, number: int) -> str:
    """The page on which this reader finds the message, opened at the message."""
    page = page_with(number, own_place(found, reader))
    return f"{found.get_absolute_url()}?page={page}#message-{number}"


def conversation_page(
    request: MemberRequest,
    found: Conversation,
    form: MessageForm,
    *,
    draft: Composing | None = None,
    look: SecondLook | None = None,
    status: int = 200,
) -> HttpResponse:
    now, place = timezone.now(), own_place(found, request.user)
    visible = PrivateMessage.objects.visible_to(request.user).filter(conversation=found).for_page()
    pages = MessagePages(visible, found, place)
    page = pages.get_page(request.GET["page"]) if "page" in request.GET else pages.page_at_first_unread()
    remember_what_is_seen(found, place, number=place.joined_number - 1 + page.end_index())
    context = {
        "conversation": found,
        "title": found.title_for(request.user),
        "place": place,
        "others": found.others(request.user),
        "page": page,
        "blocked": found.blocked_by(request.user),
        "nobody_has_joined": all(other.accepted_at is None for other in found.others(request.user)),
        "form": form,
        "draft": draft or draft_for(request, found.draft_key),
        "preview_html": preview_of(request, form),
        "look": look or look_in_preview(request, form),
        "may_write": can_send(request.user, found, now=now),
        "may_add": can_add(request.user, found, now=now),
        "undo_after": now - actions.UNDO,
    }
    return render(request, "conversations/conversation.html", context, status=422 if form.errors else status)


def remember_what_is_seen(found: Conversation, place: Participant, *, number: int) -> None:
    notices = Notification.objects.visible_to(place.member).unread()
    told = notices.filter(kind=Notification.Kind.MESSAGE, key=found.key).exists()
    if told or (place.is_inside and place.read_number < number):
        actions.mark_read(conversation=found, member=place.member, number=number, now=timezone.now())


@require_safe
@member_required
def message(request: MemberRequest, pk: int, number: int) -> HttpResponse:
    """A message's own address leads to the page on which this reader finds it."""
    found = message_for(request, pk, number)
    return redirect(address_of(found.conversation, request.user, number))


def message_for(request: MemberRequest, pk: int, number: int) -> PrivateMessage:
    visible = PrivateMessage.objects.visible_to(request.user).select_related("conversation")
    return get_object_or_404(visible, conversation=pk, number=number)


@require_POST
@member_required
def remove(request: MemberRequest, pk: int, number: int) -> HttpResponse:
    found = message_for(request, pk, number)
    actions.remove_message(found, author=request.user, now=timezone.now())
    return redirect(address_of(found.conversation, request.user, number))


@require_POST
@member_required
def put_back(request: MemberRequest, pk: int, number: int) -> HttpResponse:
    found = message_for(request, pk, number)
    if not actions.put_back_message(found, author=request.user, now=timezone.now()):
        messages.warning(request, _("The ten minutes are over. You can write it again."))
    return redirect(address_of(found.conversation, request.user, number))


@require_POST
@member_required
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    found, accepts = conversation_for(request, pk), "accept" in request.POST
    if accepts or "decline" in request.POST:
        actions.answer_first_contact(conversation=found, member=request.user, accepts=accepts, now=timezone.now())
    return redirect(found if accepts else "conversations:list")


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def add(request: MemberRequest, pk: int) -> HttpResponse:
    found, form = conversation_for(request, pk), InvitationForm(request.POST if request.method == "POST" else None)
    members = people_called(form, request.user) if form.is_valid() else []
    if request.method != "POST" or form.errors:
        return add_page(request, found, form)
    try:
        actions.add_member(conversation=found, member=members[0], added_by=request.user, now=timezone.now())
    except actions.Refused as refused:
        return add_page(request, found, with_reasons(form, refused))
    except PermissionDenied:
        return add_page(request, found, form, status=403)
    messages.success(request, _("%(name)s has been asked to join.") % {"name": members[0]})
    return redirect(found)


def add_page(request: MemberRequest, found: Conversation, form: InvitationForm, *, status: int = 200) -> HttpResponse:
    may_add = can_add(request.user, found, now=timezone.now())
    context = {"conversation": found, "title": found.title_for(request.user), "form": form, "may_add": may_add}
    return render(request, "conversations/add.html", context, status=422 if form.errors else status)


@require_POST
@member_required
def leave(request: MemberRequest, pk: int) -> HttpResponse:
    actions.leave(conversation=conversation_for(request, pk), member=request.user, now=timezone.now())
    return redirect("conversations:list")


@require_POST
@member_required
def come_back(request: MemberRequest, pk: int) -> HttpResponse:
    own = Participant.objects.visible_to(request.user).of(request.user).select_related("conversation")
    found = get_object_or_404(own, conversation=pk).conversation
    if not actions.come_back(conversation=found, member=request.user, now=timezone.now()):
        messages.warning(request, _("The ten minutes are over. One of the people can add you again."))
        return redirect("conversations:list")
    return redirect(found)


@require_POST
@member_required
def mute(request: MemberRequest, pk: int) -> HttpResponse:
    found = conversation_for(request, pk)
    if "off" in request.POST:
        actions.unmute(conversation=found, member=request.user)
    else:
        actions.mute(conversation=found, member=request.user, now=timezone.now())
    return redirect(found)


@member_required
def who_may_write(request: MemberRequest) -> HttpResponse:
    form = WhoMayWriteForm(initial={"nobody": not request.user.takes_messages})
    if request.method == "POST":
        actions.choose_who_may_write(request.user, nobody="nobody" in request.POST)
        messages.success(request, _("Saved."))
        return redirect("conversations:who_may_write")
    return render(request, "conversations/who_may_write.html", {"form": form})
