"""The archive of an article: who wrote what and when, what changed, how it would look, and the way back."""

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.accounts.decorators import MemberRequest
from community.core.pagination import page_of
from community.resources import actions
from community.resources.models import Article, ArticleVersion
from community.resources.proofreading import proofread
from community.resources.views.editing import OVERTAKEN, article_for, difference_of, editor_required
from community.resources.views.pages import context_of

PER_PAGE = 20
STATE = ArticleVersion.State


def version_for(request: MemberRequest, pk: int, **facts: str) -> ArticleVersion:
    return get_object_or_404(ArticleVersion.objects.visible_to(request.user).for_page(), pk=pk, **facts)


@require_safe
@editor_required
def history(request: MemberRequest, pk: int) -> HttpResponse:
    article = article_for(request, pk)
    rows = article.versions.visible_to(request.user).select_related("editor").defer("text").order_by("-number")
    context = {"article": article, "page": page_of(rows, request, PER_PAGE)}
    return render(request, "resources/history.html", context)


@require_safe
@editor_required
def version(request: MemberRequest, pk: int) -> HttpResponse:
    found = version_for(request, pk)
    earlier = found.article.versions.visible_to(request.user).filter(number__lt=found.number)
    before = earlier.last()
    context = {
        "version": found,
        "article": found.article,
        "before": before,
        "difference": difference_of(before.text if before else "", found.text),
        "can_restore": found.state not in (STATE.DRAFT, STATE.WAITING),
    }
    return render(request, "resources/version.html", context)


@require_safe
@editor_required
def preview(request: MemberRequest, pk: int) -> HttpResponse:
    """As a visitor would read it: without what only members and editors see on the page."""
    found = version_for(request, pk)
    proof = proofread(found.article, found.text)
    if proof.file is None or not proof.is_page:
        messages.warning(request, _("This text cannot be read as a page yet. Mend what stands below first."))
        return redirect("resources:edit", found.article.pk)
    with actions.as_if_live(found.article, proof.file) as article:
        context = context_of(request, article) | {"version": found, "user": AnonymousUser()}
        return render(request, "resources/preview.html", context)


@require_POST
@editor_required
def restore(request: MemberRequest, pk: int) -> HttpResponse:
    found = version_for(request, pk)
    why = _("Back to version %(number)d.") % {"number": found.number}
    try:
        actions.restore(version=found, editor=request.user, what_changed=why, now=timezone.now())
    except actions.TooManySaves:
        messages.warning(request, _("That was saved very often within an hour. Wait a little."))
        return redirect(found)
    messages.success(request, _("The old text is the draft now. Readers see it when you publish it."))
    return redirect("resources:edit", found.article.pk)


ANSWERS = {"take": actions.take_release, "keep": actions.keep_edit}


@require_http_methods(["GET", "HEAD", "POST"])
@editor_required
def release(request: MemberRequest, pk: int) -> HttpResponse:
    """What a release brought, beside what is live."""
    found = version_for(request, pk, origin=ArticleVersion.Origin.FILE)
    if request.method != "POST":
        return release_page(request, found)
    answer = request.POST.get("answer", "")
    if answer not in ANSWERS:
        return HttpResponse(_("Choose the text of the release or the one of the site."), status=400)
    try:
        ANSWERS[answer](version=found, editor=request.user, now=timezone.now())
    except actions.HasMistakes as bad:
        return release_page(request, found, mistakes=bad.mistakes, status=422)
    except actions.ChangedMeanwhile:
        return release_page(request, version_for(request, pk), status=OVERTAKEN)
    messages.success(
        request, _("The text of the release is live.") if answer == "take" else _("The text of the site stays.")
    )
    return redirect("resources:history", found.article.pk)


def release_page(request: MemberRequest, found: ArticleVersion, *, status: int = 200, **more: object) -> HttpResponse:
    article: Article = found.article
    live = article.versions.visible_to(request.user).filter(state=STATE.LIVE).first()
    context = {
        "version": found,
        "article": article,
        "live": live,
        "waits": found.state == STATE.WAITING,
        "difference": difference_of(live.text if live else "", found.text),
    }
    return render(request, "resources/release.html", context | more, status=status)
