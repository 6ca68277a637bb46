"""Two people act in the same moment, each with a connection of their own."""

import pytest

from community.groups.models import Membership
from community.moderation import actions
from community.moderation.models import Case, Decision, Report
from tests.concurrency import at_once
from tests.factories import NOON, join, make_group, make_user
from tests.moderation.factories import make_post, report_post

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    group = make_group()
    author, *moderators = (make_user(name) for name in ("Ada", "Gil", "Lou"))
    join(group, author)
    join(group, *moderators, role=Membership.Role.MODERATOR)
    return group, author, moderators


def test_two_moderators_make_one_decision(people):
    group, author, moderators = people
    case = report_post(make_post(group, author), author).case
    version = Case.objects.get().version

    def decide(moderator):
        return lambda: actions.decide(
            Case.objects.get(pk=case.pk), moderator=moderator, version=version, outcome="no_action", now=NOON
        )

    results = at_once(*(decide(moderator) for moderator in moderators))

    assert {type(result) for result in results} == {Decision, actions.CaseMoved}
    assert Decision.objects.count() == 1


def test_reports_in_one_moment_make_one_case(people):
    group, author, moderators = people
    post = make_post(group, author)

    results = at_once(*(lambda member=member: report_post(post, member) for member in (*moderators, moderators[0])))

    assert {type(result) for result in results} == {Report}
    assert Case.objects.get().reports.count() == 2
    assert Case.objects.get().version == 3
