from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories import join, make_moderator, make_user
from tests.groups.factories import counted, membership_of, role_of


def members_address(group):
    return reverse("groups:members", args=[group.slug])


def act(client, group, name):
    return client.post(reverse(f"groups:{name}", args=[group.slug]))


@pytest.mark.parametrize("rows", [1, 3])
def test_members_cost_the_same_queries_for_any_number(as_member, quiet, gil, rows, django_assert_num_queries):
    join(quiet, *[make_user(f"Member{number}") for number in range(rows)])
    client = as_member(gil)

    with django_assert_num_queries(8):  # session, user, group, role, how many, team, members, unread count
        page = client.get(members_address(quiet)).content.decode()

    assert page.count("list-rows__item") == rows + 1
    assert page.count("<select") == rows + 1  # the others', and one's own


def test_fifty_members_make_a_page_and_the_team_stands_on_the_first(as_member, quiet, gil):
    join(quiet, *[make_user(f"Member{number:02}") for number in range(51)])
    client = as_member(gil)

    first = client.get(members_address(quiet)).content.decode()
    second = client.get(members_address(quiet) + "?page=2").content.decode()

    assert (first.count("list-rows__item"), second.count("list-rows__item")) == (51, 1)
    assert "Who looks after this group" in first
    assert "Who looks after this group" not in second
    assert "52 members." in second


@pytest.mark.parametrize("who", ["ida", "hana"])
def test_members_read_names_and_roles_without_controls(as_member, quiet, gil, request, who):
    page = as_member(request.getfixturevalue(who)).get(members_address(quiet)).content.decode()

    assert "Gil" in page
    assert "Moderator · since" in page
    assert "<select" not in page
    assert "Remove" not in page


def test_moderators_get_no_controls_over_equals(as_member, quiet, gil):
    other = make_moderator(quiet, "Lou")

    page = as_member(gil).get(members_address(quiet)).content.decode()

    assert f'id="role-{membership_of(quiet, gil).pk}"' in page
    assert f'id="role-{membership_of(quiet, other).pk}"' not in page
    assert "Remove" not in page


def test_moderators_of_the_site_see_the_members_everywhere(as_member, quiet, gil, mo):
    page = as_member(mo).get(members_address(quiet)).content.decode()

    assert f'id="role-{membership_of(quiet, gil).pk}"' in page


def test_names_in_a_group_are_for_those_in_it(as_member, client, group, quiet, ada, eve):
    assert as_member(ada).get(members_address(group)).status_code == 200
    assert as_member(eve).get(members_address(group)).status_code == 404  # open: she may read it, not the names
    assert as_member(ada).get(members_address(quiet)).status_code == 404
    client.logout()
    assert client.get(members_address(group)).status_code == 302


def test_people_who_cannot_sign_in_are_not_listed(as_member, quiet, ida):
    join(quiet, make_user("Gone", is_active=False))

    assert "Gone" not in as_member(ida).get(members_address(quiet)).content.decode()


def test_leaving_a_private_group_can_be_undone_on_the_next_page(as_member, quiet, gil, hana):
    client = as_member(hana)

    page = client.post(reverse("groups:leave", args=[quiet.slug]), follow=True).content.decode()
    assert "You left Quiet corner" in page
    assert client.get(quiet.get_absolute_url()).status_code == 404

    for _click in range(2):
        assert act(client, quiet, "return").url == "/groups/quiet/"
    assert role_of(quiet, hana) == "host"
    assert counted(quiet) == (2, 2)


def test_a_second_click_on_leave_leads_to_the_same_page(as_member, quiet, ida):
    for _click in range(2):
        assert act(as_member(ida), quiet, "leave").url == "/groups/quiet/left/"


def test_the_last_moderator_is_told_why_they_cannot_leave(as_member, quiet, gil):
    page = as_member(gil).post(reverse("groups:leave", args=[quiet.slug]), follow=True).content.decode()

    assert "You are the only moderator of this private group." in page
    assert "Quiet corner" in page
    assert role_of(quiet, gil) == "moderator"


def test_after_ten_minutes_undo_says_that_they_are_over(as_member, quiet, ida, at_noon):
    client = as_member(ida)
    act(client, quiet, "leave")
    at_noon.shift(timedelta(minutes=10))

    assert client.get(reverse("groups:left", args=[quiet.slug])).url == "/groups/"
    page = client.post(reverse("groups:return", args=[quiet.slug]), follow=True).content.decode()

    assert "ten minutes, and they are over" in page
    assert role_of(quiet, ida) is None


def test_the_way_back_of_somebody_else_does_not_exist(as_member, quiet, ida, eve):
    act(as_member(ida), quiet, "leave")

    client = as_member(eve)
    assert client.get(reverse("groups:left", args=[quiet.slug])).url == "/groups/"
    assert act(client, quiet, "return").status_code == 404
    assert role_of(quiet, eve) is None


def test_who_leaves_what_they_were_not_in_is_led_to_the_list(as_member, group, eve):
    response = as_member(eve).post(reverse("groups:leave", args=[group.slug]), follow=True)

    assert response.redirect_chain[-1][0] == "/groups/"
