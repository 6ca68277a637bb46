"""What can go wrong is said in one line, and leaves everything as it was."""

import sqlite3
import subprocess
import sys
import tarfile
import time
from contextlib import closing

import pytest

from tests.browser.site import ROOT
from tests.core.test_running import HOLD

pytestmark = pytest.mark.once
WRITER = """
import sqlite3, sys
line = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=20)
line.execute("CREATE TABLE IF NOT EXISTS pair (half INTEGER)")
print("writes", flush=True)
while True:
    line.execute("BEGIN IMMEDIATE")
    line.execute("INSERT INTO pair VALUES (1)")
    line.execute("INSERT INTO pair VALUES (-1)")
    line.execute("COMMIT")
"""
LITTLE_ROOM = """
import resource, runpy, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
sys.argv = ["manage.py", *sys.argv[2:]]
runpy.run_path("manage.py", run_name="__main__")
"""


@pytest.fixture
def archive(sqlite_site, kept):
    sqlite_site.manage("backup", kept)
    [path] = kept.glob("*.tar")
    return path


def posts_of(site):
    return site.sql("SELECT body FROM forum_post ORDER BY id")


def test_a_copy_is_of_one_moment_while_somebody_writes(sqlite_site, kept, tmp_path):
    command = [sys.executable, "-c", WRITER, str(sqlite_site.database)]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert writer.stdout.readline() == "writes\n"
        sqlite_site.manage("backup", kept)
        assert writer.poll() is None, "nobody had to wait"
    finally:
        writer.kill()
        writer.communicate()
    [path] = kept.glob("*.tar")
    with tarfile.open(path) as tar:
        (tmp_path / "copy").write_bytes(tar.extractfile("database").read())

    with closing(sqlite3.connect(tmp_path / "copy")) as copy:
        rows, total = copy.execute("SELECT COUNT(*), SUM(half) FROM pair").fetchone()
    assert rows > 0
    assert total == 0
    assert "were backed up" in sqlite_site.manage("restore", path, "--check")


def test_a_copy_holds_nothing_of_what_was_deleted(sqlite_site, kept):
    sqlite_site.sql(
        "PRAGMA secure_delete = OFF",
        "INSERT INTO search_group (rowid, title, text) VALUES (77, 'zzqqjjx', 'zzqqjjx')",
        "DELETE FROM search_group WHERE rowid = 77",
        "CREATE TABLE note (words TEXT)",
        "INSERT INTO note VALUES ('zzqqjjx zzqqjjx zzqqjjx')",
        "DELETE FROM note",
    )
    sqlite_site.manage("backup", kept)
    [path] = kept.glob("*.tar")

    assert b"zzqqjjx" not in path.read_bytes()


def test_a_full_disk_leaves_nothing_that_looks_like_a_backup(sqlite_site, kept):
    size = sqlite_site.database.stat().st_size

    for room in (size * 2 // 3, size + 2000):  # not enough for the copy; enough for it, but not for the archive
        command = [sys.executable, "-c", LITTLE_ROOM, str(room), "backup", str(kept), "--quiet"]
        done = subprocess.run(
            command, cwd=ROOT, env=sqlite_site.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 1
        assert "could not be" in done.stderr
        assert len(done.stderr.splitlines()) == 1, done.stderr
        assert list(kept.iterdir()) == []


def test_a_backup_that_is_stopped_leaves_nothing(sqlite_site, kept):
    """As systemd and Ctrl-C stop it."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", "backup", str(kept)], cwd=ROOT, env=sqlite_site.environment,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    process.stdout.readline()
    process.terminate()
    _out, error = process.communicate(timeout=60)

    assert process.returncode == 130 or list(kept.glob("*.tar")), "it may have been quicker"
    assert "Traceback" not in error
    assert list(kept.glob(".unfinished-*")) == []


def test_a_damaged_archive_changes_nothing(sqlite_site, archive):
    sqlite_site.sql("UPDATE forum_post SET body = 'Newer.'")
    whole = archive.read_bytes()
    for broken in (whole[: len(whole) // 2], whole.replace(b"heron", b"HERON")):
        archive.write_bytes(broken)
        line = sqlite_site.refused("restore", archive, "--replace", "--yes")
        assert str(archive) in line
        assert "damaged" in line

    assert posts_of(sqlite_site) == [("Newer.",)] * 2
    assert not (sqlite_site.folder / "restoring").exists()
    assert not (sqlite_site.folder / "restore-unfinished").exists()


def test_the_other_database_is_told(sqlite_site, archive):
    line = sqlite_site.refused("restore", archive, DATABASE_URL="postgres://nobody@127.0.0.1:1/none")

    assert "was made on sqlite, and this site uses postgresql" in line


def test_a_running_site_is_not_replaced(sqlite_site, archive):
    environment = {**sqlite_site.environment, "DJANGO_SETTINGS_MODULE": "community.settings"}
    command = [sys.executable, "-c", HOLD]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout.readline() == "held\n"
        assert "The site runs. Stop every process" in sqlite_site.refused("restore", archive, "--replace", "--yes")
    finally:
        process.kill()
        process.communicate()


def test_an_empty_site_needs_no_permission_to_be_filled(sqlite_site, archive, tmp_path):
    """A new server: there is no database yet."""
    new = type(sqlite_site)(tmp_path / "new")

    new.manage("restore", archive)

    assert posts_of(new) == posts_of(sqlite_site)


def test_a_database_that_is_broken_can_be_replaced(sqlite_site, archive):
    sqlite_site.database.write_bytes(b"\0" * 5000)

    assert "add --replace" in sqlite_site.refused("restore", archive)
    sqlite_site.manage("restore", archive, "--replace", "--yes")
    assert len(posts_of(sqlite_site)) == 2


def test_pictures_that_belong_to_nothing_do_not_come_back(sqlite_site, kept):
    stray = sqlite_site.folder / "pictures" / "pictures" / "stray.webp"
    stray.write_bytes(b"nobody's")
    sqlite_site.manage("backup", kept)

    told = sqlite_site.manage("restore", kept, "--replace", "--yes")

    assert "Pictures that belong to nothing, deleted: 1" in told
    assert not stray.exists()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--keep", "0"], "--keep takes a number of days from 1 to 3650."),
        (["--keys", "{kept}/keys.env"], "Keep the keys somewhere else than the backups."),
    ],
)
def test_words_that_make_no_sense_are_refused_before_anything_is_written(sqlite_site, kept, words, why):
    line = sqlite_site.refused("backup", kept, *(word.format(kept=kept) for word in words))

    assert line.endswith(why)
    assert not kept.exists()


def test_a_folder_that_cannot_be_made_and_one_among_the_pictures(sqlite_site, tmp_path):
    (tmp_path / "file").write_text("")

    assert "cannot be written to" in sqlite_site.refused("backup", tmp_path / "file" / "backups")
    assert "among the pictures" in sqlite_site.refused("backup", sqlite_site.folder / "pictures" / "backups")


def test_everything_at_once_as_a_timer_calls_it(sqlite_site, kept, tmp_path):
    keys = tmp_path / "keys.env"
    for _ in range(2):
        said = sqlite_site.manage("backup", kept, "--keys", keys, "--keep", 35, "--quiet", SECRET_KEY="x")
        assert said == ""
        time.sleep(1)

    assert len(list(kept.glob("*.tar"))) == 2
    assert "SECRET_KEY='x'" in keys.read_text()
