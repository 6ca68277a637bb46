"""What a helper wrote becomes the member's: for every composer in which drafts can be written for somebody."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from community.accounts.decorators import MemberRequest
from community.carers.actions import offer_draft
from community.carers.forms import HelpingForm
from community.carers.helping import Helping, given_fields
from community.drafts.actions import TooLong, discard_draft
from community.drafts.composing import fields_of, keep_refused
from community.groups.models import SupportGroup


def hand_over(
    request: MemberRequest, form: HelpingForm, helping: Helping, *, key: str, group: SupportGroup | None = None
) -> HttpResponse | None:
    """Give the text to the member; None where that is refused: the form says why, and the text waits here."""
    fields = given_fields(fields_of(request.POST))
    try:
        offer_draft(helping, key=key, fields=fields, group=group, now=timezone.now())
    except (PermissionDenied, TooLong) as refused:
        keep_refused(request, key)
        form.add_error("helping", str(refused) or _("This is too long to be kept as a draft."))
        return None
    discard_draft(owner=request.user, key=key)
    messages.success(request, _("The draft is with %(name)s now, who decides.") % {"name": helping.member})
    return redirect("carers:arrangement", helping.pk)
