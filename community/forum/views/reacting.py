"""Send a kind sign, or take it back."""

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from community.accounts.decorators import MemberRequest, member_required
from community.forum.actions.reacting import set_reaction
from community.forum.forms.keeping import ReactionForm
from community.forum.views.more import post_for


@require_POST
@member_required
def react(request: MemberRequest, pk: int) -> HttpResponse:
    found, form = post_for(request, pk), ReactionForm(request.POST)
    if not form.is_valid():
        raise BadRequest("There is no such sign.")
    set_reaction(post=found, member=request.user, kinds=form.cleaned_data["kinds"], now=timezone.now())
    return redirect(f"{reverse('forum:more', args=[pk])}#signs")
