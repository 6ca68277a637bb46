"""A receipt is no way to read on in a private group that one is no longer in."""

import pytest

from tests.chat.factories import make_message, make_room
from tests.factories import join, make_group, make_moderator
from tests.forum.factories import make_thread
from tests.groups.factories import leave, remove
from tests.moderation.factories import file_report, make_picture

WORDS = "Zebra words of the group."
KEPT = "The text is kept for the team. It is not shown here."


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def quiet(db, ada, bo):
    group = make_group("quiet", privacy="private")
    join(group, ada, bo)
    return group


@pytest.fixture
def gil(quiet):
    return make_moderator(quiet)


def a_post(quiet, ada):
    return "post", make_thread(group=quiet, author=ada, body=WORDS).posts.get()


def a_picture(quiet, ada):
    return "picture", make_picture(quiet, ada, alt=WORDS)


def a_message(quiet, ada):
    return "message", make_message(make_room(quiet), ada, WORDS)


def page(client, reader, report):
    client.force_login(reader)
    return client.get(report.get_absolute_url()).content.decode()


@pytest.mark.parametrize("write", [a_post, a_picture, a_message])
@pytest.mark.parametrize("go", [remove, lambda quiet, bo, gil: leave(quiet, bo)], ids=["removed", "left"])
def test_its_words_go_with_the_group_and_come_back_with_it(client, quiet, gil, ada, bo, write, go):
    report = file_report(*write(quiet, ada), bo)
    assert WORDS in page(client, bo, report)

    go(quiet, bo, gil)

    receipt = page(client, bo, report)
    assert WORDS not in receipt
    assert KEPT in receipt
    join(quiet, bo)
    assert WORDS in page(client, bo, report)


def test_in_an_open_group_everybody_reads_it(client, group, ada, bo):
    report = file_report(*a_post(group, ada), bo)

    leave(group, bo)

    assert WORDS in page(client, bo, report)
