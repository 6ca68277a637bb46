from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from community.resources.actions import BadContent
from community.resources.models import Article, CareBox, Claim, DoctorQuestion, GlossaryTerm, Part, Section, Source
from tests.resources.factories import add_article, load, load_articles

pytestmark = pytest.mark.django_db


def keys():
    """Every row of the app by table: its primary key and its values."""
    tables = apps.get_app_config("resources").get_models(include_auto_created=True)
    return {table.__name__: sorted(table._default_manager.values_list()) for table in tables}


def test_article_is_loaded_with_all_it_carries(folder):
    add_article(folder, more="A [lid](term:ptosis) hangs.\n[from F10 newcastle]\n")

    (article,) = load(folder)

    claims = Claim.objects.filter(part__article=article)
    assert [(claim.strength, claim.facts, claim.source_ids) for claim in claims] == [
        ("agreed", [35], []),
        ("agreed", [10], ["newcastle"]),
    ]
    assert 'href="/resources/understanding/page-1/#word-ptosis"' in claims[1].html
    assert set(article.sources.values_list("slug", flat=True)) == {"document", "newcastle"}
    assert [term.slug for term in article.terms.all()] == ["ptosis"]
    assert [box.level for box in article.care_boxes.all()] == ["urgent"]
    assert [question.text for question in article.questions.all()] == ["What is it?"]
    assert article.reading_minutes == 1


def test_loading_twice_changes_nothing(folder):
    load_articles(folder, 3)
    before = keys()

    assert load(folder) == []

    assert keys() == before


def test_our_own_content_loads_twice_without_a_change():
    call_command("load_resources", stdout=StringIO())
    before = keys()

    call_command("load_resources", stdout=(second := StringIO()))

    assert keys() == before
    assert second.getvalue().startswith("28 articles, 0 new or changed.\n")
    assert second.getvalue().endswith("translations, 0 new or changed.\n")
    assert Claim.objects.exclude(strength="").filter(basis="").count() == 0
    assert Section.objects.count() == 5


def test_changed_file_changes_its_article_only(folder):
    load_articles(folder, 2)
    before = {article.slug: article.pk for article in Article.objects.all()}
    question = DoctorQuestion.objects.get(article__slug="page-1")

    add_article(folder, 1, more="It stays.\n[from F54]\n")
    changed = load(folder)

    assert [article.slug for article in changed] == ["page-1"]
    assert {article.slug: article.pk for article in Article.objects.all()} == before
    assert DoctorQuestion.objects.get(article__slug="page-1") == question
    assert Claim.objects.filter(part__article__slug="page-1").count() == 2


@pytest.mark.parametrize("name", ["sections.yaml", "sources.yaml", "glossary.yaml", "facts.yaml"])
def test_one_mistake_in_a_shared_file_keeps_everything_out(folder, name):
    add_article(folder, 1)
    add_article(folder, 2, more="No basis.\n")
    (folder / name).write_text("no list")

    with pytest.raises(BadContent) as caught:
        load(folder)

    assert any(mistake.path == name for mistake in caught.value.mistakes)
    assert any(mistake.article == "understanding/page-2" for mistake in caught.value.mistakes)
    assert [model.objects.count() for model in (Section, Source, GlossaryTerm, Article, Part)] == [0, 0, 0, 0, 0]


def test_article_without_its_file_becomes_a_draft_and_comes_back(folder):
    load_articles(folder, 2)
    path = folder / "articles" / "understanding" / "page-2.md"
    text = path.read_text()

    path.unlink()
    load(folder)
    assert Article.objects.get(slug="page-2").status == "draft"

    path.write_text(text)
    load(folder)
    assert Article.objects.get(slug="page-2").status == "published"


def test_source_that_nobody_needs_goes(folder):
    load_articles(folder, 1)
    text = (folder / "sources.yaml").read_text()
    start = text.index("- id: untreated-2017")

    (folder / "sources.yaml").write_text(text[:start] + text[text.index("- id: toxin-review-2021") :])
    load(folder)

    assert not Source.objects.filter(slug="untreated-2017").exists()


def test_care_boxes_stand_with_the_most_urgent_first(folder):
    box = "  - level: emergency\n    heading: Call now if\n    items: [you cannot breathe]\n    from: F11\n"
    add_article(folder, replace={"questions:": f"{box}questions:"})

    load(folder)

    assert [found.level for found in CareBox.objects.all()] == ["emergency", "urgent"]


def test_command_names_every_mistake_and_fails(folder):
    load_articles(folder, 1)
    before = keys()
    add_article(folder, more="No basis.\n")
    helplines = folder / "helplines.yaml"
    helplines.write_text(helplines.read_text().replace("kind: phone", "kind: pigeon", 1))
    told = StringIO()

    with pytest.raises(CommandError, match=r"2 to mend. Nothing was loaded."):
        call_command("load_resources", folder=folder, stderr=told)

    assert "page-1.md, line 23: " in told.getvalue()
    assert '"pigeon" is not a kind of line: chat, phone, text, web.' in told.getvalue()
    assert keys() == before


def test_command_can_only_check(folder):
    add_article(folder)

    call_command("load_resources", folder=folder, check=True, stdout=(told := StringIO()))

    assert told.getvalue() == "The content files are in order.\n"
    assert Article.objects.count() == 0
