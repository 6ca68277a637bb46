"""A new version is brought in while the old one runs: what comes after the newest release fits both."""

import pytest
from django.db import migrations, models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.state import ModelState, ProjectState

from tests.migration_order import Beside, after, all_troubles, loader, ours, released, squashed, trouble, troubles_of

pytestmark = pytest.mark.once
A = migrations


def text(length=20, **given):
    return models.CharField(max_length=length, **given)


def before():
    """A released table."""
    state = ProjectState()
    fields = [("id", models.BigAutoField(primary_key=True)), ("mood", text()), ("kept", text(null=True))]
    fields += [
        ("level", models.SmallIntegerField(db_default=0)),
        ("group", models.ForeignKey("chat.Group", models.CASCADE)),
    ]
    state.add_model(ModelState("chat", "Group", [("id", models.BigAutoField(primary_key=True))]))
    state.add_model(ModelState("chat", "Room", fields))
    return state


def check(name="mood_is_said"):
    return models.CheckConstraint(condition=~models.Q(mood=""), name=name)


def nothing(apps, schema_editor):
    pass


BREAKS = {
    "must be filled": A.AddField("room", "colour", text(default="")),
    "gone": A.RemoveField("room", "mood"),
    "table gone": A.DeleteModel("Room"),
    "renamed": A.RenameField("room", "mood", "temper"),
    "table renamed": A.RenameModel("Room", "Hall"),
    "table moved": A.AlterModelTable("room", "hall"),
    "shorter": A.AlterField("room", "mood", text(10)),
    "another type": A.AlterField("room", "mood", models.IntegerField()),
    "not empty any more": A.AlterField("room", "kept", text(null=False)),
    "not empty, though filled by itself": A.AlterField("room", "kept", text(null=False, db_default="")),
    "fills itself no more": A.AlterField("room", "level", models.SmallIntegerField(default=0)),
    "only once": A.AlterField("room", "mood", text(unique=True)),
    "leads elsewhere": A.AlterField("room", "group", models.ForeignKey("chat.Room", models.CASCADE)),
    "forbids": A.AddConstraint("room", check()),
    "together": A.AlterUniqueTogether("room", {("mood", "kept")}),
    "cannot go back": A.RunPython(nothing),
    "says not what": A.RunSQL("SELECT 1", "SELECT 1"),
    "hidden": A.SeparateDatabaseAndState(database_operations=[A.RemoveField("room", "mood")]),
}
FITS = {
    "may be empty": A.AddField("room", "colour", text(null=True)),
    "fills itself": A.AddField("room", "colour", text(default="", db_default="")),
    "a table between": A.AddField("room", "groups", models.ManyToManyField("chat.Group")),
    "a new table": A.CreateModel("Hall", [("id", models.BigAutoField(primary_key=True)), ("mood", text())]),
    "faster": A.AddIndex("room", models.Index(fields=["mood"], name="rooms_by_mood")),
    "allows": A.RemoveConstraint("room", "mood_is_said"),
    "longer": A.AlterField("room", "mood", text(30)),
    "as long as one likes": A.AlterField("room", "mood", models.TextField()),
    "may be empty now": A.AlterField("room", "mood", text(null=True)),
    "fills itself now": A.AlterField("room", "mood", text(db_default="")),
    "other words": A.AlterField("room", "mood", text(choices=[("a", "A")])),
    "and back": A.RunPython(nothing, nothing),
    "known to Django alone": A.SeparateDatabaseAndState(state_operations=[A.RenameField("room", "mood", "temper")]),
}
SAID = {
    "gone": "room.mood",
    "table gone": "room",
    "shorter": "room.mood",
    "not empty any more": "room.kept",
    "forbids": "mood_is_said",
    "says not what": "RunSQL",
}


def found_in(*operations, new=(), said=None):
    migration = A.Migration("0099_later", "chat")
    migration.operations, migration.beside_the_old = list(operations), said or {}
    state = before()
    if isinstance(operations[0], A.RemoveConstraint):
        state.add_constraint("chat", "room", check())
    return troubles_of(migration, state, set(new))


def test_what_comes_after_the_newest_release_fits_the_code_of_that_release():
    assert all_troubles(released()) == []


def test_the_record_names_each_app_that_has_migrations():
    assert {app for app, _name in ours()} - set(released()) == set()
    assert len(after({})) == len(ours()) > 90


def test_the_rule_finds_something_in_what_was_written_before_it():
    found = all_troubles(released() | {"chat": 9, "reminders": 9})

    assert any("0010_what_calendars_were_told, Add field starts_at to calendarentry: " in line for line in found)


def test_squashed_migrations_make_the_tables_that_those_they_replace_make():
    step_by_step, short = loader(), loader(replace=True)
    before = step_by_step.project_state(list(ours()))
    after = short.project_state([key for key in short.graph.leaf_nodes() if key in ours() or key in squashed()])

    assert MigrationAutodetector(before, after).changes(short.graph) == {}
    assert MigrationAutodetector(after, before).changes(short.graph) == {}


def test_squashed_migrations_are_never_undone():
    """Whoever goes back to one of the old steps would lose the tables of every app that leads to it."""
    for migration in squashed().values():
        assert not migration.operations[-1].reversible


def test_squashed_migrations_leave_none_out_of_those_they_replace():
    assert len(squashed()) > 10
    for (app, _name), migration in squashed().items():
        last = migration.replaces[-1][1]
        assert migration.replaces == sorted(key for key in ours() if key[0] == app and key[1] <= last)


@pytest.mark.parametrize("what", BREAKS)
def test_what_the_old_code_would_stumble_over_is_found(what):
    [line] = found_in(BREAKS[what])

    assert line.startswith("chat 0099_later, ")


@pytest.mark.parametrize("what", FITS)
def test_what_fits_both_is_left_alone(what):
    assert found_in(FITS[what]) == []


@pytest.mark.parametrize("what", SAID)
def test_a_migration_may_say_since_when_the_code_is_ready(what):
    assert found_in(BREAKS[what], said={SAID[what]: "since 0.2.0 no code uses it"}) == []
    assert found_in(BREAKS[what], said={SAID[what]: "it is fine"}) != []
    assert found_in(BREAKS[what], said={"another": "since 0.2.0 no code uses it"}) != []


def test_what_is_removed_needs_a_release_and_a_new_name_is_never_right():
    assert found_in(BREAKS["gone"], said={"room.mood": "wider than before"}) != []
    assert found_in(BREAKS["renamed"], said={"room.mood": "since 0.2.0 no code uses it"}) != []


def test_of_a_table_that_no_release_has_anything_may_change():
    assert found_in(BREAKS["forbids"], BREAKS["must be filled"], BREAKS["gone"], new=[("chat", "room")]) == []


def test_a_field_is_held_against_what_the_same_migration_made_of_it():
    assert len(found_in(A.AlterField("room", "mood", text(30)), A.AlterField("room", "mood", text(20)))) == 1


def test_what_nobody_thought_of_is_asked_about():
    class Odd(A.RunSQL):
        pass

    assert trouble("chat", Odd("SELECT 1"), before(), Beside()) != ""
