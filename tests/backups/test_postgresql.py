"""PostgreSQL's own programs do the work: what of them is missing or fails is said, and nothing is half done."""

import shutil

import psycopg
import pytest

pytestmark = pytest.mark.services


@pytest.fixture
def archive(postgresql_site, kept):
    postgresql_site.manage("backup", kept)
    [path] = kept.glob("*.tar")
    return path


def program(folder, name, says):
    """One of another version, found first."""
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(f"#!/bin/sh\necho '{says}'\n")
    file.chmod(0o755)
    return str(folder)


def test_programs_that_are_missing_are_named(postgresql_site, kept, tmp_path):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "psql").symlink_to(shutil.which("psql"))

    line = postgresql_site.refused("backup", kept, PATH=str(tmp_path / "bin"))

    assert line.startswith("CommandError: pg_dump and pg_restore cannot be found. Install the client programs")
    assert not kept.exists()


def test_a_program_older_than_the_server_is_told(postgresql_site, kept, tmp_path):
    path = program(tmp_path / "bin", "pg_dump", "pg_dump (PostgreSQL) 9.6.24")

    line = postgresql_site.refused("backup", kept, PATH=f"{path}:{postgresql_site.environment['PATH']}")

    assert "pg_dump is too old for the server (pg_dump (PostgreSQL) 9.6.24; PostgreSQL" in line


def test_a_database_that_is_away_is_told_without_its_password(postgresql_site, kept):
    line = postgresql_site.refused("backup", kept, DATABASE_URL="postgres://nobody:hidden@127.0.0.1:1/none")

    assert "DATABASE_URL: the database cannot be reached." in line
    assert "hidden" not in line


def test_a_site_that_runs_on_another_machine_is_noticed(postgresql_site, archive):
    with psycopg.connect(postgresql_site.url):
        line = postgresql_site.refused("restore", archive, "--replace", "--yes")

    assert "The site runs. Stop every process of it, on every machine" in line
    assert "Connections to its database: 1" in line


def test_what_a_newer_version_had_made_makes_room(postgresql_site, archive):
    """Tables, views, functions and sequences that are in no backup."""
    postgresql_site.sql(
        "CREATE TABLE later (id bigint GENERATED ALWAYS AS IDENTITY, post bigint REFERENCES forum_post (id))",
        "CREATE VIEW later_view AS SELECT * FROM forum_post",
        "CREATE SEQUENCE later_numbers",
        "CREATE FUNCTION later_words() RETURNS text LANGUAGE sql AS $$ SELECT 'x' $$",
    )

    postgresql_site.manage("restore", archive, "--replace", "--yes")

    named = "SELECT COUNT(*) FROM pg_class WHERE relname LIKE 'later%'"
    assert postgresql_site.sql(named) == [(0,)]
    assert postgresql_site.sql("SELECT COUNT(*) FROM pg_proc WHERE proname = 'later_words'") == [(0,)]
    with pytest.raises(psycopg.errors.RestrictViolation):
        postgresql_site.sql("TRUNCATE moderation_caseevent")


def test_rows_that_do_not_count_up_change_nothing(postgresql_site, kept, tmp_path):
    """The archive is whole, and pg_restore makes none of its tables. Another number: test_counted.py."""
    path = program(tmp_path / "bin", "pg_restore", "SELECT 1;")
    postgresql_site.manage("backup", kept)

    line = postgresql_site.refused(
        "restore", kept, "--replace", "--yes", PATH=f"{path}:{postgresql_site.environment['PATH']}"
    )

    assert "could not be restored, and nothing was changed" in line
    assert postgresql_site.sql("SELECT COUNT(*) FROM forum_post") == [(2,)]
    assert not (postgresql_site.folder / "restore-unfinished").exists()


def test_a_role_that_may_make_no_database_checks_what_it_can(postgresql_site, archive):
    role = f"limited_{postgresql_site.name}"
    postgresql_site.on_server(f"CREATE ROLE \"{role}\" LOGIN PASSWORD 'pw'")
    try:
        postgresql_site.on_server(f'ALTER DATABASE "{postgresql_site.name}" OWNER TO "{role}"')
        url = postgresql_site.url.replace("://", f"://{role}:pw@", 1)
        url = f"postgres://{role}:pw@{url.rpartition('@')[2]}"
        said = postgresql_site.manage("restore", archive, "--check", DATABASE_URL=url)
    finally:
        postgresql_site.end()
        postgresql_site.on_server(f'DROP ROLE "{role}"')

    assert "its role may not make a database, so the rows were not counted" in said
