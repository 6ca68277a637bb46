"""Up and Down beside the rows of a list, and back to it with the focus where it was."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from community.accounts.decorators import MemberRequest

STEPS = {"up": -1, "down": 1}


def step_of(request: MemberRequest) -> int:
    if (way := request.POST.get("way")) not in STEPS:
        raise Http404
    return STEPS[way]


def moved(request: MemberRequest, url: str, row: Any, place: int) -> HttpResponse:
    """Back to the list, which says where the row is now and keeps the focus on the button that was pressed."""
    messages.success(request, _("“%(row)s” is number %(place)s now.") % {"row": row, "place": place + 1})
    kind = type(row).__name__.lower()
    return redirect(f"{url}?moved={kind}-{row.pk}&way={request.POST['way']}")


def just_moved(request: MemberRequest) -> dict[str, str]:
    return {"moved": request.GET.get("moved", ""), "way": request.GET.get("way", "")}
