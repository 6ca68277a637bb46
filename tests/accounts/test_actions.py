import pytest

from community.accounts import actions
from community.accounts.consents import Subject
from community.accounts.models import User
from community.core.display import Display
from tests.factories import NOON, make_user

pytestmark = pytest.mark.django_db


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


def test_what_was_taken_back_in_another_tab_stays_taken_back():
    """The page that takes back the second was opened before the first was."""
    ada = make_user("Ada")
    stale = User.objects.get(pk=ada.pk)
    actions.withdraw_consent(ada, subject=Subject.HEALTH, now=NOON)

    actions.withdraw_consent(stale, subject=Subject.GUIDELINES, now=NOON)

    ada.refresh_from_db()
    assert (ada.guidelines_accepted_at, ada.health_consent_at) == (None, None)


def test_a_yes_to_one_text_leaves_the_other_taken_back_in_another_tab():
    ada = make_user("Ada")
    stale = User.objects.get(pk=ada.pk)
    actions.withdraw_consent(ada, subject=Subject.HEALTH, now=NOON)

    actions.answer_agreements(stale, asked=[Subject.GUIDELINES], agreed=[Subject.GUIDELINES], now=NOON)

    ada.refresh_from_db()
    assert (ada.guidelines_accepted_at, ada.health_consent_at) == (NOON, None)
