import pytest
from django.urls import reverse

from community.groups.permissions import is_member
from tests.factories import make_group


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


def test_joining_needs_a_post(client, group, eve):
    client.force_login(eve)

    assert client.get(reverse("groups:join", args=[group.slug])).status_code == 405


def test_private_groups_of_others_are_a_404_for_every_act(client, db, eve):
    hidden = make_group("quiet", privacy="private")
    client.force_login(eve)

    for act in ("join", "leave"):
        assert client.post(reverse(f"groups:{act}", args=[hidden.slug])).status_code == 404
