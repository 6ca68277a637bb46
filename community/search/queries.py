"""What a person finds. Every query starts from what that person may see anyway."""

from functools import reduce
from operator import and_, or_

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from community.accounts.models import User
from community.chat.models import Message, Room
from community.core.text import plain_text
from community.forum.models import Post
from community.groups.models import SupportGroup
from community.resources.models import Article, Claim

MOST_WORDS = 8
LONGEST_QUERY = 200
MOST_RESULTS = 20  # of each kind


def words_in(query: str) -> list[str]:
    """The words to look for, each once. No database takes NUL in a text."""
    return list(dict.fromkeys(query.replace("\x00", " ")[:LONGEST_QUERY].split()))[:MOST_WORDS]


def every(words: list[str], *fields: str) -> Q:
    """True for rows that contain each word in at least one of the fields, large or small letters alike."""
    return reduce(and_, (any_field(word, fields) for word in words))


def any_field(word: str, fields: tuple[str, ...]) -> Q:
    return reduce(or_, (Q(**{f"{field}__icontains": word}) for field in fields))


def find_posts(user: User | AnonymousUser, words: list[str]) -> list[Post]:
    """Newest first. The title of a thread counts for all its posts, but a reply needs a word of its own."""
    titled = Q(thread__hidden_at=None, thread__removed_at=None)
    in_post_or_title = reduce(
        and_, (Q(body__icontains=word) | (titled & Q(thread__title__icontains=word)) for word in words)
    )
    own_word = reduce(or_, (Q(body__icontains=word) for word in words))
    posts = Post.objects.visible_to(user).wanted_by(user).shown()
    found = posts.filter(in_post_or_title, Q(number=1) | own_word).order_by("-published_at", "-pk")
    return list(found.select_related("author", "alias", "thread__board__group")[:MOST_RESULTS])


def find_messages(user: User | AnonymousUser, words: list[str], room: Room | None = None) -> list[Message]:
    """Newest first. What was typed is asked, and what is shown has to say it too: a word that the team took out, or
    that a rule masks, is not found by looking for it."""
    rooms = Room.objects.visible_to(user) if room is None else Room.objects.visible_to(user).filter(pk=room.pk)
    messages = Message.objects.visible_to(user).wanted_by(user).filter(every(words, "body"), room__in=rooms)
    found = messages.select_related("author", "room__group").order_by("-created_at", "-pk")[: 2 * MOST_RESULTS]
    return [message for message in found if says(plain_text(message.body_html), words)][:MOST_RESULTS]


def says(text: str, words: list[str]) -> bool:
    whole = text.casefold()
    return all(word.casefold() in whole for word in words)


def find_articles(user: User | AnonymousUser, words: list[str]) -> list[Article]:
    published = Article.objects.visible_to(user).filter(status=Article.Status.PUBLISHED)
    found = published.filter(reduce(and_, (in_article(word) for word in words)))
    return list(found.select_related("section")[:MOST_RESULTS])


def in_article(word: str) -> Q:
    """Subqueries, because joining the claims once more for every word would multiply the rows."""
    claims = Claim.objects.filter(any_field(word, ("text", "part__heading")))
    return any_field(word, ("title", "summary")) | Q(pk__in=claims.values("part__article"))


def find_groups(user: User | AnonymousUser, words: list[str]) -> list[SupportGroup]:
    groups = SupportGroup.objects.visible_to(user).filter(every(words, "name", "description"))
    return list(groups[:MOST_RESULTS])
