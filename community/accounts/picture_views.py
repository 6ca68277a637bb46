"""The drawing beside one's own name."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.accounts import actions
from community.accounts.decorators import MemberRequest, member_required
from community.accounts.drawings import ALL_DRAWINGS, drawing
from community.accounts.forms import PictureForm

ON_A_PAGE = 24


@member_required
def picture(request: MemberRequest) -> HttpResponse:
    """Some of all drawings, with one's own before them, and the way to others."""
    page = Paginator(ALL_DRAWINGS, ON_A_PAGE).get_page(request.GET.get("page"))
    own = request.user.drawing
    drawings = [drawing(number) for number in page if number != own]
    if own is not None:
        drawings.insert(0, drawing(own))
    form = PictureForm(request.POST or None, drawings=drawings)
    if request.method == "POST" and form.is_valid():
        actions.choose_drawing(request.user, drawing=form.chosen)
        messages.success(request, _("Saved."))
        return redirect("accounts:picture")
    context = {"form": form, "drawings": drawings, "page": page}
    return render(request, "accounts/picture.html", context, status=422 if form.errors else 200)
