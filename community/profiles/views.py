"""One's own profile: what it says, and what others see of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.accounts.permissions import can_write, why_not
from community.profiles.actions import save_details
from community.profiles.forms import ProfileForm
from community.profiles.querysets import Onlooker
from community.profiles.seen import seen_by
from community.words.second_look import SecondLook, look_at


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def edit(request: MemberRequest) -> HttpResponse:
    details = {detail.kind: detail for detail in request.user.details.all()}
    form = ProfileForm(request.POST or None, details=details)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form)
    if not can_write(request.user, now=timezone.now()):
        form.refuse_new_words(why_not(request.user))
        if form.errors:
            return _page(request, form)
    before = "\n\n".join(detail.words for detail in details.values())
    look = look_at(request, *(said.words for said in form.said().values()), before=before)
    if look.notes:
        return _page(request, form, look=look)
    save_details(request.user, said=form.said(), now=timezone.now())
    messages.success(request, _("Saved."))
    look.comfort(request)
    return redirect(look.place(request.path))


def _page(request: MemberRequest, form: ProfileForm, *, look: SecondLook | None = None) -> HttpResponse:
    context = {"form": form, "look": look}
    return render(request, "profiles/edit.html", context, status=422 if form.errors else 200)


@require_safe
@member_required
def preview(request: MemberRequest) -> HttpResponse:
    """As somebody else would see it, by the same code that makes the page."""
    asked = request.GET.get("as", "")
    onlooker = Onlooker(asked) if asked in set(Onlooker) else Onlooker.MEMBER
    return render(request, "profiles/preview.html", {"seen": seen_by(onlooker, request.user)})
