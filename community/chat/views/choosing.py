"""How I read rooms, and what I am told about one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from community.accounts.decorators import MemberRequest, member_required
from community.chat.actions import choose_level, choose_reading
from community.chat.forms import ReadingForm, ToldForm
from community.chat.own import IN_WORDS, level_in, settings_of
from community.chat.views.parts import visible_room


@member_required
def reading(request: MemberRequest) -> HttpResponse:
    form = ReadingForm(request.POST or None, instance=settings_of(request.user))
    if form.is_valid():
        choose_reading(request.user, **form.cleaned_data)
        messages.success(request, _("Saved. Rooms look so from the next time you open one."))
        return redirect("chat:reading")
    return render(request, "chat/reading.html", {"form": form}, status=422 if form.errors else 200)


@member_required
def told(request: MemberRequest, slug: str) -> HttpResponse:
    room = visible_room(request, slug)
    level = level_in(room, request.user)
    form = ToldForm(request.POST or None, initial={"level": level})
    if form.is_valid():
        choose_level(room=room, member=request.user, level=form.cleaned_data["level"], now=timezone.now())
        messages.success(request, _("Saved."))
        return redirect(room)
    context = {"room": room, "form": form, "now_told": IN_WORDS[level]}
    return render(request, "chat/told.html", context, status=422 if form.errors else 200)
