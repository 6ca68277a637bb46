"""The other ways in: one question for each object, action and way. ways.csv says what each role is to get."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.urls import reverse

from community.accounts.actions import block
from community.accounts.models import User
from community.calendars.actions import make_feed
from community.forum.actions.hiding import hide_post
from community.forum.actions.pictures import add_picture
from community.notifications.address_links import address_link
from community.notifications.stop_links import stop_link
from community.privacy.export.actions import ask_for_export
from community.privacy.tasks import make_exports
from tests.chat.factories import make_message, make_room
from tests.chat.meetings.factories import attend, make_meeting
from tests.factories import NOON, join, make_group, make_user
from tests.forum.factories import make_board, make_thread, picture_file
from tests.groups.factories import leave
from tests.matrix.world import NOW, World
from tests.matrix.world import ROLES as OF_ROUTES

ROLES = (*OF_ROUTES, "blocked", "departed")
KINDS = ("private", "open", "public")
Key = tuple[str, str, str]  # object, action, way


@dataclass(frozen=True)
class Ask:
    """One request; `data` is made anew for each, because files are read up."""

    path: str
    method: str = "GET"
    data: Callable[[], dict[str, object]] = dict
    headers: dict[str, str] = field(default_factory=dict)


JSON = {"Accept": "application/json"}


def cast_of(world: World) -> dict[str, object]:
    """Two more than the routes know: whom Ada has blocked, and who has left the private group."""
    blocked, departed = make_user("Blo"), make_user("Dep")
    join(world.group, blocked, departed)
    block(blocked, blocker=world.ada, now=NOON)
    leave(world.group, departed, now=NOON - timedelta(days=1))
    return {**world.cast, "blocked": blocked, "departed": departed}


def asks_of(world: World) -> dict[Key, Ask]:
    groups = {"private": world.group, **{kind: make_group(f"an-{kind}", privacy=kind) for kind in KINDS[1:]}}
    for kind in KINDS[1:]:
        join(groups[kind], world.ada)
    found: dict[Key, Ask] = {}
    for kind, group in groups.items():
        found |= of_a_group(f"{kind} group", group, world)
    return found | of_mails(world) | of_own_files(world)


def of_a_group(name: str, group, world: World) -> dict[Key, Ask]:
    board = make_board(group, slug=f"{group.slug}-ways", takes_pictures=True)
    thread, room = make_thread(board=board, author=world.ada), make_room(group, slug=f"{group.slug}-ways")
    post = thread.posts.get()
    at = {"slug": board.slug}
    return {
        (f"{name}", "read", "page"): Ask(group.get_absolute_url()),
        (f"{name}: board", "read", "page"): Ask(board.get_absolute_url()),
        (f"{name}: thread", "read", "page"): Ask(thread.get_absolute_url()),
        (f"{name}: post", "read", "page"): Ask(reverse("forum:post", args=[post.pk])),
        (f"{name}: post", "report", "page"): Ask(reverse("moderation:report", kwargs={"kind": "post", "pk": post.pk})),
        (f"{name}: thread", "reply", "form"): posting(reverse("forum:reply", args=[thread.pk]), body="Me too."),
        (f"{name}: board", "start", "form"): posting(reverse("forum:new_thread", kwargs=at), title="A", body="B."),
        (f"{name}: group", "read", "feed"): Ask(reverse("forum:group_feed", args=[group.slug])),
        (f"{name}: board", "read", "feed"): Ask(reverse("forum:board_feed", kwargs=at)),
        **of_a_room(name, room, world),
        **of_pictures(name, board, world),
    }


def posting(path: str, **words: str) -> Ask:
    return Ask(path, "POST", lambda: dict(words))


def of_a_room(name: str, room, world: World) -> dict[Key, Ask]:
    message, meeting = make_message(room, world.ada), make_meeting(room, world.mo)
    attend(meeting, world.ada)
    there = [room.slug]
    say = {"body": "Hello.", "client_id": "5d1cb1c6-0c1c-4b6a-8d0c-3f1f9a3c1b11"}
    return {
        (f"{name}: room", "read", "page"): Ask(room.get_absolute_url()),
        (f"{name}: room", "read", "script"): Ask(reverse("chat:events", args=there) + "?after=0", headers=JSON),
        (f"{name}: room", "names", "script"): Ask(reverse("chat:names", args=there), headers=JSON),
        (f"{name}: room", "write", "script"): Ask(reverse("chat:send", args=there), "POST", lambda: dict(say), JSON),
        (f"{name}: message", "read", "page"): Ask(reverse("chat:found", args=[message.pk])),
        (f"{name}: meeting", "read", "page"): Ask(reverse("chat:meeting", args=[meeting.pk])),
        (f"{name}: meeting", "read", "calendar"): Ask(reverse("chat:calendar", args=[meeting.pk])),
        (f"{name}: meeting", "to own calendar", "form"): posting(reverse("chat:to_calendar", args=[meeting.pk])),
    }


def of_pictures(name: str, board, world: World) -> dict[Key, Ask]:
    """In a post that stands, in one that the team hid, and one that nobody has sent yet."""
    stands, hidden, waits = (picture_in(board, world, title) for title in ("Stands", "Hidden", ""))
    hide_post(hidden.post, moderator=world.sam, reason="Too much.", now=NOW)
    kinds = {"picture": stands, "hidden picture": hidden, "unsent picture": waits}

    def upload() -> dict[str, object]:
        return {"title": "Look", "body": "A cup.", "picture": picture_file(), "picture_alt": "A cup.", "add": "1"}

    return {
        **{
            (f"{name}: {kind}", "read", "upload"): Ask(reverse("forum:picture", args=[one.pk]))
            for kind, one in kinds.items()
        },
        (f"{name}: board", "send a picture", "upload"): Ask(
            reverse("forum:new_thread", kwargs={"slug": board.slug}), "POST", upload
        ),
    }


def picture_in(board, world: World, title: str):
    found = add_picture(board=board, owner=world.ada, upload=picture_file(), alt="A cup.", now=NOON)
    if title:
        found.post = make_thread(board=board, author=world.ada, title=title).posts.get()
        found.save()
    return found


def of_mails(world: World) -> dict[Key, Ask]:
    """Links of Ada's mails, whole and with a sign changed. Who has the mail may use them, whoever is signed in."""
    User.objects.filter(pk=world.ada.pk).update(
        mail_stopped_for=world.ada.email, mail_stopped_why="bounced", mail_stopped_at=NOON
    )
    world.ada.refresh_from_db()
    links = {
        "link that stops mails": path_in(stop_link(world.ada, "reply", address=world.ada.email)),
        "link that begins again": path_in(address_link(world.ada)),
        "link that answers a reminder": world_path(world, "reminders:answer_by_mail"),
        "receipt of a visitor": world_path(world, "moderation:visitor_receipt"),
        "receipt of a complaint": world_path(world, "moderation:complaint_receipt"),
        "calendar of a member": reverse("calendars:feed", args=[make_feed(member=world.ada, now=NOON)]),
    }
    found: dict[Key, Ask] = {}
    for name, path in links.items():
        way = "calendar" if name.startswith("calendar") else "mail link"
        found[name, "read", way] = Ask(path)
        found[name, "read a changed one", way] = Ask(changed(path))
        found[name, "act", way] = posting(path)
        found[name, "act on a changed one", way] = posting(changed(path))
    return found


def path_in(address: str) -> str:
    return "/" + address.split("/", 3)[3]


def world_path(world: World, name: str) -> str:
    return reverse(name, kwargs=world.kwargs[name])


def changed(path: str) -> str:
    """One letter of the token."""
    place = len(path.rstrip("/").removesuffix(".ics")) - 3
    return path[:place] + ("A" if path[place] != "A" else "B") + path[place + 1 :]


def of_own_files(world: World) -> dict[Key, Ask]:
    """Ada has her file; whoever asks gets theirs, and they have none."""
    ask_for_export(world.ada, now=NOW)
    make_exports()
    password = {"password": "a quiet horse at noon"}
    return {
        ("own file", "read", "export"): Ask(reverse("privacy:mine")),
        ("own file", "ask", "export"): posting(reverse("privacy:mine")),
        ("own file", "fetch", "export"): posting(reverse("privacy:download"), **password),
        ("own file", "delete", "export"): posting(reverse("privacy:delete")),
        ("own messages", "fetch", "export"): Ask(reverse("chat:export_json")),
        ("own messages as a page", "fetch", "export"): Ask(reverse("chat:export_page")),
        ("own words", "fetch", "export"): Ask(reverse("forum:activity", args=[world.ada.username])),
    }
