"""Whole sites, made once and copied for each test."""

import itertools
import os

import pytest

from tests.backups.sites import PostgreSQLSite, SQLiteSite

NUMBERS = itertools.count()
SITES = [pytest.param("sqlite", marks=pytest.mark.once), pytest.param("postgresql", marks=pytest.mark.services)]


def begun(site):
    site.manage("migrate", "--run-syncdb", "-v0", DJANGO_SETTINGS_MODULE="tests.backups.schema")
    site.manage("migrate", "--fake", "-v0")
    site.manage("shell", "--no-imports", "-c", "from tests.backups.seed import seed; seed()")
    return site


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    return begun(SQLiteSite(tmp_path_factory.mktemp("template") / "var"))


@pytest.fixture(scope="session")
def postgresql_template(tmp_path_factory):
    site = begun(PostgreSQLSite(tmp_path_factory.mktemp("template") / "var", f"steadfold_template_{os.getpid()}"))
    yield site
    site.end()


@pytest.fixture
def sqlite_site(tmp_path, sqlite_template):
    site = SQLiteSite(tmp_path / "var")
    site.begin_as(sqlite_template)
    return site


@pytest.fixture
def postgresql_site(tmp_path, postgresql_template):
    name = f"steadfold_site_{os.getpid()}_{next(NUMBERS)}"
    site = PostgreSQLSite(tmp_path / "var", name, template=postgresql_template)
    site.begin_as(postgresql_template)
    yield site
    site.end()


@pytest.fixture(params=SITES)
def site(request):
    return request.getfixturevalue(f"{request.param}_site")


@pytest.fixture
def kept(tmp_path):
    """Where backups lie."""
    return tmp_path / "backups"
