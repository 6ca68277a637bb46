"""What the team did, in numbers that point at nobody."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from django.core.cache import cache

from community.moderation import actions
from community.moderation.figures.counting import periods, shown
from community.moderation.models import Case, Decision, Report
from tests.factories import NOON, join, make_user
from tests.moderation.factories import answer, decide, make_post, report_post

PAGE = "/moderation/figures/"
IN_OCTOBER = datetime(2026, 10, 20, 12, tzinfo=UTC)


def table(client, number):
    return dict(client.get(PAGE).context["tables"][number][1])


def october(client, number, label):
    return table(client, number)[label][0]


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "<5"), (1, "<5"), (4, "<5"), (5, "5"), (7, "5"), (8, "10"), (12, "10"), (13, "15"), (1002, "1000")],
)
def test_r12_small_counts_are_hidden_and_others_rounded(count, text):
    assert shown(count) == text


def test_no_difference_of_shown_numbers_gives_back_a_hidden_one():
    """Whatever a year and the rest of it show, at least two hidden counts fit."""
    fitting = {}
    for hidden, rest in product(range(5), range(5, 63)):
        fitting.setdefault((shown(hidden + rest), shown(rest)), set()).add(hidden)

    assert min(len(found) for found in fitting.values()) >= 2


def test_periods_are_full_months_in_utc():
    early = datetime(2026, 1, 1, 0, 30, tzinfo=UTC)
    *months, year = periods(early)

    assert [span.begin for span in months] == [datetime(2025, month, 1, tzinfo=UTC) for month in (12, 11, 10)]
    assert [span.end for span in months] == [datetime(2026, 1, 1, tzinfo=UTC), *(span.begin for span in months[:-1])]
    assert (year.begin, year.end) == (datetime(2025, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC))


def five_cases(group, ada, *, now=IN_OCTOBER, number=5):
    """Each with a reporter of its own: nobody floods."""
    cases = []
    for count in range(number):
        reporter = make_user(f"Reporter{now:%m}{count}")
        join(group, reporter)
        cases += [report_post(make_post(group, reporter), ada, now=now + timedelta(hours=count))]
    return [report.case for report in cases]


@pytest.fixture
def one_of_many(group, ada, mo):
    """Five decided cases in October, three hours each, and one of November."""
    for case in five_cases(group, ada):
        decide(case, mo, sanction=100, now=case.opened_at + timedelta(hours=3))
    decide(five_cases(group, ada, now=NOON - timedelta(hours=1), number=1)[0], mo)


def test_r12_page_is_public_and_counts_full_months(client, one_of_many):
    assert october(client, 0, "Harassment, hate or threats") == "5"
    assert october(client, 0, "Spam or advertising") == "<5"
    assert october(client, 1, "Hide it") == "5"
    assert october(client, 1, "Remove it") == "<5"
    assert october(client, 2, "Warning") == "5"
    assert table(client, 1)["Hide it"] == ["5", "<5", "<5", "5"]  # October, September, August, twelve months
    assert client.get(PAGE).context["hours"] == [3, None, None, 3]


def test_four_are_hidden_and_too_few_for_a_time(client, group, ada, mo):
    for case in five_cases(group, ada, number=4):
        decide(case, mo, now=case.opened_at + timedelta(hours=3))

    assert october(client, 0, "Harassment, hate or threats") == "<5"
    assert client.get(PAGE).context["hours"] == [None] * 4
    assert "too few to say" in client.get(PAGE).content.decode()


def test_what_was_taken_back_within_a_day_is_left_out(client, group, ada, mo):
    for case in five_cases(group, ada):
        actions.undo(decide(case, mo, now=case.opened_at), moderator=mo, now=case.opened_at)

    assert october(client, 1, "Hide it") == "<5"


def test_appeals_and_those_upheld_are_counted(client, group, ada, gil, mo):
    for case in five_cases(group, ada):
        now = case.opened_at
        actions.appeal(decide(case, mo, now=now), author=case.author, words="Please.", now=now)
        answer(case, gil, upheld=True, now=now)

    assert october(client, 3, "Asked to look again") == "5"
    assert october(client, 3, "Found that the author was right") == "5"


def test_there_is_a_row_for_every_kind_and_no_total(client, db):
    tables = client.get(PAGE).context["tables"]

    assert len(tables[0][1]) == len(Report.Reason.choices)
    assert "otal" not in client.get(PAGE).content.decode()


def test_page_is_counted_once_an_hour(client, one_of_many, django_assert_num_queries):
    with django_assert_num_queries(11):  # reports, decisions, limits, appeals, answers, how many and how long
        client.get(PAGE)
    with django_assert_num_queries(0):
        client.get(PAGE)
    cache.clear()
    assert Decision.objects.count() == Case.objects.count() == 6


def test_guidelines_and_about_lead_there(client, db):
    for address in ("/guidelines/", "/about/"):
        assert f'href="{PAGE}"' in client.get(address).content.decode()
