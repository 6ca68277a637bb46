"""Moderators make invitations to the site and end them; the address is shown once."""

import re
from datetime import timedelta

import pytest

from community.accounts.inviting.actions import make_invitation
from community.accounts.models import SiteInvitation
from tests.factories import NOON

PAGE = "/moderation/invitations/"


def invite(by, *, uses=1):
    return make_invitation(by=by, uses=uses, lasts=timedelta(days=7), now=NOON)


def html(response):
    return response.content.decode()


def test_the_address_is_shown_once_and_works(client, as_member, mo):
    answer = as_member(mo).post(PAGE, {"uses": "3", "days": "7"})

    address = re.search(r'id="address"[^>]*>http://[^/]+(/join/[\w-]+/)<', html(answer))[1]
    assert "no-store" in answer["Cache-Control"]
    assert "/join/" not in html(as_member(mo).get(PAGE))
    assert "For 3 more people" in html(as_member(mo).get(PAGE))
    client.logout()
    assert client.get(address).url == "/accounts/signup/"


@pytest.mark.parametrize(
    "typed", [{}, {"uses": "0", "days": "7"}, {"uses": "51", "days": "7"}, {"uses": "1", "days": "365"}]
)
def test_what_is_no_invitation_is_said_and_made_of_nothing(as_member, mo, typed):
    answer = as_member(mo).post(PAGE, {"csrfmiddlewaretoken": "x"} | typed)

    assert answer.status_code == 422
    assert "Error:" in html(answer)
    assert not SiteInvitation.objects.exists()


def test_ending_one_shuts_it_at_once(client, as_member, mo):
    token = invite(mo)

    page = as_member(mo).post(f"{PAGE}{SiteInvitation.objects.get().pk}/end/", follow=True)

    assert "Ended." in html(page)
    client.logout()
    assert client.get(f"/join/{token}/").status_code == 404


@pytest.mark.parametrize("name", ["ada", "gil"])
def test_nobody_else_finds_the_page_or_ends_one(as_member, mo, name, request):
    invite(mo)
    client, pk = as_member(request.getfixturevalue(name)), SiteInvitation.objects.get().pk

    answers = [client.get(PAGE), client.post(PAGE, {"uses": "1", "days": "7"}), client.post(f"{PAGE}{pk}/end/")]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert SiteInvitation.objects.count() == 1


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_three(as_member, mo, number, django_assert_num_queries):
    for _ in range(number):
        invite(mo)
    client = as_member(mo)

    with django_assert_num_queries(4):
        page = html(client.get(PAGE))

    assert page.count("/end/") == number
