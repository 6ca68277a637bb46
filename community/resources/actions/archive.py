"""What a release brings goes into the archive of each article, and a live edit of the site stands against it."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max, OuterRef, Subquery
from django.utils import timezone

from community.resources.library import ArticleFile, article_of
from community.resources.models import Article, ArticleVersion
from community.resources.proofreading import is_shown

STATE, ORIGIN = ArticleVersion.State, ArticleVersion.Origin


def live_edits() -> dict[str, ArticleFile]:
    """By address, the articles that are shown as an editor wrote them; one that cannot be read any more stays away."""
    edits = ArticleVersion.objects.live_edits().select_related("article__section")
    read = [article_of(edit.article.section.slug, edit.article.slug, edit.text, []) for edit in edits]
    return {article.address: article for article in read if article is not None}


def edited_addresses() -> set[str]:
    edits = ArticleVersion.objects.live_edits().values_list("article__section__slug", "article__slug")
    return {f"{section}/{slug}" for section, slug in edits}


def archive_files(files: Iterable[ArticleFile], *, now: datetime) -> None:
    """A version for each text that is not the one its file brought last."""
    brought = ArticleVersion.objects.filter(article=OuterRef("pk"), origin=ORIGIN.FILE).order_by("-number")
    articles = Article.objects.select_related("section").annotate(brought=Subquery(brought.values("text")[:1]))
    known = {f"{article.section.slug}/{article.slug}": article for article in articles}
    for file in files:
        article = known[file.address]
        if article.brought != file.text:
            archive_file(article, file, now=now)


def archive_file(article: Article, file: ArticleFile, *, now: datetime) -> None:
    """Live at once; where an editor has written something else it waits, in the place of one that waited before."""
    article = locked(article)
    edit = article.versions.live_edits().first()
    waits = edit is not None and edit.text.strip() != file.text.strip()
    retire(article, STATE.WAITING)
    if not waits:
        retire(article, STATE.LIVE)
        if edit is None:  # else the file has caught up with it
            mark_change(article, now=now)
    article.versions.create(
        number=next_number(article),
        origin=ORIGIN.FILE,
        state=STATE.WAITING if waits else STATE.LIVE,
        text=file.text,
        made_at=now,
        live_at=None if waits else now,
        is_public=is_shown(file),
    )


def locked(article: Article) -> Article:
    """One writer at a time picks the next number and decides what is live."""
    return Article.objects.select_for_update(of=("self",)).select_related("section").get(pk=article.pk)


def next_number(article: Article) -> int:
    last: int | None = article.versions.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def retire(article: Article, state: str) -> None:
    article.versions.filter(state=state).update(state=STATE.PAST)


def mark_change(article: Article, *, now: datetime) -> None:
    """The page says when it changed; what it shows first of all is no change."""
    if article.versions.exclude(live_at=None).exists():
        Article.objects.filter(pk=article.pk).update(changed_date=timezone.localdate(now))


def addresses_of(versions: Iterable[ArticleVersion]) -> list[str]:
    return sorted(f"{version.article.section.slug}/{version.article.slug}" for version in versions)


def waiting_releases() -> list[str]:
    waiting = ArticleVersion.objects.filter(state=STATE.WAITING)
    return addresses_of(waiting.select_related("article__section").defer("text"))


def left_by_their_files(files: Iterable[ArticleFile]) -> list[str]:
    """Articles that came from a file which is gone, and stand because an editor has written them anew."""
    there = {file.address for file in files}
    edits = ArticleVersion.objects.live_edits().filter(article__versions__origin=ORIGIN.FILE).distinct()
    return [each for each in addresses_of(edits.select_related("article__section").defer("text")) if each not in there]
