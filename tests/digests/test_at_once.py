"""Two workers, or two beats, look in the same moment."""

import pytest
import time_machine

from community.digests import actions
from community.digests.models import Digest, Plan
from community.digests.tasks import keep_plans, make_due_digests
from community.notifications.models import Delivery
from tests.concurrency import at_once
from tests.digests.factories import SATURDAY, SUNDAY, start, waiting_for
from tests.factories import join, make_group, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def readers():
    group, bo = make_group(), make_user("Bo")
    members = [make_user(f"Member{number}", time_zone="Europe/Berlin") for number in range(5)]
    join(group, bo, *members)
    for member in members:
        waiting_for(member)
    start(bo, group)
    return members


def test_everybody_gets_one(readers):
    with time_machine.travel(SUNDAY, tick=False):
        results = at_once(*[make_due_digests] * 4)

    assert [result for result in results if isinstance(result, Exception)] == []
    assert sum(results) == 5
    assert Digest.objects.count() == Delivery.objects.count() == 5
    assert Digest.objects.values("member").distinct().count() == 5


def test_a_late_worker_with_an_old_plan_in_hand_finds_nothing_to_claim(readers):
    plan, stale = (Plan.objects.select_related("member").get(member=readers[0]) for _time in range(2))

    assert actions.look(plan, now=SUNDAY)
    assert not actions.look(stale, now=SUNDAY)

    assert Delivery.objects.count() == 1


def test_newcomers_get_one_plan_whoever_makes_it():
    member = make_user("Ada", time_zone="Europe/Berlin")

    def choose():
        actions.choose_rhythm(member, rhythm="daily", weekday=1, hour=5, now=SATURDAY)

    with time_machine.travel(SATURDAY, tick=False):
        results = at_once(keep_plans, keep_plans, choose, choose)

    assert [result for result in results if isinstance(result, Exception)] == []
    plan = Plan.objects.get()
    assert (plan.rhythm, plan.hour) == ("daily", 5)
