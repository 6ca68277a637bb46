"""Where editors write: the list of all articles, the text of one, and the gate before readers see it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.core.diffs import pieces_of, without_long_same
from community.core.text import without_turns
from community.resources import actions, gate
from community.resources.forms import BeginForm, GateForm, TextForm
from community.resources.models import Article, ArticleVersion
from community.resources.permissions import can_edit
from community.resources.proofreading import Proof, proofread
from community.resources.readability import grade_of

P = ParamSpec("P")
TOO_MANY, OVERTAKEN, NOT_TAKEN = 429, 409, 422


def editor_required(
    view: Callable[Concatenate[MemberRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """For everybody else these pages are not there."""

    @member_required
    @wraps(view)
    def guarded(request: MemberRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_editor:
            raise Http404
        if request.method == "POST" and not can_edit(request.user, now=timezone.now()):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@editor_required
def articles(request: MemberRequest) -> HttpResponse:
    in_hand = Prefetch("versions", ArticleVersion.objects.visible_to(request.user).in_hand(), to_attr="in_hand")
    shelf = Article.objects.visible_to(request.user, announced=True).select_related("section").prefetch_related(in_hand)
    return render(request, "resources/editing.html", {"articles": shelf, "today": timezone.localdate()})


@require_http_methods(["GET", "HEAD", "POST"])
@editor_required
def begin(request: MemberRequest) -> HttpResponse:
    form = BeginForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "resources/begin.html", {"form": form}, status=NOT_TAKEN if form.errors else 200)
    try:
        article = actions.begin_article(editor=request.user, now=timezone.now(), **form.cleaned_data)
    except actions.AddressIsTaken:
        form.add_error("slug", _("An article of this section has this address already."))
        return render(request, "resources/begin.html", {"form": form}, status=NOT_TAKEN)
    return redirect("resources:edit", article.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@editor_required
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    article = article_for(request, pk)
    if request.method != "POST":
        return first_page(request, article)
    form = TextForm(request.POST)
    if not form.is_valid():
        return edit_page(request, article, form, form.cleaned_data.get("text", ""), status=NOT_TAKEN)
    try:
        saved = actions.save_draft(article=article, editor=request.user, now=timezone.now(), **form.cleaned_data)
    except actions.TooManySaves:
        refusal = _("That was saved very often within an hour. Wait a little: your text is still in the field below.")
        return edit_page(request, article, form, form.cleaned_data["text"], refusal=refusal, status=TOO_MANY)
    except actions.ChangedMeanwhile as changed:
        return conflict_page(request, article, form, changed.newest)
    if "look" in request.POST and proofread(article, saved.text).is_page:
        return redirect("resources:preview", saved.pk)
    messages.success(request, _("Saved as a draft. Readers do not see it."))
    return redirect("resources:edit", article.pk)


def article_for(request: MemberRequest, pk: int) -> Article:
    visible = Article.objects.visible_to(request.user, announced=True).select_related("section")
    return get_object_or_404(visible, pk=pk)


def first_page(request: MemberRequest, article: Article) -> HttpResponse:
    """The draft, or what is live; with what a release has changed since the draft was saved."""
    versions = article.versions.visible_to(request.user).of_this_site()
    newest, draft = versions.last(), versions.filter(state=ArticleVersion.State.DRAFT).first()
    if newest is None:  # loaded before there was an archive: the next start of the site makes one
        raise Http404
    text = (draft or newest).text
    form = TextForm(initial={"text": text, "seen": newest.number})
    more: dict[str, Any] = {"draft": draft}
    if draft is not None and newest.number > draft.number:
        before = versions.exclude(live_at=None).filter(number__lt=draft.number).last()
        more |= {"other": newest, "difference": difference_of(before.text if before else "", newest.text)}
    return edit_page(request, article, form, text, **more)


def edit_page(
    request: MemberRequest, article: Article, form: TextForm, text: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    proof = proofread(article, text) if text else Proof(None)
    context = {
        "article": article,
        "form": form,
        "proof": proof,
        "mistakes": with_lines(proof, text),
        "grade": grade_of(proof.file) if proof.file else None,
    }
    return render(request, "resources/edit.html", context | more, status=status)


MOST_MISTAKES = 50  # told at once


def with_lines(proof: Proof, text: str) -> list[tuple[int, str, str]]:
    """Line, reason, and the words of the line."""
    lines = text.split("\n")
    found = proof.mistakes[:MOST_MISTAKES]
    return [(each.line, each.text, lines[each.line - 1].strip() if each.line <= len(lines) else "") for each in found]


def conflict_page(request: MemberRequest, article: Article, form: TextForm, newest: ArticleVersion) -> HttpResponse:
    """Nothing is lost: what was typed is in the field, and saving it again puts it over what the other one wrote."""
    opened = article.versions.visible_to(request.user).filter(number=form.cleaned_data["seen"]).first()
    difference = difference_of(opened.text if opened else "", newest.text)
    text = form.cleaned_data["text"]
    again = TextForm(form.cleaned_data | {"seen": newest.number})
    return edit_page(request, article, again, text, status=OVERTAKEN, other=newest, difference=difference)


def difference_of(before: str, after: str) -> list[tuple[str, str]]:
    before, after = without_turns(before), without_turns(after)
    return without_long_same(pieces_of(before, after)) if before != after else []


@require_http_methods(["GET", "HEAD", "POST"])
@editor_required
def publish(request: MemberRequest, pk: int) -> HttpResponse:
    version = get_object_or_404(ArticleVersion.objects.visible_to(request.user).for_page(), pk=pk)
    proof = proofread(version.article, version.text)
    form = GateForm(request.POST if request.method == "POST" else None, is_public=proof.is_public)
    if request.method != "POST" or not form.is_valid():
        return gate_page(request, version, proof, form, status=NOT_TAKEN if form.errors else 200)
    try:
        article = actions.publish(version=version, editor=request.user, ticks=form.ticks, now=timezone.now())
    except (actions.HasMistakes, actions.GateIsShut):
        return gate_page(request, version, proof, form, status=NOT_TAKEN)
    except actions.ChangedMeanwhile as changed:
        if changed.newest != version or changed.newest.live_at is None:
            return gate_page(request, version, proof, form, status=OVERTAKEN, newest=changed.newest)
        article = version.article  # a double click, or another editor was faster with this very text
    if proof.is_public:
        messages.success(request, _("Published. Readers see it now."))
    else:
        messages.success(request, _("Done. Readers do not see the article."))
    has_page = article.status == Article.Status.PUBLISHED
    return redirect(article) if has_page else redirect("resources:history", article.pk)


def gate_page(
    request: MemberRequest, version: ArticleVersion, proof: Proof, form: GateForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    advice = gate.advice(proof.file) if proof.file else {}
    seen_by_machine = [(item, advice.get(item.code, [])) for item in gate.ITEMS if item.eyes is not gate.Eyes.PERSON]
    context = {
        "version": version,
        "article": version.article,
        "proof": proof,
        "mistakes": with_lines(proof, version.text),
        "form": form,
        "checked": seen_by_machine,
        "is_draft": version.state == ArticleVersion.State.DRAFT,
    }
    return render(request, "resources/publish.html", context | more, status=status)
