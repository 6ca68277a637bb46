"""The sections of the page, in their order: the checked information first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from community.forum.blocks import Blocked, blocked_by
from community.resources.overlay import translate_terms, translate_titles
from community.search import hits, queries
from community.search.asking import Asked
from community.search.hits import Hit
from community.search.known_words import put_right
from community.search.meanings import with_meanings
from community.search.narrowing import Narrowed
from community.search.queries import MOST_RESULTS


@dataclass(frozen=True)
class Search:
    """Who asks for what, when."""

    user: User | AnonymousUser
    asked: Asked
    narrowed: Narrowed
    now: datetime

    @property
    def blocked(self) -> Blocked:
        return blocked_by(self.user)


@dataclass(frozen=True)
class Section:
    key: str
    heading: Any
    hits: list[Hit] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """There may be more."""
        return len(self.hits) >= MOST_RESULTS


@dataclass(frozen=True)
class Kind:
    """One section: `name` is what the form calls it, `can` what it can be narrowed down by."""

    name: str
    key: str
    heading: Any
    can: frozenset[str]
    find: Callable[[Search], list[Hit]]

    def answers(self, narrowed: Narrowed) -> bool:
        return narrowed.kind in ("", self.name) and narrowed.by <= self.can


def articles(search: Search) -> list[Hit]:
    found = queries.find_articles(search.user, search.asked)
    translate_titles(found)
    words = [*search.asked.words, *search.asked.words_meant]
    return [hits.article_hit(article, words) for article in found]


def terms(search: Search) -> list[Hit]:
    words = [*search.asked.words, *search.asked.words_meant]
    found = queries.find_terms(search.asked)
    translate_terms(found)
    return [hits.term_hit(term, words) for term in found]


def posts(search: Search) -> list[Hit]:
    found = queries.find_posts(search.user, search.asked, search.narrowed, now=search.now)
    blocked = search.blocked if found else Blocked()
    return [hits.post_hit(post, search.asked.words, search.user, blocked) for post in found]


def rooms(search: Search) -> list[Hit]:
    found = queries.find_rooms(search.user, search.asked, search.narrowed)
    return [hits.room_hit(room, search.asked.words) for room in found]


def messages(search: Search) -> list[Hit]:
    found = queries.find_messages(search.user, search.asked, search.narrowed)
    blocked = search.blocked if found else Blocked()
    return [hits.message_hit(message, search.asked.words, search.user, blocked) for message in found]


def groups(search: Search) -> list[Hit]:
    return [hits.group_hit(group, search.asked.words) for group in queries.find_groups(search.user, search.asked)]


def members(search: Search) -> list[Hit]:
    return [hits.member_hit(member) for member in queries.find_members(search.user, search.asked)]


def reminders(search: Search) -> list[Hit]:
    found = queries.find_reminders(search.user, search.asked)
    return [hits.reminder_hit(reminder, search.asked.words) for reminder in found]


SAID = frozenset({"group", "author", "since", "mine"})
KINDS = [
    Kind("resources", "articles", _("Resources"), frozenset(), articles),
    Kind("resources", "terms", _("Words explained"), frozenset(), terms),
    Kind("reminders", "reminders", _("My own reminders"), frozenset({"mine"}), reminders),
    Kind("conversations", "posts", _("Conversations"), SAID | {"unread"}, posts),
    Kind("rooms", "rooms", _("Rooms"), frozenset({"group"}), rooms),
    Kind("rooms", "messages", _("Said in rooms"), SAID | {"room"}, messages),
    Kind("groups", "groups", _("Groups"), frozenset(), groups),
    Kind("members", "members", _("Members"), frozenset(), members),
]


def found_in(search: Search) -> Iterator[Section]:
    """Those in which something was found."""
    for kind in KINDS:
        if kind.answers(search.narrowed) and (found := kind.find(search)):
            heading = _("Said in this room") if search.narrowed.room else kind.heading
            yield Section(kind.key, heading, found)


@dataclass(frozen=True)
class Answer:
    """`instead` has slips of the fingers mended: what was found is of those words if `is_mended`; otherwise they are an
    offer, since no resource has the words that were typed."""

    asked: Asked
    sections: list[Section] = field(default_factory=list)
    instead: Asked | None = None
    is_mended: bool = False


def answer(search: Search) -> Answer:
    if not search.asked:
        return Answer(search.asked)
    sections = list(found_in(search))
    asks_resources = KINDS[0].answers(search.narrowed)
    if sections and (not asks_resources or {"articles", "terms"} & {section.key for section in sections}):
        return Answer(search.asked, sections)
    instead = put_right(search.asked)
    if sections or instead is None:
        return Answer(search.asked, sections, instead)
    return Answer(search.asked, list(found_in(replace(search, asked=with_meanings(instead)))), instead, is_mended=True)
