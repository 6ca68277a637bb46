"""What somebody took back is theirs: who reported it reads it on the receipt no longer, the team does."""

from datetime import timedelta

import pytest

from community.chat.actions import mark_read, remove_message
from community.conversations import actions as conversations
from community.forum.actions import remove_post
from community.forum.actions.removing import undo_removal
from community.moderation.actions import challenge
from tests.chat.factories import make_message, make_room
from tests.conversations.factories import make_conversation, send
from tests.factories import NOON
from tests.forum.factories import make_thread
from tests.forum.two_names import say
from tests.moderation.factories import decide, file_report, make_picture

LATER = NOON + timedelta(minutes=5)
WORDS = "Zebra words that I take back."
SINCE = "Its author has taken it back since. The text is kept for the team and no longer shown here."


def a_post(group, ada, bo):
    return "post", say(make_thread(group=group, author=ada), ada, WORDS), remove_post


def what_was_said_in_a_room(group, ada, bo):
    return "message", make_message(make_room(group), ada, WORDS), remove_message


def a_private_message(group, ada, bo):
    return "private_message", send(make_conversation(bo, ada), ada, WORDS), conversations.remove_message


def a_picture(group, ada, bo):
    picture = make_picture(group, ada, alt=WORDS)
    return "picture", picture, lambda picture, **by: remove_post(picture.post, **by)


EACH = pytest.mark.parametrize("write", [a_post, what_was_said_in_a_room, a_private_message, a_picture])


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def page(client, reader, address):
    client.force_login(reader)
    return client.get(address).content.decode()


@EACH
def test_receipt_says_that_it_was_taken_back_and_shows_it_to_nobody_but_the_team(client, group, ada, bo, mo, write):
    kind, text, take_back = write(group, ada, bo)
    report = file_report(kind, text, bo)
    assert WORDS in page(client, bo, report.get_absolute_url())

    take_back(text, author=ada, now=LATER)

    receipt = page(client, bo, report.get_absolute_url())
    assert WORDS not in receipt
    assert SINCE in receipt
    assert WORDS in page(client, mo, report.case.get_absolute_url())


def test_it_is_there_again_when_its_author_puts_it_back(client, group, ada, bo):
    post = a_post(group, ada, bo)[1]
    report = file_report("post", post, bo)
    remove_post(post, author=ada, now=NOON)
    undo_removal(post, author=ada, now=NOON)

    receipt = page(client, bo, report.get_absolute_url())

    assert WORDS in receipt
    assert SINCE not in receipt


def test_second_look_shows_it_as_little(client, group, ada, bo, mo):
    post = a_post(group, ada, bo)[1]
    report = file_report("post", post, bo)
    decide(report.case, mo, outcome="no_action")
    again = challenge(report, words="Please look again.", now=NOON).again
    remove_post(post, author=ada, now=LATER)

    for address in (report.get_absolute_url(), again.get_absolute_url()):
        assert WORDS not in page(client, bo, address)


def test_what_was_taken_back_before_it_was_reported_is_on_no_receipt(client, group, ada, bo):
    message = make_message(make_room(group), ada, WORDS)
    mark_read(room=message.room, member=bo, seq=message.seq, now=NOON)
    remove_message(message, author=ada, now=NOON)
    report = file_report("message", message, bo, now=LATER)

    receipt = page(client, bo, report.get_absolute_url())

    assert WORDS not in receipt
    assert "The text is kept for the team. It is not shown here." in receipt
