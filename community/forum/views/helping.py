"""Writing for somebody else in a composer of the forum."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from community.accounts.decorators import MemberRequest
from community.accounts.models import User
from community.carers.actions import NoLongerHelps
from community.forum.forms.posts import PostForm
from community.forum.models import Post
from community.forum.views.threads import address_of


def author_of(request: MemberRequest, form: PostForm) -> User:
    return form.chosen_help.member if form.chosen_help else request.user


def said_to_helper(form: PostForm) -> None:
    """Why is between the member and whoever decided it."""
    if form.chosen_help is not None:
        form.add_error("helping", str(NoLongerHelps()))


def posted_for(request: MemberRequest, form: PostForm, post: Post) -> HttpResponse:
    """To where it stands; a helper does not see what waits."""
    helping = form.chosen_help
    who = {"name": helping.member if helping else ""}
    if post.number is None:
        messages.info(request, _("Written for %(name)s. It waits for a while before others can read it.") % who)
        return redirect("carers:arrangement", helping.pk if helping else 0)
    messages.success(request, _("Posted for %(name)s.") % who)
    return redirect(address_of(post))
