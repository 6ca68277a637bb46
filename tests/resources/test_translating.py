"""Translations are loaded after the articles, and are out of date as soon as the English text is another one."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from community.resources.library import read_library
from community.resources.models import Article, ArticleTranslation
from tests.resources.factories import add_article, add_translation, load, load_both, load_in_spanish
from tests.resources.test_actions import keys

pytestmark = pytest.mark.django_db
CHANGED = "It stays.\n[from F54]\n"


def current():
    return set(ArticleTranslation.objects.current().values_list("title", flat=True))


def test_translation_is_loaded_with_all_it_carries(folder):
    more = "A [lid](term:ptosis) hangs.\n[from F10]\n"
    load_in_spanish(folder, more=more, in_spanish="Un [párpado](term:ptosis) cuelga.\n[from F10]\n")

    (row,) = ArticleTranslation.objects.current()

    assert (row.language, row.title, row.by, row.checked) == ("es", "Página 1", "machine", "")
    assert row.headings == ["Qué es"]
    assert [claim["text"] for claim in row.claims] == [
        "Los músculos se contraen.",
        "Un [párpado](term:ptosis) cuelga.",
    ]
    assert 'href="/resources/understanding/page-1/#word-ptosis"' in row.claims[1]["html"]
    assert row.care == {"urgent": {"heading": "Llama hoy a un médico si", "items": ["te duele el ojo"]}}
    assert row.questions == ["¿Qué es?"]
    assert "Un texto corto" in row.body
    assert "cuelga" in row.body


def test_loading_twice_changes_nothing(folder):
    assert len(load_in_spanish(folder, 3).changed) == 3
    before = keys()

    assert load_both(folder).changed == []

    assert keys() == before


def test_changed_translation_changes_its_row_only(folder):
    load_in_spanish(folder, 2)
    before = set(ArticleTranslation.objects.values_list("pk", flat=True))

    add_translation(folder, 1, replace={"title: Página": "title: La página", "checked: no": "checked: Ana, traductora"})

    assert [row.checked for row in load_both(folder).changed] == ["Ana, traductora"]
    assert current() == {"La página 1", "Página 2"}
    assert set(ArticleTranslation.objects.values_list("pk", flat=True)) == before


def test_changed_english_text_makes_its_translation_out_of_date(folder):
    load_in_spanish(folder, 2)

    add_article(folder, 1, more=CHANGED)
    outcome = load_both(folder)

    assert (outcome.in_order, outcome.mistakes) == (2, [])
    assert current() == {"Página 2"}
    assert ArticleTranslation.objects.get(title="Página 1").claims == []


def test_english_text_that_comes_back_finds_its_translation_again(folder):
    load_in_spanish(folder)
    add_article(folder, 1, more=CHANGED)
    load_both(folder)

    add_article(folder, 1)
    load_both(folder)

    assert current() == {"Página 1"}
    assert len(ArticleTranslation.objects.get().claims) == 1


def test_english_text_that_is_changed_in_the_site_makes_it_out_of_date_at_once(folder):
    load_in_spanish(folder)

    Article.objects.update(text_hash="0123456789ab")

    assert current() == set()


def test_broken_translation_stays_as_it_was_and_costs_only_itself(folder):
    load_in_spanish(folder, 3)
    for number in (1, 3):
        add_translation(folder, number, replace={"title: Página": "title: Nueva página"})
    add_translation(folder, 2, replace={"[from F35]": "[from F9]"})

    outcome = load_both(folder)

    assert outcome.left_out == ["translations/es/articles/understanding/page-2.md"]
    assert current() == {"Nueva página 1", "Página 2", "Nueva página 3"}


def test_new_translation_that_is_broken_is_nowhere(folder):
    add_article(folder, 1)
    add_translation(folder, 1, more="Otra vez.\n[no claim]\n")

    assert load_both(folder).in_order == 0
    assert ArticleTranslation.objects.count() == 0


def test_translation_whose_file_is_gone_goes(folder):
    load_in_spanish(folder, 2)
    (folder / "translations/es/articles/understanding/page-1.md").unlink()

    load_both(folder)

    assert current() == {"Página 2"}


def test_translation_of_a_broken_article_stays_with_what_was_loaded_last(folder):
    load_in_spanish(folder)
    (folder / "articles/understanding/page-1.md").write_text("broken")

    load_both(folder)

    assert current() == {"Página 1"}


def test_a_second_language_has_its_own_rows(folder):
    add_article(folder, 1)
    add_translation(folder, 1)
    add_translation(folder, 1, language="pt-br")

    load_both(folder)

    assert sorted(ArticleTranslation.objects.values_list("language", flat=True)) == ["es", "pt-br"]


def test_article_in_preparation_can_be_announced_in_another_language(folder):
    path = add_article(folder, 1, status="preparation")
    top = path.read_text().partition("care:")[0]
    path.write_text(f"{top}---\n")
    spanish = add_translation(folder, 1)
    spanish.write_text(spanish.read_text().partition("care:")[0] + "---\n")

    assert load_both(folder).in_order == 1


def test_command_loads_the_rest_names_what_it_left_out_and_fails(folder):
    add_article(folder, 1)
    add_translation(folder, 1, replace={"[from F35]": "[from F9]"})
    said, complaints = StringIO(), StringIO()

    with pytest.raises(CommandError, match=r"1 to mend.*translations/es/articles/understanding/page-1.md"):
        call_command("load_resources", folder=folder, stdout=said, stderr=complaints)

    assert said.getvalue() == "1 articles, 1 new or changed.\n0 translations, 0 new or changed.\n"
    assert "page-1.md, line 19: The original ends with [from F35] here" in complaints.getvalue()


def test_check_looks_at_translations_and_writes_nothing(folder):
    add_article(folder, 1)
    add_translation(folder, 1, replace={"[from F35]": "[from F9]"})

    with pytest.raises(CommandError, match=r"1 to mend. Nothing was loaded."):
        call_command("load_resources", folder=folder, check=True, stderr=StringIO())

    assert Article.objects.count() == 0


def test_out_of_date_is_no_mistake_of_a_deploy(folder):
    add_article(folder, 1)
    add_translation(folder, 1)
    add_article(folder, 1, more=CHANGED)

    call_command("load_resources", folder=folder, check=True, stdout=StringIO())
    call_command("load_resources", folder=folder, stdout=StringIO())

    assert current() == set()


def test_articles_remember_which_text_they_are(folder):
    add_article(folder, 1)
    load(folder)

    (file,) = read_library(folder).articles
    assert Article.objects.get().text_hash == file.text_hash != ""


@pytest.mark.parametrize("wrong", [{"by": "nobody"}, {"original": ""}])
def test_database_refuses_a_translation_without_a_maker_or_an_original(folder, wrong):
    load_in_spanish(folder)

    with pytest.raises(IntegrityError), transaction.atomic():
        ArticleTranslation.objects.update(**wrong)
