"""What a release brings: each text is kept, and what editors made live in the site stands."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from community.resources.gate import TICKS
from community.resources.models import Article, ArticleVersion
from tests.factories import NOON
from tests.resources.factories import add_article, edit_live, load, load_articles

pytestmark = pytest.mark.django_db
CHANGE = {"title: Page": "title: New page"}
OTHER = {"title: Page": "title: Other page"}


def history(slug="page-1"):
    versions = ArticleVersion.objects.filter(article__slug=slug).order_by("number")
    return [(version.number, version.origin, version.state) for version in versions]


def title(slug="page-1"):
    return Article.objects.get(slug=slug).title


def said(folder):
    call_command("load_resources", folder=folder, stdout=(told := StringIO()))
    return [line for line in told.getvalue().splitlines() if "translations" not in line]


def test_first_load_of_a_file_is_its_first_version(folder):
    path = add_article(folder)

    (article,) = load(folder)

    version = article.versions.get()
    assert (version.number, version.origin, version.state, version.is_public) == (1, "file", "live", True)
    assert version.text == path.read_text()
    assert (version.editor, version.live_at) == (None, version.made_at)
    assert Article.objects.get().changed_date is None


def test_articles_that_were_loaded_before_there_was_an_archive_get_their_first_version(folder):
    load_articles(folder, 2)
    ArticleVersion.objects.all().delete()

    assert load(folder) == []

    assert [history("page-1"), history("page-2")] == [[(1, "file", "live")]] * 2


def test_changed_file_is_the_next_version_and_an_unchanged_one_is_none(folder):
    load_articles(folder, 2)

    add_article(folder, 1, replace=CHANGE)
    load(folder)
    load(folder)

    assert history("page-1") == [(1, "file", "past"), (2, "file", "live")]
    assert history("page-2") == [(1, "file", "live")]
    assert Article.objects.get(slug="page-1").changed_date is not None
    assert Article.objects.get(slug="page-2").changed_date is None


def test_broken_file_is_no_version(folder):
    load_articles(folder, 1)

    add_article(folder, 1, more="No basis.\n")
    load(folder)

    assert history() == [(1, "file", "live")]


def test_live_edit_stands_while_its_file_stays(folder, ed):
    load_articles(folder, 1)
    edit_live(ed, replace=CHANGE)

    assert said(folder) == ["1 articles, 0 new or changed."]

    assert title() == "New page 1"
    assert history() == [(1, "file", "past"), (2, "site", "live")]


def test_live_edit_stands_against_a_release_and_its_text_waits(folder, ed):
    load_articles(folder, 1)
    edit_live(ed, replace=CHANGE)

    add_article(folder, 1, replace=OTHER)
    told = said(folder)

    assert told == [
        "1 articles, 0 new or changed.",
        "understanding/page-1 stays as editors wrote it. The new text of its file waits for them.",
    ]
    assert said(folder) == told
    assert title() == "New page 1"
    assert history() == [(1, "file", "past"), (2, "site", "live"), (3, "file", "waiting")]


def test_text_of_a_later_release_waits_in_the_place_of_the_one_before(folder, ed):
    load_articles(folder, 1)
    edit_live(ed, replace=CHANGE)

    for changes in (OTHER, {"title: Page": "title: Third page"}):
        add_article(folder, 1, replace=changes)
        load(folder)

    assert history()[2:] == [(3, "file", "past"), (4, "file", "waiting")]


def test_release_that_brings_what_the_editors_wrote_takes_over(folder, ed):
    load_articles(folder, 1)
    edit_live(ed, replace=CHANGE)

    add_article(folder, 1, replace=CHANGE)

    assert said(folder) == ["1 articles, 0 new or changed."]
    assert history() == [(1, "file", "past"), (2, "site", "past"), (3, "file", "live")]
    add_article(folder, 1, replace=OTHER)
    load(folder)
    assert title() == "Other page 1"


def test_removed_file_takes_nothing_from_an_article_that_editors_wrote(folder, ed):
    load_articles(folder, 2)
    edit_live(ed, replace=CHANGE)

    for number in (1, 2):
        (folder / f"articles/understanding/page-{number}.md").unlink()
    told = said(folder)

    assert told[1:] == ["understanding/page-1 has no file any more. It stays as editors wrote it."]
    assert dict(Article.objects.values_list("slug", "status")) == {"page-1": "published", "page-2": "draft"}


def test_broken_file_leaves_the_live_edit_alone(folder, ed):
    load_articles(folder, 1)
    edit_live(ed, replace=CHANGE)

    add_article(folder, 1, more="No basis.\n")
    load(folder)

    assert (title(), Article.objects.get().status) == ("New page 1", "published")


def test_new_meaning_of_a_hard_word_reaches_a_page_that_editors_wrote(folder, ed):
    load_articles(folder, 1)
    edit_live(ed, more="A [lid](term:ptosis) hangs.\n[from F10]\n")
    glossary = folder / "glossary.yaml"
    text = glossary.read_text()
    start = text.index("definition:", text.index("id: ptosis"))

    glossary.write_text(f"{text[:start]}definition: New words.\n{text[text.index('- id:', start) :]}")
    load(folder)

    assert [word["definition"] for word in Article.objects.get().words] == ["New words."]


def test_edit_that_cannot_be_read_any_more_stays_on_its_page(folder, ed):
    load_articles(folder, 1)
    edit_live(ed, replace=CHANGE)
    ArticleVersion.objects.filter(origin="site").update(text="broken")

    load(folder)

    assert (title(), Article.objects.get().status) == ("New page 1", "published")


@pytest.mark.parametrize(
    "wrong",
    [
        {"ticks": {}},
        {"ticks": dict.fromkeys(TICKS[1:], True)},
        {"ticks": dict.fromkeys(TICKS, False)},
        {"live_at": None},
        {"text": ""},
        {"state": "gone"},
        {"origin": "mail"},
        {"state": "draft"},
        {"state": "waiting", "live_at": None},
        {"number": 1},
    ],
    ids=str,
)
def test_database_refuses_what_cannot_be(folder, wrong):
    (article,) = load_articles(folder, 1)
    right = {"number": 2, "origin": "site", "state": "live", "text": "Words.", "made_at": NOON, "live_at": NOON}
    right |= {"is_public": True, "ticks": dict.fromkeys(TICKS, True)}
    article.versions.update(state="past")

    with pytest.raises(IntegrityError), transaction.atomic():
        article.versions.create(**right | wrong)

    article.versions.create(**right)


@pytest.mark.parametrize("state", ["draft", "live", "waiting"])
def test_article_has_one_version_of_a_state(folder, state):
    (article,) = load_articles(folder, 1)
    article.versions.update(state="past")
    fields = {"origin": "site" if state == "draft" else "file", "state": state, "text": "Words.", "made_at": NOON}
    fields["live_at"] = NOON if state == "live" else None
    article.versions.create(number=2, **fields)

    with pytest.raises(IntegrityError), transaction.atomic():
        article.versions.create(number=3, **fields)
