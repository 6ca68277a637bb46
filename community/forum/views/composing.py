"""Start a thread, answer one."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.carers.handing_over import hand_over
from community.carers.models import Scope
from community.drafts.composing import Composing, draft_for, keep_if_asked, keep_refused
from community.forum import actions
from community.forum.actions.pictures import PicturesGone
from community.forum.actions.writing import reply_key, thread_key
from community.forum.forms.naming import OwnName
from community.forum.forms.picture import Pictures
from community.forum.forms.posts import ReplyForm, ThreadForm
from community.forum.forms.structured import thread_form
from community.forum.models import Board, Post, Thread
from community.forum.permissions import can_start_thread, may_reply
from community.forum.reader import Reader
from community.forum.views.helping import author_of, posted_for, said_to_helper
from community.forum.views.offers import offers_in, offers_on
from community.forum.views.pictures import gone_or, kept_pictures, taken_pictures, without_posted
from community.forum.views.previews import look_in_preview, preview_of, texts_of
from community.forum.views.quoting import answered_by
from community.forum.views.threads import address_of, same_query, thread_for
from community.words.second_look import SecondLook, look_at


@member_required
def new_thread(request: MemberRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Board.objects.visible_to(request.user).select_related("group"), slug=slug)
    if request.method != "POST":
        draft = draft_for(request, thread_key(found))
        pictures = kept_pictures(request.user, found, draft.fields)
        form = thread_form(found, initial=draft.fields, pictures=pictures, offers=offers_on(request, found))
        return new_thread_page(request, found, form, draft=draft)
    pictures, offers = taken_pictures(request, found), offers_on(request, found)
    form = thread_form(found, pictures.data if pictures else request.POST, pictures=pictures, offers=offers)
    if (kept := keep_if_asked(request, thread_key(found))) is not None:
        return gone_or(new_thread_page(request, found, form, draft=kept), pictures)
    if not form.is_valid() or "preview" in request.POST:
        return gone_or(new_thread_page(request, found, form), pictures)
    look = look_at(request, *texts_of(form))
    if look.notes:
        return gone_or(new_thread_page(request, found, form, look=look), pictures)
    if form.chosen_help and form.chosen_help.scope == Scope.DRAFT:
        given = hand_over(request, form, form.chosen_help, key=thread_key(found), group=found.group)
        return given or new_thread_page(request, found, form)
    try:
        thread = actions.start_thread(
            board=found,
            author=author_of(request, form),
            title=form.cleaned_data["title"],
            body=form.cleaned_data["body"],
            how=form.how(),
            now=timezone.now(),
        )
    except PermissionDenied:
        keep_refused(request, thread_key(found))
        said_to_helper(form)
        return new_thread_page(request, found, form, status=403)
    except PicturesGone:
        pictures = without_posted(request.user, pictures)
        form = thread_form(found, form.data, pictures=pictures, offers=offers)
        return gone_or(new_thread_page(request, found, form), pictures)
    if form.chosen_help is not None:
        return posted_for(request, form, thread.posts.latest("pk"))
    look.tell(request, waits=thread.post_count == 0)
    return redirect("forum:poll", thread.pk) if form.cleaned_data.get("adds_poll") else redirect(thread)


def new_thread_page(
    request: MemberRequest,
    found: Board,
    form: ThreadForm,
    *,
    draft: Composing | None = None,
    look: SecondLook | None = None,
    status: int = 200,
) -> HttpResponse:
    if "save_draft" in request.POST:
        form.errors.clear()  # nothing was sent yet: a missing title is no mistake
    context = {
        "board": found,
        "form": form,
        "draft": draft or draft_for(request, thread_key(found)),
        "preview_html": preview_of(request, form, group=found.group),
        "look": look or look_in_preview(request, form),
        "may_write": can_start_thread(request.user, found, now=timezone.now()) or "helping" in form.fields,
    }
    return render(request, "forum/new_thread.html", context, status=422 if form.errors else status)


@member_required
def reply(request: MemberRequest, pk: int) -> HttpResponse:
    """Post an answer; whatever stands in the way of that is said on the full page for answers."""
    found = thread_for(request, pk)
    if found.merged_into_id is not None:  # while somebody was writing
        found = thread_for(request, found.merged_into_id)
    if request.method != "POST":
        return redirect(same_query(request, found))
    pictures = taken_pictures(request, found.board)
    offers = offers_in(request, found)
    form = reply_form(found, pictures.data if pictures else request.POST, pictures=pictures, offers=offers)
    try:
        answered = answered_by(request, found)
    except Http404:
        return answered_is_gone(request, found, form)
    if (kept := keep_if_asked(request, reply_key(found))) is not None:
        return gone_or(reply_page(request, found, form, draft=kept), pictures)
    if not form.is_valid() or not {"preview", "more"}.isdisjoint(request.POST):
        return gone_or(reply_page(request, found, form), pictures)
    return post_reply(request, found, form, answered, pictures)


@require_safe
@member_required
def write_reply(request: MemberRequest, pk: int) -> HttpResponse:
    """The full page for an answer, with the draft."""
    found = thread_for(request, pk)
    draft = draft_for(request, reply_key(found))
    pictures = kept_pictures(request.user, found.board, draft.fields)
    form = reply_form(found, initial=draft.fields, pictures=pictures, offers=offers_in(request, found))
    return reply_page(request, found, form, draft=draft)


def post_reply(
    request: MemberRequest, found: Thread, form: ReplyForm, answered: Post | None, pictures: Pictures | None
) -> HttpResponse:
    how, look = replace(form.how(), in_reply_to=answered), look_at(request, form.cleaned_data["body"])
    if look.notes:
        return gone_or(reply_page(request, found, form, look=look), pictures)
    if form.chosen_help and form.chosen_help.scope == Scope.DRAFT:
        given = hand_over(request, form, form.chosen_help, key=reply_key(found), group=found.board.group)
        return given or reply_page(request, found, form)
    try:
        post = actions.add_reply(
            thread=found, author=author_of(request, form), body=form.cleaned_data["body"], how=how, now=timezone.now()
        )
    except PermissionDenied:
        keep_refused(request, reply_key(found))
        said_to_helper(form)
        return reply_page(request, found, form, status=403)
    except PicturesGone:
        pictures = without_posted(request.user, pictures)
        form = reply_form(found, form.data, pictures=pictures, offers=form.offers)
        return gone_or(reply_page(request, found, form), pictures)
    if form.chosen_help is not None:
        return posted_for(request, form, post)
    look.tell(request, waits=post.number is None)
    return redirect(look.place(address_of(post)) if post.number else f"{found.get_absolute_url()}?last")


def reply_form(found: Thread, *args: Any, **kwargs: Any) -> ReplyForm:
    return ReplyForm(*args, group=found.board.group, own_name=OwnName.in_thread(found), **kwargs)


def reply_page(
    request: MemberRequest,
    found: Thread,
    form: ReplyForm,
    *,
    draft: Composing | None = None,
    look: SecondLook | None = None,
    status: int = 200,
) -> HttpResponse:
    reader = Reader.of(request.user, found)
    if not {"more", "save_draft"}.isdisjoint(request.POST):
        form.errors.clear()  # nothing was sent yet: an empty box is no mistake
    context = {
        "thread": found,
        "heading": found.title if reader.moderates else str(found),
        "form": form,
        "draft": draft or draft_for(request, reply_key(found)),
        "preview_html": preview_of(request, form, group=found.board.group),
        "look": look or look_in_preview(request, form),
        "may_write": may_reply(request.user, found, role=reader.role, now=timezone.now()) or "helping" in form.fields,
    }
    return render(request, "forum/reply.html", context, status=422 if form.errors else status)


def answered_is_gone(request: MemberRequest, found: Thread, form: ReplyForm) -> HttpResponse:
    """Not found, and yet nothing that was typed is lost."""
    form.answer_nobody()
    messages.warning(
        request,
        _("The post you answer can no longer be read. Your text is safe: send it again to post it without that link."),
    )
    response = reply_page(request, found, form)
    response.status_code = 404
    return response
