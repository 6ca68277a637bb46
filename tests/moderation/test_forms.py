import pytest

from community.moderation.forms import LONGEST_WORDS, AppealForm, DecisionForm, ReportForm
from community.resources.models import Article
from tests.resources.factories import add_article, load, make_folder


@pytest.fixture
def folder(tmp_path):
    return make_folder(tmp_path)


def test_report_needs_a_reason():
    assert ReportForm({"words": "Hm.", "in_good_faith": "on"}).errors == {"reason": ["Choose what is wrong."]}


def test_report_needs_no_words():
    assert ReportForm({"reason": "spam", "in_good_faith": "on"}).is_valid()


def test_report_refuses_an_invented_reason():
    assert "reason" in ReportForm({"reason": "dislike"}).errors


def test_long_words_are_counted_and_never_cut():
    form = ReportForm({"reason": "spam", "words": "x" * (LONGEST_WORDS + 1)})

    assert "4001" in form.errors["words"][0]
    assert "maxlength" not in str(form)


def decision_form(case, moderator, **typed):
    return DecisionForm({"version": "1", **typed}, case=case, moderator=moderator)


def ruled(case, moderator, **typed):
    form = decision_form(case, moderator, **typed)
    assert form.is_valid(), form.errors
    return form.ruling


@pytest.mark.parametrize(("guideline", "valid"), [("", False), ("invented", False), ("hate", True)])
def test_r7_hiding_needs_a_guideline(case, mo, guideline, valid):
    assert decision_form(case, mo, outcome="hidden", guideline=guideline).is_valid() is valid


def test_r7_limiting_an_account_needs_a_guideline(case, mo):
    assert "guideline" in decision_form(case, mo, outcome="no_action", sanction="100").errors


def test_leaving_it_needs_no_guideline(case, mo):
    assert decision_form(case, mo, outcome="no_action").is_valid()


@pytest.mark.parametrize(
    ("outcome", "field"), [("noted", "notes"), ("annotated", "notice"), ("masked", "phrase"), ("moved", "board")]
)
def test_measure_asks_for_what_it_needs(case, mo, outcome, field):
    assert set(decision_form(case, mo, outcome=outcome, guideline="hate").errors) == {field}


def test_word_of_the_team_cites_a_published_article_and_no_other(case, mo, folder):
    add_article(folder, 1)
    add_article(folder, 2, status="draft")
    load(folder)
    typed = {"outcome": "annotated", "guideline": "hate", "notice": "Please read this."}
    published, draft = Article.objects.get(slug="page-1"), Article.objects.get(slug="page-2")

    assert ruled(case, mo, article=published.pk, **typed).details == {
        "notice": "Please read this.",
        "link": "/resources/understanding/page-1/",
    }
    assert set(decision_form(case, mo, article=draft.pk, **typed).errors) == {"article"}
    assert [str(label) for _pk, label in decision_form(case, mo).fields["article"].choices][1:] == ["Page 1"]


def test_silence_and_suspension_say_for_how_long(case, mo):
    typed = {"outcome": "no_action", "guideline": "hate"}

    assert set(decision_form(case, mo, sanction="500", **typed).errors) == {"days"}
    assert ruled(case, mo, sanction="500", days="7", **typed).days == 7
    assert ruled(case, mo, sanction="900", days="0", **typed).takes_two


def test_moderator_of_a_group_warns_and_does_not_suspend(case, gil):
    typed = {"outcome": "no_action", "guideline": "hate", "days": "1"}

    assert decision_form(case, gil, sanction="100", **typed).is_valid()
    assert "sanction" in decision_form(case, gil, sanction="900", **typed).errors


def test_appeal_needs_words():
    assert "words" in AppealForm({"words": "  "}).errors
