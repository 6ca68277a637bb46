"""What a person finds. Every query starts from what that person may see anyway."""

from functools import reduce
from operator import and_, or_

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from community.accounts.models import User
from community.chat.models import Message, Room
from community.forum.models import Post
from community.groups.models import SupportGroup
from community.resources.models import Article, Claim
from community.search.asking import Asked
from community.search.indexes import GROUPS, MESSAGES, POSTS
from community.search.matching import Has, HasInTitle

MOST_RESULTS = 20  # of each kind
MOST_LOOKED_AT = 200  # the newest of what is found: among them, those that say it in the title come first


def find_posts(user: User | AnonymousUser, asked: Asked) -> list[Post]:
    """Threads whose title says it come first, then the newest. A thread's title belongs to its opening post."""
    found = Post.objects.visible_to(user).wanted_by(user).shown().filter(Has("pk", index=POSTS, asked=asked))
    newest = found.order_by("-published_at", "-pk").values("pk")[:MOST_LOOKED_AT]
    posts = Post.objects.visible_to(user).filter(pk__in=newest)
    best = posts.alias(in_title=HasInTitle("pk", index=POSTS, asked=asked)).order_by(
        "-in_title", "-published_at", "-pk"
    )
    return list(best.select_related("author", "alias", "thread__board__group")[:MOST_RESULTS])


def find_messages(user: User | AnonymousUser, asked: Asked, room: Room | None = None) -> list[Message]:
    """Newest first."""
    rooms = Room.objects.visible_to(user) if room is None else Room.objects.visible_to(user).filter(pk=room.pk)
    messages = Message.objects.visible_to(user).wanted_by(user).filter(Has("pk", index=MESSAGES, asked=asked))
    found = messages.filter(room__in=rooms).order_by("-created_at", "-pk")
    return list(found.select_related("author", "room__group")[:MOST_RESULTS])


def find_groups(user: User | AnonymousUser, asked: Asked) -> list[SupportGroup]:
    """Those whose name says it come first."""
    groups = SupportGroup.objects.visible_to(user).filter(Has("pk", index=GROUPS, asked=asked))
    best = groups.alias(in_name=HasInTitle("pk", index=GROUPS, asked=asked)).order_by("-in_name", "name", "pk")
    return list(best[:MOST_RESULTS])


def find_articles(user: User | AnonymousUser, asked: Asked) -> list[Article]:
    """Letter by letter still: an article has no text of its own, only that of its claims."""
    published = Article.objects.visible_to(user).filter(status=Article.Status.PUBLISHED)
    found = published.filter(reduce(and_, (in_article(word) for word in asked.words)))
    return list(found.select_related("section")[:MOST_RESULTS])


def in_article(word: str) -> Q:
    """Subqueries, because joining the claims once more for every word would multiply the rows."""
    claims = Claim.objects.filter(any_field(word, ("text", "part__heading")))
    return any_field(word, ("title", "summary")) | Q(pk__in=claims.values("part__article"))


def any_field(word: str, fields: tuple[str, ...]) -> Q:
    return reduce(or_, (Q(**{f"{field}__icontains": word}) for field in fields))
