"""Plain words find what they may mean, in the resources."""

import pytest
from django.contrib.auth.models import AnonymousUser

from community.resources.models import GlossaryTerm
from community.search.asking import read
from community.search.meanings import meanings, with_meanings
from community.search.queries import find_articles, find_terms
from tests.search.factories import make_article

ANYBODY = AnonymousUser()
BOTH = ("blepharospasm", "hemifacial spasm")


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("eye twitch", BOTH),
        ("My eyes are twitching, why?", BOTH),
        ("twitches eyelid", BOTH),
        ("eye twitch blepharospasm", ("hemifacial spasm",)),
        ('"eye twitch"', ()),
        ("eye", ()),
        ("twitch -eye", ()),
        ("", ()),
    ],
)
def test_what_plain_words_mean(query, meant):
    assert with_meanings(read(query)).meant == meant


def test_eye_twitch_finds_blepharospasm_and_hemifacial_spasm(client, db):
    exact = make_article("When an eye twitches", order=1)
    lids = make_article("Blepharospasm", order=2)
    face = make_article("Hemifacial spasms", summary="One half of the face.", order=3)
    make_article("Cramps", summary="Hemifacial spasm is another thing.", order=4)
    term = GlossaryTerm.objects.create(slug="hfs", term="Hemifacial spasm", definition="Half a face.")
    asked = with_meanings(read("eye twitch"))

    assert find_articles(ANYBODY, asked) == [exact, lids, face]
    assert find_terms(asked) == [term]
    assert find_articles(ANYBODY, with_meanings(read("eye twitch -half"))) == [exact, lids]
    page = client.get("/search/?q=eye+twitch").content.decode()
    assert "In the resources also looked for: blepharospasm, hemifacial spasm." in page
    assert "<mark>Hemifacial</mark> <mark>spasms</mark>" in page


def test_every_line_of_the_file_can_be_typed():
    for stems, means in meanings():
        assert stems
        assert all(read(meaning) for meaning in means)
