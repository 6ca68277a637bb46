"""Things that are new for a reader, made by Bo in a group: each with the canary where words can be."""

from datetime import timedelta

from community.chat.actions import choose_level, set_signs
from community.chat.actions.telling import tell_of_room
from community.chat.models import Place
from community.forum.actions import add_reply
from community.forum.actions.helping import mark_helpful
from community.forum.actions.reacting import set_reaction
from tests.chat.factories import make_message, make_room
from tests.digests.factories import SATURDAY, start
from tests.forum.factories import announce, make_board, make_thread

CANARY = "Xyloquat"
LATER = SATURDAY + timedelta(minutes=20)


def a_new_thread(group, reader, bo):
    start(bo, group, CANARY)


def a_reply(group, reader, bo):
    thread = make_thread(group=group, author=reader, title=CANARY, now=SATURDAY)
    add_reply(thread=thread, author=bo, body=CANARY, now=SATURDAY)
    announce(now=SATURDAY)


def a_call(group, reader, bo):
    make_thread(group=group, author=bo, title=CANARY, body=f"@{reader.username} {CANARY}", now=SATURDAY)
    announce(now=SATURDAY)


def a_kind_sign(group, reader, bo):
    thread = make_thread(group=group, author=reader, title=CANARY, now=SATURDAY)
    set_reaction(post=thread.posts.get(), member=bo, kinds=1, now=SATURDAY)


def a_helpful_reply(group, reader, bo):
    board = make_board(group, asks_questions=True)
    thread = make_thread(board=board, author=bo, title=CANARY, now=SATURDAY)
    mark_helpful(add_reply(thread=thread, author=reader, body="Tea.", now=SATURDAY), member=bo, now=SATURDAY)


def a_room_with_news(group, reader, bo):
    room = make_room(group, name=CANARY, opening="always", is_open=True)
    choose_level(room=room, member=reader, level="watch", now=SATURDAY)
    make_message(room, bo, CANARY, now=SATURDAY)
    tell_of_room(Place.objects.get(room=room, member=reader), now=LATER)


def a_call_in_a_room(group, reader, bo):
    room = make_room(group, name=CANARY, opening="always", is_open=True)
    make_message(room, bo, f"@{reader.username} {CANARY}", now=SATURDAY)


def a_sign_in_a_room(group, reader, bo):
    room = make_room(group, name=CANARY, opening="always", is_open=True)
    set_signs(make_message(room, reader, CANARY, now=SATURDAY), member=bo, kinds=1, now=SATURDAY)


IN_A_GROUP = [
    *(a_new_thread, a_reply, a_call, a_kind_sign, a_helpful_reply),
    *(a_room_with_news, a_call_in_a_room, a_sign_in_a_room),
]
