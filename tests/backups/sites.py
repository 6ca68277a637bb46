"""Sites of their own, with a state folder and a database each: backups are made and restored as an operator does."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tests.browser.site import ROOT

KEPT = {"PATH", "HOME", "LANG"}


class OwnSite:
    def __init__(self, folder, **environment):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        kept = {name: value for name, value in os.environ.items() if name in KEPT}
        self.environment = {**kept, "DEBUG": "true", "STEADFOLD_VAR": str(folder), **environment}

    def run(self, *words, answer="", **environment):
        command = [sys.executable, "manage.py", *map(str, words)]
        return subprocess.run(
            command, cwd=ROOT, env={**self.environment, **environment}, capture_output=True, text=True, input=answer,
            timeout=300, check=False,
        )  # fmt: skip

    def manage(self, *words, **more):
        done = self.run(*words, **more)
        assert done.returncode == 0, done.stderr + done.stdout
        return done.stdout

    def refused(self, *words, **more):
        """The one line that it says."""
        done = self.run(*words, **more)
        assert done.returncode == 1, done.stdout
        assert "Traceback" not in done.stderr
        [line] = done.stderr.splitlines()
        return line

    def shell(self, code):
        return json.loads(self.manage("shell", "--no-imports", "-c", f"import json\n{code}").splitlines()[-1])

    def begin_as(self, template):
        """The same database and pictures."""
        shutil.copytree(template.folder, self.folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("erasures"))


class SQLiteSite(OwnSite):
    @property
    def database(self):
        return self.folder / "steadfold.sqlite3"

    def sql(self, *statements):
        """What the last one answers."""
        with closing(sqlite3.connect(self.database)) as line:
            line.create_function("search_words", 1, str)
            for statement in statements:
                rows = line.execute(statement).fetchall()
            line.commit()
            return rows

    def end(self):
        pass


class PostgreSQLSite(OwnSite):
    def __init__(self, folder, name, template=None):
        self.name, self.server = name, os.environ["DATABASE_URL"]
        self.url = urlunsplit(urlsplit(self.server)._replace(path=f"/{name}"))
        super().__init__(folder, DATABASE_URL=self.url)
        self.on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        self.on_server(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template.name}"' if template else ""))

    def on_server(self, statement):
        with psycopg.connect(self.server, autocommit=True) as line:
            line.execute(statement)

    def sql(self, *statements):
        with psycopg.connect(self.url) as line:
            for statement in statements:
                cursor = line.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def end(self):
        self.on_server(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
