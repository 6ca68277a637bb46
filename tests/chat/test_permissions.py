import pytest
from django.contrib.auth.models import AnonymousUser

from community.chat.permissions import can_listen, can_speak
from tests.chat.factories import make_room
from tests.factories import NOON, make_user


@pytest.mark.parametrize(("name", "may"), [("ada", True), ("mo", True), ("eve", False)])
def test_members_and_moderators_listen_and_speak(request, group, name, may):
    room, person = make_room(group), request.getfixturevalue(name)

    assert can_listen(person, room) is may
    assert can_speak(person, room, now=NOON) is may


def test_site_moderator_speaks_without_joining(group):
    helper = make_user("Ola", is_moderator=True)

    assert can_speak(helper, make_room(group), now=NOON)


def test_visitor_does_neither(group):
    assert not can_listen(AnonymousUser(), make_room(group))
    assert not can_speak(AnonymousUser(), make_room(group, slug="other"), now=NOON)


def test_member_speaks_after_reading_the_guidelines(group, ada):
    ada.guidelines_accepted_at = None

    assert can_listen(ada, make_room(group))
    assert not can_speak(ada, make_room(group, slug="other"), now=NOON)
