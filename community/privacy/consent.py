"""What a member agreed to, since when, and how to take it back. Also for those whose account is suspended."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.accounts.consents import AGREEMENTS, Consent, Subject
from community.accounts.decorators import PersonRequest, member_or_suspended_required
from community.privacy.actions import take_back


@require_safe
@never_cache
@member_or_suspended_required
def consent(request: PersonRequest) -> HttpResponse:
    rows = list(Consent.objects.visible_to(request.member))
    texts = [
        (subject, agreement, getattr(request.member, agreement.column), [row for row in rows if row.subject == subject])
        for subject, agreement in AGREEMENTS.items()
    ]
    return render(request, "privacy/consent.html", {"texts": texts})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@member_or_suspended_required
def withdraw(request: PersonRequest, subject: str) -> HttpResponse:
    """What it does, and the button. Also where nothing was agreed to: what is kept from before goes the same way."""
    if subject not in AGREEMENTS:
        raise Http404
    if request.method != "POST":
        return render(request, f"privacy/withdraw_{subject}.html", {"subject": subject})
    take_back(request.member, subject=Subject(subject), now=timezone.now())
    messages.success(request, _("You took it back. You can go on reading, and say yes again whenever you like."))
    return redirect("privacy:consent")
