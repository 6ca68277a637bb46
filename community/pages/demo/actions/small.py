"""The made-up community, built through the same actions that members use."""

import uuid
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml
from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils.timezone import localtime

from community.accounts.actions import answer_agreements
from community.accounts.consents import Subject
from community.accounts.models import User
from community.chat.actions import send_message
from community.chat.actions.attending import attend
from community.chat.actions.planning import About, Rhythm, When, plan_meeting
from community.chat.actions.reading_list import add_reading
from community.chat.models import Room
from community.conversations import actions as conversations
from community.forum.actions import add_reply, hide_post, start_thread
from community.forum.actions.polls import make_poll, vote
from community.forum.actions.recounting import recount
from community.forum.actions.writing import How
from community.forum.answers import text_of
from community.forum.models import Board, Post, Thread
from community.forum.permissions import NEW_POSTS
from community.groups.actions import join_group
from community.groups.models import SupportGroup
from community.moderation.actions import file_report
from community.notifications.models import Delivery
from community.reminders.actions import set_reminder
from community.reminders.kinds import Kind
from community.reminders.schedule import Schedule

Progress = Callable[[str], None]
CONTENT = Path(__file__).parent.parent / "community.yaml"
PASSWORD = "demo-community"  # noqa: S105  works only while DEBUG is on (accounts/backends.py)
SIGN_INS = [
    ("Kestrel", "a member"),
    ("QuietTuesday", "another member"),
    ("GreyHeron", "a moderator"),
    ("InkAndPaper", "an editor"),
]


@transaction.atomic
def build_community(*, now: datetime, progress: Progress) -> None:
    """Fill an empty database; all of it or nothing. `progress` is told each finished part."""
    content = yaml.safe_load(CONTENT.read_text(encoding="utf-8"))
    members = {row["name"]: make_member(row, now=now) for row in content["members"]}
    progress(f"{len(members)} members")
    make_places(content["groups"], members=list(members.values()), now=now)
    progress(f"{len(content['groups'])} groups with boards and rooms")
    for age, row in enumerate(reversed(content["threads"]), start=1):
        make_thread(row, members=members, now=now - timedelta(hours=17 * age))
    progress(f"{len(content['threads'])} threads")
    for slug, lines in content["rooms"].items():
        fill_room(slug, lines, members=members, now=now)
    progress("what was said in the rooms")
    for row in content["meetings"]:
        make_meetings(row, members=members, now=now)
    progress("meetings to come")
    for row in content["reminders"]:
        make_reminder(row, members=members, now=now)
    for row in content["conversations"]:
        make_conversation(row, members=members, now=now)
    make_report(content["report"], members=members, now=now)
    progress("reminders, private conversations, and a report for the moderators")
    recount()
    Delivery.objects.waiting().update(dropped_at=now, problem="demo", text="", html="")
    transaction.on_commit(settings.DEMO_MARK.touch)


def make_member(row: dict[str, Any], *, now: datetime) -> User:
    """Nobody is new, so that no post waits; in the end the posts are counted as they are."""
    member = User.objects.create_user(
        row["name"],
        email=f"{row['name'].lower()}@demo.example",
        password=PASSWORD if row["name"] in dict(SIGN_INS) else None,
        time_zone=row["zone"],
        is_moderator=row.get("moderator", False),
        is_editor=row.get("editor", False),
        is_demo=True,
        date_joined=now - timedelta(days=60),
        accepted_posts=NEW_POSTS,
    )
    answer_agreements(member, asked=list(Subject), agreed=list(Subject), now=now - timedelta(days=60))
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    return member


def make_places(groups: list[dict[str, Any]], *, members: list[User], now: datetime) -> None:
    for row in groups:
        fields = {name: row[name] for name in ("slug", "name", "description", "privacy")}
        group = SupportGroup.objects.create(created_at=now - timedelta(days=60), **fields)
        for member in members:
            join_group(group=group, member=member, now=now - timedelta(days=59))
        for position, board in enumerate(row["boards"]):
            make_board(board, group=group, position=position)
        for room in row["rooms"]:
            make_room(room, group=group, moderator=next(member for member in members if member.is_moderator))


def make_room(row: dict[str, Any], *, group: SupportGroup, moderator: User) -> None:
    fields = {name: row[name] for name in ("slug", "name", "topic")}
    room = Room.objects.create(group=group, opening=Room.Opening.ALWAYS, is_open=True, **fields)
    for link in row.get("reading", []):
        add_reading(room=room, moderator=moderator, **link)


