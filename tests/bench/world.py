"""A small community to measure on: one group, many threads of twenty posts by five members, 600 characters each."""

from django.test import Client

from community.core.text import render_markdown
from community.forum.models import Post, Thread
from tests.factories import EARLIER, NOON, join, make_group, make_user
from tests.forum.factories import make_board

BODY = "The morning was **calm**, and reading went well for half an hour.\n\n" * 9
MEMBERS = 40
THREADS = 200
POSTS = 20
AUTHORS = 5


def thread_of_twenty():
    """The thread to look at, and a member who may."""
    group = make_group()
    members = [make_user(f"member{number}") for number in range(MEMBERS)]
    join(group, *members)
    board = make_board(group)
    rows = [thread_row(board, members[number % MEMBERS], number) for number in range(THREADS)]
    threads = Thread.objects.bulk_create(rows)
    Post.objects.bulk_create(post for thread in threads for post in posts_of(thread, members))
    return threads[THREADS // 2], members[0]


def thread_row(board, author, number: int) -> Thread:
    moments = {"created_at": EARLIER, "last_post_at": NOON}
    return Thread(board=board, author=author, title=f"Thread {number}", post_count=POSTS, **moments)


def posts_of(thread, members):
    html = render_markdown(BODY)
    for number in range(1, POSTS + 1):
        author = members[number % AUTHORS]
        yield Post(thread=thread, number=number, author=author, body=BODY, body_html=html, created_at=EARLIER)


def sign_in(member) -> str:
    """The session cookie of a member."""
    client = Client()
    client.force_login(member)
    return f"sessionid={client.cookies['sessionid'].value}"
