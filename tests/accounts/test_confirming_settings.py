"""Whoever sits at an open page of a moderator changes nothing there that others are held to: it asks who it is first.
What is done every day is done without being asked."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.urls import reverse
from django.utils import timezone

from community.accounts.inviting.actions import make_invitation
from community.accounts.models import SiteInvitation
from community.chat.models import Room
from community.forum.actions import boards
from community.forum.models import Board, FormField
from community.groups.models import Membership, SupportGroup
from community.moderation.models import CannedReply
from community.moderation.team.actions import save_reply
from community.words.models import Rule
from tests.accounts.factors import PASSWORD, confirm, signed_in, with_address
from tests.chat.factories import make_room
from tests.factories import NOON, join, make_group, make_user
from tests.forum.factories import make_board, make_thread
from tests.words.factories import make_rule

pytestmark = pytest.mark.django_db
ASK = reverse("account_reauthenticate")
WRITERS = {"who_starts": "moderators", "who_replies": "moderators"}
OF_A_ROOM = {"name": "Evening", "slug": "evening", "topic": "", "rules": "No advice.", "opening": "always"}


@pytest.fixture(autouse=True)
def in_earnest(settings):
    settings.CONFIRM_AGAIN = True


@pytest.fixture
def quiet():
    """Gil moderates it, Ida is in it; it has a board with a question, and a room."""
    group = make_group("quiet", privacy="private")
    join(group, make_user("Ida"))
    gil = with_address(make_user("Gil", password=PASSWORD))
    join(group, gil, role=Membership.Role.MODERATOR)
    boards.add_field(
        board=make_board(group, slug="news"),
        moderator=gil,
        label="Treatment",
        help_text="",
        kind="line",
        choices="",
        required=True,
    )
    make_room(group, slug="evening")
    return group


@pytest.fixture
def gil(quiet):
    return quiet.memberships.get(role=Membership.Role.MODERATOR).member


@pytest.fixture
def mo():
    return with_address(make_user("Mo", password=PASSWORD, is_moderator=True, is_staff=True, is_superuser=True))


@pytest.fixture
def later(time_machine):
    """A sign-in from more than a quarter of an hour ago."""

    def sign_in(member):
        client = signed_in(member)
        time_machine.move_to(timezone.now() + timedelta(minutes=16))
        return client

    return sign_in


def settings_of(group):
    """By group moderators: address, what is sent there, and whether the page asks before anything is typed."""
    ida = group.memberships.get(member__username="Ida")
    (question,) = Board.objects.get().form_fields.all()
    asked = {"label": "Since when", "help_text": "", "kind": "line", "choices": "", "required": "on"}
    of_room = {**OF_A_ROOM, "quiet_from": "", "quiet_until": "", "time_zone": "UTC", "retention_days": "30"}
    of_group = {"description": "Us.", "rules": "New.", "privacy": "private"}
    return {
        "rules of a group": (reverse("groups:settings", args=["quiet"]), of_group, True),
        "a role": (reverse("groups:role", args=["quiet", ida.pk]), {"role": "moderator"}, False),
        "a new board": (reverse("forum:boards", args=["quiet"]), {"name": "More", "description": ""}, False),
        "who may write": (reverse("forum:board_settings", args=["news"]), {"name": "News", **WRITERS}, True),
        "a new question": (reverse("forum:new_field", args=["news"]), asked, True),
        "a question": (reverse("forum:field", args=["news", question.pk]), asked, True),
        "a question less": (reverse("forum:remove_field", args=["news", question.pk]), {}, False),
        "a new room": (reverse("chat:group_rooms", args=["quiet"]), {"name": "Morning", "topic": ""}, False),
        "a room": (reverse("chat:settings", args=["evening"]), of_room, True),
    }


def settings_of_the_site(mo):
    """By moderators of the site."""
    rule, reply = make_rule("tulip", effect="mask"), CannedReply(title="Kind words", text="Thank you.")
    save_reply(reply, moderator=mo, now=NOON)
    make_invitation(by=mo, uses=1, lasts=timedelta(days=7), now=timezone.now())
    invitation = SiteInvitation.objects.get()
    says = {"title": "Kind", "text": "We read it.", "guideline": "", "language": "", "is_active": "on"}
    listed = {"kind": "phrase", "phrase": "rose", "language": "", "effect": "mask", "note": "", "reason": ""}
    return {
        "a new rule": ("/moderation/words/add/", listed, True),
        "a rule": (f"/moderation/words/{rule.pk}/", listed, True),
        "a rule switched off": (f"/moderation/words/{rule.pk}/switch/", {"off": "1"}, False),
        "a new reply": ("/moderation/replies/add/", says, True),
        "a reply": (f"/moderation/replies/{reply.pk}/", says, True),
        "an invitation": ("/moderation/invitations/", {"uses": "3", "days": "7"}, False),
        "an invitation's end": (f"/moderation/invitations/{invitation.pk}/end/", {}, False),
    }


def everything():
    """What the pages above write, in one."""
    tables = (SupportGroup, Membership, Board, FormField, Room, Rule, CannedReply, SiteInvitation)
    return {table: list(table.objects.order_by("pk").values()) for table in tables}


def is_asked(answer, leads):
    return answer.status_code == 302 and answer.url == f"{ASK}?next={quote(leads, safe='')}"


def must_ask(client, path, sent, asks_first):
    """Before it is written; once it was said, what was sent waits and is sent from there."""
    before = everything()
    assert is_asked(client.post(path, sent), "/kept/")
    assert everything() == before
    assert is_asked(client.get(path), path) is asks_first
    confirm(client)
    assert f'action="{path}"' in client.get("/kept/").content.decode()
    assert client.post(path, sent).status_code in {200, 302}
    assert everything() != before


NAMES_OF_A_GROUP = (
    *("rules of a group", "a role", "a new board", "who may write", "a new question", "a question"),
    *("a question less", "a new room", "a room"),
)
NAMES_OF_THE_SITE = (
    *("a new rule", "a rule", "a rule switched off", "a new reply", "a reply", "an invitation", "an invitation's end"),
)


@pytest.mark.parametrize("who", ["gil", "mo"])
@pytest.mark.parametrize("name", NAMES_OF_A_GROUP)
def test_what_a_group_is_held_to_asks_once_more(request, quiet, later, who, name):
    must_ask(later(request.getfixturevalue(who)), *settings_of(quiet)[name])


@pytest.mark.parametrize("name", NAMES_OF_THE_SITE)
def test_what_the_site_is_held_to_asks_once_more(later, mo, name):
    client = later(mo)

    must_ask(client, *settings_of_the_site(mo)[name])


def test_names_are_all_of_them(quiet, mo):
    assert (*settings_of(quiet), *settings_of_the_site(mo)) == (*NAMES_OF_A_GROUP, *NAMES_OF_THE_SITE)


@pytest.mark.parametrize("table", [SupportGroup, Board, Room])
def test_admin_asks_before_its_forms_too(quiet, later, mo, table):
    """They change the same things."""
    page = f"admin:{table._meta.app_label}_{table._meta.model_name}"
    one, client, before = table.objects.get(), later(mo), everything()
    pages = [reverse(f"{page}_add"), reverse(f"{page}_change", args=[one.pk])]
    rows = reverse(f"{page}_changelist")

    assert client.get(rows).status_code == 200
    assert [is_asked(client.post(path, {"name": "Taken over"}), "/kept/") for path in [*pages, rows]] == [True] * 3
    assert is_asked(client.get(pages[1]), pages[1])
    if table is not Room:  # which nobody deletes
        assert is_asked(client.post(reverse(f"{page}_delete", args=[one.pk]), {"post": "yes"}), "/kept/")
    assert everything() == before


def test_whoever_may_not_know_of_a_page_learns_nothing_by_being_asked(quiet, later):
    eve = later(with_address(make_user("Eve", password=PASSWORD)))

    for name, (path, sent, _asks_first) in settings_of(quiet).items():
        assert eve.post(path, sent).status_code == 404, name


def test_member_is_told_that_a_role_is_not_theirs_to_give(quiet, later):
    ben = with_address(make_user("Ben", password=PASSWORD))
    join(quiet, ben)
    path, sent, _asks_first = settings_of(quiet)["a role"]

    assert later(ben).post(path, sent).status_code == 403


def test_everyday_acts_of_moderators_ask_for_nothing(quiet, gil, later):
    """A room in trouble does not wait for a password."""
    thread = make_thread(board=Board.objects.get(), author=gil)
    ida = quiet.memberships.get(member__username="Ida")
    acts = {
        reverse("forum:lock", args=[thread.pk]): {},
        reverse("forum:pace", args=[thread.pk]): {"seconds": "60"},
        reverse("forum:notice", args=[thread.posts.get().pk]): {},
        reverse("forum:add_reading", args=["news"]): {"title": "Read me", "path": "/resources/about-spasms/"},
        reverse("chat:add_reading", args=["evening"]): {"title": "Read me", "path": "/resources/about-spasms/"},
        reverse("chat:open", args=["evening"]): {},
        reverse("chat:pace", args=["evening"]): {"seconds": "60"},
        reverse("chat:calm", args=["evening"]): {},
        reverse("groups:invitations", args=["quiet"]): {"username": "Nobody"},
        reverse("groups:remove", args=["quiet", ida.pk]): {},
    }
    client = later(gil)

    asked = {path for path, sent in acts.items() if ASK in client.post(path, sent).headers.get("Location", "")}
    assert asked == set()
    assert client.get(reverse("forum:held", args=["quiet"])).status_code == 200
    assert client.get("/moderation/").status_code == 200


def test_button_alone_waits_with_a_button_to_press_again(later, mo):
    """Nothing is typed there, so nothing is to be read there."""
    path, _sent, _asks_first = settings_of_the_site(mo)["a rule switched off"]
    client = later(mo)
    client.post(path, {})
    confirm(client)

    page = client.get("/kept/").content.decode()

    assert f'action="{path}"' in page
    assert "Send it again" in page
