"""A mistake in one article keeps that article as it was, and keeps nothing else."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from community.resources import actions
from community.resources.library import read_library
from community.resources.models import Article, Claim
from tests.resources.factories import add_article, load, load_articles
from tests.resources.test_actions import keys
from tests.resources.test_preparation import add_stub

pytestmark = pytest.mark.django_db
CHANGE = {"title: Page": "title: New page"}
LINK = "See [it](article:understanding/page-{}).\n[no claim]\n"
NO_BASIS = '"No basis." does not say where it comes from. End it with [from F1], [from a-source] or [no claim].'
BROKEN = {
    "no basis": {"more": "No basis.\n"},
    "no top": {"replace": {"---\nid": "id"}},
    "not YAML": {"replace": {"title: Page": "title: [Page"}},
    "a field is missing": {"replace": {"scope: For people who test. It says little.\n": ""}},
    "an id of another": {"replace": {"id: A2": "id: A1"}},
    "a link to nowhere": {"more": LINK.format(9)},
    "a source nobody knows": {"more": "Muscles twitch.\n[from nobody]\n"},
    "a NUL": {"more": "Muscles \0 twitch.\n[from F35]\n"},
    "a status nobody knows": {"replace": {"status: published": "status: gone"}},
}


def outcome(folder):
    return actions.load_library(library=read_library(folder))


def told(loaded):
    return [str(mistake) for mistake in loaded.mistakes]


def titles():
    return dict(Article.objects.filter(status="published").values_list("slug", "title"))


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_broken_article_stays_as_it_was_and_the_others_load(folder, broken):
    load_articles(folder, 3)
    claims = set(Claim.objects.filter(part__article__slug="page-2").values_list("pk", "text"))
    for number in (1, 3):
        add_article(folder, number, replace=CHANGE)

    path = add_article(folder, 2, **broken)
    loaded = outcome(folder)

    assert loaded.left_out == ["articles/understanding/page-2.md"]
    assert (loaded.in_order, [article.slug for article in loaded.changed]) == (2, ["page-1", "page-3"])
    assert titles() == {"page-1": "New page 1", "page-2": "Page 2", "page-3": "New page 3"}
    assert set(Claim.objects.filter(part__article__slug="page-2").values_list("pk", "text")) == claims
    assert path.exists()


def test_broken_file_of_the_whole_folder_changes_nothing(folder):
    load_articles(folder, 1)
    before = keys()

    add_article(folder, 1, more="No basis.\n")
    (folder / "articles/understanding/page-2.md").write_bytes(b"\xff\xfe")
    loaded = outcome(folder)

    assert told(loaded) == [
        "articles/understanding/page-1.md, line 23: " + NO_BASIS,
        "articles/understanding/page-2.md, line 1: This file is not UTF-8 text. Save it as UTF-8.",
    ]
    assert keys() == before


def test_broken_new_article_is_nowhere(folder):
    add_article(folder, 1)
    add_article(folder, 2, more="No basis.\n")

    load(folder)

    assert titles() == {"page-1": "Page 1"}


def test_links_to_an_article_that_stays_are_right(folder):
    load_articles(folder, 2)

    add_article(folder, 1, more=LINK.format(2))
    add_article(folder, 2, more="No basis.\n")
    loaded = outcome(folder)

    assert loaded.left_out == ["articles/understanding/page-2.md"]
    assert Claim.objects.filter(part__article__slug="page-1", html__contains="/understanding/page-2/").exists()


def test_link_to_a_page_that_never_was_takes_the_linking_article_along(folder):
    load_articles(folder, 3)

    add_article(folder, 1, more=LINK.format(4))
    add_article(folder, 3, more=LINK.format(5))
    add_article(folder, 4, more="No basis.\n")
    add_article(folder, 5, more=LINK.format(4))
    loaded = outcome(folder)

    assert told(loaded) == [
        'articles/understanding/page-1.md, line 23: The link "article:understanding/page-4" leads nowhere.',
        'articles/understanding/page-3.md, line 23: The link "article:understanding/page-5" leads nowhere.',
        "articles/understanding/page-4.md, line 23: " + NO_BASIS,
        'articles/understanding/page-5.md, line 23: The link "article:understanding/page-4" leads nowhere.',
    ]
    assert titles() == {"page-1": "Page 1", "page-2": "Page 2", "page-3": "Page 3"}


def test_article_in_preparation_that_breaks_has_no_page_to_link_to(folder):
    add_stub(folder)
    add_article(folder, 1)
    load(folder)

    add_stub(folder, more="care: none needed\n")
    add_article(folder, 1, more="See [it](article:understanding/cramps).\n[no claim]\n")
    loaded = outcome(folder)

    assert len(loaded.left_out) == 2
    assert Article.objects.get(slug="cramps").status == "preparation"


def test_mended_article_is_loaded(folder):
    load_articles(folder, 1)
    add_article(folder, 1, more="No basis.\n")
    load(folder)

    add_article(folder, 1, replace=CHANGE)

    assert [article.title for article in load(folder)] == ["New page 1"]


def test_command_loads_the_rest_names_what_it_left_out_and_fails(folder):
    add_article(folder, 1)
    add_article(folder, 2, more="No basis.\nNeither.\n")
    add_article(folder, 3, replace={"title: Page 3\n": ""})
    said, complaints = StringIO(), StringIO()

    with pytest.raises(CommandError) as failed:
        call_command("load_resources", folder=folder, stdout=said, stderr=complaints)

    assert str(failed.value) == (
        "2 to mend. Not loaded, each stays as it was: "
        "articles/understanding/page-2.md, articles/understanding/page-3.md."
    )
    assert said.getvalue() == "1 articles, 1 new or changed.\n0 translations, 0 new or changed.\n"
    assert 'page-3.md, line 2: "title" is missing.' in complaints.getvalue()
    assert titles() == {"page-1": "Page 1"}


def test_check_fails_for_one_article_and_writes_nothing(folder):
    add_article(folder, 1)
    add_article(folder, 2, more="No basis.\n")

    with pytest.raises(CommandError, match=r"1 to mend. Nothing was loaded."):
        call_command("load_resources", folder=folder, check=True, stderr=StringIO())

    assert titles() == {}


def test_site_that_starts_goes_on_and_says_it_in_its_log(folder, caplog):
    add_article(folder, 1)
    add_article(folder, 2, more="No basis.\n")

    call_command("load_resources", folder=folder, go_on=True, stdout=StringIO(), stderr=(said := StringIO()))

    (record,) = [record for record in caplog.records if record.name.startswith("community.resources")]
    assert (record.levelname, "articles/understanding/page-2.md" in record.getMessage()) == ("ERROR", True)
    assert "page-2.md, line 23: " in said.getvalue()
    assert titles() == {"page-1": "Page 1"}


def test_start_still_stops_at_a_mistake_that_all_articles_share(folder):
    add_article(folder, 1)
    (folder / "glossary.yaml").unlink()

    with pytest.raises(CommandError, match=r"Nothing was loaded."):
        call_command("load_resources", folder=folder, go_on=True, stderr=StringIO())
