import pytest
from django.urls import reverse

from community.groups.models import SupportGroup
from community.groups.permissions import is_member
from tests.chat.factories import make_room
from tests.factories import NOON, join, make_group, make_user
from tests.forum.factories import make_board
from tests.groups.factories import ask, invite

POSTS = ["join", "leave", "return", "ask", "invitations", "settings"]
PAGES = ["group", "members", "requests", "invitations", "settings", "ask"]


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_queries_for_any_length(client, ada, rows, django_assert_num_queries):
    for number in range(rows - 1):
        make_group(f"group-{number}")
    client.force_login(ada)

    with django_assert_num_queries(4):  # session, user, groups, unread count
        page = client.get(reverse("groups:list")).content.decode()

    assert page.count("list-rows__item") == rows


def test_open_groups_do_not_exist_for_visitors(client, group):
    assert client.get(group.get_absolute_url()).status_code == 404
    assert group.name not in client.get(reverse("groups:list")).content.decode()


def test_public_groups_can_be_read_by_anyone(client, db):
    assert client.get(make_group("public", privacy="public").get_absolute_url()).status_code == 200


def test_joining_goes_back_to_where_one_was(client, group, eve):
    client.force_login(eve)

    response = client.post(reverse("groups:join", args=[group.slug]), {"next": "/boards/new-here/"})

    assert response.url == "/boards/new-here/"
    assert is_member(eve, group)


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_joining_never_leads_to_another_site(client, group, eve, elsewhere):
    client.force_login(eve)

    response = client.post(reverse("groups:join", args=[group.slug]), {"next": elsewhere})

    assert response.url == group.get_absolute_url()


@pytest.mark.parametrize(("name", "sees_link"), [("ada", False), ("mo", True)])
def test_moderators_find_their_cases_from_the_group(client, group, request, name, sees_link):
    client.force_login(request.getfixturevalue(name))

    page = client.get(group.get_absolute_url()).content.decode()

    assert ("Cases that wait" in page) is sees_link


@pytest.mark.parametrize("act", ["join", "leave", "return"])
def test_what_changes_something_needs_a_post(client, group, eve, act):
    client.force_login(eve)

    assert client.get(reverse(f"groups:{act}", args=[group.slug])).status_code == 405


def test_private_groups_of_others_are_a_404_for_every_act(as_member, quiet, gil, eve):
    client = as_member(eve)

    for act in POSTS:
        assert client.post(reverse(f"groups:{act}", args=[quiet.slug]), {"username": "Mo"}).status_code == 404
    for page in PAGES:
        assert client.get(reverse(f"groups:{page}", args=[quiet.slug])).status_code == 404


def test_a_listed_group_is_listed_for_members_by_name_and_description_only(as_member, client, listed, gil, eve):
    visitor = client.get(reverse("groups:list")).content.decode()
    page = as_member(eve).get(reverse("groups:list")).content.decode()

    assert "Quiet corner" not in visitor
    assert "Quiet corner" in page
    assert "For two or three." in page
    assert "1 member." not in page


@pytest.mark.parametrize("way", ["listed", "invited"])
def test_the_door_shows_nothing_of_what_is_inside(as_member, quiet, gil, eve, way):
    board, room = make_board(quiet, "zebra-board", name="Zebra talk"), make_room(quiet, "zebra-room")
    if way == "listed":
        SupportGroup.objects.filter(pk=quiet.pk).update(listed_at=NOON, rules="Zebra rules.")
    else:
        SupportGroup.objects.filter(pk=quiet.pk).update(rules="Zebra rules.")
        invite(quiet, eve, gil)
    client = as_member(eve)

    page = client.get(quiet.get_absolute_url()).content.decode()

    assert "Quiet corner" in page
    for secret in ("ebra", "1 member", "Gil", "/members/"):
        assert secret not in page
    for address in (board.get_absolute_url(), room.get_absolute_url(), reverse("groups:members", args=["quiet"])):
        assert client.get(address).status_code == 404
    assert client.post(reverse("groups:join", args=["quiet"])).status_code == 404


def test_the_door_leads_to_asking(as_member, listed, eve):
    assert "Ask to join" in as_member(eve).get(listed.get_absolute_url()).content.decode()


def test_who_has_not_read_the_guidelines_is_led_there_first(as_member, listed):
    newcomer = make_user("New", guidelines_accepted_at=None)

    page = as_member(newcomer).get(listed.get_absolute_url()).content.decode()

    assert "Read the guidelines" in page
    assert "/groups/quiet/ask/" not in page


def test_moderators_see_how_many_ask_and_others_do_not(as_member, listed, gil, hana, eve):
    ask(listed, eve)

    assert '<span class="badge">1</span>' in as_member(gil).get(listed.get_absolute_url()).content.decode()
    for page in (as_member(hana).get(listed.get_absolute_url()), as_member(eve).get(listed.get_absolute_url())):
        assert "badge" not in page.content.decode().partition("<main")[2]


@pytest.mark.parametrize(
    ("who", "links"),
    [("ida", {"members"}), ("hana", {"members", "invitations"}), ("gil", {"members", "invitations", "settings"})],
)
def test_everybody_finds_what_is_theirs_to_do(as_member, quiet, request, who, links):
    page = as_member(request.getfixturevalue(who)).get(quiet.get_absolute_url()).content.decode()

    assert {link for link in ("members", "invitations", "settings") if f"/groups/quiet/{link}/" in page} == links
    assert "/groups/quiet/leave/" in page


def test_rules_are_plain_text(as_member, quiet, ida):
    SupportGroup.objects.filter(pk=quiet.pk).update(rules="<script>alert(1)</script>")

    assert "&lt;script&gt;" in as_member(ida).get(quiet.get_absolute_url()).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_group_page_costs_the_same_queries_for_any_size(as_member, quiet, gil, rows, django_assert_num_queries):
    join(quiet, *[make_user(f"Member{number}") for number in range(rows)])
    for number in range(rows):
        make_board(quiet, f"board-{number}")
        make_room(quiet, f"room-{number}")
    client = as_member(gil)

    with django_assert_num_queries(7):  # session, user, group with role, requests, boards, rooms, unread count
        page = client.get(quiet.get_absolute_url()).content.decode()

    assert page.count("list-rows__item") == 2 * rows


def test_the_door_costs_few_queries(as_member, listed, gil, eve, django_assert_num_queries):
    client = as_member(eve)

    with django_assert_num_queries(9):  # session, user, group, own request, invitation, may ask (3), unread count
        client.get(listed.get_absolute_url())
