"""Edit a post."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy

from community.accounts.decorators import MemberRequest, member_required
from community.accounts.models import User
from community.accounts.team_factor import ask_of_team_unless_own
from community.carers.actions import NoLongerHelps
from community.carers.helping import Helping
from community.drafts.composing import Composing, draft_for, keep_if_asked, keep_refused
from community.forum import actions
from community.forum.actions.editing import EarlyLinks, StaleEdit, Words, WordsWait, draft_key
from community.forum.forms.edit import EditForm
from community.forum.forms.structured import edit_form
from community.forum.helped import help_to_change
from community.forum.models import Post, Revision
from community.forum.permissions import can_edit, is_own
from community.forum.quotes import readable
from community.forum.views.more import post_for
from community.forum.views.previews import look_in_preview, preview_of, texts_of
from community.forum.views.threads import address_of
from community.words.matching import NOTHING
from community.words.second_look import SecondLook, look_at

EARLY_LINKS = gettext_lazy(
    "You are new here, so a link in your posts is held for a day before others see it, and a post that stands cannot "
    "be held. Save your text without the link and add it later, or write it in a new post."
)
WORDS_WAIT = gettext_lazy(
    "A post that stands cannot wait for the team. Save your text without these words, or write them in a new post, "
    "which waits until somebody has looked at it."
)
NO_LOOK = SecondLook(NOTHING)


@member_required
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    found = post_for(request, pk)
    helping = None
    if can_edit(request.user, found, now=timezone.now()):
        ask_of_team_unless_own(request, author=found.author_id)
    else:
        if request.method == "POST" and found.author_id == request.user.pk:
            keep_refused(request, draft_key(found))
        helping = help_to_change(found, request.user, now=timezone.now())
        if helping is None:
            raise refusal(found, request.user)
    if request.method != "POST":
        return begin(request, found, draft_for(request, draft_key(found)), helping=helping)
    if (kept := keep_if_asked(request, draft_key(found))) is not None:
        return begin(request, found, kept, helping=helping)
    form = edit_form(found, request.POST, editor=helping.member if helping else request.user)
    if not form.is_valid() or "preview" in request.POST:
        return edit_page(request, found, form, draft_for(request, draft_key(found)), helping=helping)
    return save(request, found, form, helping=helping)


def refusal(found: Post, user: User) -> PermissionDenied:
    """A helper hears that it is over, and no reason."""
    is_helpers = found.help is not None and found.help.helper_id == user.pk
    return NoLongerHelps() if is_helpers else PermissionDenied()


def begin(request: MemberRequest, found: Post, draft: Composing, *, helping: Helping | None) -> HttpResponse:
    """With what was typed before, or an older state that the reader chose to go back to."""
    initial = {**draft.fields, **earlier_words(request, found)}
    editor = helping.member if helping else request.user
    return edit_page(request, found, edit_form(found, editor=editor, initial=initial), draft, helping=helping)


def earlier_words(request: MemberRequest, found: Post) -> dict[str, str]:
    """Of the revision that the link in the history names; nothing for one that is not to be read."""
    number = request.GET.get("from", "")
    if not number.isdecimal() or len(number) > 5:
        return {}
    if found.answers:  # a revision has them as one text, which fits into no single box of the form
        return {}
    state = Revision.objects.visible_to(request.user).shown().filter(post=found, number=number).first()
    words = {"body": readable(state.body, found.taken_back), "title": state.title} if state else {}
    return {name: text for name, text in words.items() if text}


def save(request: MemberRequest, found: Post, form: EditForm, *, helping: Helping | None) -> HttpResponse:
    for_author = helping is not None or is_own(request.user, found)
    look = look_at(request, *texts_of(form), before=text_before(found)) if for_author else NO_LOOK
    if look.notes:
        return edit_page(request, found, form, draft_for(request, draft_key(found)), look=look, helping=helping)
    try:
        actions.edit_post(
            found,
            editor=helping.member if helping else request.user,
            words=form.words,
            reason=form.cleaned_data["reason"],
            version=form.cleaned_data["edit_count"],
            helping=helping,
            now=timezone.now(),
        )
    except StaleEdit as stale:
        return conflict_page(request, stale.post, form)
    except EarlyLinks:
        form.add_error("body", EARLY_LINKS)
        return edit_page(request, found, form, draft_for(request, draft_key(found)), helping=helping)
    except WordsWait as waits:
        form.add_error("body", f"{waits} {WORDS_WAIT}")
        return edit_page(request, found, form, draft_for(request, draft_key(found)), helping=helping)
    look.tell(request, waits=found.number is None)
    return redirect(look.place(address_of(found)))


def text_before(found: Post) -> str:
    words = Words.of(found)
    return f"{words.title}\n\n{words.body}"


def edit_page(
    request: MemberRequest,
    found: Post,
    form: EditForm,
    draft: Composing,
    *,
    look: SecondLook | None = None,
    helping: Helping | None,
) -> HttpResponse:
    context = {
        "post": found,
        "thread": found.thread,
        "form": form,
        "draft": draft,
        "back": address_of(found),
        "is_own": found.author_id == request.user.pk,
        "helping": helping,
        "preview_html": preview_of(request, form, group=found.thread.board.group),
        "look": look or look_in_preview(request, form, before=text_before(found)),
    }
    return render(request, "forum/edit.html", context, status=422 if form.errors else 200)


def conflict_page(request: MemberRequest, now_post: Post, form: EditForm) -> HttpResponse:
    """Both versions, and a form that saves the reader's own over the other one knowingly."""
    form.now_over(now_post)
    context = {"post": now_post, "thread": now_post.thread, "form": form, "stands": Words.readable(now_post)}
    return render(request, "forum/edit_conflict.html", context | {"back": address_of(now_post)}, status=409)
