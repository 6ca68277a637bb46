"""What is in a member's file: everything of theirs, and nothing of anybody else's."""

import io
import json
from html import unescape
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from django.db.models import ForeignKey

from community.accounts.models import User
from community.conversations.models import PrivateMessage
from community.forum.actions import edit_post
from community.forum.actions.editing import Words
from community.forum.models import Alias, Post, Revision
from community.privacy.export.archive import steps, write
from community.privacy.export.contents import EXCEPT, TABLES, WITHOUT, columns_in, exported
from community.privacy.retention import lines_of, models
from tests.conversations.factories import make_conversation, send
from tests.factories import NOON, join, make_user
from tests.forum.factories import make_poll, make_replies, make_thread
from tests.matrix.world import World
from tests.privacy.everything import everything_of
from tests.resources.factories import load_articles, make_folder


def file_of(member):
    made, told = io.BytesIO(), []
    write(made, member, now=NOON, step=lambda: told.append(1))
    assert len(told) == steps()
    return ZipFile(made)


def data_of(member):
    return json.loads(file_of(member).read("data.json"))


def leads_to_a_member(model):
    return any(isinstance(f, ForeignKey) and f.related_model is User for f in model._meta.local_fields)


def is_personal(model):
    return any(line.is_personal for line in lines_of(model).values())


def test_every_personal_table_is_exported_or_excepted_with_a_reason():
    personal = {m._meta.label for m in models() if leads_to_a_member(m) or is_personal(m)}
    ours = {"privacy.RetentionRun"}

    assert personal - set(TABLES) - set(EXCEPT) - ours == set()
    assert set(TABLES) & set(EXCEPT) == set()
    assert all(EXCEPT.values())


def test_every_column_that_is_left_out_has_a_reason():
    reasoned = {name for names in WITHOUT for name in names.split()}

    assert {name for table in TABLES.values() for name in table.without} == reasoned


@pytest.mark.parametrize("model", [model for _group, _part, model in exported()], ids=lambda m: m._meta.label)
def test_columns_are_those_of_the_model(model):
    table, there = TABLES[model._meta.label], {field.name for field in model._meta.local_concrete_fields}

    assert set(table.without) <= there
    assert set(columns_in(model)) | set(table.without) == {n for n, line in lines_of(model).items() if line.is_personal}


def test_one_row_of_everything_is_in_both_and_nothing_of_another(db, tmp_path):
    load_articles(make_folder(tmp_path), 1)
    world = World()
    own = everything_of(world.ada)
    archive = file_of(world.ada)
    data, page = archive.read("data.json").decode(), unescape(archive.read("index.html").decode())

    tables = json.loads(data)["tables"]
    assert [table for table, rows in tables.items() if not rows] == []
    assert len(own) > 50
    assert {place for place, text in own.items() if text not in data} == set()
    assert {place for place, text in own.items() if text not in page} == set()
    for other in (world.bo, world.mo, world.sam, world.gil):
        assert other.email not in data + page
        assert other.password not in data + page
    assert world.ada.password not in data + page


def test_pictures_are_files(db, tmp_path):
    load_articles(make_folder(tmp_path), 1)
    world = World()

    archive = file_of(world.ada)

    name = json.loads(archive.read("data.json"))["tables"]["forum.Picture"][0]["file"]
    with default_storage.open(world.picture.file.name) as picture:
        assert archive.read(name) == picture.read()


def test_a_private_conversation_is_as_the_member_saw_it(ada, bo, eve):
    conversation = make_conversation(ada, bo)
    mine, theirs = send(conversation, ada, "Mine."), send(conversation, bo, "Theirs.")
    taken_back = send(conversation, bo, "Taken back.")
    PrivateMessage.objects.filter(pk=mine.pk).update(hidden_at=NOON)
    PrivateMessage.objects.filter(pk=taken_back.pk).update(removed_at=NOON)

    said = {row["body"]: row["author"] for row in data_of(ada)["tables"]["conversations.PrivateMessage"]}

    assert said[mine.body] == "you"
    assert said[theirs.body] == "Bo"
    assert taken_back.body not in said
    assert data_of(eve)["tables"]["conversations.PrivateMessage"] == []


def test_what_was_written_under_another_name_says_which(ada, group):
    thread = make_thread(group=group, author=ada)
    alias = Alias.objects.create(thread=thread, member=ada, name="Quiet Heron", created_at=NOON)
    Post.objects.filter(thread=thread).update(alias=alias)

    assert [row["alias_name"] for row in data_of(ada)["tables"]["forum.Post"]] == ["Quiet Heron"]


def test_the_page_is_escaped_and_in_the_members_language(group):
    ana = make_user("Ana", language="es")
    join(group, ana)
    make_thread(group=group, author=ana, body="<script>alert(1)</script>")

    page = file_of(ana).read("index.html").decode()

    assert "<script" not in page
    assert '<html lang="es">' in page


def revisions_of(member):
    return [(row["body"], row["reason"], row["editor"]) for row in data_of(member)["tables"]["forum.Revision"]]


def test_what_the_team_changed_in_a_post_is_in_its_authors_file_and_not_in_the_teams(ada, bo, mo, group):
    thread = make_thread(group=group, author=ada)
    post = make_replies(thread, bo, 1)[0]
    edit_post(post, editor=mo, words=Words("Tidied."), reason="A number out", version=0, now=NOON)

    assert revisions_of(bo) == [("Reply 1.", "", "you"), ("Tidied.", "A number out", "another")]
    assert revisions_of(mo) == []


def test_of_hidden_wordings_ones_own_are_in_the_file_and_the_teams_are_not(ada, mo, group):
    post = make_thread(group=group, author=ada, body="Mine.").posts.get()
    title = post.thread.title
    edit_post(post, editor=mo, words=Words("The team's.", title), reason="Tidy", version=0, now=NOON)
    edit_post(post, editor=ada, words=Words("Mine again.", title), version=1, now=NOON)
    Revision.objects.filter(number__lt=2).update(hidden_at=NOON)

    assert revisions_of(ada) == [("Mine.", "", "you"), ("Mine again.", "", "you")]


def test_the_answers_of_ones_own_poll_are_there_and_not_those_of_others(ada, bo, group):
    make_poll(make_thread(group=group, author=ada), ada)
    make_poll(make_thread(group=group, author=bo, title="Evenings"), bo, options=["Ice", "Fire"])

    options = data_of(ada)["tables"]["forum.PollOption"]

    assert [(row["text"], row["poll_name"]) for row in options] == [
        (t, "What helps?") for t in ("Tea", "Coffee", "Water")
    ]
