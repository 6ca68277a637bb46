"""Shelves, hard words and urgent help in Spanish: words only, and none that has become old."""

from unittest import mock

import pytest
import yaml
from django.db import connection
from django.test import Client
from django.utils import translation

from community.resources.helplines import countries
from community.resources.library import CONTENT, read_library
from community.resources.models import GlossaryTerm
from community.resources.overlay import translate_terms
from community.resources.parsing import links_in
from community.resources.translated_words import (
    Made,
    countries_shown,
    faults_of_words,
    hash_of_term,
    made_for_reader,
    read_words,
)
from tests.resources.factories import load
from tests.resources.test_in_spanish import said
from tests.resources.test_views import refuse, words_of

SPANISH = CONTENT / "translations/es"
PAGE = "/urgent-help/?country=DE"


def test_every_hard_word_and_shelf_of_ours_is_there_and_current():
    library, words = read_library(CONTENT), read_words("es")
    hashes = {term["id"]: hash_of_term(term["term"], term["definition"]) for term in library.terms}

    assert {slug: term.get("original") for slug, term in words.terms.items()} == hashes
    assert set(words.sections) == {section["id"] for section in library.sections}
    assert faults_of_words("es", library, CONTENT) == []


def test_spanish_speaks_of_people_with_an_illness():
    text = "\n".join(path.read_text() for path in SPANISH.rglob("*.*")).casefold()

    assert [word for word in ("sufr", "padec", "víctima", "cáncer") if word in text] == []


def test_every_country_has_a_spanish_name_and_no_number_of_its_own():
    names = yaml.safe_load((SPANISH / "helplines.yaml").read_text())

    assert names["countries"].keys() == countries().keys() - {""}
    with translation.override("es"):
        shown = countries_shown()
    assert {code: country.emergency for code, country in shown.items()} == {
        code: country.emergency for code, country in countries().items()
    }
    for code, country in countries().items():
        ours = [(line.value, line.kind, line.official_url, line.checked_on) for line in shown[code].lines]
        assert ours == [(line.value, line.kind, line.official_url, line.checked_on) for line in country.lines]


def test_countries_stand_in_the_order_of_the_language():
    with translation.override("es"):
        names = [country.name for country in countries_shown().values()]

    assert names[:3] == ["Alemania", "Australia", "Austria"]
    assert names[-1] == ""
    assert countries_shown() is countries()


FAULTS = {
    "an id of nothing": (
        "glossary.yaml",
        '- {id: cramp, term: Calambre, definition: Un músculo duele., original: "1"}\n',
        'Nothing English has the id "cramp".',
    ),
    "no original": (
        "glossary.yaml",
        "- {id: benign, term: Benigno, definition: No se extiende.}\n",
        '"benign" does not say which English entry it is of: manage.py translations --current FILE',
    ),
    "a shelf of nothing": (
        "sections.yaml",
        "- {id: more, title: Más, intro: Más.}\n",
        'Nothing English has the id "more".',
    ),
    "no list": ("sections.yaml", "id: living\n", 'This file must hold a list: each entry starts with "- id: ...".'),
    "not YAML": ("helplines.yaml", "countries: [\n", "This is not valid YAML"),
    "a field too many": (
        "helplines.yaml",
        "countries: {}\nlanguages: {}\nlines: {}\nnumbers: {}\n",
        '"numbers" is not a field here. Known are: countries, languages, lines.',
    ),
    "a country nobody knows": (
        "helplines.yaml",
        "countries: {XX: Equis}\nlanguages: {}\nlines: {}\n",
        'helplines.yaml does not know "XX".',
    ),
    "a line nobody knows": (
        "helplines.yaml",
        "countries: {}\nlanguages: {}\nlines:\n  GB: {Samaritan: Samaritanos}\n",
        'helplines.yaml has no line "Samaritan" there.',
    ),
    "a name that is none": (
        "helplines.yaml",
        "countries: {GB: 3}\nlanguages: {}\nlines: {}\n",
        '"GB" needs a text. Put quotes around NO and the like.',
    ),
    "lines that are none": (
        "helplines.yaml",
        "countries: {}\nlanguages: {}\nlines: {GB: Samaritanos}\n",
        'A country needs the names of its lines: "English name: other name".',
    ),
    "a maker nobody knows": (
        "language.yaml",
        "by: nobody\nchecked: no\n",
        '"by" must be one of: machine, person.',
    ),
}


@pytest.mark.parametrize(("name", "text", "told"), FAULTS.values(), ids=FAULTS)
def test_each_mistake_is_told_with_its_file_and_costs_only_itself(folder, name, text, told):
    (folder / "translations/es" / name).write_text(text)

    found = [str(mistake) for mistake in faults_of_words("es", read_library(folder), folder)]

    assert len(found) == 1
    assert found[0].startswith(f"translations/es/{name}, line ")
    assert told in found[0]
    assert read_words("es", folder).terms or name == "glossary.yaml"


@pytest.mark.django_db
def test_hard_word_whose_english_meaning_changed_is_shown_in_english(folder):
    load(folder)
    GlossaryTerm.objects.filter(slug="mri").update(definition="Another meaning.")

    with translation.override("es"):
        terms = {term.slug: term for term in translate_terms(GlossaryTerm.objects.all())}

    assert (terms["mri"].language, terms["mri"].definition) == ("en", "Another meaning.")
    assert (terms["emg"].language, terms["emg"].term) == ("es", "Prueba de los músculos")


def test_hard_words_say_who_translated_them():
    with translation.override("es"):
        assert made_for_reader() == Made("machine", "")
    with translation.override("de"):
        assert made_for_reader() is None
    assert made_for_reader() is None


@pytest.mark.django_db
def test_urgent_help_names_countries_and_lines_in_spanish_and_says_who_translated_it(spanish):
    text = words_of(spanish.get(PAGE))

    assert "Alemania" in text
    assert "TelefonSeelsorge, número corto" in text
    assert said("A machine translated these words. No person has checked them yet.") in text
    assert "Países Bajos" in text
    assert "Germany" not in text


@pytest.mark.django_db
def test_urgent_help_in_spanish_works_while_the_database_is_away(spanish):
    with mock.patch.object(connection, "execute_wrappers", [refuse]):
        response = spanish.get(PAGE)

    assert response.status_code == 200
    assert "TelefonSeelsorge, número corto" in words_of(response)
    assert len(response.content) < 50_000


@pytest.mark.django_db
def test_urgent_help_in_english_says_nothing_of_it(spanish):
    text = words_of(Client().get(PAGE))

    assert "Germany" in text
    assert "translated these words" not in text


def test_hard_words_hold_no_links():
    assert [slug for slug, term in read_words("es").terms.items() if links_in(term["definition"])] == []
