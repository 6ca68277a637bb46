"""What was found, as rows of one page: the same shape for every kind."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from community.accounts.content_notes import labels_of
from community.accounts.models import User
from community.chat.models import Message, Room
from community.core.text import plain_text
from community.forum.blocks import Blocked
from community.forum.models import Post
from community.forum.reader import Reader
from community.groups.models import SupportGroup
from community.reminders.models import Reminder
from community.resources.models import Article, GlossaryTerm
from community.search.marking import marked, marked_excerpt

NOTHING = SafeString("")


@dataclass(frozen=True)
class Hit:
    url: str
    title: SafeString
    excerpt: SafeString
    place: str
    said: Post | Message | None = None
    language: str = ""  # of title and excerpt, where we know it


def article_hit(article: Article, words: list[str]) -> Hit:
    return Hit(
        article.get_absolute_url(),
        marked(str(article), words),
        marked_excerpt(article.summary, words),
        str(article.section),
        language=article.language,
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


def term_hit(term: GlossaryTerm, words: list[str]) -> Hit:
    title, excerpt = marked(str(term), words), marked(term.definition, words)
    return Hit(term.get_absolute_url(), title, excerpt, term.also_called, language=term.language)


def room_hit(room: Room, words: list[str]) -> Hit:
    return Hit(room.get_absolute_url(), marked(str(room), words), marked_excerpt(room.topic, words), str(room.group))


def member_hit(member: User) -> Hit:
    """Without a mark: a name is found by its beginning."""
    return Hit(member.get_absolute_url(), conditional_escape(str(member)), NOTHING, "")


def reminder_hit(reminder: Reminder, words: list[str]) -> Hit:
    return Hit(reminder.get_absolute_url(), marked(reminder.title, words), NOTHING, _("Only you see this."))
