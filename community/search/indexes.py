"""What is found by its words: one index for each kind, filled by one SELECT that both databases understand.

An index never says who may see a row. Every search begins with `visible_to`, so hiding, leaving, blocking and switching
off need no change here; only words do, and triggers of the database follow those in the same transaction.
"""

import re
from dataclasses import dataclass
from hashlib import sha256

# What stands in our HTML and is no word of the author. One pattern for Python and PostgreSQL; its first part is what
# opens hidden words, whose own words can be found. Slashes, because PostgreSQL takes "eye/cheek" for one word.
NO_WORDS = "<summary>[^<]*</summary>|<[^>]*>|&(amp|lt|gt|nbsp);|[/_]"
NO_WORDS_PATTERN = re.compile(NO_WORDS)
VERSION = 1  # raise it when vendors.py makes other words of the same rows: the next `migrate` builds all anew


@dataclass(frozen=True)
class Follows:
    """The index follows these columns of this table; `rows` are those of the index that a changed one (NEW) touches."""

    table: str
    columns: tuple[str, ...]
    rows: str


@dataclass(frozen=True)
class Index:
    """`title` and `text` are SQL over what stands in `source`; the title is plain, the text is our HTML. The rows of
    the index come and go with those of `owner`, whose key it shares."""

    name: str
    source: str
    key: str
    title: str
    text: str
    owner: Follows
    others: tuple[Follows, ...] = ()

    @property
    def mark(self) -> str:
        """Part of the names of its triggers: another definition has other ones, and the old index is given up."""
        return sha256(f"{VERSION} {NO_WORDS} {self!r}".encode()).hexdigest()[:8]


POSTS = Index(
    name="search_post",
    source="forum_post AS post JOIN forum_thread AS thread ON thread.id = post.thread_id",
    key="post.id",
    title="CASE WHEN post.number = 1 AND thread.hidden_at IS NULL AND thread.removed_at IS NULL"
    " THEN thread.title ELSE '' END",
    text="post.body_html",
    owner=Follows("forum_post", ("body_html", "number", "thread_id"), "post.id = NEW.id"),
    others=(
        Follows("forum_thread", ("title", "hidden_at", "removed_at"), "post.thread_id = NEW.id AND post.number = 1"),
    ),
)
MESSAGES = Index(
    name="search_message",
    source="chat_message AS message",
    key="message.id",
    title="''",
    text="message.body_html",
    owner=Follows("chat_message", ("body_html",), "message.id = NEW.id"),
)
GROUPS = Index(
    name="search_group",
    source="groups_supportgroup AS space",
    key="space.id",
    title="space.name",
    text="space.description",
    owner=Follows("groups_supportgroup", ("name", "description"), "space.id = NEW.id"),
)
ROOMS = Index(
    name="search_room",
    source="chat_room AS room",
    key="room.id",
    title="room.name",
    text="room.topic",
    owner=Follows("chat_room", ("name", "topic"), "room.id = NEW.id"),
)
ARTICLES = Index(  # without its claims, which come and go one by one and are found by themselves
    name="search_article",
    source="resources_article AS article",
    key="article.id",
    title="article.title",
    text="article.summary",
    owner=Follows("resources_article", ("title", "summary"), "article.id = NEW.id"),
)
TRANSLATIONS = Index(  # of articles, each whole: what is out of date is left out when somebody asks
    name="search_translation",
    source="resources_articletranslation AS translation",
    key="translation.id",
    title="translation.title",
    text="translation.body",
    owner=Follows("resources_articletranslation", ("title", "body"), "translation.id = NEW.id"),
)
CLAIMS = Index(
    name="search_claim",
    source="resources_claim AS claim JOIN resources_part AS part ON part.id = claim.part_id",
    key="claim.id",
    title="part.heading",
    text="claim.html",
    owner=Follows("resources_claim", ("html", "part_id"), "claim.id = NEW.id"),
    others=(Follows("resources_part", ("heading",), "claim.part_id = NEW.id"),),
)
TERMS = Index(
    name="search_term",
    source="resources_glossaryterm AS term",
    key="term.id",
    title="term.term || ' ' || term.also_called",
    text="term.definition",
    owner=Follows("resources_glossaryterm", ("term", "also_called", "definition"), "term.id = NEW.id"),
)
INDEXES = [ARTICLES, TRANSLATIONS, CLAIMS, TERMS, POSTS, ROOMS, MESSAGES, GROUPS]


def words_of(html: str) -> str:
    """As PostgreSQL's `search_words` sees them."""
    return NO_WORDS_PATTERN.sub(" ", html)
