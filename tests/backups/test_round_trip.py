"""A site is backed up while it runs, lost, and put back by an operator with two commands."""

import json
import re

from community.core import running

LOOK = """
from django.contrib.sessions.models import Session
from django.db import connection
from community.chat.models import Message
from community.forum.models import Picture, Post
from community.notifications.models import Delivery, MailFreeze
from community.reminders.models import Occurrence
from tests.backups.reading import found_by
picture = Picture.objects.exclude(post=None).get()
print(json.dumps({
    "posts": list(Post.objects.order_by("pk").values_list("body", flat=True)),
    "picture": picture.file.read()[:4].decode(),
    "found": found_by("kingfisher"),
    "sessions": Session.objects.count(),
    "frozen": MailFreeze.objects.in_force().count(),
    "waiting": Delivery.objects.waiting().count(),
    "occurrences": Occurrence.objects.count(),
}))
"""
NEXT = """
from django.utils import timezone
from community.accounts.models import User
from community.forum.actions import add_reply
from community.forum.models import Post, Thread
from tests.backups.reading import found_by
from tests.forum.factories import make_poll
ada, thread = User.objects.get(username="Ada"), Thread.objects.get()
post = add_reply(thread=thread, author=ada, body="An osprey.", now=timezone.now())
vote = make_poll(thread, ada)
print(json.dumps({"pk": post.pk, "poll": vote.pk, "found": found_by("osprey")}))
"""
LOSS = """
from community.forum.models import Picture, Post
from community.accounts.models import User
Post.objects.update(body="Overwritten.", body_html="<p>Overwritten.</p>")
for picture in Picture.objects.exclude(post=None):
    picture.file.delete(save=False)
User.objects.create_user("Stranger", email="stranger@members.example")
print(json.dumps(None))
"""


def test_what_was_lost_is_there_again(site, kept):
    told = site.manage("backup", kept)
    [archive] = kept.glob("*.tar")
    site.shell(LOSS)

    restored = site.manage("restore", kept, "--replace", "--yes")
    there = site.shell(LOOK)

    assert f"Made {archive}" in told
    assert f"Restored {archive}" in restored
    assert there["posts"] == ["It sat by the water.", "Mine was a heron."]
    assert there["picture"] == "RIFF"
    assert there["found"] == ["It sat by the water."]
    assert there["sessions"] == 0
    assert there["frozen"] == 1
    assert there["occurrences"] >= 1, "what fell due is told of before the freeze"
    assert there["waiting"] >= 2
    assert not (site.folder / "restoring").exists()
    assert not (site.folder / running.MARK).exists()
    assert len(list((site.folder / "pictures").rglob("*.webp"))) == 2


def test_what_comes_after_a_restore_is_found_and_has_a_number_of_its_own(site, kept):
    site.manage("backup", kept)
    site.manage("restore", kept, "--replace", "--yes")

    new = site.shell(NEXT)

    assert new["found"] == ["An osprey."]
    assert new["pk"] > 10_000
    assert new["poll"] > 10_000, "though there was none when the backup was made"


def test_an_archive_is_for_its_owner_only_and_holds_no_keys(site, kept):
    site.manage("backup", kept, SECRET_KEY="the-key-of-this-site")
    [archive] = kept.glob("*.tar")

    assert archive.stat().st_mode & 0o077 == 0
    assert kept.stat().st_mode & 0o077 == 0
    assert b"the-key-of-this-site" not in archive.read_bytes()


def test_a_check_restores_aside_and_changes_nothing(site, kept):
    site.manage("backup", kept)
    site.shell(LOSS)

    told = site.manage("restore", kept, "--check")

    assert re.search(r"holds the \d+ rows in \d+ tables that were backed up", told)
    assert site.shell(LOOK.replace("picture.file.read()[:4].decode()", '""'))["posts"] == ["Overwritten."] * 2
    assert list(site.folder.glob("checking-*")) == []


def test_members_are_not_replaced_without_being_asked(site, kept):
    site.manage("backup", kept)

    assert "add --replace" in site.refused("restore", kept)
    assert "Nobody is there to be asked" in site.refused("restore", kept, "--replace")
    assert "That is not its name" in site.refused("restore", kept, "--replace", answer="Somebody else's\n")
    assert "Restored" in site.manage("restore", kept, "--replace", answer="Steadfold\n")


def test_a_folder_without_backups_is_told(sqlite_site, kept):
    kept.mkdir()

    assert sqlite_site.refused("restore", kept) == f"CommandError: There is no backup in {kept}."


def test_erasures_since_the_backup_hold_in_the_restored_site(site, kept):
    site.manage("backup", kept)
    gone = site.shell(
        """
from django.utils import timezone
from community.forum.actions import remove_post
from community.forum.actions.pictures import leave_out_picture
from community.forum.models import Picture, Post
post, waiting = Post.objects.get(number=2), Picture.objects.get(post=None)
remove_post(post, author=post.author, now=timezone.now())
leave_out_picture(waiting, owner=waiting.owner, now=timezone.now())
print(json.dumps(waiting.file.name))
"""
    )

    told = site.manage("restore", kept, "--replace", "--yes")
    left = site.shell(
        """
from community.forum.models import Picture, Post
print(json.dumps([Post.objects.get(number=2).removed_at is not None, Picture.objects.filter(post=None).count()]))
"""
    )

    assert "Erased again since the backup was made: 2" in told
    assert left == [True, 0]
    assert not (site.folder / "pictures" / gone).exists()


def test_erasures_of_another_machine_are_handed_over(site, kept, tmp_path):
    site.manage("backup", kept)
    [(post,)] = site.sql("SELECT id FROM forum_post WHERE number = 2")
    elsewhere = tmp_path / "from-the-other-machine"
    elsewhere.mkdir()
    (elsewhere / "2999-01.log").write_text(f"2999-01-01T00:00:00+00:00 - forum.post {post} .\n")

    assert "is not there" in site.refused("restore", kept, "--erasures", tmp_path / "nowhere")
    told = site.manage("restore", kept, "--replace", "--yes", "--erasures", elsewhere)

    assert "Erased again since the backup was made: 1" in told
    assert site.sql("SELECT COUNT(*) FROM forum_post WHERE removed_at IS NOT NULL")[0][0] == 1


def test_a_backup_of_a_newer_version_says_what_to_install(site, kept):
    site.sql("INSERT INTO django_migrations (app, name, applied) VALUES ('forum', '9999_later', '2999-01-01')")
    site.manage("backup", kept)

    line = site.refused("restore", kept, "--replace", "--yes")

    assert "does not know forum.9999_later" in line
    assert "Install version 0.1.0 or a later one first." in line
    assert "9999_later" in json.dumps(site.sql("SELECT name FROM django_migrations WHERE name = '9999_later'"))
