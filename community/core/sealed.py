"""A model field whose words are sealed in the database and plain in Python, opened when somebody reads them."""

import logging
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext

from community.core.sealing import CannotOpen, KeyIsMissing, seal, unseal

logger = logging.getLogger(__name__)


class Sealed:
    """What stands in a column. It tells nothing of itself, and opens in its own row alone."""

    def __init__(self, stored: str) -> None:
        self.stored = stored
        self.words: str | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and other.stored == self.stored

    def __hash__(self) -> int:
        return hash(self.stored)

    def __repr__(self) -> str:
        return "<sealed>"

    def read(self, place: str) -> str:
        """Opened once. Where that cannot be, a sentence says so, and what is stored goes with it."""
        if self.words is None:
            try:
                self.words = unseal(self.stored, place=place)
            except CannotOpen as problem:
                tell_operator(isinstance(problem, KeyIsMissing), str(problem))
                return Unreadable(self)
        return self.words


class Unreadable(str):
    """Stands for words that cannot be opened now. Given back to its field, it is what was stored."""

    sealed: Sealed

    def __new__(cls, sealed: Sealed) -> "Unreadable":
        said = super().__new__(cls, gettext("These words cannot be opened at the moment."))
        said.sealed = sealed
        return said


@cache
def tell_operator(is_missing: bool, key: str) -> None:
    """Once in the life of a process."""
    if is_missing:
        logger.error("Sealed words cannot be opened: FIELD_KEYS does not name the key %s", key)
    else:
        logger.error("Sealed words cannot be opened: they were changed, or moved from another row (key %s)", key)


class Opening(DeferredAttribute):
    """Reads open, writes do not close: that is done as the row is saved."""

    field: "SealedField"

    def __get__(self, instance: models.Model | None, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        return value.read(self.field.place_in(instance)) if instance and isinstance(value, Sealed) else value

    def unopened(self, instance: models.Model) -> Any:
        super().__get__(instance, type(instance))  # fetches what was put off
        return instance.__dict__[self.field.attname]

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value.sealed if isinstance(value, Unreadable) else value


class SealedField(models.TextField):
    """`bound_to` are the columns that say which row it is and never change; `place` names what it is. Whoever moves
    what is stored to where these are others moves something that opens no more.

    Nothing can be looked for in it, and a queryset's `update` takes what `sealed_for` or `stored_in` gives."""

    descriptor_class = Opening

    def __init__(self, *args: Any, place: str, bound_to: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place, self.bound_to = place, tuple(bound_to)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "place": self.place, "bound_to": self.bound_to}

    def place_in(self, instance: models.Model) -> str:
        row = [getattr(instance, column) for column in self.bound_to]
        if None in row:
            raise ValueError(f"{self.place} can be sealed only where {', '.join(self.bound_to)} is known.")
        return "|".join([self.place, *map(str, row)])

    def from_db_value(self, value: str | None, *args: Any) -> Sealed | str | None:
        return Sealed(value) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        """Whether there are any words can be asked, and nothing else."""
        return super().get_lookup(lookup_name) if lookup_name in ("exact", "isnull") else None

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        return stored_in(model_instance, self.attname)

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, Sealed):
            return value.stored
        if value:
            raise TypeError(f"{self.place} is sealed: it is not looked for, and not written without its row.")
        return value

    def value_to_string(self, obj: models.Model) -> str:
        """For a dump, which holds what the database holds."""
        return str(self.get_prep_value(stored_in(obj, self.attname)))


def sealed_for(instance: models.Model, name: str, words: str) -> Sealed | str:
    """These words as that column of that row takes them."""
    return Sealed(seal(words, place=_field(instance, name).place_in(instance))) if words else ""


def stored_in(instance: models.Model, name: str) -> Any:
    """What goes into the column: unopened what was there, sealed what is new."""
    value = getattr(type(instance), name).unopened(instance)
    return sealed_for(instance, name, value) if isinstance(value, str) else value


def _field(instance: models.Model, name: str) -> SealedField:
    field = instance._meta.get_field(name)
    if not isinstance(field, SealedField):
        raise TypeError(f"{name} is not sealed.")
    return field
