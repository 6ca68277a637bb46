"""What a block by name does in the forum: folded posts, and no news of them."""

import pytest

from community.accounts import actions as accounts
from community.accounts.models import Block
from community.forum import actions
from community.forum.actions.helping import mark_helpful
from community.forum.actions.reacting import set_reaction
from community.forum.actions.writing import How
from community.forum.models import Board, Level, PlaceLevel, Reaction
from community.notifications.models import Delivery
from community.notifications.tasks import send_due_deliveries
from tests.factories import NOON
from tests.forum.factories import announce, make_board, make_thread

FOLD = '<details class="post__fold"><summary>Written by somebody you blocked. Open to read</summary>'


@pytest.fixture
def thread(group, ada):
    return make_thread(group=group, author=ada)


def html(client, address):
    return client.get(address).content.decode()


def say(thread, author, body="Zebra words.", **how):
    return actions.add_reply(thread=thread, author=author, body=body, how=How(**how), now=NOON)


def block(member, *, by):
    return accounts.block(member, blocker=by, now=NOON)


def undo_all(member):
    for row in member.blocks.all():
        accounts.unblock(row, blocker=member)


def told(member):
    announce()
    return member.notifications.count()


def test_r22_posts_are_folded_for_the_blocker_alone_and_stay_in_their_place(client, thread, ada, bo, mo):
    post = say(thread, bo)
    block(bo, by=ada)

    for member, folds in [(ada, 1), (bo, 0), (mo, 0)]:
        client.force_login(member)
        for address in (thread.get_absolute_url(), f"/posts/{post.pk}/more/"):
            page = html(client, address)
            assert page.count(FOLD) == folds
            assert "Zebra words." in page
            assert f'id="post-{post.pk}"' in page


def test_undo_brings_everything_back(client, thread, ada, bo):
    say(thread, bo)
    client.force_login(ada)
    before = html(client, thread.get_absolute_url())
    row = block(bo, by=ada)

    client.post(f"/settings/blocked/{row.pk}/undo/")

    after = html(client, thread.get_absolute_url())
    assert FOLD not in after
    assert len(after) > len(before) - 500
    assert not Block.objects.exists()
    say(thread, bo, "Hello @Ada.")
    announce()
    assert ada.notifications.filter(kind="mention").count() == 1


def test_content_note_and_block_fold_once_with_both_reasons(client, thread, ada, bo):
    say(thread, bo, content_notes=2)
    block(bo, by=ada)
    client.force_login(ada)

    page = html(client, thread.get_absolute_url())

    assert page.count('<details class="post__fold">') == 1
    assert "Written by somebody you blocked. Content note: Needles. Open to read" in page


def test_excerpts_elsewhere_are_folded_too(client, thread, ada, bo):
    post = say(thread, bo)
    block(bo, by=ada)
    client.force_login(ada)
    client.post(f"/posts/{post.pk}/bookmark/", {"note": ""})

    for address in ("/search/?q=Zebra", "/members/Bo/posts/", "/bookmarks/"):
        page = html(client, address)
        assert "Zebra words" not in page
        assert str(thread) in page


def test_history_of_a_post_is_folded(client, thread, ada, bo):
    post = say(thread, bo)
    words = actions.editing.Words("Other words.")
    actions.edit_post(post, editor=bo, words=words, version=0, now=NOON)
    block(bo, by=ada)
    client.force_login(ada)

    assert FOLD in html(client, f"/posts/{post.pk}/history/")


@pytest.mark.parametrize("how", ["mention", "answer", "watch"])
def test_blocked_name_is_no_news(thread, ada, bo, how):
    own = thread.posts.get()
    block(bo, by=ada)

    say(thread, bo, "Hello @Ada." if how == "mention" else "Hello.", in_reply_to=own if how == "answer" else None)

    assert told(ada) == 0
    assert not Delivery.objects.exists()


def test_edit_that_mentions_is_no_news_either(thread, ada, bo, mo):
    post = say(thread, mo)
    announce()
    ada.notifications.all().delete()
    block(mo, by=ada)

    actions.edit_post(post, editor=mo, words=actions.editing.Words("Hello @Ada."), version=0, now=NOON)

    assert told(ada) == 0


def test_what_others_write_is_still_told(thread, ada, bo, mo):
    block(bo, by=ada)

    say(thread, mo, "Hello @Ada.")

    assert told(ada) == 1


def test_r22_mail_that_waits_is_not_sent_after_a_block(thread, ada, bo):
    say(thread, bo, "Hello @Ada.")
    announce()
    assert Delivery.objects.waiting().count() == 1

    block(bo, by=ada)

    assert send_due_deliveries() == 0
    assert Delivery.objects.get().why == "unwanted"


def test_r22_mention_stays_a_link_so_that_nobody_learns_of_the_block(client, thread, ada, bo):
    before = say(thread, bo, "Hello @Ada, one.").body_html
    client.force_login(bo)
    names = client.get(f"/threads/{thread.pk}/me/names/?q=A").json()

    block(bo, by=ada)

    assert say(thread, bo, "Hello @Ada, two.").body_html == before.replace("one", "two")
    assert client.get(f"/threads/{thread.pk}/me/names/?q=A").json() == names == ["Ada"]


def test_kind_sign_of_the_blocked_is_given_and_never_shown(client, thread, ada, bo):
    post = thread.posts.get()
    block(bo, by=ada)

    set_reaction(post=post, member=bo, kinds=1, now=NOON)

    assert told(ada) == 0
    client.force_login(bo)
    assert 'aria-pressed="true"' in html(client, f"/posts/{post.pk}/more/")
    client.force_login(ada)
    assert "A hug" not in html(client, f"/posts/{post.pk}/more/")
    undo_all(ada)
    assert "A hug" not in html(client, f"/posts/{post.pk}/more/")


def test_kind_sign_from_before_comes_back_with_the_undo(client, thread, ada, bo):
    post = thread.posts.get()
    set_reaction(post=post, member=bo, kinds=1, now=NOON)
    block(bo, by=ada)
    client.force_login(ada)
    assert "A hug" not in html(client, f"/posts/{post.pk}/more/")

    undo_all(ada)

    assert "A hug" in html(client, f"/posts/{post.pk}/more/")
    assert not Reaction.objects.get().withheld


def test_this_helped_of_a_blocked_name_is_no_news(group, ada, bo, mo):
    board = make_board(group, asks_questions=True)
    thread = make_thread(board=board, author=bo)
    reply = say(thread, ada)
    announce()
    ada.notifications.all().delete()
    block(bo, by=ada)
    mark_helpful(reply, member=bo, now=NOON)
    assert ada.notifications.count() == 0


def test_acts_of_the_team_always_arrive(thread, ada, bo, mo):
    block(mo, by=ada)
    post = say(thread, ada)

    actions.edit_post(
        post, editor=mo, words=actions.editing.Words("Shorter."), reason="A telephone number", version=0, now=NOON
    )
    actions.notes.note_for_team(post, moderator=mo, notes=2, now=NOON)

    assert [notice.kind for notice in ada.notifications.all()] == ["moderation", "moderation"]


def test_levels_of_a_board_make_no_exception(group, thread, ada, bo):
    PlaceLevel.objects.create(member=ada, board=Board.objects.get(), level=Level.WATCH)
    block(bo, by=ada)

    make_thread(board=thread.board, author=bo, title="Another one")

    assert told(ada) == 0
