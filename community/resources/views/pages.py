"""Pages of the resources. All of them are public."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from community.core.copies import copy_of, keepable
from community.core.decorators import works_without_database
from community.resources.blocks import parts_of
from community.resources.country import chosen_country, is_guess, remember_country
from community.resources.languages import ENGLISH, languages_wanted
from community.resources.models import Article, Claim, GlossaryTerm, KeptQuestion, Section, Source
from community.resources.overlay import translate_page, translate_section, translate_terms, translate_titles
from community.resources.said import said_of
from community.resources.translated_words import countries_shown, made_for_reader

IN = "in"  # which text of an article: `?in=en` is its original


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    articles = Article.objects.visible_to(request.user, announced=True)
    sections = list(Section.objects.visible_to(request.user).with_articles(articles))
    for shelf in sections:
        translate_section(shelf)
    translate_titles(article for shelf in sections for article in shelf.articles.all())
    return render(request, "resources/home.html", {"sections": sections})


@require_safe
def section(request: HttpRequest, slug: str) -> HttpResponse:
    articles = Article.objects.visible_to(request.user, announced=True)
    shelf = get_object_or_404(Section.objects.visible_to(request.user).with_articles(articles), slug=slug)
    translate_section(shelf)
    translate_titles(shelf.articles.all())
    return render(request, "resources/section.html", {"section": shelf})


@require_safe
@gzip_page
@keepable
def article(request: HttpRequest, section: str, slug: str) -> HttpResponse:
    visible = Article.objects.visible_to(request.user).for_page().beside_translation(languages_wanted())
    if (found := visible.filter(section__slug=section, slug=slug).first()) is None:
        raise Http404
    return render(request, "resources/article.html", context_of(request, found))


def context_of(request: HttpRequest, article: Article) -> dict[str, Any]:
    """Needs: article (as `for_page`)."""
    claims = list(Claim.objects.filter(part__article=article).select_related("part"))
    shown = translate_page(article, claims, in_english=request.GET.get(IN) == ENGLISH)
    return {
        "article": article,
        "parts": parts_of(claims),
        "shown": shown,
        "sources": {source.slug: source for source in article.sources.all()},
        "kept": KeptQuestion.objects.visible_to(request.user).marks(),
        "said": said_of(article, request),
        "answers": article.opinions.all().counted_for(request.user),
        "is_overdue": article.is_overdue(timezone.localdate()),
    }


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    terms = translate_terms(GlossaryTerm.objects.with_articles(Article.objects.visible_to(request.user)))
    translate_titles(article for term in terms for article in term.articles.all())
    sources = {source.slug: source for source in Source.objects.all()}
    context = {"terms": terms, "sources": sources, "made": made_for_reader()}
    return render(request, "resources/glossary.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "resources/about.html")


@require_safe
@works_without_database
@keepable
def urgent_help(request: HttpRequest) -> HttpResponse:
    country = chosen_country(request)
    context = {
        "country": country,
        "is_guess": is_guess(request),
        "lines": country.lines_on(timezone.localdate()),
        "made": made_for_reader(),
        "countries": [each for each in countries_shown().values() if each.code],
    }
    response = render(request, "resources/urgent_help.html", context)
    keep_in_browser(request, response)
    if "country" in request.GET and copy_of(request) is None:
        remember_country(response, country)
    return response


def keep_in_browser(request: HttpRequest, response: HttpResponse) -> None:
    """A browser may show a visitor's page again for ten minutes, and for a day when the site does not answer."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        patch_vary_headers(response, ["Cookie"])
        patch_cache_control(response, private=True, max_age=600, stale_if_error=24 * 3600)