def make_board(row: dict[str, Any], *, group: SupportGroup, position: int) -> None:
    fields = {name: row[name] for name in ("slug", "name", "description")}
    board = Board.objects.create(group=group, position=position, **fields)
    for place, link in enumerate(row.get("reading", [])):
        board.reading.create(position=place, **link)
    for place, question in enumerate(row.get("form", [])):
        board.form_fields.create(position=place, **question)


def make_thread(row: dict[str, Any], *, members: dict[str, User], now: datetime) -> None:
    board = Board.objects.get(slug=row["board"])
    answers = row.get("answers")
    body, how = (text_of(answers), How(answers=answers)) if answers else (row["body"], How())
    author = members[row["author"]]
    thread = start_thread(board=board, author=author, title=row["title"], body=body, how=how, now=now)
    if "poll" in row:
        make_demo_poll(row["poll"], thread=thread, author=author, members=members, now=now)
    for hours, (name, body) in enumerate(row["replies"], start=1):
        add_reply(thread=thread, author=members[name], body=body, now=now + timedelta(hours=2 * hours))
    if "hidden" in row:
        first = Post.objects.get(thread=thread, number=1)
        hide_post(first, moderator=members["GreyHeron"], reason=row["hidden"], now=now + timedelta(hours=3))


def make_demo_poll(
    row: dict[str, Any], *, thread: Thread, author: User, members: dict[str, User], now: datetime
) -> None:
    rules = {"multiple": row["multiple"], "secret": False, "closes_at": None}
    poll = make_poll(thread=thread, member=author, question=row["question"], options=row["options"], now=now, **rules)
    for name, texts in row["votes"].items():
        vote(poll=poll, member=members[name], options=list(poll.options.filter(text__in=texts)), now=now)


def fill_room(slug: str, lines: list[list[str]], *, members: dict[str, User], now: datetime) -> None:
    room = Room.objects.get(slug=slug)
    for minutes, (name, body) in enumerate(lines):
        said_at = now - timedelta(hours=3) + timedelta(minutes=4 * minutes)
        send_message(room=room, author=members[name], body=body, client_id=uuid.uuid4(), now=said_at)


def make_meetings(row: dict[str, Any], *, members: dict[str, User], now: datetime) -> None:
    host = members[row["host"]]
    first = plan_meeting(
        room=Room.objects.get(slug=row["room"]),
        planner=host,
        host=host,
        about=About(**{name: row[name] for name in ("title", "description", "welcome")}, capacity=row.get("places")),
        when=When(
            starts_on=localtime(now, host.zone).date() + timedelta(days=row["in_days"]),
            local_time=time.fromisoformat(row["time"]),
            time_zone=host.time_zone,
            minutes=row["minutes"],
        ),
        rhythm=Rhythm(every_weeks=row["weeks"]),
        now=now,
    )
    for name in row["coming"]:
        attend(meeting=first, member=members[name], now=now)


def make_conversation(row: dict[str, Any], *, members: dict[str, User], now: datetime) -> None:
    """Whoever answers has joined."""
    (starter, body), *answers = row["lines"]
    began_at, other = now - timedelta(hours=5), members[row["to"]]
    first = {"starter": members[starter], "members": [other], "subject": row.get("subject", ""), "body": body}
    begun = conversations.start_conversation(submit_id=uuid.uuid4(), now=began_at, **first)
    if answers:
        conversations.answer_first_contact(conversation=begun, member=other, accepts=True, now=began_at)
    for minutes, (name, words) in enumerate(answers, start=1):
        said_at, form = began_at + timedelta(minutes=40 * minutes), uuid.uuid4()
        conversations.send_message(conversation=begun, author=members[name], body=words, submit_id=form, now=said_at)


def make_reminder(row: dict[str, Any], *, members: dict[str, User], now: datetime) -> None:
    owner = members[row["member"]]
    schedule = Schedule(
        starts_on=localtime(now, owner.zone).date() + timedelta(days=row["in_days"]),
        local_time=time.fromisoformat(row["time"]),
        time_zone=owner.time_zone,
        unit=row["unit"],
        interval=row["interval"],
    )
    words = {"title": row["title"], "note": row.get("note", ""), "kind": row.get("kind", Kind.OWN)}
    set_reminder(owner=owner, schedule=schedule, now=now, **words)


def make_report(row: dict[str, str], *, members: dict[str, User], now: datetime) -> None:
    post = Post.objects.get(thread=Thread.objects.get(title=row["thread"]), number=1)
    file_report(
        kind="post", pk=post.pk, reporter=members[row["reporter"]], reason="unsafe_advice", words=row["words"], now=now
    )
