"""Where a member is signed in, and ending it from here; and joining once more with another address."""

from allauth.account.internal.stagekit import clear_login, unstash_login
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from community.accounts import actions
from community.accounts.decorators import MemberRequest, confirmed_required, member_required
from community.accounts.inviting.door import KEPT, start_over
from community.accounts.models import SiteInvitation
from community.accounts.sign_in_events import SignInEvent
from community.accounts.sign_ins import SignIn, sign_ins_of
from community.core.pagination import page_of

EVENTS = 20  # on one page


def listed_for(request: MemberRequest) -> list[SignIn]:
    return sign_ins_of(request.user, here=request.session.session_key, now=timezone.now())


@require_safe
@never_cache
@member_required
def sign_ins(request: MemberRequest) -> HttpResponse:
    events = SignInEvent.objects.of(request.user).newest_first()
    context = {"sign_ins": listed_for(request), "page": page_of(events, request, EVENTS)}
    return render(request, "usersessions/usersession_list.html", context)


@require_POST
@member_required
@confirmed_required
def end(request: MemberRequest, pk: int) -> HttpResponse:
    """One elsewhere. This one is ended by signing out."""
    wanted = next((one for one in listed_for(request) if one.pk == pk), None)
    if wanted is None:
        raise Http404
    if wanted.is_this_one:
        return redirect("account_logout")
    actions.end_sign_ins(request.user, session_keys=[wanted.session_key], now=timezone.now())
    messages.success(request, _("%(device)s is signed out.") % {"device": wanted.device})
    return redirect("accounts:sign_ins")


@require_POST
@member_required
@confirmed_required
def end_others(request: MemberRequest) -> HttpResponse:
    others = [one.session_key for one in listed_for(request) if not one.is_this_one]
    ended = actions.end_sign_ins(request.user, session_keys=others, now=timezone.now())
    words = ngettext("One other device is signed out.", "%(count)d other devices are signed out.", ended)
    messages.success(request, words % {"count": ended} if ended else _("You are signed in on no other device."))
    return redirect("accounts:sign_ins")


@require_POST
def start_again(request: HttpRequest) -> HttpResponse:
    """The same for whoever typed an address that has an account, of which they are not told: there, nobody was made.
    Who joined with this meanwhile, from another browser, has used the invitation."""
    joining = unstash_login(request)
    if joining is not None and joining.signup and (joining.user is None or actions.forget_newcomer(joining.user)):
        start_over(request)
    clear_login(request)
    return redirect("account_signup")


@require_safe
@never_cache
def name_ideas(request: HttpRequest) -> HttpResponse:
    """Others than those below the form; the script there asks for them too."""
    return render(request, "accounts/name_ideas.html")


@require_safe
@never_cache
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """The secret goes no further than here: the session knows which invitation it was, and the address of the form
    does not."""
    if request.user.is_authenticated:
        return redirect("pages:home")
    found = SiteInvitation.objects.reachable_by(token, now=timezone.now()).first()
    if found is None:
        response = render(request, "accounts/invitation_over.html", status=404)
    else:
        request.session[KEPT] = found.pk
        response = redirect("account_signup")
    response["Referrer-Policy"] = "no-referrer"
    return response
