"""The team's own group."""

import pytest
from django.core.exceptions import PermissionDenied

from community.groups.models import SupportGroup
from community.moderation.models import TeamRoom
from community.moderation.tasks import follow_team
from community.moderation.team import actions
from tests.concurrency import at_once
from tests.factories import NOON, join, make_group, make_user

ROOM = "/moderation/team/"


@pytest.mark.parametrize("method", ["get", "post"])
def test_room_is_not_there_for_others(client, as_member, ada, gil, method):
    assert getattr(client, method)(ROOM).status_code == 302
    for member in (ada, gil):
        assert getattr(as_member(member), method)(ROOM).status_code == 404
        with pytest.raises(PermissionDenied):
            actions.come_in(member, now=NOON)
    assert not TeamRoom.objects.exists()


def test_looking_opens_nothing(as_member, mo):
    assert "Open the room" in as_member(mo).get(ROOM).content.decode()
    assert not TeamRoom.objects.exists()


def test_first_moderator_opens_it_and_others_come_in(as_member, mo, root, gil):
    response = as_member(mo).post(ROOM, follow=True)
    group = TeamRoom.objects.get().group

    assert response.redirect_chain == [(group.get_absolute_url(), 302)]
    assert as_member(mo).get(ROOM).url == group.get_absolute_url()
    assert "Come in" in as_member(root).get(ROOM).content.decode()
    as_member(root).post(ROOM)
    as_member(root).post(ROOM)
    group.refresh_from_db()
    assert (group.privacy, group.listed_at, group.member_count) == (SupportGroup.Privacy.PRIVATE, None, 2)
    assert as_member(gil).get(group.get_absolute_url()).status_code == 404


def test_team_talks_there(as_member, mo):
    board = actions.come_in(mo, now=NOON).boards.get()
    client = as_member(mo)

    client.post(f"{board.get_absolute_url()}new/", {"title": "Who is here", "body": "Hello, all."})

    assert "Who is here" in client.get(board.get_absolute_url()).content.decode()


def test_whoever_is_no_moderator_any_more_is_out_within_a_minute(as_member, mo, root):
    group = actions.come_in(mo, now=NOON)
    actions.come_in(root, now=NOON)
    mo.is_moderator = False
    mo.save()

    assert follow_team() == 1

    group.refresh_from_db()
    assert group.member_count == 1
    assert as_member(mo).get(group.get_absolute_url()).status_code == 404
    assert follow_team() == 0


def test_whoever_was_invited_there_is_out_when_the_next_comes_in(mo, root, eve):
    group = actions.come_in(mo, now=NOON)
    join(group, eve)

    actions.come_in(root, now=NOON)

    assert not group.memberships.filter(member=eve).exists()


def test_without_a_room_there_is_nothing_to_follow(db):
    assert follow_team() == 0


def test_a_group_of_that_name_is_left_alone(mo):
    taken = make_group("team")

    assert actions.come_in(mo, now=NOON) != taken


@pytest.mark.django_db(transaction=True)
def test_two_who_open_it_in_the_same_moment_are_in_one_room():
    first, second = (make_user(name, is_moderator=True) for name in ("Una", "Ulf"))

    found = at_once(lambda: actions.come_in(first, now=NOON), lambda: actions.come_in(second, now=NOON))

    assert found[0] == found[1]
    assert TeamRoom.objects.get().group.member_count == 2
    assert SupportGroup.objects.count() == 1
