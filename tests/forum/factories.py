"""Boards and threads, written as members would write them."""

from community.forum import actions
from community.forum.models import Board
from tests.factories import NOON


def make_board(group, slug=None, **fields):
    slug = slug or f"{group.slug}-talk"
    defaults = {"name": "Everyday talk", "description": "Whatever the day brings."}
    return Board.objects.get_or_create(slug=slug, defaults={"group": group, **defaults, **fields})[0]


def make_thread(*, group=None, board=None, author, title="A quiet morning", body="The first hour was calm.", now=NOON):
    return actions.start_thread(board=board or make_board(group), author=author, title=title, body=body, now=now)


def make_replies(thread, author, number, *, now=NOON):
    return [
        actions.add_reply(thread=thread, author=author, body=f"Reply {count}.", now=now)
        for count in range(1, number + 1)
    ]
