"""A silenced member joins, leaves and answers invitations, and sends no words and nobody an invitation."""

import pytest
from django.urls import reverse

from community.accounts.actions import sanction
from community.accounts.models import Sanction, User
from community.groups.actions.requests import who_answers
from community.groups.models import Invitation, JoinRequest, Membership
from tests.factories import NOON
from tests.groups.factories import answer_invitation, invite, role_of

pytestmark = pytest.mark.django_db
SENTENCE = "You can read here. Writing is paused for you, with no end date."


def silence(member, kind=Sanction.Kind.SILENCE):
    sanction(member, kind=kind, until=None, now=NOON)


@pytest.fixture
def invitations(quiet):
    return reverse("groups:invitations", args=[quiet.slug])


@pytest.mark.parametrize("who", ["hana", "gil"])
def test_nobody_is_invited_and_the_sentence_says_why(request, as_member, quiet, invitations, eve, who):
    team = request.getfixturevalue(who)
    silence(team)
    browser = as_member(team)

    answer = browser.post(invitations, {"username": "Eve"})

    assert (answer.status_code, Invitation.objects.count()) == (422, 0)
    assert SENTENCE in answer.content.decode()
    page = browser.get(invitations).content.decode()
    assert page.count(SENTENCE) == 1
    assert 'name="username"' not in page


def test_an_own_invitation_can_be_taken_back(as_member, quiet, hana, eve):
    invitation = invite(quiet, eve, hana)
    silence(hana)

    as_member(hana).post(reverse("groups:withdraw", args=[quiet.slug, invitation.pk]))

    invitation.refresh_from_db()
    assert invitation.answer == Invitation.Answer.WITHDRAWN


def test_nobody_asks_to_be_let_in_and_the_words_are_kept(as_member, listed, eve):
    silence(eve)
    browser = as_member(eve)

    answer = browser.post(reverse("groups:ask", args=[listed.slug]), {"words": "Typed with care"})

    page = answer.content.decode()
    assert (answer.status_code, JoinRequest.objects.count()) == (403, 0)
    assert SENTENCE in page
    assert "Typed with care" in page
    assert SENTENCE in browser.get(listed.get_absolute_url()).content.decode()


def test_joining_leaving_and_answering_go_on(as_member, group, quiet, hana, eve):
    invitation = invite(quiet, eve, hana)
    silence(eve)

    as_member(eve).post(reverse("groups:join", args=[group.slug]))
    answer_invitation(invitation)

    assert role_of(group, eve) == role_of(quiet, eve) == Membership.Role.MEMBER


@pytest.mark.parametrize("name", ["settings", "requests"])
def test_a_silenced_moderator_does_not_look_after_the_group(as_member, listed, gil, name):
    address = reverse(f"groups:{name}", args=[listed.slug])
    assert as_member(gil).get(address).status_code == 200
    silence(gil)

    assert as_member(gil).get(address).status_code == 404
    assert as_member(gil).post(address, {"description": "Changed"}).status_code in (404, 405)
    listed.refresh_from_db()
    assert listed.description == "For two or three."


def test_a_silenced_moderator_changes_nobodys_place(as_member, quiet, gil, ida):
    silence(gil)
    place = Membership.objects.get(member=ida)

    for name in ("role", "remove"):
        address = reverse(f"groups:{name}", args=[quiet.slug, place.pk])
        assert as_member(gil).post(address, {"role": "host"}).status_code in (403, 404)

    assert role_of(quiet, ida) == Membership.Role.MEMBER


@pytest.mark.parametrize("kind", [Sanction.Kind.SILENCE, Sanction.Kind.SUSPENSION])
def test_requests_are_told_to_those_who_may_answer(listed, gil, mo, kind):
    assert list(who_answers(listed, now=NOON)) == [gil]

    silence(gil, kind)

    assert list(who_answers(listed, now=NOON)) == [mo]


def test_a_suspended_host_is_a_visitor_of_the_group(as_member, quiet, invitations, hana):
    browser = as_member(hana)
    silence(hana, Sanction.Kind.SUSPENSION)

    assert browser.get(quiet.get_absolute_url()).status_code == 404
    assert browser.get(invitations)["Location"] == "/paused/"
    assert User.objects.filter(memberships__group=quiet).exists()
