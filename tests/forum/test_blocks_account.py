"""What a block does to the account behind another name, in silence; and what goes along when names move."""

import pytest

from community.accounts import actions as accounts
from community.accounts.models import Block, User
from community.forum.actions.blocking import block_writer
from community.forum.actions.merging import merge_threads
from community.forum.actions.reacting import set_reaction
from community.forum.actions.splitting import split_thread
from community.forum.blocks import blocked_by
from community.forum.models import BlockedAlias, Post, Thread
from tests.concurrency import at_once
from tests.conversations.factories import add, answer, make_conversation, send, write_to
from tests.factories import NOON
from tests.forum.two_names import folded, html, make_needle, make_thread_of_two_names, say


@pytest.fixture
def needle(group):
    return make_needle(group)


@pytest.fixture
def thread(group, ada, needle):
    return make_thread_of_two_names(group, starter=ada, needle=needle)


@pytest.fixture
def hidden(thread):
    return thread.posts.get(number=2)


@pytest.fixture
def named(thread):
    return thread.posts.get(number=3)


def test_whoever_blocks_another_name_cannot_find_out_by_a_conversation_whose_it_is(
    client, thread, hidden, ada, bo, needle
):
    """Ada blocks the name and asks her suspects to write to her. Needle's words come like Bo's."""
    block_writer(hidden, blocker=ada, now=NOON)

    for suspect in (needle, bo):
        write_to(suspect, User.objects.get(pk=ada.pk))

    client.force_login(ada)
    page = html(client, "/messages/")
    assert {name for name in ("Needle", "Bo") if name in page} == {"Needle", "Bo"}
    assert ada.notifications.filter(kind="message").count() == 2


def test_undo_uncovers_nothing_that_was_meant_to_reach_the_blocker(client, thread, hidden, ada, needle):
    """Blocking and undoing by turns must not show what comes and goes with the name."""
    client.force_login(ada)
    own = thread.posts.get(number=1)
    set_reaction(post=own, member=needle, kinds=1, now=NOON)
    client.get(f"/posts/{own.pk}/more/")  # read
    pages = ("/messages/", f"/posts/{own.pk}/more/", "/notifications/", "/members/Needle/", "/messages/new/?to=Needle")
    before = [html(client, page) for page in pages]

    block_writer(hidden, blocker=ada, now=NOON)
    during = [html(client, page) for page in pages]
    accounts.unblock(Block.objects.get(), blocker=ada)

    assert before == during == [html(client, page) for page in pages]


def test_whoever_blocks_another_name_learns_from_no_thank_you_whose_it_is(client, thread, hidden, ada, bo, needle):
    """Ada blocks the name and asks her suspects for a kind sign. Needle's comes like Bo's, then and after the undo."""
    own = say(thread, ada, "Please thank me.")
    block_writer(hidden, blocker=ada, now=NOON)

    for suspect in (needle, bo):
        set_reaction(post=own, member=suspect, kinds=1, now=NOON)

    client.force_login(ada)
    assert ada.notifications.get(kind="reaction").text == "Needle sent you a kind sign"
    during = html(client, f"/posts/{own.pk}/more/")
    assert {name for name in ("Needle", "Bo") if f"{name}</a>: A hug" in during} == {"Needle", "Bo"}
    accounts.unblock(Block.objects.get(), blocker=ada)
    assert html(client, f"/posts/{own.pk}/more/") == during


def test_conversation_that_is_there_goes_on_as_if_nothing_were(client, thread, hidden, ada, needle):
    conversation = make_conversation(needle, ada)
    block_writer(hidden, blocker=ada, now=NOON)
    before = ada.notifications.filter(kind="message").count()

    send(conversation, needle, "Open words.")

    client.force_login(ada)
    page = html(client, conversation.get_absolute_url())
    assert "Open words." in page
    assert "you blocked" not in page.lower()
    assert 'id="write-heading"' in page
    assert ada.notifications.filter(kind="message").count() == before + 1


def test_blocker_may_write_to_the_account_whose_other_name_is_blocked(thread, hidden, ada, eve, needle):
    block_writer(hidden, blocker=ada, now=NOON)
    ada.refresh_from_db()

    added = make_conversation(ada, eve)
    add(added, needle, ada)
    answer(added, needle)
    begun = write_to(ada, needle)

    assert begun.participants.get(member=needle).is_inside


def test_blocker_writing_under_another_name_is_not_given_away(client, thread, ada, bo):
    """The blocked member tries every address: who blocked them, and under which names they write, stays unknown."""
    mine = say(thread, ada, "Me, under another name.", as_alias=True)
    pages = [thread.get_absolute_url(), f"/posts/{mine.pk}/more/", "/members/Ada/", "/members/Ada/posts/"]
    pages += [f"/threads/{thread.pk}/me/names/?q=A", "/messages/new/?to=Ada"]
    client.force_login(bo)
    client.get(thread.get_absolute_url())  # read
    before = [html(client, page) for page in pages]

    accounts.block(bo, blocker=ada, now=NOON)

    assert [html(client, page) for page in pages] == before


def test_split_takes_the_fold_along_with_the_name(client, group, thread, hidden, named, ada, mo):
    block_writer(hidden, blocker=ada, now=NOON)
    own = split_thread(
        Thread.objects.get(pk=thread.pk),
        posts=[hidden.pk, named.pk],
        title="Apart",
        board=thread.board,
        moderator=mo,
        now=NOON,
    )
    client.force_login(ada)

    assert folded(client, own) == {hidden.pk}
    assert Block.objects.filter(by_name=False).count() == BlockedAlias.objects.count() == 2


def test_merge_back_leaves_one_block_of_the_one_name(client, thread, hidden, ada, needle, mo):
    say(thread, needle, "And again.", as_alias=True)
    block_writer(hidden, blocker=ada, now=NOON)
    thread = Thread.objects.get(pk=thread.pk)
    own = split_thread(thread, posts=[hidden.pk], title="Apart", board=thread.board, moderator=mo, now=NOON)

    merge_threads(own, target=Thread.objects.get(pk=thread.pk), moderator=mo, now=NOON)

    client.force_login(ada)
    again = Post.objects.get(body="And again.")
    assert folded(client, Thread.objects.get(pk=thread.pk)) == {hidden.pk, again.pk}
    assert Block.objects.count() == BlockedAlias.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_block_the_other_name_once(thread, hidden, ada):
    results = at_once(*[lambda: block_writer(hidden, blocker=User.objects.get(pk=ada.pk), now=NOON)] * 4)

    assert results == [None] * 4
    assert Block.objects.count() == BlockedAlias.objects.count() == 1
    assert blocked_by(User.objects.get(pk=ada.pk)).aliases == {hidden.alias_id}


def test_account_that_is_blocked_begins_conversations_with_others(thread, hidden, ada, bo, needle):
    block_writer(hidden, blocker=ada, now=NOON)

    conversation = write_to(needle, bo, ada)

    assert conversation.participants.get(member=bo).is_asked
