"""The subscription itself, for whoever has its address, and the page on which its member makes and stops it."""

import hashlib

from django.conf import settings as site
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.accounts.backends import is_switched_off
from community.accounts.decorators import MemberRequest, member_required
from community.accounts.readers import speak_to
from community.calendars.actions import choose_words, make_feed, record_fetch, revoke_feed
from community.calendars.feed import feed_text
from community.calendars.forms import NEUTRAL, OWN, WordsForm
from community.calendars.models import CalendarFeed


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """No sign-in: a calendar has none. Wrong, stopped and suspended look alike."""
    now = timezone.now()
    found = CalendarFeed.objects.reachable_by(token, now=now).first()
    if found is None or is_switched_off(found.member):
        raise Http404
    speak_to(found.member)
    content = feed_text(found, now=now).encode()
    record_fetch(found, now=now)
    etag = quote_etag(hashlib.sha256(content).hexdigest()[:32])
    headers = {
        "ETag": etag,
        "Cache-Control": "private",
        "Content-Disposition": 'inline; filename="calendar.ics"',
        "X-Robots-Tag": "noindex",
    }
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
    return get_conditional_response(request, etag=etag, response=response) or response


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def settings(request: MemberRequest) -> HttpResponse:
    """POST makes an address, and this answer is the only page that ever shows it: no redirect could carry it without
    its being stored somewhere."""
    token = make_feed(member=request.user, now=timezone.now()) if request.method == "POST" else ""
    return _page(request, token=token)


@require_POST
@member_required
def words(request: MemberRequest) -> HttpResponse:
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _page(request, form=form, status=422)
    if choose_words(member=request.user, shows_words=form.cleaned_data["words"] == OWN):
        messages.success(request, _("Saved. Your calendar shows it when it asks the next time."))
    else:
        messages.warning(request, _("You have no address any more, so nothing was saved. Make a new one first."))
    return redirect("calendars:settings")


@require_POST
@member_required
def revoke(request: MemberRequest) -> HttpResponse:
    revoke_feed(member=request.user)
    messages.success(request, _("Stopped. The address leads to nothing any more."))
    return redirect("calendars:settings")


def _page(request: MemberRequest, *, token: str = "", form: WordsForm | None = None, status: int = 200) -> HttpResponse:
    own = CalendarFeed.objects.visible_to(request.user).first()
    shown = OWN if own is not None and own.shows_words else NEUTRAL
    address = f"{site.BASE_URL}{reverse('calendars:feed', args=[token])}" if token else ""
    context = {
        "feed": own,
        "form": form or WordsForm(initial={"words": shown}),
        "address": address,
        "webcal": address.replace("http", "webcal", 1),  # webcals where it is https: webcal alone means http to most
    }
    response = render(request, "calendars/settings.html", context, status=status)
    if token:
        response["Cache-Control"] = "no-store"
    return response
