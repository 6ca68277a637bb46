from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from community.accounts.permissions import can_write
from tests.factories import NOON, make_user

pytestmark = pytest.mark.django_db


def test_visitors_cannot_write():
    assert not can_write(AnonymousUser(), now=NOON)


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({}, True),
        ({"is_active": False}, False),
        ({"guidelines_accepted_at": None}, False),
        ({"guidelines_accepted_at": NOON + timedelta(days=1)}, False),
    ],
)
def test_members_write_when_active_and_welcomed(fields, answer):
    assert can_write(make_user("Kestrel", **fields), now=NOON) is answer
