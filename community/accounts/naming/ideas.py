"""Names for whoever does not want to think of one: things outdoors and in the house, and how they are. No word says
how somebody is, how old, or a man or a woman; the Spanish words that describe are the same for every noun."""

import random

from django.utils.translation import get_language

from community.accounts.naming.free import looks_taken
from community.accounts.naming.lookalikes import skeleton

NUMBER = 4
DRAWN = 12
HOW = """
Amber Autumn Blue Bright Calm Clear Cosy Distant Early Evening Gentle Golden Green Happy Hidden Kind Lucky Mellow Misty
Morning Mossy Northern Patient Quiet Rainy Silver Sunny Velvet Warm Western Wild Winter
"""
THING = """
Acorn Anchor Bramble Bridge Brook Candle Canyon Cedar Cloud Clover Compass Fern Forest Garden Harbour Heron Island
Juniper Kettle Lantern Maple Meadow Orchard Otter Pebble Pine River Robin Sparrow Teapot Thistle Willow
"""
COSA = """
Aldea Almendro Arroyo Bosque Brisa Brújula Camino Cedro Colina Estrella Farol Faro Fuente Gorrión Isla Jardín Lago
Laurel Luna Mar Molino Nube Olivo Orilla Pino Pradera Puente Río Sauce Sendero Tetera Valle
"""
CUAL = """
Alegre Amable Apacible Azul Brillante Celeste Cordial Feliz Fiable Gris Libre Marfil Noble Notable Púrpura Radiante
Silvestre Suave Turquesa Valiente Verde
"""
ENGLISH, SPANISH = (HOW, THING), (COSA, CUAL)
LISTS = {"en": ENGLISH, "es": SPANISH}
DRAW = random.SystemRandom()


def name_ideas() -> list[str]:
    """A few that nobody has. Where most are taken, some have a number."""
    drawn = [_draw() for _ in range(DRAWN)]
    numbered = [f"{name}{DRAW.randint(2, 99)}" for name in drawn]
    looks = {skeleton(name): name for name in [*drawn, *numbered]}
    taken = looks_taken(looks)
    return [name for look, name in looks.items() if look not in taken][:NUMBER]


def _draw() -> str:
    first, second = LISTS.get((get_language() or "en").partition("-")[0], ENGLISH)
    return DRAW.choice(first.split()) + DRAW.choice(second.split())
