from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from community.accounts.models import User
from community.groups import actions
from community.groups.models import Invitation, SupportGroup
from community.notifications.models import Delivery, Notification
from tests.factories import NOON, join, make_group, make_user
from tests.groups.factories import answer_invitation, counted, invite, leave, role_of, told

WEEK = timedelta(days=7)


def invite_address(group):
    return reverse("groups:invitations", args=[group.slug])


def withdraw_address(group, invitation):
    return reverse("groups:withdraw", args=[group.slug, invitation.pk])


@pytest.mark.parametrize("who", ["gil", "hana", "mo"])
def test_hosts_and_moderators_invite(quiet, eve, request, who):
    invite(quiet, eve, request.getfixturevalue(who))

    assert told(eve) == ["You are invited to a group."]


@pytest.mark.parametrize("who", ["ida", "ada"])
def test_others_do_not(quiet, eve, request, who):
    with pytest.raises(PermissionDenied):
        invite(quiet, eve, request.getfixturevalue(who))


def test_nobody_invites_themselves_or_the_absent(quiet, mo):
    with pytest.raises(PermissionDenied):
        invite(quiet, mo, mo)
    with pytest.raises(PermissionDenied):
        invite(quiet, make_user("Gone", is_active=False), mo)


def test_inviting_twice_is_inviting_once(quiet, gil, hana, eve):
    assert invite(quiet, eve, hana) == invite(quiet, eve, gil)
    assert len(told(eve)) == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        quiet.invitations.create(member=eve, invited_by=gil, created_at=NOON)


def test_members_are_not_invited(quiet, gil, ida):
    with pytest.raises(PermissionDenied, match="already"):
        invite(quiet, ida, gil)


def test_the_mail_of_an_invitation_names_no_group(quiet, gil, eve):
    invitation = invite(quiet, eve, gil)

    mail = Delivery.objects.get(to_address=eve.email)
    assert quiet.slug not in mail.text + mail.html + mail.subject
    assert f"/groups/invitations/{invitation.pk}/" in mail.text


def test_accepting_makes_a_member_once(quiet, gil, eve):
    invitation = invite(quiet, eve, gil)

    assert (answer_invitation(invitation), answer_invitation(invitation)) == (True, False)
    assert role_of(quiet, eve) == "member"
    assert counted(quiet) == (2, 2)
    assert not Notification.objects.filter(recipient=eve, read_at=None).exists()


def test_declining_closes_the_door_again(quiet, gil, eve):
    answer_invitation(invite(quiet, eve, gil), "declined")

    assert role_of(quiet, eve) is None
    assert not SupportGroup.objects.presented_to(eve).exists()


def test_after_a_no_there_is_a_week_of_rest(quiet, gil, eve):
    answer_invitation(invite(quiet, eve, gil), "declined")

    with pytest.raises(PermissionDenied, match="declined"):
        invite(quiet, eve, gil, now=NOON + WEEK - timedelta(seconds=1))
    assert invite(quiet, eve, gil, now=NOON + WEEK).answered_at is None


def test_invitations_are_answered_by_the_invited_only(quiet, gil, hana, eve):
    invitation = invite(quiet, eve, gil)

    with pytest.raises(PermissionDenied):
        actions.answer_invitation(invitation=invitation, member=hana, answer="accepted", now=NOON)
    User.objects.filter(pk=eve.pk).update(is_active=False)
    with pytest.raises(PermissionDenied):
        actions.answer_invitation(invitation=invitation, member=eve, answer="accepted", now=NOON)


def test_who_was_invited_and_left_is_not_invited_for_ever(quiet, gil, eve):
    invitation = invite(quiet, eve, gil)
    answer_invitation(invitation)
    leave(quiet, eve)

    assert answer_invitation(invitation) is False
    assert not SupportGroup.objects.presented_to(eve).exists()


def test_joining_by_the_open_door_answers_the_invitation(group, mo, eve):
    invitation = invite(group, eve, mo)
    actions.join_group(group=group, member=eve, now=NOON)

    invitation.refresh_from_db()
    assert (invitation.answer, invitation.answered_at) == ("accepted", NOON)


def test_taking_back_drops_the_mail_and_the_secret(quiet, gil, eve):
    invitation = invite(quiet, eve, gil)

    assert actions.withdraw_invitation(invitation=invitation, by=gil, now=NOON) is True

    assert Delivery.objects.get().dropped_at == NOON
    assert not SupportGroup.objects.presented_to(eve).exists()
    assert answer_invitation(invitation) is False
    assert role_of(quiet, eve) is None


def test_hosts_take_back_their_own_only(quiet, gil, hana, eve):
    with pytest.raises(PermissionDenied):
        actions.withdraw_invitation(invitation=invite(quiet, eve, gil), by=hana, now=NOON)

    own = invite(quiet, make_user("Other"), hana)
    assert actions.withdraw_invitation(invitation=own, by=hana, now=NOON) is True


def test_answers_are_whole(quiet, gil, eve):
    invitation = invite(quiet, eve, gil)

    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.filter(pk=invitation.pk).update(answered_at=NOON)


