"""What is kept under seal of somebody who left has an end, and so has the account that it leads to."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from community.accounts.actions import sanction
from community.accounts.models import Sanction, User
from community.core.turns import Turn
from community.moderation.actions.forgetting import KEPT, forget_old
from community.moderation.append_only import keep, lift
from community.moderation.models import Case, Decision
from community.privacy.actions import keep_periods
from community.privacy.leaving.actions import GRACE, LEAVING_KEPT, erase_due, forget_leavings, forget_sealed, leave
from community.privacy.models import Leaving
from tests.moderation.factories import decide, make_post, report_post

BEGAN = timezone.now() - timedelta(days=9)  # by the clock on the wall, which says when something was erased
LATER = BEGAN + timedelta(days=1)
OVER = LATER + GRACE
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"


@pytest.fixture
def suspended(group, ada, bo, mo):
    """For ever, by a decision."""
    decide(report_post(make_post(group, ada), bo, now=BEGAN).case, mo, now=BEGAN)
    given = sanction(ada, kind=Sanction.Kind.SUSPENSION, until=None, now=BEGAN)
    lift(connection, ["update"])
    Decision.objects.update(sanction=given)
    keep(connection)
    return ada


def gone(member):
    leave(member, way="take", now=LATER)
    assert erase_due(now=OVER, turn=Turn()) == 1


def pass_to(now):
    keep_periods(now=now, turn=Turn())
    forget_old(now=now, turn=Turn())
    forget_sealed(now=now)
    forget_leavings(now=now)


def test_a_suspension_without_an_end_ends_with_the_account(suspended):
    gone(suspended)

    assert not Sanction.objects.in_force(OVER + SECOND).exists()
    ended = Sanction.objects.get().lifted_at
    pass_to(ended + KEPT - SECOND)
    assert (Case.objects.count(), Sanction.objects.count()) == (0, 1)
    pass_to(ended + KEPT)
    assert not Sanction.objects.exists()
    assert not User.objects.filter(pk=suspended.pk).exists()


def test_who_is_still_here_stays_suspended(suspended):
    leave(suspended, way="take", now=LATER)

    assert Sanction.objects.in_force(OVER).exists()


def test_that_somebody_left_is_known_as_long_as_something_of_them_is_kept(suspended):
    gone(suspended)
    Case.objects.update(decided_at=None)
    after = Leaving.objects.get().erased_at + LEAVING_KEPT

    pass_to(after + KEPT)
    assert Leaving.objects.get().member_id == suspended.pk

    Case.objects.update(decided_at=OVER)
    pass_to(after + KEPT)
    assert (Leaving.objects.count(), User.objects.filter(pk=suspended.pk).count()) == (0, 0)


def test_otherwise_for_five_years(ada):
    gone(ada)
    after = Leaving.objects.get().erased_at + LEAVING_KEPT

    pass_to(after - SECOND)
    assert Leaving.objects.count() == 1
    pass_to(after)
    assert Leaving.objects.count() == 0
