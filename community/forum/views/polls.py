"""Make a poll, vote, close it."""

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.accounts.decorators import MemberRequest, member_required
from community.accounts.team_factor import ask_of_team_unless_own
from community.forum import permissions
from community.forum.actions import polls as actions
from community.forum.ballots import Ballot, ballot_of
from community.forum.forms.poll import PollForm
from community.forum.models import Poll, PollOption, Thread
from community.forum.reader import Reader
from community.forum.views.threads import thread_for
from community.words.second_look import look_at


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def poll(request: MemberRequest, pk: int) -> HttpResponse:
    """Without a poll yet, the form for one; with it, what its maker and the team can do."""
    found, now = thread_for(request, pk), timezone.now()
    if not permissions.can_make_poll(request.user, found, now=now):
        raise PermissionDenied("Whoever started the thread, and the team, add a poll.")
    ask_of_team_unless_own(request, author=found.author_id)
    if getattr(found, "poll", None) is not None:
        return poll_page(request, found) if request.method != "POST" else redirect(found)
    form = PollForm(request.POST if request.method == "POST" else None, now=now)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "forum/poll_form.html", {"thread": found, "form": form}, status=status)
    look = look_at(request, form.cleaned_data["question"], *form.cleaned_data["options"])
    actions.make_poll(thread=found, member=request.user, now=now, **form.cleaned_data)
    look.tell(request)
    return redirect(look.place(f"{found.get_absolute_url()}#poll"))


def poll_page(request: MemberRequest, found: Thread) -> HttpResponse:
    now, made = timezone.now(), poll_of(found)
    context = {
        "thread": found,
        "poll": made,
        "is_closed": made.is_closed(now),
        "may_remove": permissions.can_remove_poll(request.user, made, now=now),
    }
    return render(request, "forum/poll.html", context)


@require_POST
@member_required
def vote(request: MemberRequest, pk: int) -> HttpResponse:
    found, now = thread_for(request, pk), timezone.now()
    ballot = ballot_of(found, Reader.of(request.user, found), request.user, now=now)
    if ballot is None:
        raise Http404
    chosen = [] if "take_back" in request.POST else chosen_in(ballot, request.POST.getlist("option"))
    if ballot.is_closed:
        messages.info(request, _("This poll is closed. Nothing was changed."))
    elif not chosen and "take_back" not in request.POST:
        messages.warning(request, _("Choose an answer first."))
    else:
        actions.vote(poll=ballot.poll, member=request.user, options=chosen, now=now)
        messages.success(request, _("Your choice is saved.") if chosen else _("Your choice is taken back."))
    return redirect(f"{found.get_absolute_url()}#poll")


def chosen_in(ballot: Ballot, sent: list[str]) -> list[PollOption]:
    """An id of another poll is nobody's to send."""
    options = {str(row.option.pk): row.option for row in ballot.rows}
    if not set(sent) <= set(options):
        raise Http404
    chosen = [options[pk] for pk in dict.fromkeys(sent)]
    if len(chosen) > 1 and not ballot.poll.multiple:
        raise BadRequest("One answer can be chosen.")
    return chosen


@require_POST
@member_required
def close(request: MemberRequest, pk: int) -> HttpResponse:
    found = thread_for(request, pk)
    ask_of_team_unless_own(request, author=found.author_id)
    actions.close_poll(poll=poll_of(found), member=request.user, now=timezone.now())
    messages.success(request, _("The poll is closed."))
    return redirect(f"{found.get_absolute_url()}#poll")


@require_POST
@member_required
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    found = thread_for(request, pk)
    ask_of_team_unless_own(request, author=found.author_id)
    actions.remove_poll(poll=poll_of(found), member=request.user, now=timezone.now())
    messages.success(request, _("The poll is removed."))
    return redirect(found)


def poll_of(found: Thread) -> Poll:
    made: Poll | None = getattr(found, "poll", None)
    if made is None:
        raise Http404
    made.thread = found
    return made
