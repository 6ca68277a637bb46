from datetime import date

import pytest
from django.db import IntegrityError

from community.resources.models import Article, CareBox, Claim, GlossaryTerm, Part, Source
from tests.resources.factories import load_articles

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(folder):
    return load_articles(folder, 1)[0]


def make_claim(article, **fields):
    values = {"block": 9, "position": 0, "kind": "paragraph", "text": "A.", "html": "<p>A.</p>"}
    return Claim.objects.create(part=article.parts.get(), **{**values, **fields})


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"strength": "agreed", "basis": ""}, "claim_has_a_basis"),
        ({"strength": "", "basis": "F1"}, "claim_has_a_basis"),
        ({"strength": "mixed", "basis": "F1"}, "claim_is_mixed_where_sources_disagree"),
        (
            {"kind": "disagreement", "position": 3, "strength": "mixed", "basis": "F1"},
            "claim_is_mixed_where_sources_disagree",
        ),
        ({"kind": "comparison", "position": 1, "row": "Risk"}, "claim_has_a_place_in_its_comparison"),
        ({"kind": "comparison", "row": "Risk", "column": "Tablets"}, "claim_has_a_place_in_its_comparison"),
        ({"row": "Risk", "column": "Tablets"}, "claim_has_a_place_in_its_comparison"),
        ({"kind": "riddle"}, "claim_kind_exists"),
        ({"block": 1, "strength": "agreed", "basis": "F1"}, "one_claim_per_place|resources_claim"),
    ],
)
def test_database_refuses_a_claim_that_breaks_the_promise(article, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        make_claim(article, **fields)


def test_words_that_claim_nothing_need_no_basis(article):
    assert make_claim(article, strength="", basis="").pk


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"review_state": "clinician_reviewed"}, "article_review_names_a_person"),
        ({"reviewer": "Somebody"}, "article_review_names_a_person"),
        ({"next_review_date": date(2026, 11, 22)}, "article_review_follows_publication"),
        ({"summary": ""}, "article_has_a_summary"),
    ],
)
def test_database_refuses_an_article_that_breaks_the_promise(article, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        Article.objects.filter(pk=article.pk).update(**fields)


def test_database_refuses_a_second_care_box_of_a_level(article):
    with pytest.raises(IntegrityError):
        CareBox.objects.create(article=article, level="urgent", heading="Call if", items=["x"], basis="F1")


def test_database_refuses_two_parts_with_one_anchor(article):
    with pytest.raises(IntegrityError):
        Part.objects.create(article=article, number=2, heading="Again", anchor=article.parts.get().anchor)


def test_database_refuses_a_source_without_an_address(article):
    with pytest.raises(IntegrityError, match="source_has_an_address"):
        Source.objects.filter(slug="baylor").update(url="")


def test_database_refuses_a_term_without_definition(article):
    with pytest.raises(IntegrityError, match="glossary_term_has_a_definition"):
        GlossaryTerm.objects.filter(slug="ptosis").update(definition="")


def test_article_is_overdue_from_the_day_on(article):
    assert not article.is_overdue(date(2028, 11, 21))
    assert article.is_overdue(date(2028, 11, 22))
