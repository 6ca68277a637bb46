import pytest
from django.db import connection

from community.search.asking import COMMON, Asked, read


@pytest.mark.parametrize(
    ("query", "wanted", "unwanted"),
    [
        ("", (), ()),
        ("  \t\n ", (), ()),
        ("one two one", ("one", "two"), ()),
        ("nul\x00byte", ("nul", "byte"), ()),
        ("b1 c d e f g h j k l", ("b1", "c", "d", "e", "f", "g", "h", "j"), ()),
        ("x" * 10_000, ("x" * 200,), ()),
        ('"left side" eye', ("left side", "eye"), ()),
        ("“left side” eye", ("left side", "eye"), ()),
        ('eye "left side', ("eye", "left", "side"), ()),
        ('""" eye', ("eye",), ()),
        ("eye -needle -", ("eye",), ("needle",)),
        ('eye -"left side"', ("eye",), ("left side",)),
        ("left-sided e-mail", ("left-sided", "e-mail"), ()),
        ("the eye and the lid", ("eye", "lid"), ()),
        ("and the of", (), ()),
        ('"to the eye"', ("to the eye",), ()),
        ("😀 ( * ~ eye/cheek", ("eye cheek",), ()),
        ("-needle", (), ("needle",)),
        ("مرحبا שלום", ("مرحبا", "שלום"), ()),
    ],
)
def test_a_query_is_read(query, wanted, unwanted):
    assert read(query) == Asked(wanted, unwanted)


def test_what_must_not_be_there_is_no_question_of_its_own():
    assert not read("-needle")
    assert read("eye -needle")


def test_words_to_mark_are_those_that_say_something():
    assert read('"to the eye" Lid lid -needle').words == ["eye", "Lid", "lid"]


@pytest.mark.services
def test_postgresql_keeps_none_of_the_common_words(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_tsvector('english', %s)::text", [" ".join(sorted(COMMON))])
        assert cursor.fetchone() == ("",)