def test_inviting_on_the_page_by_a_name_in_any_case(as_member, quiet, hana, eve):
    page = as_member(hana).post(invite_address(quiet), {"username": " eVE "}, follow=True).content.decode()

    assert "Eve has been invited." in page
    assert "Invited by Hana," in page


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Nobody", "There is no member with this name."),
        ("Gone", "There is no member with this name."),
        ("Ida", "This member is in the group already."),
        ("", "Enter the name of the member."),
    ],
)
def test_names_that_cannot_be_invited_come_back_with_the_reason(as_member, quiet, hana, ida, name, words):
    make_user("Gone", is_active=False)

    response = as_member(hana).post(invite_address(quiet), {"username": name})

    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("who", ["ida", "eve", "ada"])
def test_the_page_of_invitations_does_not_exist_for_others(as_member, quiet, gil, request, who):
    client = as_member(request.getfixturevalue(who))

    assert client.get(invite_address(quiet)).status_code == 404
    assert client.post(invite_address(quiet), {"username": "Mo"}).status_code == 404
    assert not Invitation.objects.exists()


def test_the_invited_read_name_and_description_and_nothing_else(as_member, quiet, gil, ida, eve):
    quiet.rules = "Zebra rules."
    quiet.save()
    client, invitation = as_member(eve), invite(quiet, eve, gil)

    page = client.get(invitation.get_absolute_url()).content.decode()
    door = client.get(quiet.get_absolute_url()).content.decode()

    for text in (page, door):
        assert "Quiet corner" in text
        assert "For two or three." in text
        assert "Zebra" not in text
        assert "Ida" not in text
    assert "Gil invites you." in page
    assert "Answer the invitation" in door


def test_accepting_on_the_page_leads_into_the_group(as_member, quiet, gil, eve):
    invitation = invite(quiet, eve, gil)

    for _click in range(2):
        response = as_member(eve).post(invitation.get_absolute_url(), {"answer": "accepted"})
        assert response.url == "/groups/quiet/"
    assert as_member(eve).get(invitation.get_absolute_url()).url == "/groups/quiet/"
    assert counted(quiet) == (2, 2)


def test_declining_on_the_page_leads_to_the_list(as_member, quiet, gil, eve):
    invitation = invite(quiet, eve, gil)

    for _click in range(2):
        assert as_member(eve).post(invitation.get_absolute_url(), {"answer": "declined"}).url == "/groups/"
    assert as_member(eve).get(quiet.get_absolute_url()).status_code == 404
    assert "Quiet corner" not in as_member(eve).get(invitation.get_absolute_url(), follow=True).content.decode()


@pytest.mark.parametrize("given", ["", "withdrawn", "maybe"])
def test_nonsense_for_an_answer_is_a_bad_request(as_member, quiet, gil, eve, given):
    address = invite(quiet, eve, gil).get_absolute_url()

    assert as_member(eve).post(address, {"answer": given}).status_code == 400


@pytest.mark.parametrize("who", ["gil", "mo", "ida", "ada"])
def test_an_invitation_does_not_exist_for_anybody_else(as_member, quiet, gil, eve, request, who):
    address = invite(quiet, eve, gil).get_absolute_url()
    client = as_member(request.getfixturevalue(who))

    assert client.get(address).status_code == 404
    assert client.post(address, {"answer": "accepted"}).status_code == 404


def test_taking_back_on_the_page(as_member, quiet, hana, eve):
    invitation = invite(quiet, eve, hana)

    page = as_member(hana).post(withdraw_address(quiet, invitation), follow=True).content.decode()

    assert "Taken back." in page
    assert "No invitation waits" in page
    assert as_member(eve).get(quiet.get_absolute_url()).status_code == 404


def test_an_invitation_of_another_group_is_not_taken_back_here(as_member, quiet, gil, group, mo, eve):
    elsewhere = invite(group, eve, mo)

    assert as_member(gil).post(withdraw_address(quiet, elsewhere)).status_code == 404
    assert as_member(gil).post(withdraw_address(group, elsewhere)).status_code == 404
    assert as_member(mo).post(withdraw_address(quiet, elsewhere)).status_code == 404
    elsewhere.refresh_from_db()
    assert elsewhere.answered_at is None


def test_the_invited_cannot_take_it_back_themselves(as_member, quiet, group, gil, mo, eve):
    assert as_member(eve).post(withdraw_address(quiet, invite(quiet, eve, gil))).status_code == 404
    assert as_member(eve).post(withdraw_address(group, invite(group, eve, mo))).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_invitations_cost_the_same_queries_for_any_number(as_member, quiet, hana, rows, django_assert_num_queries):
    for number in range(rows):
        invite(quiet, make_user(f"Guest{number}"), hana)
    client = as_member(hana)

    with django_assert_num_queries(6):  # session, user, group with role, how many, invitations, unread count
        page = client.get(invite_address(quiet)).content.decode()

    assert page.count("list-rows__item") == rows


def test_a_group_nobody_invited_to_stays_a_secret(as_member, quiet, gil, eve):
    other = make_group("other", privacy="private")
    join(other, gil)
    invite(quiet, eve, gil)

    assert as_member(eve).get(other.get_absolute_url()).status_code == 404
    assert "Other" not in as_member(eve).get(reverse("groups:list")).content.decode()
