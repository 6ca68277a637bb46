"""The suggested next step: a table, and whose record it is worked out from."""

from datetime import timedelta

import pytest

from community.groups.models import Membership
from community.moderation.models import Guideline, Risk
from community.moderation.records.suggesting import LATELY, Earlier, suggestion
from tests.factories import NOON, join, make_group, make_user
from tests.moderation.factories import decide, look_up, make_post, report_post
from tests.moderation.posts import post_under_another_name, reported_posts

FIRST = "No decision before: most often a word is enough."
LONG_AGO = "No decision within the last 3 months: most often a word is enough."
SECOND = "Second time within 3 months for the same guideline: consider a warning."
OFTEN = "Not the first time within 3 months for the same guideline: consider silence for 3 days."
OTHER = "A decision within 3 months, for something else: a word may be enough."
WARNED = "There was a warning within the last 3 months: consider silence for 3 days."
SILENCED = "Writing was paused within the last 3 months: consider silence for 7 days."
PAUSED = "The account was paused within the last 3 months: talk with a second moderator before you decide."
DANGER = "Somebody may be in danger: see first that they have help. A limit can wait."
WEEK = timedelta(days=7)


def earlier(*, ago=WEEK, guideline=Guideline.KINDNESS, sanction=None):
    return Earlier(NOON - ago, guideline, sanction)


@pytest.mark.parametrize(
    ("before", "reasons", "risk", "expected"),
    [
        ([], ["harassment"], Risk.OTHER, FIRST),
        ([], [], Risk.OTHER, FIRST),
        ([earlier(ago=LATELY)], ["harassment"], Risk.OTHER, SECOND),
        ([earlier(ago=LATELY + timedelta(seconds=1))], ["harassment"], Risk.OTHER, LONG_AGO),
        ([earlier(ago=LATELY * 2, sanction=900)], ["harassment"], Risk.OTHER, LONG_AGO),
        ([earlier()], ["harassment"], Risk.OTHER, SECOND),
        ([earlier()], ["spam"], Risk.OTHER, OTHER),
        ([earlier()], ["other"], Risk.OTHER, OTHER),
        ([earlier()], [], Risk.OTHER, OTHER),
        ([earlier()], ["spam", "harassment"], Risk.OTHER, SECOND),
        ([earlier(), earlier(guideline=Guideline.HATE)], ["harassment"], Risk.OTHER, OFTEN),
        ([earlier(), earlier(guideline=Guideline.LAW)], ["harassment"], Risk.OTHER, SECOND),
        ([earlier(sanction=100)], ["spam"], Risk.OTHER, WARNED),
        ([earlier(sanction=100), earlier(sanction=500)], ["harassment"], Risk.OTHER, SILENCED),
        ([earlier(sanction=500), earlier(sanction=900)], ["harassment"], Risk.OTHER, PAUSED),
        ([earlier(sanction=900)], ["worried"], Risk.LIFE, DANGER),
        ([], ["worried"], Risk.LIFE, DANGER),
    ],
)
def test_suggestion_follows_the_record(before, reasons, risk, expected):
    assert suggestion(before, reasons=reasons, risk=risk, now=NOON) == expected


def page(client, member, case):
    client.force_login(member)
    return client.get(f"{case.get_absolute_url()}").content.decode()


def claimed_page(client, member, case):
    client.force_login(member)
    client.post(f"{case.get_absolute_url()}claim/")
    return page(client, member, case)


@pytest.fixture
def second(group, ada, bo, mo):
    """Ada's second case, after a warning in the first."""
    first, second = reported_posts(group, ada, bo, 2)
    decide(first, mo, sanction=100)
    return second


def test_case_page_says_it_as_a_suggestion(client, second, mo):
    shown = claimed_page(client, mo, second)

    assert WARNED in shown
    assert "A person decides." in shown


def test_what_was_undone_or_let_stand_counts_for_nothing(client, group, ada, bo, mo, case):
    decide(reported_posts(group, ada, bo, 1)[0], mo, outcome="no_action", guideline="")

    assert FIRST in claimed_page(client, mo, case)


def test_another_name_has_a_record_of_its_own(client, second, group, ada, bo, mo):
    named = report_post(post_under_another_name(group, ada), bo).case

    assert FIRST in claimed_page(client, mo, named)


def test_decisions_about_another_name_say_nothing_about_the_account(client, group, ada, bo, gil, mo, case):
    named = report_post(post_under_another_name(group, ada), bo).case
    look_up(named, gil, mo)
    decide(named, mo, sanction=500, days=7)

    assert FIRST in claimed_page(client, mo, case)


def test_decisions_about_another_name_count_for_that_name(client, group, ada, bo, gil, mo):
    post = post_under_another_name(group, ada)
    warned = report_post(post, bo).case
    look_up(warned, gil, mo)
    decide(warned, mo, sanction=100)
    later = post.thread.posts.get(number=1)
    assert later.alias is None
    again = type(post).objects.create(
        thread=post.thread,
        author=ada,
        alias=post.alias,
        number=3,
        body="More.",
        body_html="More.",
        created_at=NOON,
        published_at=NOON,
    )

    assert WARNED in claimed_page(client, mo, report_post(again, bo).case)


def test_group_moderators_are_told_from_their_groups_alone(client, second, ada, bo):
    cramps, lea = make_group("cramps"), make_user("Lea")
    join(cramps, ada, bo)
    join(cramps, lea, role=Membership.Role.MODERATOR)

    assert FIRST in claimed_page(client, lea, report_post(make_post(cramps, ada), bo).case)


def test_case_of_a_named_author_leads_to_the_record_and_no_other(client, second, group, ada, bo, gil):
    named = report_post(post_under_another_name(group, ada), bo).case

    assert "/moderation/members/Ada/" in page(client, gil, second)
    assert "/moderation/members/" not in page(client, gil, named)
