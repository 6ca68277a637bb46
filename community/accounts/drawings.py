"""The small pictures that stand beside names: a thing in a landscape, in one of eight colours.

A picture is a number and nothing else, so it says nothing of whom it stands for. Its parts are in one file
(`static/img/avatars.svg`), which a browser fetches once for all members.
"""

import secrets
import zlib
from functools import lru_cache
from typing import NamedTuple

from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

PARTS = "img/avatars.svg"
COLOURS: list[Promise] = [
    gettext_lazy("sea green"),
    gettext_lazy("sand"),
    gettext_lazy("lavender"),
    gettext_lazy("straw"),
    gettext_lazy("rose"),
    gettext_lazy("sky blue"),
    gettext_lazy("moss"),
    gettext_lazy("heather"),
]
THINGS: list[Promise] = [
    gettext_lazy("a boat"),
    gettext_lazy("a fir"),
    gettext_lazy("a tree"),
    gettext_lazy("a lighthouse"),
    gettext_lazy("a house"),
    gettext_lazy("a bird"),
    gettext_lazy("reeds"),
    gettext_lazy("a balloon"),
    gettext_lazy("a kite"),
    gettext_lazy("a pile of stones"),
    gettext_lazy("a tulip"),
    gettext_lazy("a mushroom"),
]
SKIES: list[Promise] = [
    gettext_lazy("the sun"),
    gettext_lazy("the moon"),
    gettext_lazy("a cloud"),
    gettext_lazy("stars"),
]
GROUNDS: list[Promise] = [
    gettext_lazy("a lake"),
    gettext_lazy("hills"),
    gettext_lazy("mountains"),
    gettext_lazy("waves"),
]
COUNT = len(COLOURS) * len(THINGS) * len(SKIES) * len(GROUNDS)  # a ground more would leave every number what it is
STRIDE = 997  # has no divisor with COUNT in common, so that none comes twice, and what follows is in all parts another
ALL_DRAWINGS = [number * STRIDE % COUNT for number in range(COUNT)]  # in an order that puts unlike ones side by side


class Drawing(NamedTuple):
    number: int
    colour: int
    thing: int
    sky: int
    ground: int

    @property
    def in_words(self) -> str:
        """For whoever chooses one; beside a name it stands for nothing."""
        return _("%(thing)s, %(sky)s and %(ground)s, in %(colour)s") % {
            "thing": THINGS[self.thing],
            "sky": SKIES[self.sky],
            "ground": GROUNDS[self.ground],
            "colour": COLOURS[self.colour],
        }

    @property
    def place_url(self) -> str:
        return f"{static(PARTS)}#p{self.ground * len(SKIES) + self.sky}"

    @property
    def thing_url(self) -> str:
        return f"{static(PARTS)}#t{self.thing}"


@lru_cache(maxsize=COUNT)
def drawing(number: int) -> Drawing:
    rest, colour = divmod(number, len(COLOURS))
    rest, thing = divmod(rest, len(THINGS))
    ground, sky = divmod(rest, len(SKIES))
    return Drawing(number, colour, thing, sky, ground)


def any_drawing() -> int:
    """Drawn by lot, so that it leads to nobody."""
    return secrets.randbelow(COUNT)


def drawing_for(name: str) -> Drawing:
    """For a name that has no row with a choice: the picture says what the name beside it says already."""
    return drawing(zlib.crc32(name.encode()) % COUNT)
