"""The figure itself, and that no article is harder to read than a person of 14 can manage."""

from statistics import fmean

import pytest

from community.resources.library import read_library
from community.resources.readability import AIM, CEILING, grade, grade_of, syllables

ARTICLES = read_library().articles


def worst_first(articles):
    figures = sorted(((grade_of(article), article.address) for article in articles), reverse=True)
    return "\n".join(f"{figure:4.1f}  {address}" for figure, address in figures)


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("eye", 1),
        ("the", 1),
        ("nerve", 1),
        ("nerves", 1),
        ("twitched", 1),
        ("needed", 2),
        ("muscle", 2),
        ("muscles", 2),
        ("troubled", 2),
        ("tired", 1),
        ("smiles", 1),
        ("whole", 1),
        ("noises", 2),
        ("doctor", 2),
        ("botulinum", 4),
        ("hemifacial", 4),
        ("1,000", 1),
    ],
)
def test_syllables_are_counted_well_enough(word, number):
    assert syllables(word) == number


def test_long_words_and_long_sentences_make_a_text_harder():
    easy = "The nerve moves your face. It can be hurt."
    long_words = "Neurological abnormalities necessitate multidisciplinary consultation."
    long_sentence = easy.replace(". It", " and so it is the one that we look at first when we want to see if it")

    assert grade([easy]) < AIM
    assert grade([long_words]) > 20 > grade([long_sentence]) > grade([easy])
    assert grade([]) == 0


def test_no_article_is_harder_than_a_person_of_14_can_read():
    too_hard = [article.address for article in ARTICLES if grade_of(article) > CEILING]

    assert too_hard == [], f"Shorten these. The grade of each article, worst first:\n{worst_first(ARTICLES)}"


def test_articles_as_a_whole_are_for_readers_of_11():
    average = fmean(grade_of(article) for article in ARTICLES)

    assert average <= AIM, f"On average {average:.1f}. Worst first:\n{worst_first(ARTICLES)}"
