"""Pages for a reader of Spanish: translated, marked, and in English where there is nothing else, which says so."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from community.resources.models import Article, KeptQuestion
from tests.resources.factories import BOTH_IN_SPANISH, add_article, add_translation, load_both, load_in_spanish
from tests.resources.test_views import COMPARISON, DISAGREEMENT, PAGE_1, words_of

pytestmark = pytest.mark.django_db
MORE = "A [lid](term:ptosis) hangs.\n[from F10]\n\n" + DISAGREEMENT + COMPARISON + "## More\n\nIt stays.\n[from F54]\n"
IN_SPANISH = "Un [párpado](term:ptosis) cuelga.\n[from F10]\n\n" + BOTH_IN_SPANISH + "## Más\n\nSe queda.\n[from F54]\n"
ONLY_ENGLISH = "This page is only in English so far."
OUTDATED = (
    "It has changed since it was translated. We show no older translation, because what it says about your health may"
    " not be right any more."
)
BY_MACHINE = "A machine translated this page. No person has checked it yet."


def said(words):
    """As the interface says it to a reader of Spanish, translated or not."""
    with translation.override("es"):
        return translation.gettext(words)


def whole(response):
    return response.content.decode()


@pytest.fixture
def member(spanish, ada):
    """Who chose Spanish in her account."""
    ada.language = "es"
    ada.save()
    spanish.force_login(ada)
    return spanish


@pytest.fixture
def two_articles(folder):
    """The first one is translated."""
    add_article(folder, 1, more=MORE)
    add_article(folder, 2)
    add_translation(folder, 1, more=IN_SPANISH)
    return load_both(folder)


def test_article_is_read_in_spanish_from_top_to_bottom(spanish, two_articles):
    text = words_of(spanish.get(PAGE_1))
    order = [
        "Página 1",
        "Para personas que prueban. Dice poco.",
        BY_MACHINE,
        "Un texto corto sobre una página.",
        "Llama hoy a un médico si: te duele el ojo",
        "Qué es",
        "Los músculos se contraen.",
        "Un párpado cuelga.",
        "¿Cuánto dura?",
        "Tres meses.",
        "Hasta seis.",
        "Dos opciones",
        "Pastillas",
        "Cómo funciona",
        "Calman los nervios.",
        "Una cicatriz.",
        "Más",
        "Se queda.",
        "¿Qué es?",
        "Párpado caído",
    ]

    missing, start = [], 0
    for words in order:
        place = text.find(said(words) if words == BY_MACHINE else words, start)
        missing += [words] if place < 0 else []
        start = max(start, place)
    assert missing == []
    assert "Muscles twitch." not in text
    assert "hangs" not in text


def test_page_keeps_its_addresses_and_its_basis(spanish, two_articles):
    page, english = whole(spanish.get(PAGE_1)), whole(spanish.get(f"{PAGE_1}?in=en"))

    assert 'id="what-it-is-1"' in page
    assert f'href="{PAGE_1}#word-ptosis"' in page
    assert page.count('class="claim__source"') == english.count('class="claim__source"') == 11


@pytest.mark.parametrize(
    ("by", "checked", "told"),
    [
        ("machine", "no", BY_MACHINE),
        ("machine", "Ana, traductora", "A machine translated this page. It was checked by %(name)s."),
        ("person", "no", "A person translated this page. Nobody else has checked it yet."),
        ("person", "Ana, traductora", "A person translated this page. It was checked by %(name)s."),
    ],
)
def test_page_says_who_translated_and_who_checked_it(spanish, folder, by, checked, told):
    add_article(folder, 1)
    add_translation(folder, 1, replace={"by: machine": f"by: {by}", "checked: no": f"checked: {checked}"})
    load_both(folder)

    assert said(told).replace("%(name)s", "Ana, traductora") in words_of(spanish.get(PAGE_1))


def test_reader_can_read_the_english_text_and_come_back(spanish, two_articles):
    assert '<a class="tap" href="?in=en" hreflang="en" rel="alternate">' in whole(spanish.get(PAGE_1))

    page = spanish.get(f"{PAGE_1}?in=en")

    assert "Muscles twitch." in words_of(page)
    assert "Los músculos" not in words_of(page)
    assert '<a class="tap" href="?" hreflang="es" rel="alternate">' in whole(page)
    assert '<h1 data-aloud lang="en">Page 1</h1>' in whole(page)


def test_page_that_is_not_translated_says_so_and_its_english_says_its_language(spanish, two_articles):
    page = whole(spanish.get(PAGE_1.replace("1", "2")))

    assert said(ONLY_ENGLISH) in page
    assert '<html lang="es" dir="ltr"' in page
    assert '<h1 data-aloud lang="en">Page 2</h1>' in page
    assert '<div class="claim__text" data-aloud lang="en">' in page
    assert '<span lang="en">Call a doctor today if:</span>' in page
    assert '<ul lang="en"><li data-aloud>your eye hurts</li>' in page


def test_translated_page_leaves_no_english_unmarked(spanish, two_articles):
    page = whole(spanish.get(PAGE_1))

    assert "<h1 data-aloud>Página 1</h1>" in page
    assert '<p class="sources__title" lang="en">' in page
    assert "<span>Call a doctor" not in page


@pytest.mark.parametrize("how", ["in its file", "in the site"])
def test_changed_english_text_takes_the_translation_away_and_says_why(spanish, folder, two_articles, how):
    if how == "in its file":
        add_article(folder, 1, more=MORE + "\nNew.\n[no claim]\n")
        load_both(folder)
    else:
        Article.objects.filter(slug="page-1").update(text_hash="0123456789ab")

    text = words_of(spanish.get(PAGE_1))

    assert said("You are reading the English text.") in text
    assert said(OUTDATED) in text
    assert "Los músculos se contraen." not in text
    assert "Muscles twitch." in text


def test_translation_with_other_boxes_than_the_article_is_never_shown(spanish, two_articles):
    Article.objects.get(slug="page-1").care_boxes.all().delete()

    assert "Muscles twitch." in words_of(spanish.get(PAGE_1))


@pytest.mark.parametrize("number", [1, 3])
def test_article_costs_a_visitor_no_query_more(spanish, folder, number, django_assert_num_queries):
    load_in_spanish(folder, 1, more=MORE * number, in_spanish=IN_SPANISH * number)

    with django_assert_num_queries(6):  # article with translation, boxes, questions, sources, claims, boards
        response = spanish.get(PAGE_1)

    assert whole(response).count('class="disagreement"') == number


def test_the_nearest_language_that_has_it_is_shown(spanish, settings, folder, django_assert_num_queries):
    settings.LANGUAGES = [*settings.LANGUAGES, ("es-mx", "español de México")]
    load_in_spanish(folder, 2)
    add_translation(folder, 1, language="es-mx", replace={"Página 1": "Hoja 1"})
    load_both(folder)
    spanish.cookies[settings.LANGUAGE_COOKIE_NAME] = "es-mx"

    with django_assert_num_queries(6):
        near = words_of(spanish.get(PAGE_1))

    assert "Hoja 1" in near
    assert "Página 2" in words_of(spanish.get(PAGE_1.replace("page-1", "page-2")))


def test_article_costs_a_reader_of_english_nothing_more(client, two_articles, django_assert_num_queries):
    with django_assert_num_queries(6):  # article, boxes, questions, sources, claims, boards
        page = client.get(PAGE_1)

    assert 'lang="en"' not in whole(page)
    assert BY_MACHINE not in whole(page)


@pytest.mark.parametrize("number", [1, 3])
def test_home_tells_translated_titles_for_one_query_more(spanish, folder, number, django_assert_num_queries):
    load_in_spanish(folder, number)
    add_article(folder, 4)
    load_both(folder)

    with django_assert_num_queries(3):  # sections, articles, translations
        page = whole(spanish.get(reverse("resources:home")))

    assert page.count('<h3 class="shelf__title"><a href="/resources/understanding/page-') == number
    assert "Entender los espasmos" in page
    assert '<h3 class="shelf__title" lang="en"><a href="/resources/understanding/page-4/">Page 4</a></h3>' in page


def test_shelf_tells_translated_titles_for_one_query_more(spanish, two_articles, django_assert_num_queries):
    with django_assert_num_queries(3):  # section, articles, translations
        text = words_of(spanish.get(reverse("resources:section", args=["understanding"])))

    assert "Entender los espasmos Qué es un espasmo de la cara" in text
    assert "Página 1 Un texto corto sobre una página." in text
    assert "Page 2" in text


def test_titles_that_are_out_of_date_stay_english(spanish, folder, two_articles):
    Article.objects.filter(slug="page-1").update(text_hash="0123456789ab")

    text = words_of(spanish.get(reverse("resources:home")))

    assert "Página 1" not in text
    assert "Page 1" in text


def test_glossary_is_in_spanish_and_in_its_order(spanish, two_articles, django_assert_num_queries):
    with django_assert_num_queries(4):  # terms, articles, translations, sources
        page = whole(spanish.get(reverse("resources:glossary")))

    names = re.findall(r'<dt class="glossary__term">([^<]+)', page)
    assert names[0] == "Abertura en el cráneo "
    assert names.index("Toxina botulínica ") < names.index("Vigilancia durante una operación ")
    assert '<a href="/resources/understanding/page-1/">Página 1</a>' in page
    assert "AN-jee-oh-gram" not in page


def test_questions_are_picked_and_kept_in_spanish(member, two_articles):
    question = Article.objects.get(slug="page-1").questions.get()

    text = words_of(member.get(reverse("resources:questions")))
    member.post(reverse("resources:pick_question"), {"question": question.pk})

    assert "Página 1 ¿Qué es?" in text
    assert KeptQuestion.objects.get().text == "¿Qué es?"


def test_question_that_was_picked_in_another_language_is_not_offered_again(member, two_articles, ada):
    question = Article.objects.get(slug="page-1").questions.get()
    KeptQuestion.objects.create(owner=ada, picked=question, text=question.text, position=1)

    pages = [whole(member.get(path)) for path in (PAGE_1, reverse("resources:questions"))]

    assert [f'name="question" value="{question.pk}"' in page for page in pages] == [False, False]


def test_questions_cost_one_query_more(member, folder, django_assert_num_queries):
    load_in_spanish(folder, 3)

    with django_assert_num_queries(6):  # session, user, mine, all, translations, unread
        member.get(reverse("resources:questions"))


def test_proposals_are_about_the_title_that_was_read(member, two_articles):
    assert "Página 1" in words_of(member.get(f"{PAGE_1}suggest/"))
