import pytest
from django.db import IntegrityError

from community.moderation.models import RESTRICTING, RISKS, Appeal, Case, Decision, Report, Risk
from community.moderation.subjects import SUBJECTS
from tests.factories import NOON
from tests.moderation.factories import make_chat_message


def test_case_cannot_be_about_nothing(ada):
    with pytest.raises(IntegrityError, match="case_has_one_subject"):
        Case.objects.create(author=ada, opened_at=NOON)


def test_case_cannot_have_two_subjects(post, bo, group):
    message = make_chat_message(group, bo)

    with pytest.raises(IntegrityError, match="case_has_one_subject"):
        Case.objects.create(post=post, message=message, author=bo, opened_at=NOON)


def test_subject_has_one_open_case(case, post):
    with pytest.raises(IntegrityError):
        Case.objects.create(post=post, author=post.author, opened_at=NOON)


def test_subject_has_any_number_of_decided_cases(case, post):
    Case.objects.create(post=post, author=post.author, opened_at=NOON, decided_at=NOON)
    Case.objects.create(post=post, author=post.author, opened_at=NOON, decided_at=NOON)

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


def make_decision(case, moderator, **fields):
    return Decision.objects.create(case=case, moderator=moderator, excerpt="Text.", created_at=NOON, **fields)


@pytest.mark.parametrize("outcome", RESTRICTING)
def test_restricting_names_a_guideline(case, mo, outcome):
    with pytest.raises(IntegrityError, match="restricting_names_a_guideline"):
        make_decision(case, mo, outcome=outcome)


def test_decision_is_seconded_by_somebody_else(case, mo):
    with pytest.raises(IntegrityError, match="decision_is_seconded_by_another"):
        make_decision(case, mo, outcome="no_action", seconded_by=mo)


def test_decision_is_in_force_for_one_case(case, post, mo):
    decision = make_decision(case, mo, outcome="no_action")
    Case.objects.filter(pk=case.pk).update(decision=decision, decided_at=NOON)

    with pytest.raises(IntegrityError):
        Case.objects.create(post=post, author=post.author, opened_at=NOON, decision=decision)


def test_decision_has_one_appeal(case, mo):
    decision = make_decision(case, mo, outcome="no_action")
    Appeal.objects.create(decision=decision, words="Please.", created_at=NOON)

    with pytest.raises(IntegrityError):
        Appeal.objects.create(decision=decision, words="Please again.", created_at=NOON)


def test_case_knows_its_subject_and_group(case, post, group):
    assert (case.kind, case.subject, case.group, case.text_now) == ("post", post, group, post.body)
    assert case.about is SUBJECTS["post"]


def test_every_subject_kind_is_a_column_of_case():
    assert set(SUBJECTS) <= {field.name for field in Case._meta.fields}


@pytest.mark.parametrize(
    ("reason", "risk"),
    [
        ("worried", Risk.LIFE),
        ("under_age", Risk.CHILD),
        ("illegal", Risk.ILLEGAL),
        ("unsafe_advice", Risk.UNSAFE_ADVICE),
        ("spam", Risk.OTHER),
        ("other", Risk.OTHER),
    ],
)
def test_report_risk_follows_its_reason(reason, risk):
    assert RISKS.get(reason, Risk.OTHER) == risk
