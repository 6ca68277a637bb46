"""What editors do with the texts of articles: begin, save, publish, take from a release. All of it is kept."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from community.accounts.holding import as_now
from community.accounts.models import User
from community.resources import gate
from community.resources.actions.archive import locked, mark_change, next_number, retire
from community.resources.actions.loading import load_article
from community.resources.beginning import first_text
from community.resources.library import ArticleFile, Mistake
from community.resources.models import Article, ArticleVersion, Section
from community.resources.permissions import can_edit
from community.resources.proofreading import is_shown, proofread, review_months

STATE, ORIGIN = ArticleVersion.State, ArticleVersion.Origin
MOST_IN_AN_HOUR = 120  # saves of one editor
AN_HOUR = timedelta(hours=1)


class ChangedMeanwhile(Exception):
    """Somebody else saved or published a text of this article; `newest` is what stands now."""

    def __init__(self, newest: ArticleVersion) -> None:
        super().__init__()
        self.newest = newest


class TooManySaves(Exception):
    """More than a person writes: a machine, or a key that is stuck."""


class HasMistakes(Exception):
    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = mistakes


class GateIsShut(Exception):
    """A person has not confirmed what must be confirmed."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


class AddressIsTaken(Exception):
    """Two articles of a section cannot have one address."""


@transaction.atomic
def save_draft(
    *, article: Article, editor: User, text: str, what_changed: str, seen: int, now: datetime
) -> ArticleVersion:
    """The next version, mistakes and all. `seen` is the number of the version that the editor went on from."""
    refuse_others(editor, now=now)
    article = locked(article)
    newest = article.versions.of_this_site().last()
    if newest is not None and is_same(newest, editor, text):
        return newest  # a double click, or nothing new
    if newest is not None and newest.number != seen:
        raise ChangedMeanwhile(newest)
    if ArticleVersion.objects.filter(editor=editor, made_at__gt=now - AN_HOUR).count() >= MOST_IN_AN_HOUR:
        raise TooManySaves
    retire(article, STATE.DRAFT)
    return article.versions.create(
        number=next_number(article),
        origin=ORIGIN.SITE,
        state=STATE.DRAFT,
        text=text,
        what_changed=what_changed,
        editor=editor,
        made_at=now,
        is_public=proofread(article, text).is_public,
    )


def refuse_others(editor: User, *, now: datetime) -> None:
    if not can_edit(as_now(editor), now=now):
        raise PermissionDenied


def is_same(newest: ArticleVersion, editor: User, text: str) -> bool:
    return newest.state == STATE.DRAFT and newest.editor_id == editor.pk and newest.text == text


@transaction.atomic
def publish(*, version: ArticleVersion, editor: User, ticks: Collection[str], now: datetime) -> Article:
    """A draft goes live: without a mistake, with everything confirmed that a person must confirm for this very text.

    A text whose status is "draft" takes the page away from readers, which needs no gate.
    """
    refuse_others(editor, now=now)
    article, version = locked_with(version)
    newest = article.versions.exclude(live_at=None).last()
    if version.state != STATE.DRAFT or (newest is not None and newest.number > version.number):
        raise ChangedMeanwhile(newest or version)
    file = in_order(article, version)
    is_public = is_shown(file)
    if is_public and (missing := gate.missing(ticks)):
        raise GateIsShut(missing)
    confirmed = {item.code: True for item in gate.TO_TICK if item.code in ticks}
    return go_live(article, version, file, now=now, ticks=confirmed, is_public=is_public)


def locked_with(version: ArticleVersion) -> tuple[Article, ArticleVersion]:
    article = locked(version.article)
    return article, article.versions.get(pk=version.pk)


def in_order(article: Article, version: ArticleVersion) -> ArticleFile:
    proof = proofread(article, version.text)
    if proof.file is None or proof.mistakes:
        raise HasMistakes(proof.mistakes)
    return proof.file


def go_live(article: Article, version: ArticleVersion, file: ArticleFile, *, now: datetime, **facts: object) -> Article:
    retire(article, STATE.LIVE)
    mark_change(article, now=now)
    article.versions.filter(pk=version.pk).update(state=STATE.LIVE, live_at=now, **facts)
    load_article(file)
    return Article.objects.select_related("section").get(pk=article.pk)


@contextmanager
def as_if_live(article: Article, file: ArticleFile) -> Iterator[Article]:
    """The rows of the article as this text would make them, for a preview; afterwards none of it has happened."""
    with transaction.atomic():
        load_article(file)
        yield Article.objects.for_page().get(pk=article.pk)
        transaction.set_rollback(True)


@transaction.atomic
def restore(*, version: ArticleVersion, editor: User, what_changed: str, now: datetime) -> ArticleVersion:
    """An old text becomes the draft. What was a draft until now stays in the archive."""
    article = locked(version.article)
    seen = article.versions.of_this_site().aggregate(last=Max("number"))["last"] or 0
    return save_draft(article=article, editor=editor, text=version.text, what_changed=what_changed, seen=seen, now=now)


@transaction.atomic
def take_release(*, version: ArticleVersion, editor: User, now: datetime) -> Article:
    """The text that a release brought goes live instead of the editors'. It was reviewed as the files are.

    It comes to stand after every draft that was saved while it waited: whoever wrote one had not seen it.
    """
    refuse_others(editor, now=now)
    article, version = locked_with(version)
    if version.state != STATE.WAITING:
        raise ChangedMeanwhile(version)
    file, is_last = in_order(article, version), not article.versions.filter(number__gt=version.number).exists()
    number = version.number if is_last else next_number(article)
    return go_live(article, version, file, now=now, editor=editor, number=number)


@transaction.atomic
def keep_edit(*, version: ArticleVersion, editor: User, now: datetime) -> None:
    """The text that a release brought waits no longer; it stays in the archive."""
    refuse_others(editor, now=now)
    _article, version = locked_with(version)
    if version.state != STATE.WAITING:
        raise ChangedMeanwhile(version)
    ArticleVersion.objects.filter(pk=version.pk).update(state=STATE.PAST, editor=editor)


@transaction.atomic
def begin_article(*, section: Section, slug: str, title: str, editor: User, now: datetime) -> Article:
    """An article that has no file: a draft with a text to start from, at the end of its shelf."""
    refuse_others(editor, now=now)
    section = Section.objects.select_for_update().get(pk=section.pk)
    if section.articles.filter(slug=slug).exists():
        raise AddressIsTaken
    today = timezone.localdate(now)
    article = Article.objects.create(
        section=section,
        slug=slug,
        title=title,
        scope=title,
        summary=title,
        first_published_date=today,
        next_review_date=today + relativedelta(months=review_months(section.slug)),
        reading_minutes=1,
        order=(section.articles.aggregate(last=Max("order"))["last"] or 0) + 1,
    )
    save_draft(article=article, editor=editor, text=first_text(article), what_changed="", seen=0, now=now)
    return article
