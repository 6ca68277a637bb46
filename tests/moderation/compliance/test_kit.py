"""The forms in docs/compliance/."""

import re

import pytest

from community.moderation.compliance.kit import KIT, NOT_A_FORM, papers

FILES = sorted(file for file in KIT.glob("*.md") if file.stem != NOT_A_FORM)
ASKED_FOR = {
    "illegal-content-risk-assessment",
    "record-of-measures",
    "record-of-processing",
    "childrens-access-assessment",
    "data-protection-impact-assessment",
    "accountable-person",
    "review-diary",
    "terms-and-complaints",
}


def test_r38_kit_holds_every_paper_and_each_is_due_yearly():
    assert {paper.slug for paper in papers()} == ASKED_FOR == {file.stem for file in FILES}
    assert {paper.review_every_days for paper in papers()} == {365}
    assert len({paper.title for paper in papers()}) == len(FILES)


def test_r38_risk_assessment_has_seventeen_rows_and_invents_no_name_for_them():
    text = (KIT / "illegal-content-risk-assessment.md").read_text()
    rows = re.findall(r"^\| (\d+) \|(.*)\|$", text, re.MULTILINE)

    assert [int(number) for number, _rest in rows] == list(range(1, 18))
    assert all(not rest.replace("|", "").strip() for _number, rest in rows)
    assert "regulator's list" in text


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_r38_every_paper_says_that_it_is_no_legal_advice(file):
    text = file.read_text()

    assert "Not legal advice." in text
    assert "Copy this file out of the project" in text
    assert f"({file.name})" in (KIT / "README.md").read_text()


def test_r38_switches_and_addresses_that_the_kit_names_exist(client):
    text = "".join(file.read_text() for file in FILES)

    for name in ("OPERATOR_NAME", "CONTACT_EMAIL", "SWITCHED_OFF", "DEFAULT_FROM_EMAIL"):
        assert name in text
    for address in ("/contact/", "/moderation/complaints/", "/moderation/compliance/", "/moderation/words/"):
        assert address in text
    for address in ("/privacy/", "/moderation/retention/"):  # in the record of processing
        assert address in (KIT / "record-of-processing.md").read_text()


def test_a_site_without_its_docs_has_no_papers(tmp_path):
    assert papers(tmp_path / "docs") == []


def test_a_paper_without_a_title_is_a_mistake(tmp_path):
    (tmp_path / "x.md").write_text("---\nreview_every_days: 365\n---\n")

    with pytest.raises(KeyError):
        papers(tmp_path)
