"""Who reported can ask once that another moderator looks again."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from community.moderation import actions
from community.moderation.models import Case, CaseEvent, Challenge, Report
from community.moderation.permissions import why_not_claim
from tests.factories import NOON
from tests.forum.factories import make_thread
from tests.moderation.factories import decide, report_post

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def judged(case, mo):
    """It may stay."""
    return decide(case, mo, outcome="no_action")


def test_r5_receipt_says_how_to_disagree_before_and_after_it_is_decided(as_member, report, mo, bo):
    client = as_member(bo)
    before = client.get(report.get_absolute_url()).content.decode()
    decide(report.case, mo, outcome="no_action")
    after = client.get(report.get_absolute_url()).content.decode()

    assert "for six months, that another moderator looks again" in before
    assert "You can ask once, until 24 May 2027" in after


def test_r5_second_look_is_a_fresh_case_for_somebody_else(judged, report, post, mo, gil):
    challenge = actions.challenge(report, words="You missed the last line.", now=NOON + HOUR)

    case = Case.objects.for_page().get(pk=challenge.again.case_id)
    assert case.is_open
    assert case != report.case
    assert (challenge.again.words, challenge.again.excerpt) == ("You missed the last line.", report.excerpt)
    assert "another moderator looks again" in why_not_claim(mo, case, now=NOON)
    assert not why_not_claim(gil, case, now=NOON)
    assert case.events.filter(kind=CaseEvent.Kind.CHALLENGED, actor=None).count() == 1


def test_second_look_tells_its_outcome_and_is_the_last(judged, report, post, bo, gil):
    challenge = actions.challenge(report, words="Please.", now=NOON)
    decide(challenge.again.case, gil, outcome="no_action")

    again = Report.objects.for_receipt().get(pk=challenge.again_id)
    with pytest.raises(PermissionDenied, match="final"):
        actions.challenge(again, words="Please.", now=NOON)
    assert bo.notifications.filter(url=again.get_absolute_url()).count() == 1


@pytest.mark.parametrize("wait", [timedelta(days=184), timedelta(0)])
def test_second_look_is_asked_for_once_and_within_six_months(judged, report, wait):
    if not wait:
        actions.challenge(report, words="Please.", now=NOON)

    with pytest.raises(PermissionDenied, match=r"six months|already"):
        actions.challenge(Report.objects.get(pk=report.pk), words="Again, please.", now=NOON + wait)


def test_double_click_asks_once(judged, report):
    made = {actions.challenge(Report.objects.get(pk=report.pk), words="Please.", now=NOON).pk for _ in range(2)}

    assert len(made) == Challenge.objects.count() == 1


def test_what_waits_has_no_second_look(report):
    with pytest.raises(PermissionDenied, match="nothing to look at"):
        actions.challenge(report, words="Please.", now=NOON)


def test_what_the_team_acted_on_has_no_second_look(report, mo):
    decide(report.case, mo)

    with pytest.raises(PermissionDenied, match="nothing to look at"):
        actions.challenge(Report.objects.get(pk=report.pk), words="Please.", now=NOON)


def test_second_look_joins_what_others_have_reported_since(judged, report, post, gil, mo):
    waiting = report_post(post, gil, reason="worried").case
    challenge = actions.challenge(report, words="Please.", now=NOON)

    assert challenge.again.case == waiting
    assert "another moderator looks again" in why_not_claim(mo, waiting, now=NOON)


def test_whoever_has_reported_it_anew_waits_for_that(judged, report, post, bo):
    report_post(post, bo, now=NOON + DAY)

    with pytest.raises(PermissionDenied, match="anew"):
        actions.challenge(report, words="Please.", now=NOON + DAY)


def test_second_look_is_asked_for_on_the_receipt(as_member, judged, report, bo, gil):
    client = as_member(bo)
    response = client.post(report.get_absolute_url(), {"words": "You missed the last line."}, follow=True)
    first = client.get(report.get_absolute_url()).content.decode()
    case_page = as_member(gil).get(Challenge.objects.get().again.case.get_absolute_url()).content.decode()

    assert "Another moderator will look again." in response.content.decode()
    assert Challenge.objects.get().again.get_absolute_url() in first
    assert "Asks that another moderator looks again:" in case_page
    assert "Somebody who reported it asked to look again" in case_page
    assert "You missed the last line." in case_page


def test_refused_second_look_keeps_its_words(as_member, judged, report, bo):
    actions.challenge(report, words="Please.", now=NOON)

    response = as_member(bo).post(report.get_absolute_url(), {"words": "And another thing."})

    assert response.status_code == 403
    assert "And another thing." in response.content.decode()


def test_empty_second_look_is_not_sent(as_member, judged, report, bo):
    assert as_member(bo).post(report.get_absolute_url(), {"words": " "}).status_code in (200, 422)
    assert not Challenge.objects.exists()


def test_visitor_asks_for_a_second_look(client, group, ada, mo, gil):
    group.privacy = "public"
    group.save()
    post = make_thread(group=group, author=ada).posts.get()
    visitor = actions.Visitor(name="Nadia", email="nadia@post.example")
    report = actions.file_report(kind="post", pk=post.pk, visitor=visitor, reason="privacy", now=NOON)
    decide(report.case, mo, outcome="no_action")

    response = client.post(report.get_absolute_url(), {"words": "That is my street."})

    again = Challenge.objects.get().again
    assert response.url == f"/reports/{again.token}/"
    assert again.token != report.token
    assert again.visitor_email == "nadia@post.example"


def test_stranger_asks_for_nothing(as_member, judged, report, eve):
    assert as_member(eve).post(report.get_absolute_url(), {"words": "Please."}).status_code == 404
    assert not Challenge.objects.exists()
