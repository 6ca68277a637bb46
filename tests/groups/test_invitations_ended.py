"""An invitation holds no longer than the right of whoever wrote it."""

import pytest
from django.utils import timezone

from community.accounts.actions import sanction
from community.accounts.models import Sanction, User
from community.groups.models import Invitation, SupportGroup
from community.notifications.models import Delivery, Notification
from tests.factories import NOON, join
from tests.groups.factories import answer_invitation, invite, leave, remove, role_of, set_role


def lose_role(quiet, hana, gil):
    set_role(quiet, hana, "member", gil)


def be_removed(quiet, hana, gil):
    remove(quiet, hana, gil)


def go(quiet, hana, gil):
    leave(quiet, hana)


def be_suspended(quiet, hana, gil):
    sanction(hana, kind=Sanction.Kind.SUSPENSION, until=None, now=timezone.now())


def be_switched_off(quiet, hana, gil):
    User.objects.filter(pk=hana.pk).update(is_active=False)


ENDS = {"role": lose_role, "removed": be_removed, "left": go, "suspended": be_suspended, "off": be_switched_off}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_nobody_comes_into_a_private_group_by_it(quiet, gil, hana, eve, end):
    invitation = invite(quiet, eve, hana)

    end(quiet, hana, gil)

    assert answer_invitation(invitation) is False
    assert role_of(quiet, eve) is None
    assert Invitation.objects.get().answer == "withdrawn"
    assert not SupportGroup.objects.presented_to(eve).exists()


@pytest.mark.parametrize("end", [lose_role, be_removed, go])
def test_the_door_closes_and_the_mail_stays_unsent(as_member, quiet, gil, hana, eve, end):
    invite(quiet, eve, hana)

    end(quiet, hana, gil)

    assert Delivery.objects.get(notification__recipient=eve).dropped_at == NOON
    assert not Notification.objects.unread().filter(recipient=eve).exists()
    assert as_member(eve).get(quiet.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_the_guest_reads_why_they_did_not_come_in(as_member, quiet, gil, hana, eve, end):
    address = invite(quiet, eve, hana).get_absolute_url()
    end(quiet, hana, gil)

    page = as_member(eve).post(address, {"answer": "accepted"}, follow=True).content.decode()

    assert "This invitation was taken back. Somebody else of the group can invite you again." in page
    assert "Quiet corner" not in page
    assert "no longer open" not in page


def test_a_silence_does_not_count_against_the_guest(quiet, hana, eve):
    invitation = invite(quiet, eve, hana)
    sanction(hana, kind=Sanction.Kind.SILENCE, until=None, now=NOON)

    assert answer_invitation(invitation) is True
    assert role_of(quiet, eve) == "member"


def test_from_moderator_to_host_they_hold(quiet, mo, gil, eve):
    invitation = invite(quiet, eve, gil)
    other = User.objects.create_user("Olga")
    join(quiet, other, role="moderator")

    set_role(quiet, gil, "host", mo)

    assert answer_invitation(invitation) is True


def test_those_of_others_and_of_other_groups_hold(quiet, group, gil, hana, eve):
    join(group, hana, role="host")
    by_gil, elsewhere = invite(quiet, eve, gil), invite(group, eve, hana)

    remove(quiet, hana, gil)

    assert (answer_invitation(by_gil), answer_invitation(elsewhere)) == (True, True)


def test_a_moderator_of_the_site_who_leaves_the_group_still_invites(quiet, mo, gil, eve):
    join(quiet, mo)
    invitation = invite(quiet, eve, mo)

    leave(quiet, mo)

    assert answer_invitation(invitation) is True


def test_it_can_be_declined_all_the_same(quiet, gil, hana, eve):
    invitation = invite(quiet, eve, hana)
    be_suspended(quiet, hana, gil)

    assert answer_invitation(invitation, "declined") is True


def test_somebody_else_asks_the_guest_in_instead(quiet, gil, hana, eve):
    invite(quiet, eve, hana)
    be_suspended(quiet, hana, gil)

    own = invite(quiet, eve, gil)

    assert own.invited_by == gil
    assert answer_invitation(own) is True
