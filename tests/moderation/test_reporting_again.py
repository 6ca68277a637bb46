"""What the team has judged rests for a day."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.accounts.models import Sanction
from community.forum.actions import edit_post
from community.forum.actions.editing import Words
from community.moderation import actions
from community.moderation.models import Case, Report
from tests.factories import NOON, make_user
from tests.moderation.factories import decide, file_report, report_post

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
RESTS = "The team looked at this on 22 November 2026, 12:00 and decided. "
RESTS += "You can report it again after 23 November 2026, 12:00, or at once if it changes."


def address(post):
    return reverse("moderation:report", args=["post", post.pk])


@pytest.fixture
def judged(case, mo):
    """It may stay."""
    return decide(case, mo, outcome="no_action")


@pytest.mark.parametrize("name", ["bo", "gil"])
def test_what_may_stay_is_not_reported_again_for_a_day_by_anybody(judged, post, name, request):
    with pytest.raises(actions.ReportRefused, match="You can report it again after 23 November 2026, 12:00"):
        report_post(post, request.getfixturevalue(name), words="Once more.", now=NOON + 23 * HOUR)

    assert not Case.objects.open().exists()


@pytest.mark.parametrize("name", ["bo", "gil"])
def test_after_a_day_it_is(judged, post, name, request):
    report = report_post(post, request.getfixturevalue(name), now=NOON + DAY)

    assert list(Case.objects.open()) == [report.case]


@pytest.mark.parametrize("name", ["bo", "gil"])
def test_changed_words_are_reported_at_once(judged, post, ada, name, request):
    edit_post(post, editor=ada, words=Words("Worse words."), version=0, now=NOON + HOUR)
    report = report_post(post, request.getfixturevalue(name), now=NOON + 2 * HOUR)

    assert (report.excerpt, report.revision) == ("Worse words.", "1")


def test_change_from_before_the_decision_was_judged_with_it(case, post, ada, mo, gil):
    edit_post(post, editor=ada, words=Words("Worse words."), version=0, now=NOON + HOUR)
    decide(case, mo, outcome="no_action", now=NOON + 2 * HOUR)

    with pytest.raises(actions.ReportRefused):
        report_post(post, gil, now=NOON + 3 * HOUR)


def test_what_was_limited_and_still_stands_there_rests_too(case, post, mo, gil):
    """In words that do not tell whether its author was warned."""
    decide(case, mo, outcome="no_action", sanction=Sanction.Kind.WARNING)

    with pytest.raises(actions.ReportRefused, match=RESTS):
        report_post(post, gil)


@pytest.mark.parametrize(("reason", "says"), [("worried", 1), ("under_age", 1), ("illegal", 0)])
def test_danger_that_nobody_has_judged_does_not_wait(judged, post, gil, reason, says):
    if says:
        assert report_post(post, gil, reason=reason).case.is_open
    else:
        with pytest.raises(actions.ReportRefused):
            report_post(post, gil, reason=reason)


def test_danger_that_was_judged_rests_too(post, bo, gil, mo):
    decide(report_post(post, bo, reason="worried").case, mo, outcome="no_action")

    with pytest.raises(actions.ReportRefused):
        report_post(post, gil, reason="worried")


def test_page_says_until_when_and_offers_what_does_not_wait(as_member, judged, post, gil):
    page = as_member(gil).get(address(post)).content.decode()

    assert RESTS in page
    assert page.count('name="reason"') == 2
    assert 'value="worried"' in page


def test_page_of_who_reported_it_leads_to_the_outcome(as_member, judged, post, report, bo):
    page = as_member(bo).get(address(post)).content.decode()

    assert RESTS in page
    assert f'href="/reports/{report.pk}/"' in page


def test_form_from_before_the_decision_keeps_its_words(as_member, judged, post, gil):
    form = {"reason": "spam", "words": "Long thought about.", "in_good_faith": "on"}
    response = as_member(gil).post(address(post), form)

    page = response.content.decode()
    assert response.status_code == 409
    assert RESTS in page
    assert "Long thought about." in page


def test_receipt_says_when_and_then_how_to_report_again(as_member, judged, post, report, bo, time_machine):
    client = as_member(bo)
    before = client.get(report.get_absolute_url()).content.decode()
    time_machine.move_to(NOON + DAY)
    after = client.get(report.get_absolute_url()).content.decode()

    assert RESTS in before
    assert f'href="{address(post)}"' not in before
    assert f'href="{address(post)}"' in after


def test_same_member_reports_again_on_the_page(as_member, judged, post, report, bo, time_machine):
    time_machine.move_to(NOON + DAY)
    client = as_member(bo)
    assert client.get(address(post)).status_code == 200
    client.post(address(post), {"reason": "spam", "in_good_faith": "on"})

    assert Report.objects.filter(reporter=bo).count() == 2


def test_r4_good_faith_is_asked_for_and_kept(as_member, post, bo):
    client = as_member(bo)
    refused = client.post(address(post), {"reason": "spam", "words": "Typed."})
    client.post(address(post), {"reason": "spam", "words": "Typed.", "in_good_faith": "on"})

    assert refused.status_code == 422
    assert "Tick this" in refused.content.decode()
    assert Report.objects.get().in_good_faith


def test_other_kinds_rest_as_well(ada, bo, mo):
    report = file_report("profile", ada, bo)
    decide(report.case, mo, outcome="no_action")

    with pytest.raises(actions.ReportRefused):
        file_report("profile", ada, make_user("Una"))
