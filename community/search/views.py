"""One page: the field and what was found."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.accounts.content_notes import labels_of
from community.accounts.models import User
from community.chat.models import Message, Room
from community.core.text import plain_text
from community.forum.blocks import Blocked, blocked_by
from community.forum.models import Board, Post
from community.forum.reader import Reader
from community.groups.models import SupportGroup
from community.resources.models import Article
from community.search.marking import marked, marked_excerpt
from community.search.queries import LONGEST_QUERY, find_articles, find_groups, find_messages, find_posts, words_in
from community.search.similar import similar_threads


@dataclass(frozen=True)
class Hit:
    """One row of the page, the same for every kind."""

    url: str
    title: SafeString
    excerpt: SafeString
    place: str
    said: Post | Message | None = None


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "")[:LONGEST_QUERY].replace("\x00", " ")
    words, room = words_in(query), room_in(request)
    sections = sections_of(request.user, words, room) if words else []
    context = {
        "query": query.strip(),
        "room": room,
        "asked": bool(words),
        "sections": [section for section in sections if section["hits"]],
    }
    return render(request, "search/search.html", context)


@require_safe
def similar(request: HttpRequest) -> HttpResponse:
    """A part of a page, for somebody who types the title of a new thread."""
    board = get_object_or_404(Board.objects.visible_to(request.user), slug=request.GET.get("board", ""))
    threads = similar_threads(request.user, board, request.GET.get("title", ""))
    return render(request, "search/_similar.html", {"threads": threads})


def room_in(request: HttpRequest) -> Room | None:
    """`?room=` looks in that room alone."""
    slug = request.GET.get("room", "")
    return get_object_or_404(Room.objects.visible_to(request.user), slug=slug) if slug else None


def sections_of(user: Any, words: list[str], room: Room | None = None) -> list[dict[str, Any]]:
    """What was found, the checked information first."""
    blocked = blocked_by(user)
    said = (message_hit(one, words, user, blocked) for one in find_messages(user, words, room))
    if room is not None:
        return [section("messages", _("Said in this room"), said)]
    return [
        section("articles", _("Resources"), (article_hit(one, words) for one in find_articles(user, words))),
        section("posts", _("Conversations"), (post_hit(one, words, user, blocked) for one in find_posts(user, words))),
        section("messages", _("Said in rooms"), said),
        section("groups", _("Groups"), (group_hit(one, words) for one in find_groups(user, words))),
    ]


def section(key: str, heading: str, hits: Iterable[Hit]) -> dict[str, Any]:
    return {"key": key, "heading": heading, "hits": list(hits)}


def article_hit(article: Article, words: list[str]) -> Hit:
    return Hit(
        article.get_absolute_url(),
        marked(str(article), words),
        marked_excerpt(article.summary, words),
        str(article.section),
    )


def post_hit(post: Post, words: list[str], user: User | AnonymousUser, blocked: Blocked) -> Hit:
    """What the reader finds folded in the thread is not laid open here."""
    folded = why_folded(Reader.of(user, post.thread).folds(post), by_blocked=blocked.covers(post))
    return Hit(
        post.get_absolute_url(),
        marked(str(post.thread), words),
        conditional_escape(folded) if folded else marked_excerpt(plain_text(post.body_html), words),
        str(post.thread.board.group),
        post,
    )


def message_hit(message: Message, words: list[str], user: User | AnonymousUser, blocked: Blocked) -> Hit:
    """As in its room."""
    shown = user.notes_shown if isinstance(user, User) else 0
    folded = why_folded(message.content_notes & ~shown, by_blocked=message.author_id in blocked.members)
    return Hit(
        message.get_absolute_url(),
        marked(str(message.room), words),
        conditional_escape(folded) if folded else marked_excerpt(plain_text(message.body_html), words),
        str(message.room.group),
        message,
    )


def why_folded(notes: int, *, by_blocked: bool) -> str:
    if by_blocked:
        return _("Written by somebody you blocked.")
    labels = ", ".join(map(str, labels_of(notes)))
    return _("Content note: %(notes)s") % {"notes": labels} if labels else ""


def group_hit(group: SupportGroup, words: list[str]) -> Hit:
    return Hit(group.get_absolute_url(), marked(str(group), words), marked_excerpt(group.description, words), "")
