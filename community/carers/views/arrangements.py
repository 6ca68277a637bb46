"""Who helps me, whom I help, what was done, and the end of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.accounts.decorators import MemberRequest, confirmed_required, member_required
from community.carers import actions
from community.carers.forms import AcceptForm, RenewForm
from community.carers.models import Act, Arrangement, OfferedDraft
from community.core.pagination import page_of
from community.notifications.actions import mark_read_about
from community.notifications.models import Notification

ACTS_PER_PAGE = 20
MOST_PAST = 20


@require_safe
@member_required
def arrangement_list(request: MemberRequest) -> HttpResponse:
    now, mine = timezone.now(), Arrangement.objects.visible_to(request.user).for_list()
    context = {
        "helpers": mine.of(request.user).live(now),
        "past": mine.of(request.user).over(now)[:MOST_PAST],
        "helped": mine.by(request.user).usable(now),  # as the page of each: a block looks like an end
        "asked": mine.by(request.user).open(now),
        "now": now,
    }
    return render(request, "carers/list.html", context)


@require_safe
@member_required
def safety(request: MemberRequest) -> HttpResponse:
    """What is true for whoever is not sure that this is a good idea."""
    return render(request, "carers/safety.html")


def arrangement_for(request: MemberRequest, pk: int) -> Arrangement:
    return get_object_or_404(Arrangement.objects.visible_to(request.user).for_list(), pk=pk)


@require_safe
@member_required
def arrangement(request: MemberRequest, pk: int) -> HttpResponse:
    """A notice is read also by whoever finds nothing here any more."""
    mark_read_about(request.user, kind=Notification.Kind.HELPER, key=Arrangement(pk=pk).key, now=timezone.now())
    found = arrangement_for(request, pk)
    return own_page(request, found) if found.member_id == request.user.pk else helpers_page(request, found)


def own_page(request: MemberRequest, found: Arrangement, *, form: RenewForm | None = None) -> HttpResponse:
    """For the member: everything, with a way back for each thing."""
    acts = Act.objects.visible_to(request.user).filter(arrangement=found)
    context = {
        "arrangement": found,
        "is_open": found.is_open_at(timezone.now()),
        "in_force": found.is_in_force_at(timezone.now()),
        "drafts": OfferedDraft.objects.visible_to(request.user).filter(arrangement=found),
        "page": page_of(acts, request, ACTS_PER_PAGE),
        "form": form or RenewForm(initial={"days": found.days}),
    }
    return render(request, "carers/arrangement.html", context, status=422 if form and form.errors else 200)


def helpers_page(request: MemberRequest, found: Arrangement) -> HttpResponse:
    """For the helper: what they may, until when, and the way out."""
    now = timezone.now()
    context = {
        "arrangement": found,
        "is_open": found.is_open_at(now),
        "in_force": Arrangement.objects.visible_to(request.user).usable(now).filter(pk=found.pk).exists(),
        "form": AcceptForm(),
    }
    return render(request, "carers/helping.html", context)


@require_POST
@member_required
def end(request: MemberRequest, pk: int) -> HttpResponse:
    """One press, no question back: whoever wants it to stop has thought about it."""
    found = arrangement_for(request, pk)
    if found.accepted_at is None and found.member_id != request.user.pk:
        raise Http404  # an invitation is answered
    if actions.end(found, by=request.user, now=timezone.now()):
        messages.success(request, _("It has ended. From now on nothing more is written this way."))
    else:
        messages.info(request, _("It had ended already."))
    return redirect("carers:list")


@require_POST
@member_required
@confirmed_required
def renew(request: MemberRequest, pk: int) -> HttpResponse:
    """The password is asked for again, as for asking somebody: a helper may sit at an open page of the member."""
    found = arrangement_for(request, pk)
    if found.member_id != request.user.pk:
        raise PermissionDenied
    form = RenewForm(request.POST)
    if not form.is_valid():
        return own_page(request, found, form=form)
    if actions.renew(found, member=request.user, days=form.cleaned_data["days"], now=timezone.now()):
        messages.success(request, _("Saved. The new time counts from now."))
    else:
        messages.info(request, _("It has ended. To begin again, invite this person anew."))
    return redirect(found)


@require_POST
@member_required
def name(request: MemberRequest, pk: int) -> HttpResponse:
    """Each for their own part, also after the end."""
    found = arrangement_for(request, pk)
    if found.accepted_at is None:
        raise Http404
    actions.choose_naming(found, by=request.user, named=request.POST.get("named") == "yes")
    messages.success(request, _("Saved. It holds for all posts at once."))
    return redirect(found)
