"""Passwords that somebody would try first here: made of words of this site, or known from leaks."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from community.accounts.models import User
from community.accounts.naming.lookalikes import skeleton

# Listed in docs/security/signing-in.md, too. The name of the site, its host and what the member is called come on top.
WORDS = """
steadfold password passwort contraseña secret welcome
support community forum group member moderator admin helper together
spasm spasms spasmodic spasticity spastic dystonia blepharospasm hemifacial torticollis tremor cramp cramps muscle
neurology botox botulinum baclofen
apoyo comunidad foro grupo miembro moderadora ayuda juntos bienvenida bienvenido secreto
espasmo espasmos espasticidad distonía blefaroespasmo temblor calambre calambres músculo toxina
"""
SHORTEST_WORD = 3  # letters; a name of two stands in half of all words
ENOUGH = 4  # letters beside the words
BLOCK = 4096  # bytes of the list that are read through
HASH_LENGTH = 40


class NotOurWords:
    """Words of this site with a few letters beside them, whatever the case, and with digits for letters."""

    def validate(self, password: str, user: User | None = None) -> None:
        typed = skeleton(password.strip("0123456789 .,;:!?-_*#+$%&/()"))
        rest = typed
        for word in sorted(words_here(user), key=len, reverse=True):
            rest = rest.replace(word, "")
        if rest != typed and len(rest) < ENOUGH:
            raise ValidationError(
                _("Somebody could guess this: it is made of words of this site or of your name. Choose other words."),
                code="password_of_our_words",
            )

    def get_help_text(self) -> str:
        return _("Not made of words of this site, nor of your name.")


def words_here(user: User | None) -> set[str]:
    host = settings.BASE_URL.partition("//")[2].partition(":")[0]
    named = [*WORDS.split(), *settings.SITE_NAME.split(), settings.SITE_NAME, *host.split(".")]
    return {word for word in map(skeleton, [*named, *names_of(user)]) if len(word) >= SHORTEST_WORD}


def names_of(user: User | None) -> Iterable[str]:
    return [] if user is None else [user.username, user.email.partition("@")[0]]


class NotLeaked:
    """In a list that lies on this machine (LEAKED_PASSWORDS): nobody outside is asked about anybody's password."""

    def validate(self, password: str, user: User | None = None) -> None:
        if settings.LEAKED_PASSWORDS and is_listed(password, Path(settings.LEAKED_PASSWORDS)):
            raise ValidationError(
                _("This password is on a list of stolen ones, which thieves try first. Choose another."),
                code="password_leaked",
            )

    def get_help_text(self) -> str:
        return _("Not one that was ever stolen from another site.")


def is_listed(password: str, path: Path) -> bool:
    """The list as Pwned Passwords comes: a SHA-1 in each line, in order. Gigabytes of it cost forty short looks."""
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with path.open("rb") as file:
        low, high = 0, file.seek(0, 2)  # the line, if it is there, begins between these
        while high - low > BLOCK:
            file.seek((low + high) // 2)
            file.readline()  # the rest of a line
            at = file.tell()
            if file.readline()[:HASH_LENGTH].upper() <= wanted:
                low = at
            else:
                high = at
        file.seek(low)
        return any(line[:HASH_LENGTH].upper() == wanted for line in file.read(high - low + BLOCK).splitlines())
