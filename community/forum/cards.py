"""A post as one reader sees it, worked out before the template does its part: a page shows twenty of them.

A card holds only what this reader may see, so that no template can show more.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.dateformat import format as date_in_words
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from community.accounts.content_notes import labels_of
from community.forum.models import Alias, Picture, Post, Thread, ThreadEvent
from community.forum.reader import Reader

DATE = "j F Y, H:i"


@dataclass(slots=True)
class Card:
    pk: str  # as text, like every figure here: templates format numbers dearly
    number: int | None  # its place
    name: str
    address: str  # of the writer's page; empty under another name
    colour: str
    initial: str
    iso: str
    when: str
    is_new: bool
    helped: bool
    edited: str  # address of the history; empty: never edited
    notice: str
    gone: str  # why there is no text to read
    fold: str  # the notes behind which the text stands; empty: it stands open
    body: SafeString  # empty: not for this reader
    acts: SafeString  # what this reader can do with it
    waits: str  # until when it is held
    pictures: list[Picture] = field(default_factory=list)
    events: list[ThreadEvent] = field(default_factory=list)


class Acts:
    """The links below a post. Rendered once for each kind of post on the page, with marks for what differs."""

    PK, NAME = "@pk@", "@name@"

    def __init__(self, *, reader: Reader, page: int, may_write: bool) -> None:
        self.reader, self.page, self.may_write = reader, page, may_write
        self.rendered: dict[tuple[bool, bool], str] = {}

    def of(self, post: Post, who: object) -> SafeString:
        can_be_read = post.is_shown and post.number is not None
        kind = can_be_read and self.may_write, can_be_read and post.author_id != self.reader.pk
        if kind not in self.rendered:
            marks = {"pk": self.PK, "name": self.NAME, "more": reverse("forum:more", args=[0]).replace("0", self.PK)}
            facts = {"page": self.page, "may_quote": kind[0], "may_report": kind[1]}
            self.rendered[kind] = render_to_string("forum/_acts.html", marks | facts)
        return mark_safe(self.rendered[kind].replace(self.PK, str(post.pk)).replace(self.NAME, escape(who)))


def cards_of(posts: Iterable[Post], *, thread: Thread, reader: Reader, acts: Acts | None = None) -> list[Card]:
    """In the order of `posts`, each read with its byline (`for_page`); without acts where the page itself has them."""
    return [card_of(post, thread=thread, reader=reader, acts=acts) for post in posts]


def card_of(post: Post, *, thread: Thread, reader: Reader, acts: Acts | None) -> Card:
    who, is_shown, is_own = post.byline, post.is_shown, post.author_id == reader.pk
    is_alias = isinstance(who, Alias)
    moment = localtime(post.published_at or post.created_at)
    readable = is_shown or reader.moderates
    return Card(
        pk=str(post.pk),
        number=post.number,
        name=_("You, as %(name)s") % {"name": who} if is_alias and is_own else str(who),
        address="" if isinstance(who, Alias) else who.get_absolute_url(),
        colour=str(who.avatar_colour),
        initial=who.initial,
        iso=moment.isoformat(timespec="minutes"),
        when=date_in_words(moment, DATE),
        is_new=(post.number or 0) > reader.read_number,
        helped=post.pk == thread.helpful_post_id,
        edited=reverse("forum:history", args=[post.pk]) if post.edited_at and is_shown else "",
        notice=post.notice,
        gone="" if is_shown else why_gone(post, reader=reader),
        fold=", ".join(map(str, labels(post, reader))) if readable else "",
        body=mark_safe(post.body_html) if readable else SafeString(),  # clean since it was rendered
        acts=acts.of(post, who) if acts and reader.pk else SafeString(),
        waits=date_in_words(localtime(post.held_until), DATE) if post.number is None and is_shown else "",
        pictures=list(post.pictures.all()) if post.picture_count and readable else [],
        events=getattr(post, "events", []),
    )


def labels(post: Post, reader: Reader) -> list[str | Promise]:
    notes = reader.folds(post)
    return labels_of(notes) if notes else []


def why_gone(post: Post, *, reader: Reader) -> str:
    """The reason is for the author and the moderators."""
    is_own = post.author_id == reader.pk
    if post.hidden_at is None:
        return _("You removed this") if is_own else _("Removed by its author")
    told = post.hidden_reason and (is_own or reader.moderates)
    return f"{_('Hidden by the team')}: {post.hidden_reason}" if told else _("Hidden by the team")
