"""What a migration may do while processes of the release before still run on the same tables (docs/deploy.md, step 12).

`python -m tests.migration_order` when a release is published: its migrations are released from then on. The rule holds
for all that come after `migrations_released.txt`, and asks of each operation whether the code of that release goes on
reading and writing what it meets. What cannot be told from the operation itself, a migration says in words:

    beside_the_old = {"room.mood": "since 0.2.0 no code reads or writes it", "room_level_exists": "wider than before"}

What is narrowed or forbidden may also be "of new columns alone". What is removed needs a release.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import django
from django.apps import apps
from django.db import connection, models
from django.db.migrations import Migration, operations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.test import override_settings

RELEASED = Path(__file__).with_name("migrations_released.txt")  # a line for each app: its newest migration, by number
SINCE, WIDER = re.compile(r"since \d+\.\d+"), re.compile(r"(since \d+\.\d+|wider|of new columns)")
LENGTH = re.compile(r"varchar\((\d+)\)")
HARMLESS = (
    *(operations.AddIndex, operations.RemoveIndex, operations.RenameIndex, operations.RemoveConstraint),
    *(operations.AlterModelOptions, operations.AlterModelManagers, operations.AlterOrderWithRespectTo),
    operations.CreateModel,
)
REMOVALS = (operations.RemoveField, operations.DeleteModel)
RENAMES = (operations.RenameField, operations.RenameModel, operations.AlterModelTable)


@dataclass
class Beside:
    """What stands around an operation: tables that no released code knows, and what its migration says of itself."""

    new: set[tuple[str, str]] = field(default_factory=set)
    said: dict[str, str] = field(default_factory=dict)

    def says(self, what: str, pattern: re.Pattern[str]) -> bool:
        return bool(pattern.match(self.said.get(what, "")))


def trouble(app: str, operation: Operation, state: ProjectState, beside: Beside) -> str:
    """Why the code of the release before could stumble over it; empty if it cannot."""
    model = getattr(operation, "model_name", None) or getattr(operation, "name", "")
    if isinstance(operation, HARMLESS) or (app, model.lower()) in beside.new:
        return ""
    if isinstance(operation, RENAMES):
        return "a new name is none that the old code knows: add, fill, and remove in a later release"
    if isinstance(operation, REMOVALS):
        what = ".".join(filter(None, [model.lower(), operation.name if hasattr(operation, "model_name") else ""]))
        return "" if beside.says(what, SINCE) else f"say in beside_the_old since which release no code uses {what}"
    if isinstance(operation, operations.RunPython):
        return "" if operation.reversible else "it cannot be undone: give it a reverse"
    if isinstance(operation, operations.AddField):
        return _of_new_field(operation.field)
    if isinstance(operation, operations.AlterField):
        return _of_changed_field(app, operation, state, beside)
    what = getattr(getattr(operation, "constraint", None), "name", None) or type(operation).__name__
    return "" if beside.says(what, WIDER) else f"say in beside_the_old why the old code fulfils {what}"


def _of_new_field(new: "models.Field") -> str:
    fills_itself = new.null or new.many_to_many or new.generated or new.has_db_default()
    return "" if fills_itself else "the old code cannot store a row: give it a db_default, or null"


def _of_changed_field(app: str, operation: operations.AlterField, state: ProjectState, beside: Beside) -> str:
    old, new = state.models[app, operation.model_name_lower].get_field(operation.name), operation.field
    what = f"{operation.model_name_lower}.{operation.name}"
    needs_a_value = not new.null and not new.has_db_default() and (old.null or old.has_db_default())
    narrower = needs_a_value or (old.null and not new.null) or (new.unique and not old.unique) or not _holds(old, new)
    if not narrower or beside.says(what, WIDER):
        return ""
    return f"it takes less, or something else: say in beside_the_old why the old code never writes what {what} refuses"


def _holds(old: "models.Field", new: "models.Field") -> bool:
    """All that went into the old one."""
    if old.is_relation or new.is_relation:
        return old.is_relation and new.is_relation and _target(old) == _target(new)
    before, after = old.db_type(connection) or "", new.db_type(connection) or ""
    lengths = LENGTH.fullmatch(before), LENGTH.fullmatch(after)
    if all(lengths):
        return int(lengths[0][1]) <= int(lengths[1][1])
    return before == after or (bool(lengths[0]) and after == "text")


def _target(relation: "models.Field") -> str:
    model = relation.remote_field.model
    return (model if isinstance(model, str) else model._meta.label).lower()


def flat(found: list[Operation]) -> Iterator[Operation]:
    """What reaches the database."""
    for operation in found:
        if isinstance(operation, operations.SeparateDatabaseAndState):
            yield from flat(operation.database_operations)
        else:
            yield operation


def troubles_of(migration: Migration, state: ProjectState, new: set[tuple[str, str]]) -> list[str]:
    """In all of it, each with where it is. The state is the one before, and moves on."""
    beside, found = Beside(new, getattr(migration, "beside_the_old", {})), []
    for operation in migration.operations:
        for part in flat([operation]):
            why = trouble(migration.app_label, part, state, beside)
            found += [f"{migration.app_label} {migration.name}, {part.describe()}: {why}"] if why else []
        operation.state_forwards(migration.app_label, state)
    return found


def released() -> dict[str, int]:
    lines = [line.split() for line in RELEASED.read_text().splitlines() if line and not line.startswith("#")]
    return {app: int(number) for app, number in lines}


def loader(*, replace: bool = False) -> MigrationLoader:
    """Of the files, also where tests run without migrations. Squashed ones stand in for what they replace, or not."""
    with override_settings(MIGRATION_MODULES={}):
        return MigrationLoader(None, replace_migrations=replace)


def ours() -> dict[tuple[str, str], Migration]:
    """Without the squashed ones, which bring nothing of their own."""
    return {key: migration for key, migration in _on_disk().items() if not migration.replaces}


def squashed() -> dict[tuple[str, str], Migration]:
    return {key: migration for key, migration in _on_disk().items() if migration.replaces}


def _on_disk() -> dict[tuple[str, str], Migration]:
    labels = {config.label for config in apps.get_app_configs() if config.name.startswith("community.")}
    return {key: migration for key, migration in loader().disk_migrations.items() if key[0] in labels}


def after(record: dict[str, int]) -> dict[tuple[str, str], Migration]:
    return {key: found for key, found in ours().items() if int(key[1][:4]) > record.get(key[0], 0)}


def all_troubles(record: dict[str, int]) -> list[str]:
    there, later = loader(), after(record)
    made = [(key[0], part) for key, migration in later.items() for part in flat(migration.operations)]
    new = {(app, part.name.lower()) for app, part in made if isinstance(part, operations.CreateModel)}
    return [
        line
        for key in sorted(later)
        for line in troubles_of(there.get_migration(*key), there.project_state([key], at_end=False), new)
    ]


def main() -> None:
    newest: dict[str, int] = {}
    for app, name in ours():
        newest[app] = max(newest.get(app, 0), int(name[:4]))
    comments = [line for line in RELEASED.read_text().splitlines() if line.startswith("#")]
    RELEASED.write_text(
        "\n".join([*comments, *(f"{app} {number:04}" for app, number in sorted(newest.items()))]) + "\n"
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings")
    django.setup()
    main()
