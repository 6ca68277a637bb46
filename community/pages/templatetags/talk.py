"""Where a page of another part of the site is talked about. Here, since it asks boards and rooms at once."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.db.models import CharField, F, Value
from django.urls import reverse

from community.chat.models import Room
from community.forum.models import Board

register = template.Library()
MOST = 3  # of each kind
BOARD, ROOM = "forum:board", "chat:room"


@dataclass(frozen=True)
class Place:
    kind: str
    name: str
    slug: str

    @property
    def is_live(self) -> bool:
        return self.kind == ROOM

    def get_absolute_url(self) -> str:
        return reverse(self.kind, args=[self.slug])


@register.simple_tag(takes_context=True)
def places_about(context: dict[str, Any], path: str) -> list[Place]:
    """Boards and rooms that this reader may see and whose moderators name the page as worth reading: the way back from
    there, in one query. Boards first, in their order."""
    user = context["request"].user
    boards = named(Board.objects.visible_to(user), path, kind=BOARD, rank=F("position"))
    rooms = named(Room.objects.visible_to(user), path, kind=ROOM, rank=Value(0))
    rows = sorted(boards.union(rooms), key=lambda row: (row[0] == ROOM, *row))
    found = [Place(kind, name, slug) for kind, _rank, name, slug in rows]
    return [place for kind in (BOARD, ROOM) for place in [one for one in found if one.kind == kind][:MOST]]


def named(places: Any, path: str, *, kind: str, rank: Any) -> Any:
    those = places.filter(reading__path=path).order_by()
    return those.annotate(kind=Value(kind, CharField()), rank=rank).values_list("kind", "rank", "name", "slug")
