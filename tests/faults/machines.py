"""A Redis and a PostgreSQL of the test's own, on ports of their own, that it may kill."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg
import redis
from django.db import connection

from tests.browser.site import free_port

PATIENCE = 30


def wait_until(happened, patience=PATIENCE):
    end = time.monotonic() + patience
    while not (what := happened()):
        assert time.monotonic() < end, f"It did not happen in {patience} s."
        time.sleep(0.02)
    return what


class Redis:
    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"

    def start(self):
        words = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.folder)]
        self.process = subprocess.Popen(["redis-server", *words], stdout=subprocess.DEVNULL)
        wait_until(self.answers)

    def answers(self):
        try:
            with redis.Redis.from_url(self.url) as client:
                return client.ping()
        except redis.ConnectionError:
            return False

    def kill(self):
        self.process.kill()
        self.process.wait(PATIENCE)


class Postgres:
    """As the user `postgres`, since it runs for nobody who is root."""

    def __init__(self, folder):
        self.data, self.port = folder / "data", free_port()
        self.url = f"postgres://postgres@127.0.0.1:{self.port}/faults"
        self.bin = max(Path("/usr/lib/postgresql").glob("*/bin"))
        self.as_user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        if self.as_user:
            shutil.chown(folder, "postgres", "postgres")

    def run(self, program, *words):
        command = [*self.as_user, self.bin / program, *words]
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL, timeout=PATIENCE)

    def make(self):
        self.run("initdb", "-D", self.data, "-U", "postgres", "--auth", "trust", "--no-sync", "-E", "UTF8")
        self.start()
        with psycopg.connect(self.url.replace("/faults", "/postgres"), autocommit=True) as own:
            own.execute("CREATE DATABASE faults")
        self.copy_tables()

    def copy_tables(self):
        """Those of the test's database, empty."""
        given = connection.settings_dict
        place = [f"--host={given['HOST']}", f"--port={given['PORT']}", f"--username={given['USER']}"]
        password = {**os.environ, "PGPASSWORD": str(given["PASSWORD"])}
        dump = [self.bin / "pg_dump", *place, "--schema-only", "--no-owner", given["NAME"]]
        tables = subprocess.run(dump, check=True, capture_output=True, env=password, timeout=PATIENCE).stdout
        psql = [self.bin / "psql", "--quiet", "--set=ON_ERROR_STOP=1", self.url]
        subprocess.run(psql, check=True, input=tables, stdout=subprocess.DEVNULL, timeout=PATIENCE)

    def start(self):
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.data}"
        self.run("pg_ctl", "-D", self.data, "-w", "-l", self.data / "log", "-o", options, "start")

    def stop(self, how="immediate"):
        self.run("pg_ctl", "-D", self.data, "-w", "-m", how, "stop")


@contextmanager
def machines():
    """In a folder that other users may enter, which those of pytest are not."""
    with tempfile.TemporaryDirectory(prefix="steadfold-faults-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        places = [folder / part for part in ("redis", "postgres")]
        for place in places:
            place.mkdir()
        own_redis, postgres = Redis(places[0]), Postgres(places[1])
        own_redis.start()
        try:
            postgres.make()
            try:
                yield own_redis, postgres
            finally:
                postgres.stop()
        finally:
            own_redis.kill()


def kill(process):
    process.send_signal(signal.SIGKILL)
    process.wait(PATIENCE)
