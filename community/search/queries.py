"""What a person finds. Every query starts from what that person may see anyway."""

from datetime import datetime
from functools import reduce
from operator import and_, or_

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, Exists, OuterRef, Q, When

from community.accounts.models import User
from community.chat.models import Message, Room
from community.forum.models import Post
from community.groups.models import SupportGroup
from community.reminders.models import Reminder
from community.resources.languages import languages_wanted
from community.resources.models import Article, ArticleTranslation, Claim, GlossaryTerm
from community.resources.translated_words import terms_for_reader
from community.search.asking import Asked
from community.search.indexes import ARTICLES, CLAIMS, GROUPS, MESSAGES, POSTS, ROOMS, TERMS, TRANSLATIONS
from community.search.marking import says
from community.search.matching import Has, HasInTitle
from community.search.narrowing import Narrowed, narrow_messages, narrow_posts
from community.search.newest import newest

Reader = User | AnonymousUser
EVERYTHING = Narrowed()
MOST_RESULTS = 20  # of each kind
MOST_LOOKED_AT = 60  # the newest of what is found: among them, those that say it in the title come first
MOST_REMINDERS = 500  # of one member, the newest
SHORTEST_NAME = 2  # letters of a member's name: one would list a good part of the members


def find_articles(user: Reader, asked: Asked) -> list[Article]:
    """Those whose title says it all come first, then those whose title has what is meant by plain words, then those
    whose summary says it all, then the others in their order."""
    published = Article.objects.visible_to(user).filter(status=Article.Status.PUBLISHED)
    meant = reduce(or_, (Q(HasInTitle("pk", index=ARTICLES, asked=one)) for one in asked.each_meant), Q(pk__in=[]))
    says_it = reduce(and_, map(in_article, asked.each))
    found = published.filter(says_it | meant, *(~in_article(one) for one in asked.each_not))
    ranked = found.annotate(
        place=Case(
            When(Q(HasInTitle("pk", index=ARTICLES, asked=asked)) | translated(HasInTitle, asked), then=1),
            When(meant, then=2),
            When(Has("pk", index=ARTICLES, asked=asked), then=3),
            default=4,
        )
    )
    best = ranked.order_by("place", "section__order", "order")
    return list(best.select_related("section")[:MOST_RESULTS])


def in_article(asked: Asked) -> Q:
    claims = Claim.objects.filter(Has("pk", index=CLAIMS, asked=asked), part__article=OuterRef("pk"))
    return Q(Has("pk", index=ARTICLES, asked=asked)) | Q(Exists(claims)) | translated(Has, asked)


def translated(has: type[Has], asked: Asked) -> Q:
    """In the language of the reader; a reader of English asks no more than before."""
    if not (languages := languages_wanted()):
        return Q(pk__in=[])
    current = ArticleTranslation.objects.current().filter(language__in=languages, article=OuterRef("pk"))
    return Q(Exists(current.filter(has("pk", index=TRANSLATIONS, asked=asked))))


def find_terms(asked: Asked) -> list[GlossaryTerm]:
    """Everybody may read the glossary."""
    meant = (Q(HasInTitle("pk", index=TERMS, asked=one)) for one in asked.each_meant)
    in_translation = [slug for slug, text in terms_for_reader().items() if says(text, asked)]
    says_it = Q(Has("pk", index=TERMS, asked=asked)) | Q(slug__in=in_translation)
    found = GlossaryTerm.objects.filter(reduce(or_, meant, says_it))
    best = found.alias(in_term=HasInTitle("pk", index=TERMS, asked=asked)).order_by("-in_term", "term")
    return list(best[:MOST_RESULTS])


def find_posts(user: Reader, asked: Asked, narrowed: Narrowed = EVERYTHING, *, now: datetime) -> list[Post]:
    """Threads whose title says it come first, then the newest. A thread's title belongs to its opening post."""
    shown = Post.objects.visible_to(user).wanted_by(user).shown().filter(published_at__isnull=False)  # as posts_newest
    wanted = narrow_posts(shown, narrowed, user=user, now=now)
    found = newest(wanted, index=POSTS, asked=asked, enough=MOST_RESULTS).order_by("-published_at", "-pk")
    in_title = HasInTitle("pk", index=POSTS, asked=asked)
    posts = Post.objects.visible_to(user).filter(pk__in=found.values("pk")[:MOST_LOOKED_AT]).alias(in_title=in_title)
    best = posts.order_by("-in_title", "-published_at", "-pk")
    return list(best.select_related("author", "alias", "thread__board__group")[:MOST_RESULTS])


def find_rooms(user: Reader, asked: Asked, narrowed: Narrowed = EVERYTHING) -> list[Room]:
    rooms = Room.objects.visible_to(user).filter(Has("pk", index=ROOMS, asked=asked))
    if narrowed.group is not None:
        rooms = rooms.filter(group=narrowed.group.pk)
    best = rooms.alias(in_name=HasInTitle("pk", index=ROOMS, asked=asked)).order_by("-in_name", "name", "pk")
    return list(best.select_related("group")[:MOST_RESULTS])


def find_messages(user: Reader, asked: Asked, narrowed: Narrowed = EVERYTHING) -> list[Message]:
    """Newest first."""
    shown = Message.objects.visible_to(user).wanted_by(user).filter(room__in=Room.objects.visible_to(user))
    wanted = narrow_messages(shown, narrowed, user=user)
    found = newest(wanted, index=MESSAGES, asked=asked, enough=MOST_RESULTS)
    return list(found.select_related("author", "room__group").order_by("-pk")[:MOST_RESULTS])


def find_groups(user: Reader, asked: Asked) -> list[SupportGroup]:
    """Those whose name says it come first."""
    groups = SupportGroup.objects.visible_to(user).filter(Has("pk", index=GROUPS, asked=asked))
    best = groups.alias(in_name=HasInTitle("pk", index=GROUPS, asked=asked)).order_by("-in_name", "name", "pk")
    return list(best[:MOST_RESULTS])


def find_members(user: Reader, asked: Asked) -> list[User]:
    """By the beginning of the name that others see, which is one word; never by anything else of an account."""
    if len(asked.wanted) != 1 or len(asked.wanted[0]) < SHORTEST_NAME or not user.is_authenticated:
        return []
    members = User.objects.visible_to(user).filter(username__istartswith=asked.wanted[0])
    return list(members.order_by("username")[:MOST_RESULTS])


def find_reminders(user: Reader, asked: Asked) -> list[Reminder]:
    """One's own, by their titles. They stand in no index: they are few, and nobody else's business."""
    if not user.is_authenticated:
        return []
    own = Reminder.objects.visible_to(user).order_by("-pk")[:MOST_REMINDERS]
    return [reminder for reminder in own if says(reminder.title, asked)][:MOST_RESULTS]
