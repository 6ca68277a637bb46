"""Every address of the forum with an id in it, filled in for one world: a new route without a row here fails."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from community.forum.models import Board, FormField, Picture, Post, ReadingLink, Revision, Thread
from community.forum.urls import urlpatterns
from community.groups.models import SupportGroup

ABOUT_MEMBERS = {"activity", "unblock"}  # of a member, not of a group: what stands there is asked for one by one


@dataclass
class Place:
    """One group with everything the forum has addresses for."""

    group: SupportGroup
    board: Board
    thread: Thread
    post: Post

    def arguments(self, route: str) -> dict[str, object]:
        kind, _separator, rest = route.partition("/")
        filled: dict[str, object] = {}
        if "slug:slug" in route:
            slugs = {"boards": self.board.slug, "groups": self.group.slug, "threads": "any-title"}
            filled["slug"] = slugs[kind]
        if "int:pk" in route:
            keys = {"threads": self.thread.pk, "posts": self.post.pk}
            filled["pk"] = keys[kind] if kind in keys else self.key_behind(rest)
        if "uuid:pk" in route:
            filled["pk"] = self.picture().pk
        if "int:number" in route:
            filled["number"] = 0
        if "int:year" in route:
            filled["year"] = date(2026, 1, 1).year
        return filled

    def key_behind(self, rest: str) -> int:
        """Of a row that belongs to the board, or of a post that waits in the group."""
        if "/settings/reading/" in f"/{rest}":
            path = "/resources/"
            return ReadingLink.objects.get_or_create(board=self.board, defaults={"title": "Read", "path": path})[0].pk
        if "/settings/form/" in f"/{rest}":
            return FormField.objects.get_or_create(board=self.board, label="How long?")[0].pk
        if "/held/" in rest:
            return self.post.pk
        raise KeyError(rest)

    def picture(self) -> Picture:
        owned = {"owner": self.post.author, "alt": "A picture.", "width": 1, "height": 1, "file": "pictures/none.webp"}
        defaults = {**owned, "created_at": self.post.created_at}
        return Picture.objects.get_or_create(board=self.board, post=self.post, defaults=defaults)[0]


def names_with_ids() -> list[str]:
    return [
        pattern.name for pattern in urlpatterns if "<" in str(pattern.pattern) and pattern.name not in ABOUT_MEMBERS
    ]


def address(name: str, place: Place) -> str:
    """Raises for a route whose ids this module does not know."""
    route = next(str(pattern.pattern) for pattern in urlpatterns if pattern.name == name)
    kwargs = place.arguments(route)
    assert len(kwargs) == route.count("<"), f"tests/forum/addresses.py: say what stands in {route}"
    return reverse(f"forum:{name}", kwargs=kwargs)


def with_revision(post: Post) -> Post:
    Revision.objects.create(post=post, number=0, editor=post.author, body="Before.", created_at=post.created_at)
    return post
