"""A post as one reader sees it, worked out before the template does its part: a page shows twenty of them.

A card holds only what this reader may see, so that no template can show more.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from community.core.stencils import filled_in
from community.forum.models import Alias, Post, Thread, ThreadEvent
from community.forum.reader import Reader
from community.words.articles import address_about

DATE = "j F Y, H:i"


@dataclass(slots=True)
class Card:
    pk: int
    number: int | None  # its place
    who: str  # as others know the writer
    name: str  # and as this reader does
    address: str  # of the writer's page; empty under another name
    colour: str  # as text: zero is a colour
    initial: str
    place: str  # the two parts of the drawing; empty: the initial stands there
    thing: str
    iso: str
    when: str
    is_new: bool
    helped: bool
    edited: str  # address of the history; empty: never edited
    notice: str
    notice_link: str  # where on this site it says more
    says_more: str  # address of ours on the medicine that it names; empty: it names none
    with_help: str  # that a helper wrote it for the writer; empty under another name, and to whoever is not to know
    gone: str  # why there is no text to read
    fold: str  # the line behind which the text stands; empty: it stands open
    body: SafeString  # empty: not for this reader
    waits: str  # until when it is held, in a sentence
    quote: str  # addresses of what this reader can do with it; empty: nothing
    more: str
    report: str
    pictures: str  # the part that shows them
    events: list[ThreadEvent] = field(default_factory=list)  # what the team did after it

    @property
    def html(self) -> SafeString:
        return filled_in("forum/_post.html", "card", {name: getattr(self, name) for name in IN_CARD})


IN_CARD = [one.name for one in fields(Card) if one.name != "events"]


class Acts:
    """The addresses below the posts of one page."""

    def __init__(self, *, reader: Reader, page: int, may_write: bool) -> None:
        self.reader, self.may_write = reader, may_write
        self.here = f"page={page}&" if page > 1 else ""
        self.more, self.report = reverse("forum:more", args=[0]), reverse("moderation:report", args=["post", 0])

    def of(self, post: Post) -> tuple[str, str, str]:
        """To quote it, to do more, to report it; visitors can only report."""
        can_be_read, pk = post.is_shown and post.number is not None, str(post.pk)
        quote = f"?{self.here}quote={pk}#reply" if can_be_read and self.may_write else ""
        report = self.report.replace("0", pk) if can_be_read and post.author_id != self.reader.pk else ""
        return quote, self.more.replace("0", pk) if self.reader.pk else "", report


NOTHING_TO_DO = "", "", ""


def cards_of(posts: Iterable[Post], *, thread: Thread, reader: Reader, acts: Acts | None = None) -> list[Card]:
    """In the order of `posts`, each read with its byline (`for_page`); without acts where the page itself has them."""
    return [card_of(post, thread=thread, reader=reader, acts=acts) for post in posts]


def card_of(post: Post, *, thread: Thread, reader: Reader, acts: Acts | None) -> Card:
    who, is_shown, is_own = post.byline, post.is_shown, post.author_id == reader.pk
    drawing = who.avatar
    is_alias = isinstance(who, Alias)
    moment = localtime(post.published_at or post.created_at)
    readable = is_shown or reader.moderates
    gone = "" if is_shown else why_gone(post, reader=reader)
    quote, more, report = acts.of(post) if acts else NOTHING_TO_DO
    return Card(
        pk=post.pk,
        number=post.number,
        who=str(who),
        name=_("You, as %(name)s") % {"name": who} if is_alias and is_own else str(who),
        address="" if isinstance(who, Alias) else who.get_absolute_url(),
        colour=str(who.avatar_colour),
        initial=who.initial,
        place=drawing.place_url if drawing else "",
        thing=drawing.thing_url if drawing else "",
        iso=moment.isoformat(timespec="minutes"),
        when=date_format(moment, DATE),
        is_new=(post.number or 0) > reader.read_number,
        helped=post.pk == thread.helpful_post_id,
        edited=reverse("forum:history", args=[post.pk]) if post.edited_at and is_shown else "",
        notice=post.notice,
        notice_link=post.notice_link,
        says_more=address_about(post.body_html) if post.names_medicine and is_shown and post.number is not None else "",
        with_help=help_in_words(post, reader=reader) if post.help_id else "",
        gone=gone,
        fold=reader.fold_words(post) if readable else "",
        body=mark_safe(post.body_html) if readable else SafeString(),  # clean since it was rendered
        waits=wait_in_words(post) if post.number is None and is_shown else "",
        quote=quote,
        more=more,
        report=report,
        pictures=pictures_of(post, gone=gone, reportable=bool(report)) if post.picture_count and readable else "",
        events=getattr(post, "events", []),
    )


def wait_in_words(post: Post) -> str:
    if post.waits_on:
        return _("Only you and the team see this. It appears once you may write here again, or the team has looked.")
    at = {"at": date_format(localtime(post.held_until), DATE)}
    return _("Only you and the team see this. It appears at %(at)s, or sooner when the team has looked.") % at


def help_in_words(post: Post, *, reader: Reader) -> str:
    """Under another name it would tell whose name that is, so there only its author reads it, the team neither."""
    held, is_own = post.help, post.author_id == reader.pk
    if held is None or (post.alias_id and not is_own):
        return ""
    shown = held.helper.username if held.helper and (is_own or reader.moderates) else held.public_name
    return _("With help from %(name)s") % {"name": shown} if shown else _("With help from a helper")


def pictures_of(post: Post, *, gone: str, reportable: bool) -> str:
    context = {"pictures": post.pictures.all(), "hidden": gone, "reportable": reportable}
    return render_to_string("forum/_pictures.html", context)


def why_gone(post: Post, *, reader: Reader) -> str:
    """The reason is for the author and the moderators."""
    is_own = post.author_id == reader.pk
    if post.hidden_at is None:
        return _("You removed this") if is_own else _("Removed by its author")
    told = post.hidden_reason and (is_own or reader.moderates)
    return _("Hidden by the team") + (f": {post.hidden_reason}" if told else "")
