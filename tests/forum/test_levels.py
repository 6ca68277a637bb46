"""Who is told of a post, how and why; and the page that says so."""

import pytest
from django.urls import reverse

from community.accounts.content_notes import ContentNote
from community.forum import actions
from community.forum.actions.levels import set_place_level, set_thread_level
from community.forum.audience import hearers_of
from community.forum.models import Level, Post, Thread, ThreadRead
from community.groups.actions import leave_group
from community.notifications.models import Delivery, Notification
from tests.factories import NOON, join, make_group, make_user
from tests.forum.factories import announce, make_board, make_thread


def html(response):
    return response.content.decode()


@pytest.fixture
def thread(group, ada):
    thread = make_thread(group=group, author=ada)
    announce()
    return thread


def reply(thread, author, body="A reply."):
    return actions.add_reply(thread=thread, author=author, body=body, now=NOON)


def heard(post):
    return {hearer.member.username: (hearer.reason, hearer.by_mail) for hearer in hearers_of(post)}


@pytest.mark.parametrize(
    ("level", "told"),
    [
        (Level.WATCH, {"Mo": ("chosen", True)}),
        (Level.FOLLOW, {"Mo": ("chosen", False)}),
        (Level.NORMAL, {}),
        (Level.MUTE, {}),
    ],
)
def test_level_of_a_thread_says_what_is_sent(thread, ada, mo, level, told):
    set_thread_level(thread=thread, member=mo, level=level)

    assert heard(reply(thread, ada)) == told


def test_starter_and_writers_watch_without_having_asked(thread, ada, bo, mo):
    reply(thread, bo)
    announce()

    assert heard(reply(thread, mo)) == {"Ada": ("started", True), "Bo": ("wrote", True)}


def test_own_choice_outlives_writing_again(thread, ada, bo):
    set_thread_level(thread=thread, member=ada, level=Level.MUTE)
    reply(thread, ada)

    assert ThreadRead.objects.get(thread=thread, member=ada).level == Level.MUTE
    assert heard(reply(thread, bo)) == {}


def test_level_of_a_board_tells_of_each_thread_and_a_thread_wins_over_it(group, thread, ada, mo):
    set_place_level(place=thread.board, member=mo, level=Level.WATCH)
    assert heard(reply(thread, ada)) == {"Mo": ("board", True)}

    set_thread_level(thread=thread, member=mo, level=Level.NORMAL)
    assert heard(reply(thread, ada, "Another.")) == {}

    set_thread_level(thread=thread, member=mo, level=None)
    assert heard(reply(thread, ada, "A third.")) == {"Mo": ("board", True)}


def test_level_of_a_board_wins_over_that_of_its_group(group, thread, ada, mo):
    set_place_level(place=group, member=mo, level=Level.FOLLOW)
    assert heard(reply(thread, ada)) == {"Mo": ("group", False)}

    set_place_level(place=thread.board, member=mo, level=Level.MUTE)
    assert heard(reply(thread, ada, "Another.")) == {}

    set_place_level(place=thread.board, member=mo, level=None)
    assert heard(reply(thread, ada, "A third.")) == {"Mo": ("group", False)}


def test_mention_is_told_unless_the_thread_is_muted(thread, ada, bo):
    assert heard(reply(thread, ada, "Ask @Bo.")) == {"Bo": ("mention", True)}

    set_thread_level(thread=thread, member=bo, level=Level.MUTE)
    assert heard(reply(thread, ada, "Ask @Bo again.")) == {}


def test_answer_is_told_to_whom_it_answers(thread, ada, bo, mo):
    question = reply(thread, bo)
    set_thread_level(thread=thread, member=bo, level=Level.NORMAL)
    how = actions.writing.How(in_reply_to=question)

    answer = actions.add_reply(thread=thread, author=mo, body="Yes.", how=how, now=NOON)

    assert heard(answer)["Bo"] == ("answer", True)


def test_member_who_left_or_was_never_allowed_hears_nothing(thread, ada, bo, eve):
    set_thread_level(thread=thread, member=bo, level=Level.WATCH)
    set_thread_level(thread=thread, member=eve, level=Level.WATCH)  # an open group can be read from outside
    leave_group(group=thread.board.group, member=bo, now=NOON)

    assert heard(reply(thread, ada)) == {}


def test_who_has_read_it_already_is_not_told(thread, ada, bo):
    set_thread_level(thread=thread, member=bo, level=Level.WATCH)
    post = reply(thread, ada)
    actions.mark_read(thread=thread, member=bo, number=post.number, now=NOON)

    assert heard(post) == {}


