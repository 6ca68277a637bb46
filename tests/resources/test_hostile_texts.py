"""Texts that would end the process, fill the memory or break a table: each is one clear mistake, with its line."""

import pytest

from community.resources import parsing, plain_words
from community.resources.checking import check_library
from community.resources.gate import DECIMAL
from community.resources.library import article_of, read_shared_files
from community.resources.parsing import Problem, read_body, read_yaml
from tests.resources.factories import ARTICLE

DEEP = "Too many lists and fields stand in each other here."
ALIAS = "A word that starts with & or * stands for another place. Write the text itself."
TAG = "A word that starts with ! names a type. Put quotes around the text."
SIGN = "This line holds a sign that cannot be stored. Type the line anew."
LAUGHS = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"
TEXT = ARTICLE.format(number=1, status="published")


def mistakes_in(text, folder):
    library = read_shared_files(folder)
    article = article_of("understanding", "page-1", text, library.mistakes)
    library.articles += [article] if article else []
    return [mistake.text for mistake in check_library(library)]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[" * 60_000, 1, DEEP),
        ("a: 1\nb: " + "{" * 60_000, 2, DEEP),
        ("- " * 30_000, 1, DEEP),
        (LAUGHS, 1, ALIAS),
        ("a: &a [*a]", 1, ALIAS),
        ("a: b\n<<: *c", 2, ALIAS),
        ("a: !!timestamp x", 1, TAG),
        ("a: !!bool x", 1, TAG),
        ("a: !!python/name:os.system ''", 1, TAG),
        ('a: "\\0"', 1, SIGN),
        ("? [a]\n: b", 1, "The name of a field is a single word."),
    ],
    ids="deep deeper dashes laughs itself merged moment yes python zero key".split(),
)
def test_field_that_no_article_needs_is_one_mistake(text, line, said):
    with pytest.raises(Problem) as caught:
        read_yaml(text)

    assert (caught.value.line, caught.value.text) == (line, said)


@pytest.mark.parametrize(
    "text", ["a: \x07b", "a: " + "9" * 5000, "a: 2026-13-40", "a: '", "a: b: c", "\ud800: a"], ids=range(6)
)
def test_what_is_no_yaml_is_one_mistake(text):
    with pytest.raises(Problem, match=r"^This is not valid YAML"):
        read_yaml(text)


@pytest.mark.parametrize(
    ("replace", "said"),
    [
        ({"next_review: 2028-11-22": "next_review: 2028-11-22 10:00:00"}, '"next_review" must be a date such as'),
        ({"questions:": "reminders: [2026-11-22]\nquestions:"}, "Each reminder is the name of a ready-made one."),
        ({"id: A1": "id: A99999999999"}, 'The id must be "A" and a number.'),
        ({"scope: For": f"scope: {'For ' * 200}"}, '"scope" has '),
        ({"summary: A": f"summary: {'A' * 2000}"}, '"summary" has '),
        ({"Muscles twitch.": f"Muscles{' ' * 9000}twitch."}, "This part has more than 8000 characters."),
        ({"Muscles twitch.": "[from " * 2000}, "This part has more than 8000 characters."),
    ],
    ids="date reminder id scope summary spaces starts".split(),
)
def test_field_that_fits_no_column_is_one_mistake(folder, replace, said):
    text = TEXT
    for old, new in replace.items():
        text = text.replace(old, new)

    found = mistakes_in(text, folder)

    assert any(each.startswith(said) for each in found)


def test_body_of_nothing_but_starts_is_read_to_its_end():
    headings, problems = read_body("## Heading\n\nCompare: all\n\n" + "1. x\n\n" * 5_000, 1)

    assert (len(headings), len(problems)) == (1, 1)


@pytest.mark.parametrize("sign", ["[", "[a](", " ", "1", "[from "])
def test_no_rule_of_plain_writing_reads_a_long_run_of_signs_again_and_again(sign):
    """Each was looked through from every one of its places: minutes for a text like this."""
    run = "a" + sign * 150_000 + "b"

    assert plain_words.words(run) is not None
    assert [parsing.TAG.search(run), DECIMAL.search(run)] == [None, None]
