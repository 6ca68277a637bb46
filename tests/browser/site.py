"""The whole site as `manage.py serve` runs it, on a state folder and a database of its own."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tests.browser.beginning import WAITS, OnPostgreSQL, OnSQLite
from tests.browser.shell import Shell

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 240  # thirty where nothing else runs
KICK = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"

SIGN_IN = """
from types import SimpleNamespace
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, record_authentication
from django.test import Client
from community.accounts.models import User
client, member = Client(), User.objects.get(username="{name}")
client.force_login(member, backend="community.accounts.backends.MembersBackend")
session = client.session
record_authentication(SimpleNamespace(session=session), member, method="password")
session[AUTHENTICATION_METHODS_SESSION_KEY][-1]["at"] += 24 * 3600  # asked for nothing again, however long tests take
session.save()
print(client.cookies["sessionid"].value)
"""

AT_REST = """
from django.utils import timezone
from community.forum.models import Post
from community.notifications.models import Delivery
print(not Post.objects.to_announce().exists() and not Delivery.objects.due(timezone.now()).exists())
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def fresh_database():
    """DATABASE_URL of an empty database beside the given one, or nothing for SQLite in the state folder."""
    given = os.environ.get("DATABASE_URL")
    if not given:
        yield {}
        return
    name = f"steadfold_browser_{os.getpid()}"
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield {"DATABASE_URL": urlunsplit(urlsplit(given)._replace(path=f"/{name}"))}
        finally:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def run_postgres(url, *statements):
    with psycopg.connect(url, autocommit=True) as connection:
        for statement, values in statements:
            connection.execute(statement, values or None)


class Site:
    def __init__(self, folder, environment, settings="community.settings"):
        self.sqlite, self.mails = folder / "steadfold.sqlite3", folder / "mail"
        self.inside = self.beginning = None
        self.port = free_port()
        self.metrics_port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ,
            **environment,
            "DEBUG": "true",
            "PORT": str(self.port),
            "METRICS_PORT": str(self.metrics_port),
            "STEADFOLD_VAR": str(folder),
            "DJANGO_SETTINGS_MODULE": settings,
        }

    def shell(self, code):
        if self.inside is None:
            self.inside = Shell(folder=ROOT, environment=self.environment)
        return self.inside.run(code).strip()

    def key_for(self, name):
        """Of a sign-in as it is after the form, but for how and when they showed who they are."""
        return self.shell(SIGN_IN.format(name=name))

    @contextmanager
    def without_database(self):
        """The database is away for a while: PostgreSQL takes no connection, SQLite has lost the table of members."""
        away, back = self.switches()
        away()
        try:
            yield
        finally:
            back()

    def switches(self):
        url = self.environment.get("DATABASE_URL")
        if not url:
            return (
                lambda: self.run_sqlite("ALTER TABLE accounts_user RENAME TO away"),
                lambda: self.run_sqlite("ALTER TABLE away RENAME TO accounts_user"),
            )
        name = urlsplit(url).path.strip("/")
        given = os.environ["DATABASE_URL"]
        allow = 'ALTER DATABASE "{}" ALLOW_CONNECTIONS {}'.format
        return (
            lambda: run_postgres(given, (allow(name, "false"), ()), (KICK, (name,))),
            lambda: run_postgres(given, (allow(name, "true"), ())),
        )

    def begin_again(self):
        """Everything in the database is as it was before the first test, no mail lies there, and no reader of rooms
        knows of later."""
        self.wait_until(self.nobody_listens, "Sockets stay open.")
        if self.beginning is None:
            self.wait_until(self.is_at_rest, "The workers do not come to an end with the demo.")
            url = self.environment.get("DATABASE_URL")
            self.beginning = OnPostgreSQL(url) if url else OnSQLite(self.sqlite)
        else:
            self.beginning.again()
        for mail in self.mails.glob("*.eml"):
            mail.unlink()

    def run_sqlite(self, *statements):
        with closing(sqlite3.connect(self.sqlite, timeout=WAITS)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()

    @contextmanager
    def running(self):
        process = subprocess.Popen([sys.executable, "manage.py", "serve"], cwd=ROOT, env=self.environment)
        try:
            self.wait_until_it_answers(process)
            yield self
        finally:
            self.end_shell()
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=60) == 0

    def end_shell(self):
        if self.inside is not None:
            self.inside.end()
            self.inside = None

    def is_at_rest(self):
        """Of what the demo wrote, everybody has been told; otherwise workers would begin with it in every test."""
        return self.shell(AT_REST) == "True"

    def nobody_listens(self):
        return "\nsteadfold_sockets_open 0.0\n" in fetched(f"http://127.0.0.1:{self.metrics_port}/metrics")

    def wait_until_it_answers(self, process):
        def answers():
            assert process.poll() is None, "manage.py serve ended"
            return fetched(f"{self.address}/health/ready/")

        self.wait_until(answers, "The site did not answer.")

    @staticmethod
    def wait_until(is_so, complaint):
        deadline = time.monotonic() + START_SECONDS
        while not is_so():
            assert time.monotonic() < deadline, complaint
            time.sleep(0.1)


def fetched(address):
    """The text there, none where nobody answers."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310
            return answer.read().decode()
    except (URLError, ConnectionError, TimeoutError):
        return ""
