import pytest
from django.db import IntegrityError

from community.moderation.models import Appeal, Case, Decision, Report, Risk
from community.moderation.subjects import SUBJECTS
from tests.factories import NOON
from tests.moderation.factories import make_chat_message


def test_case_cannot_be_about_nothing(db):
    with pytest.raises(IntegrityError, match="case_has_one_subject"):
        Case.objects.create(opened_at=NOON)


def test_case_cannot_have_two_subjects(post, bo, group):
    message = make_chat_message(group, bo)

    with pytest.raises(IntegrityError, match="case_has_one_subject"):
        Case.objects.create(post=post, message=message, opened_at=NOON)


def test_subject_has_one_open_case(case, post):
    with pytest.raises(IntegrityError):
        Case.objects.create(post=post, opened_at=NOON)


def test_subject_has_any_number_of_decided_cases(case, post):
    Case.objects.create(post=post, opened_at=NOON, decided_at=NOON)
    Case.objects.create(post=post, opened_at=NOON, decided_at=NOON)

    assert Case.objects.filter(post=post).count() == 3


def test_member_reports_a_case_once(report, case, bo):
    with pytest.raises(IntegrityError):
        Report.objects.create(case=case, reporter=bo, reason="spam", excerpt="Text.", created_at=NOON)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [({"reason": "dislike"}, "report_reason_exists"), ({"excerpt": ""}, "report_keeps_the_text")],
)
def test_report_refuses_what_makes_no_sense(case, mo, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        Report.objects.create(
            case=case, reporter=mo, created_at=NOON, **{"reason": "spam", "excerpt": "Text.", **fields}
        )


def test_hiding_names_a_guideline(case, mo):
    with pytest.raises(IntegrityError, match="hiding_names_a_guideline"):
        Decision.objects.create(case=case, moderator=mo, outcome="hidden", created_at=NOON)


def test_moderator_decides_a_case_once(case, mo):
    Decision.objects.create(case=case, moderator=mo, outcome="no_action", created_at=NOON)

    with pytest.raises(IntegrityError):
        Decision.objects.create(case=case, moderator=mo, outcome="no_action", after_appeal=True, created_at=NOON)


def test_case_has_one_decision_before_an_appeal(case, mo, gil):
    Decision.objects.create(case=case, moderator=mo, outcome="no_action", created_at=NOON)

    with pytest.raises(IntegrityError):
        Decision.objects.create(case=case, moderator=gil, outcome="no_action", created_at=NOON)


def test_case_has_one_appeal(case):
    Appeal.objects.create(case=case, words="Please.", created_at=NOON)

    with pytest.raises(IntegrityError):
        Appeal.objects.create(case=case, words="Please again.", created_at=NOON)


def test_case_knows_its_subject_and_group(case, post, group):
    assert (case.kind, case.subject, case.group, case.text_now) == ("post", post, group, post.body)
    assert case.about is SUBJECTS["post"]


def test_every_subject_kind_is_a_column_of_case():
    assert set(SUBJECTS) <= {field.name for field in Case._meta.fields}


@pytest.mark.parametrize(
    ("reason", "risk"),
    [
        ("worried", Risk.LIFE),
        ("illegal", Risk.ILLEGAL),
        ("unsafe_advice", Risk.UNSAFE_ADVICE),
        ("spam", Risk.OTHER),
        ("other", Risk.OTHER),
    ],
)
def test_report_risk_follows_its_reason(reason, risk):
    assert Report(reason=reason).risk == risk
