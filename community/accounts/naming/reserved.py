"""Names that would look like the team's, the software's or everybody's, in the languages of the site."""

import re

from django.conf import settings

from community.accounts.naming.lookalikes import skeleton

# As a word of a name: "Team_Anna", "AnnaHelp2". `Stafford` and `Steamboat` are other words.
WORDS = """
admin admins administration administrator mod mods moderation moderator moderators staff team teams support help
helpdesk helpline system official root owner operator host founder editor security postmaster webmaster noreply abuse
administración administrador administradora moderación moderador moderadora equipo soporte ayuda sistema oficial
anfitrión anfitriona fundador fundadora editora seguridad
"""
# Only as the whole name: words that mean nobody, or everybody.
WHOLE = """
all everybody everyone here anyone nobody anonymous unknown deleted removed former visitor guest member members user
null none undefined me you
todos todas todo nadie anónimo anónima desconocido desconocida eliminado visitante invitado miembro miembros usuario yo
"""
# Wherever they stand: too long to be a part of another word.
SHORT = 4  # letters
ANYWHERE = "moderator administrator moderador administrador"
PARTS = re.compile(r"[A-ZÀ-Þ]?[^\W\d_A-ZÀ-Þ]+|[A-ZÀ-Þ]+(?![a-zß-ÿ])")


def skeletons(words: str) -> set[str]:
    return {skeleton(word) for word in words.split()}


RESERVED, TAKEN_WHOLE, LONG = skeletons(WORDS), skeletons(WORDS + WHOLE), skeletons(ANYWHERE)


def is_reserved(name: str) -> bool:
    """Also with digits for letters, in capitals, or with a number behind it."""
    whole = skeleton(name)
    if whole.startswith("admln") or any(word in whole for word in (*LONG, *_own_name())):
        return True
    forms = {whole, skeleton(name.rstrip("0123456789")), *map(skeleton, re.split(r"[\W_]+", name))}
    return bool(forms & TAKEN_WHOLE) or bool({skeleton(part) for part in PARTS.findall(name)} & RESERVED)


def _own_name() -> set[str]:
    """Of the site, unless it is so short that it stands in other words."""
    own = skeleton(settings.SITE_NAME)
    return {own} if len(own) > SHORT else set()
