"""What was found, as rows of one page: the same shape for every kind."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from community.accounts.content_notes import labels_of
from community.accounts.models import User
from community.chat.models import Message, Room
from community.core.text import plain_text
from community.forum.blocks import Blocked, blocked_by
from community.forum.models import Post
from community.forum.reader import Reader
from community.groups.models import SupportGroup
from community.resources.models import Article
from community.search.asking import Asked
from community.search.marking import marked, marked_excerpt
from community.search.queries import MOST_RESULTS, find_articles, find_groups, find_messages, find_posts


@dataclass(frozen=True)
class Hit:
    url: str
    title: SafeString
    excerpt: SafeString
    place: str
    said: Post | Message | None = None


@dataclass(frozen=True)
class Section:
    key: str
    heading: str
    hits: list[Hit] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """There may be more."""
        return len(self.hits) >= MOST_RESULTS


def sections_of(user: Any, asked: Asked, room: Room | None = None) -> list[Section]:
    """What was found, the checked information first."""
    blocked, words = blocked_by(user), asked.words
    said = (message_hit(one, words, user, blocked) for one in find_messages(user, asked, room))
    if room is not None:
        return filled(Section("messages", _("Said in this room"), list(said)))
    posts = (post_hit(one, words, user, blocked) for one in find_posts(user, asked))
    return filled(
        Section("articles", _("Resources"), [article_hit(one, words) for one in find_articles(user, asked)]),
        Section("posts", _("Conversations"), list(posts)),
        Section("messages", _("Said in rooms"), list(said)),
        Section("groups", _("Groups"), [group_hit(one, words) for one in find_groups(user, asked)]),
    )


def filled(*sections: Section) -> list[Section]:
    return [section for section in sections if section.hits]


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
