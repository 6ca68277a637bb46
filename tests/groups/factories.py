"""Ways into a group, begun."""

from community.groups import actions
from community.groups.models import Membership
from community.notifications.models import Notification
from tests.factories import NOON


def ask(group, member, *, words="", now=NOON):
    return actions.ask_to_join(group=group, member=member, words=words, now=now)


def answer(join_request, moderator, given="accepted", *, now=NOON):
    return actions.answer_request(join_request=join_request, moderator=moderator, answer=given, now=now)


def invite(group, member, inviter, *, now=NOON):
    return actions.invite(group=group, member=member, inviter=inviter, now=now)


def answer_invitation(invitation, given="accepted", *, now=NOON):
    return actions.answer_invitation(invitation=invitation, member=invitation.member, answer=given, now=now)


def leave(group, member, *, now=NOON):
    actions.leave_group(group=group, member=member, now=now)


def come_back(group, member, *, now=NOON):
    return actions.undo_leaving(group=group, member=member, now=now)


def set_role(group, member, role, moderator, *, now=NOON):
    return actions.set_role(membership=membership_of(group, member), role=role, moderator=moderator, now=now)


def remove(group, member, moderator, *, now=NOON):
    return actions.remove_member(membership=membership_of(group, member), moderator=moderator, now=now)


def membership_of(group, member):
    return Membership.objects.get(group=group, member=member)


def role_of(group, member):
    return group.memberships.filter(member=member).values_list("role", flat=True).first()


def counted(group):
    """What the group says it counts, and what there is."""
    group.refresh_from_db()
    return group.member_count, group.memberships.count()


def told(member):
    """The texts of what a member was told about groups, oldest first."""
    return list(
        Notification.objects.filter(recipient=member, kind="group").order_by("pk").values_list("text", flat=True)
    )
