"""What is erased at night, and what is not."""

from datetime import timedelta

import pytest
from django.conf import settings

from community.accounts.models import User
from community.drafts import querysets
from community.drafts.actions import delete_draft, forget_old_drafts
from community.drafts.models import Draft, OtherVersion
from community.drafts.tasks import forget_old_drafts as nightly
from tests.drafts.factories import save, save_elsewhere
from tests.factories import NOON

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _agreed_long_ago(ada, bo):
    """Drafts are kept only of those who agreed to that before."""
    User.objects.update(health_consent_at=NOON - 40 * 365 * DAY)


@pytest.mark.parametrize(("days", "left"), [(179, 1), (180, 0)])
def test_untouched_drafts_are_erased_after_180_days(ada, days, left):
    save(ada, now=NOON - days * DAY)
    save_elsewhere(ada, now=NOON - days * DAY)

    assert forget_old_drafts(now=NOON) == 1 - left
    assert (Draft.objects.count(), OtherVersion.objects.count()) == (left, left)


def test_an_old_version_is_erased_beside_a_draft_that_lives(ada):
    draft = save(ada, now=NOON - 200 * DAY)
    save_elsewhere(ada, now=NOON - 200 * DAY)
    save(ada, "Touched", version=draft.version, now=NOON)

    assert forget_old_drafts(now=NOON) == 0
    assert (Draft.objects.count(), OtherVersion.objects.count()) == (1, 0)


@pytest.mark.parametrize(("minutes", "left"), [(9, 1), (10, 0)])
def test_deleted_drafts_are_erased_when_their_undo_is_over(ada, minutes, left):
    delete_draft(save(ada), member=ada, now=NOON - timedelta(minutes=minutes))

    forget_old_drafts(now=NOON)

    assert Draft.objects.count() == left


def test_of_too_many_only_those_older_than_90_days_go(ada, bo, monkeypatch):
    monkeypatch.setattr(querysets, "MOST", 2)
    for days in (1, 2, 89, 90, 91):
        save(ada, key=f"reply:{days}", now=NOON - days * DAY)
    save(bo, key="reply:91", now=NOON - 91 * DAY)

    assert forget_old_drafts(now=NOON) == 2
    assert sorted(Draft.objects.filter(owner=ada).values_list("key", flat=True)) == ["reply:1", "reply:2", "reply:89"]
    assert Draft.objects.filter(owner=bo).count() == 1


@pytest.mark.django_db
def test_the_clock_asks_for_it_once_a_day(ada):
    save(ada, now=NOON - 9999 * DAY)

    assert nightly() == 1
    assert settings.TICKS[nightly.name] == 24 * 3600
