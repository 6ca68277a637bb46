"""Asking to be let into a private group, and the list from which moderators answer."""

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.core.pagination import page_of
from community.groups import actions
from community.groups.forms import AskForm
from community.groups.models import JoinRequest, SupportGroup
from community.groups.permissions import can_ask, can_be_shown

REQUESTS_PER_PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def ask(request: MemberRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(SupportGroup.objects.presented_to(request.user), slug=slug)
    if request.method != "POST":
        may_ask = can_ask(request.user, found, now=timezone.now())
        return ask_page(request, found, AskForm()) if may_ask else redirect(found)
    form = AskForm(request.POST)
    if not form.is_valid():
        return ask_page(request, found, form, status=422)
    try:
        actions.ask_to_join(group=found, member=request.user, now=timezone.now(), **form.cleaned_data)
    except PermissionDenied as refused:
        return ask_page(request, found, form, refusal=str(refused), status=403)
    messages.success(request, _("The moderators have your request. You get a notice when they answer."))
    return redirect(found)


def ask_page(
    request: MemberRequest, found: SupportGroup, form: AskForm, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    return render(request, "groups/ask.html", {"group": found, "form": form, "refusal": refusal}, status=status)


@require_safe
@member_required
def asked(request: MemberRequest, pk: int) -> HttpResponse:
    """Where notices lead: moderators to all requests, whoever asked to the group as they may see it now."""
    found = get_object_or_404(JoinRequest.objects.visible_to(request.user).select_related("group"), pk=pk)
    if found.member != request.user:
        return redirect("groups:requests", found.group.slug)
    actions.look_at_request(join_request=found, member=request.user, now=timezone.now())
    return redirect(found.group) if can_be_shown(request.user, found.group) else redirect("groups:list")


@require_safe
@member_required
def request_list(request: MemberRequest, slug: str) -> HttpResponse:
    found = moderated_group(request, slug)
    waiting = JoinRequest.objects.visible_to(request.user).to_answer(found, request.user)
    page = page_of(waiting, request, REQUESTS_PER_PAGE)
    actions.look_at_requests(group=found, moderator=request.user, now=timezone.now())
    return render(request, "groups/requests.html", {"group": found, "page": page})


def moderated_group(request: MemberRequest, slug: str) -> SupportGroup:
    return get_object_or_404(SupportGroup.objects.visible_to(request.user).moderated_by(request.user), slug=slug)


@require_POST
@member_required
def answer(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = moderated_group(request, slug)
    requests = JoinRequest.objects.visible_to(request.user).filter(group=found).select_related("member")
    asked, given = get_object_or_404(requests, pk=pk), request.POST.get("answer")
    if given not in JoinRequest.Answer.values:
        raise BadRequest
    took = actions.answer_request(join_request=asked, moderator=request.user, answer=given, now=timezone.now())
    if not took:
        messages.info(request, _("This request had its answer already."))
    elif given == JoinRequest.Answer.ACCEPTED:
        messages.success(request, _("%(name)s is in the group now.") % {"name": asked.member})
    else:
        messages.success(request, _("Declined. %(name)s has been told.") % {"name": asked.member})
    return redirect("groups:requests", slug)
