import pytest

from community.accounts import actions
from community.core.display import Display
from tests.factories import NOON, make_user

pytestmark = pytest.mark.django_db


def test_guidelines_are_accepted_once():
    member = make_user("Kestrel", guidelines_accepted_at=None)

    actions.accept_guidelines(member, now=NOON)
    actions.accept_guidelines(member, now=NOON.replace(year=2027))

    assert member.guidelines_accepted_at == NOON


def test_unknown_time_zones_are_refused():
    member = make_user("Kestrel")

    with pytest.raises(ValueError, match="Atlantis"):
        actions.choose_time_zone(member, time_zone="Ocean/Atlantis")

    member.refresh_from_db()
    assert member.time_zone == "UTC"


def test_display_is_kept_in_the_account():
    member = make_user("Kestrel")

    actions.choose_display(member, display=Display("dark", 200))

    member.refresh_from_db()
    assert member.display == Display("dark", 200)
