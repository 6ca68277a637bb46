"""A member goes by another name."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.accounts.decorators import MemberRequest, member_required
from community.accounts.forms import NameForm
from community.accounts.naming.actions import NameTaken, why_no_change
from community.pages.actions import rename_member


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def name(request: MemberRequest) -> HttpResponse:
    """What it means, how often one may, and the form."""
    form = NameForm(request.POST or None, member=request.user)
    if request.method == "POST" and form.is_valid() and (answer := _renamed(request, form)) is not None:
        return answer
    refusal = why_no_change(request.user, now=timezone.now())
    context = {"form": form, "refusal": refusal}
    return render(request, "pages/name.html", context, status=422 if form.errors else 200)


def _renamed(request: MemberRequest, form: NameForm) -> HttpResponse | None:
    """None where the form has to say why not."""
    chosen = form.cleaned_data["name"]
    try:
        rename_member(request.user, name=chosen, now=timezone.now())
    except NameTaken:
        form.say_it_is_taken()
        return None
    except PermissionDenied as refused:
        form.add_error("name", str(refused))
        return None
    messages.success(request, _("You are %(name)s now.") % {"name": chosen})
    return redirect("pages:name")
