"""Begin a private conversation, or write the first message of one for somebody who sends it themself."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.accounts.decorators import MemberRequest, member_required
from community.accounts.models import User
from community.carers.handing_over import hand_over
from community.carers.helping import Offers
from community.carers.models import Scope
from community.conversations import actions
from community.conversations.forms import ConversationForm, InvitationForm
from community.conversations.models import NEW_DRAFT
from community.conversations.permissions import can_begin, old_enough_at, posts_missing
from community.conversations.previews import look_in_preview, preview_of
from community.drafts.composing import Composing, draft_for, keep_if_asked, keep_refused
from community.words.second_look import SecondLook, look_at


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def new(request: MemberRequest) -> HttpResponse:
    if request.method != "POST" or "save_draft" in request.POST:
        return begin(request, keep_if_asked(request, NEW_DRAFT) or draft_for(request, NEW_DRAFT))
    form = conversation_form(request, request.POST)
    members = people_called(form, request.user) if form.is_valid() else []
    if form.errors or "preview" in request.POST:
        return new_page(request, form)
    words = {name: form.cleaned_data[name] for name in ("subject", "body", "submit_id")}
    look = look_at(request, words["subject"], words["body"])
    if look.notes:
        return new_page(request, form, look=look)
    if form.chosen_help is not None:
        return hand_over(request, form, form.chosen_help, key=NEW_DRAFT) or new_page(request, form)
    try:
        begun = actions.start_conversation(starter=request.user, members=members, now=timezone.now(), **words)
    except actions.Refused as refused:
        return new_page(request, with_reasons(form, refused))
    except PermissionDenied:
        keep_refused(request, NEW_DRAFT)
        return new_page(request, form, status=403)
    look.comfort(request)
    return redirect(begun)


def begin(request: MemberRequest, draft: Composing) -> HttpResponse:
    """With what was typed before; the name in the address comes first."""
    to = {"names": request.GET["to"]} if "to" in request.GET else {}
    return new_page(request, conversation_form(request, initial={**draft.fields, **to}), draft=draft)


def conversation_form(request: MemberRequest, *args: Any, **kwargs: Any) -> ConversationForm:
    form = ConversationForm(*args, **kwargs)
    form.offer(Offers(request.user, [Scope.MESSAGE], now=timezone.now()))
    return form


def new_page(
    request: MemberRequest,
    form: ConversationForm,
    *,
    draft: Composing | None = None,
    look: SecondLook | None = None,
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    context = {
        "form": form,
        "draft": draft or draft_for(request, NEW_DRAFT),
        "preview_html": preview_of(request, form),
        "look": look or look_in_preview(request, form),
        "may_begin": can_begin(request.user, now=now) or "helping" in form.fields,
        "old_enough_at": old_enough_at(request.user) if old_enough_at(request.user) > now else None,
        "posts_missing": posts_missing(request.user),
    }
    return render(request, "conversations/new.html", context, status=422 if form.errors else status)


def people_called(form: ConversationForm | InvitationForm, member: User) -> list[User]:
    """Active members by name, without oneself; a name that is nobody's becomes an error of the form."""
    everybody = User.objects.visible_to(member)
    found = {name: everybody.filter(username__iexact=name).first() for name in form.cleaned_data["names"]}
    for name in [name for name, person in found.items() if person is None]:
        form.add_error("names", _("Nobody here is called “%(name)s”.") % {"name": name})
    people = {person.pk: person for person in found.values() if person is not None and person != member}
    if not people and not form.errors:
        form.add_error("names", _("This is your own name. Write the name of somebody else."))
    return list(people.values())


def with_reasons(form: Any, refused: actions.Refused) -> Any:
    for reason in refused.reasons:
        form.add_error("names", reason)
    return form
