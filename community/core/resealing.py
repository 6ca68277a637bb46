"""Walks the rows with sealed columns, some hundred at a time: closes them, opens them, closes them with another key."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Protocol

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import Count, Model, QuerySet, TextField, Value
from django.db.models.functions import Cast, Substr
from django.utils.module_loading import import_string

from community.core.sealed import SealedField, stored_in
from community.core.sealing import CannotOpen, beginning, keys, name_in, seal, unseal

BATCH = 500
Change = Callable[[str, str], str]  # what is stored and its place, to what is to be stored
Step = Callable[[int], None]


class Others(Protocol):
    """Sealed texts in a table of a library, where no column can be ours. SEALED_ELSEWHERE names the classes."""

    def rows(self) -> int: ...
    def rows_to_reseal(self) -> int: ...
    def reseal(self, step: Step) -> int: ...
    def keys_in_use(self) -> Counter[str]: ...
    def unreadable(self, step: Step) -> int: ...


def others() -> list[Others]:
    return [import_string(name)() for name in settings.SEALED_ELSEWHERE]


def sealed_columns() -> dict[type[Model], list[str]]:
    """Of all tables."""
    found = {model: [field.name for field in _sealed(model)] for model in apps.get_models()}
    return {model: names for model, names in found.items() if names}


def seal_rows(model: type[Model]) -> None:
    """For migrations: what is open is closed. What opens already is left, so it can be begun again."""
    _change_all(model, lambda stored, place: stored if _opens(stored, place) else seal(stored, place=place))


def open_rows(model: type[Model]) -> None:
    """The way back. Stops at words that it cannot open."""
    _change_all(model, lambda stored, place: unseal(stored, place=place))


def reseal_rows(model: type[Model], step: Step) -> int:
    """Whatever another key closed is closed with the first one; how many rows were left because they did not open. What
    is written meanwhile is closed with the first key by whoever writes it, and never overwritten."""
    left: set[int] = set()
    for batch in _batches(_not_closed_with_first(model)):
        with transaction.atomic():
            for row in batch:
                try:
                    _change(row, _resealed)
                except CannotOpen:
                    left.add(row.pk)
        step(len(batch))
    return len(left)


def rows_of(model: type[Model]) -> int:
    return model._base_manager.count()


def rows_to_reseal(model: type[Model]) -> int:
    return _not_closed_with_first(model).count()


def keys_in_use() -> Counter[str]:
    """The name of each key, and how many texts it closed. What is no sealed text counts under the empty name."""
    used: Counter[str] = Counter()
    length = len(beginning(next(iter(keys()))))
    for model, names in sealed_columns().items():
        for name in names:
            heads = model._base_manager.annotate(_head=Substr(_text(name), 1, length)).exclude(_head="")
            for head, number in heads.values_list("_head").annotate(Count("pk")):
                used[name_in(head)] += number
    return sum((other.keys_in_use() for other in others()), used)


def unreadable_rows(step: Step) -> int:
    """Opens every one; how many rows do not open."""
    number = 0
    for model in sealed_columns():
        for batch in _batches(model._base_manager.all()):
            number += sum(not _opens_whole(row) for row in batch)
            step(len(batch))
    return number + sum(other.unreadable(step) for other in others())


def _change_all(model: type[Model], how: Change) -> None:
    for batch in _batches(model._base_manager.all()):
        with transaction.atomic():
            for row in batch:
                _change(row, how)


def _batches(rows: "QuerySet[Model]") -> Iterator[list[Model]]:
    after = 0
    while batch := list(rows.filter(pk__gt=after).order_by("pk")[:BATCH]):
        yield batch
        after = batch[-1].pk


def _change(row: Model, how: Change) -> None:
    """Only as long as it says what was read: whoever wrote meanwhile has the last word."""
    was = {field: value.stored for field in _sealed(type(row)) if (value := stored_in(row, field.name))}
    becomes = {field.name: how(stored, field.place_in(row)) for field, stored in was.items()}
    before = {field.name: stored for field, stored in was.items()}
    if becomes == before:
        return
    unchanged = type(row)._base_manager.filter(pk=row.pk).alias(**{f"{name}_was": _text(name) for name in before})
    unchanged = unchanged.filter(**{f"{name}_was": stored for name, stored in before.items()})
    unchanged.update(**{name: Value(stored, TextField()) for name, stored in becomes.items()})


def _resealed(stored: str, place: str) -> str:
    if stored.startswith(beginning(next(iter(keys())))):
        return stored
    return seal(unseal(stored, place=place), place=place)


def _not_closed_with_first(model: type[Model]) -> "QuerySet[Model]":
    current, found = beginning(next(iter(keys()))), model._base_manager.none()
    for field in _sealed(model):
        texts = model._base_manager.alias(_stored=_text(field.name)).exclude(_stored="")
        found = found | model._base_manager.filter(pk__in=texts.exclude(_stored__startswith=current).values("pk"))
    return found


def _opens_whole(row: Model) -> bool:
    texts = [(field, value.stored) for field in _sealed(type(row)) if (value := stored_in(row, field.name))]
    return all(_opens(stored, field.place_in(row)) for field, stored in texts)


def _opens(stored: str, place: str) -> bool:
    try:
        unseal(stored, place=place)
    except CannotOpen:
        return False
    return True


def _text(name: str) -> Cast:
    return Cast(name, TextField())


def _sealed(model: type[Model]) -> list[SealedField]:
    return [field for field in model._meta.concrete_fields if isinstance(field, SealedField)]
