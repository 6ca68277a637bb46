"""Every route of the project, as Django would try them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLResolver, get_resolver, reverse

from tests.forum.addresses import address

NO_NAME = "-"


@dataclass(frozen=True)
class Route:
    name: str
    path: str

    def __str__(self) -> str:
        return f"{self.name} {self.path}"

    @property
    def has_ids(self) -> bool:
        return "<" in self.path

    def address(self, world) -> str:
        """Raises for a route whose ids the world does not know."""
        if self.name == NO_NAME:
            return world.unnamed[self.path]
        kwargs = world.kwargs.get(self.path) or world.kwargs.get(self.name, {})
        app, _separator, name = self.name.partition(":")
        if app == "forum" and self.has_ids and not kwargs:
            return address(name, world.places.get(name, world.place))
        assert len(kwargs) == self.path.count("<"), f"tests/matrix/world.py: say what stands in {self.path}"
        return reverse(self.name, kwargs=kwargs) + world.queries.get(self.name, "")


def walk(resolver: URLResolver, spaces: tuple[str, ...] = (), before: str = "") -> Iterator[Route]:
    for entry in resolver.url_patterns:
        path = before + str(entry.pattern).removeprefix("^")
        if isinstance(entry, URLResolver):
            yield from walk(entry, (*spaces, entry.namespace) if entry.namespace else spaces, path)
        else:
            yield Route(":".join((*spaces, entry.name)) if entry.name else NO_NAME, path)


ROUTES = list(walk(get_resolver()))
