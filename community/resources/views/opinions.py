"""Was it useful, what should be different, and the editors' answers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.core.pagination import page_of
from community.resources import actions
from community.resources.forms import AnswerForm, SuggestionForm
from community.resources.models import Article, Suggestion
from community.resources.overlay import translate_titles
from community.resources.permissions import can_answer_suggestions, can_suggest
from community.resources.said import remember_answer, said_of

PER_PAGE = 20
USEFUL = {"yes": True, "no": False}


def visible_article(request: HttpRequest, section: str, slug: str) -> Article:
    articles = Article.objects.visible_to(request.user).select_related("section")
    return get_object_or_404(articles, section__slug=section, slug=slug)


@require_POST
def useful(request: HttpRequest, section: str, slug: str) -> HttpResponse:
    article, said = visible_article(request, section, slug), request.POST.get("useful", "")
    if said not in USEFUL:
        return HttpResponse(_("Choose yes or no."), status=400)
    response = redirect(f"{article.get_absolute_url()}#useful")
    if said_of(article, request) and request.user.is_anonymous:
        return response
    actions.say_if_useful(article=article, reader=request.user, is_useful=USEFUL[said], now=timezone.now())
    remember_answer(request, response, article, said)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def suggest(request: MemberRequest, section: str, slug: str) -> HttpResponse:
    article, now = visible_article(request, section, slug), timezone.now()
    form = SuggestionForm(request.POST if request.method == "POST" else None)
    if not can_suggest(request.user, now=now):
        return suggest_page(request, article, form, refusal=_("You cannot write anything at the moment."), status=403)
    if request.method != "POST" or not form.is_valid():
        return suggest_page(request, article, form, status=422 if form.errors else 200)
    try:
        mine = actions.suggest(article=article, member=request.user, now=now, **form.cleaned_data)
    except actions.TooManyOpen:
        refusal = _("The editors still have ten proposals of yours to answer. Send this one when they have.")
        return suggest_page(request, article, form, refusal=refusal, status=409)
    messages.success(request, _("Thank you. The editors read it and answer you here."))
    return redirect(mine)


def suggest_page(
    request: MemberRequest, article: Article, form: SuggestionForm, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    translate_titles([article])
    context = {"article": article, "form": form, "refusal": refusal}
    return render(request, "resources/suggest.html", context, status=status)


@require_safe
@member_required
def suggestions(request: MemberRequest) -> HttpResponse:
    """A member's own, newest first; an editor's are those of all who wait, the oldest first."""
    rows = Suggestion.objects.visible_to(request.user).for_page()
    waiting = request.user.is_editor and "answered" not in request.GET
    rows = rows.open() if waiting else rows.order_by("-created_at", "-pk")
    page = page_of(rows, request, PER_PAGE)
    translate_titles(suggestion.article for suggestion in page)
    context = {"page": page, "waiting": waiting}
    return render(request, "resources/suggestions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def suggestion(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Suggestion.objects.visible_to(request.user).for_page(), pk=pk)
    may_answer = can_answer_suggestions(request.user, now=timezone.now())
    if request.method == "POST" and not may_answer:
        raise PermissionDenied
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = actions.answer_suggestion(suggestion=found, editor=request.user, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Your answer is sent.") if told else _("Somebody else has answered already."))
        return redirect(found)
    translate_titles([found.article])
    context = {"suggestion": found, "form": form if may_answer and found.answered_at is None else None}
    return render(request, "resources/suggestion.html", context, status=422 if form.errors else 200)
