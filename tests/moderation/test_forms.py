import pytest

from community.moderation.forms import LONGEST_WORDS, AppealForm, DecisionForm, ReportForm


def test_report_needs_a_reason():
    assert ReportForm({"words": "Hm."}).errors == {"reason": ["Choose what is wrong."]}


def test_report_needs_no_words():
    assert ReportForm({"reason": "spam"}).is_valid()


def test_report_refuses_an_invented_reason():
    assert "reason" in ReportForm({"reason": "dislike"}).errors


def test_long_words_are_counted_and_never_cut():
    form = ReportForm({"reason": "spam", "words": "x" * (LONGEST_WORDS + 1)})

    assert "4001" in form.errors["words"][0]
    assert "maxlength" not in str(form)


@pytest.mark.parametrize(("guideline", "valid"), [("", False), ("invented", False), ("hate", True)])
def test_hiding_needs_a_guideline(guideline, valid):
    form = DecisionForm({"version": "1", "outcome": "hidden", "guideline": guideline})

    assert form.is_valid() is valid


def test_leaving_it_needs_no_guideline():
    assert DecisionForm({"version": "1", "outcome": "no_action"}).is_valid()


def test_appeal_needs_words():
    assert "words" in AppealForm({"words": "  "}).errors
