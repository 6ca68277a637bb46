"""Words, days and times as one reader wants them. Whoever writes for somebody else than the one who asks does it here:
neither a worker's own language nor that of the page may get into a mail."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.utils import timezone, translation
from django.utils.functional import Promise

from community.accounts.models import User


@contextmanager
def as_reader(reader: User | None) -> Iterator[None]:
    """None is whoever we know nothing of, and everybody at once."""
    language = reader.speaks if reader is not None else settings.LANGUAGE_CODE
    zone = reader.zone if reader is not None else timezone.get_default_timezone()
    with translation.override(language), timezone.override(zone):
        yield


def said_to(reader: User | None, words: Promise) -> str:
    """Words of the code (`gettext_lazy`, `core.phrases.filled`) as this reader is to read them."""
    with as_reader(reader):
        return str(words)


def speak_to(reader: User) -> None:
    """For the rest of this request, whose answer then names the language in its header (LocaleMiddleware)."""
    translation.activate(reader.speaks)
    timezone.activate(reader.zone)
