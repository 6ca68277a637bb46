"""Plain words find what they may mean, in the resources."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command

from community.resources.models import Article, GlossaryTerm
from community.search.asking import Asked, read
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
    claims = make_article("Seeing a doctor", text="About an eye that twitches.", order=0)
    exact = make_article("When an eye twitches", order=1)
    lids = make_article("Blepharospasm", order=2)
    face = make_article("Hemifacial spasms", summary="One half of the face.", order=3)
    make_article("Cramps", summary="Hemifacial spasm is another thing.", order=4)
    term = GlossaryTerm.objects.create(slug="hfs", term="Hemifacial spasm", definition="Half a face.")
    asked = with_meanings(read("eye twitch"))

    assert find_articles(ANYBODY, asked) == [exact, lids, face, claims]
    assert find_terms(asked) == [term]
    assert find_articles(ANYBODY, with_meanings(read("eye twitch -half"))) == [exact, lids, claims]
    page = client.get("/search/?q=eye+twitch").content.decode()
    assert "In the resources also looked for: blepharospasm, hemifacial spasm." in page
    assert "<mark>Hemifacial</mark> <mark>spasms</mark>" in page


def test_everything_that_is_meant_is_in_the_resources(db):
    """Or will be: an article that is announced has its title already."""
    call_command("load_resources", verbosity=0)
    Article.objects.filter(status="preparation").update(status="published")

    for stems, means in meanings():
        for meaning in means:
            asked = Asked(("nothing-of-the-kind",), meant=(meaning,))
            assert stems
            assert [*find_articles(ANYBODY, asked), *find_terms(asked)], meaning
