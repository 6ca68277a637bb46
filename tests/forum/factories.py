"""Boards and threads, written as members would write them."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from community.forum import actions
from community.forum.actions import polls
from community.forum.models import Board, Post, Vote
from tests.factories import NOON


def make_board(group, slug=None, **fields):
    slug = slug or f"{group.slug}-talk"
    defaults = {"name": "Everyday talk", "description": "Whatever the day brings."}
    return Board.objects.get_or_create(slug=slug, defaults={"group": group, **defaults, **fields})[0]


def make_thread(*, group=None, board=None, author, title="A quiet morning", body="The first hour was calm.", now=NOON):
    return actions.start_thread(board=board or make_board(group), author=author, title=title, body=body, now=now)


def announce(*, now=NOON):
    """What the worker does soon after a post."""
    for post in Post.objects.to_announce().order_by("published_at", "pk"):
        actions.announce_post(post, now=now)


def make_replies(thread, author, number, *, now=NOON):
    return [
        actions.add_reply(thread=thread, author=author, body=f"Reply {count}.", now=now)
        for count in range(1, number + 1)
    ]


def make_poll(thread, member, **fields):
    rules = {"multiple": False, "secret": False, "closes_at": None} | fields
    options = rules.pop("options", ["Tea", "Coffee", "Water"])
    return polls.make_poll(thread=thread, member=member, question="What helps?", options=options, now=NOON, **rules)


def choose(poll, member, *texts):
    polls.vote(poll=poll, member=member, options=list(poll.options.filter(text__in=texts)), now=NOON)


def chosen(poll, member):
    return [vote.option.text for vote in Vote.objects.filter(option__poll=poll, member=member).order_by("option")]


def picture_file(size=(60, 40), kind="PNG", name="IMG_4711.png"):
    """As a browser sends it."""
    file = BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(file, kind)
    return SimpleUploadedFile(name, file.getvalue(), content_type="image/png")