def test_who_leaves_out_what_it_touches_on_is_not_told(thread, ada, bo):
    set_thread_level(thread=thread, member=bo, level=Level.WATCH)
    bo.notes_left_out = ContentNote.NEEDLES
    bo.save(update_fields=["notes_left_out"])
    how = actions.writing.How(content_notes=ContentNote.NEEDLES)

    assert heard(actions.add_reply(thread=thread, author=ada, body="A needle.", how=how, now=NOON)) == {}


def test_post_is_told_of_once_however_many_workers_come(thread, ada, bo):
    set_thread_level(thread=thread, member=bo, level=Level.WATCH)
    post = reply(thread, ada)

    assert [actions.announce_post(post, now=NOON), actions.announce_post(post, now=NOON)] == [1, 0]
    assert Notification.objects.filter(recipient=bo).count() == Delivery.objects.count() == 1


def test_post_hidden_before_it_was_told_of_stays_untold(thread, ada, bo, mo):
    set_thread_level(thread=thread, member=bo, level=Level.WATCH)
    post = reply(thread, ada)
    actions.hide_post(post, moderator=mo, reason="No.", now=NOON)

    announce()

    assert Notification.objects.filter(recipient=bo).count() == 0
    assert Post.objects.to_announce().count() == 0


def test_muted_threads_boards_and_groups_are_not_in_the_list_of_what_is_new(client, group, ada, bo):
    loud = make_thread(group=group, author=ada, title="Loud")
    muted = make_thread(group=group, author=ada, title="Muted thread")
    set_thread_level(thread=muted, member=bo, level=Level.MUTE)
    quiet_board = make_thread(board=make_board(group, "quiet"), author=ada, title="Muted board")
    set_place_level(place=quiet_board.board, member=bo, level=Level.MUTE)
    other = make_group("other")
    join(other, ada, bo)
    quiet_group = make_thread(group=other, author=ada, title="Muted group")
    exception = make_thread(board=make_board(other, "exception"), author=ada, title="Exception")
    set_place_level(place=other, member=bo, level=Level.MUTE)
    set_place_level(place=exception.board, member=bo, level=Level.NORMAL)
    client.force_login(bo)

    page = html(client.get("/unread/"))

    assert [title in page for title in ("Loud", "Exception")] == [True, True]
    assert [str(each) in page for each in (muted, quiet_board, quiet_group)] == [False, False, False]
    assert str(loud) in html(client.get("/"))
    assert "Muted group" not in html(client.get("/"))


@pytest.mark.parametrize("what", ["thread", "board", "group"])
def test_page_says_in_words_what_is_sent_and_why_and_changes_it(client, thread, bo, what):
    address = {
        "thread": reverse("forum:thread_level", args=[thread.pk]),
        "board": reverse("forum:board_level", args=[thread.board.slug]),
        "group": reverse("forum:group_level", args=[thread.board.group.slug]),
    }[what]
    client.force_login(bo)
    assert "because you chose nothing else" in html(client.get(address))

    assert client.post(address, {"level": "3"}).status_code == 302

    page = html(client.get(address))
    assert f"because you chose so for this {what}" in page
    assert "You are told of each new post, here and by mail." in page
    assert f"because you chose so for this {what}" in html(client.get(thread.get_absolute_url()))
    client.post(address, {"level": "wider"})
    assert "because you chose nothing else" in html(client.get(address))


def test_nonsense_for_a_level_comes_back(client, thread, bo):
    client.force_login(bo)

    assert client.post(reverse("forum:thread_level", args=[thread.pk]), {"level": "9"}).status_code == 422


def test_levels_of_what_one_may_not_see_are_not_there(client, thread, ada):
    group = make_group("private", privacy="private")
    join(group, ada)
    hidden = make_thread(group=group, author=ada)
    client.force_login(make_user("Stranger"))
    addresses = [
        reverse("forum:thread_level", args=[hidden.pk]),
        reverse("forum:board_level", args=[hidden.board.slug]),
        reverse("forum:group_level", args=[group.slug]),
    ]

    assert {client.get(address).status_code for address in addresses} == {404}
    assert {client.post(address, {"level": "3"}).status_code for address in addresses} == {404}
    assert Thread.objects.get(pk=hidden.pk).reads.filter(member__username="Stranger").count() == 0
