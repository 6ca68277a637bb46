"""What editors do with texts: save, publish through the gate, go back, take or leave what a release brings."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from community.resources import actions
from community.resources.actions.versions import MOST_IN_AN_HOUR
from community.resources.gate import TICKS
from community.resources.models import Article, ArticleVersion, Section
from tests.factories import NOON, make_user
from tests.resources.factories import add_article, draft, edit_live, load
from tests.resources.test_archive import CHANGE, OTHER, history, title

pytestmark = pytest.mark.django_db


def publish(version, editor, ticks=TICKS):
    return actions.publish(version=version, editor=editor, ticks=ticks, now=NOON)


def test_draft_is_kept_and_nobody_reads_it(shelf, ed):
    saved = draft(ed, replace=CHANGE)

    assert history() == [(1, "file", "live"), (2, "site", "draft")]
    assert (saved.editor, saved.what_changed, saved.made_at) == (ed, "Better words.", NOON)
    assert title() == "Page 1"


def test_draft_may_have_mistakes_and_cannot_be_published(shelf, ed):
    saved = draft(ed, more="No basis.\n")

    with pytest.raises(actions.HasMistakes) as caught:
        publish(saved, ed)

    assert [mistake.line for mistake in caught.value.mistakes] == [23]
    assert history()[1:] == [(2, "site", "draft")]


def test_next_draft_takes_the_place_of_the_first_which_is_kept(shelf, ed):
    draft(ed, replace=CHANGE)
    draft(ed, replace={"title: New": "title: Newer"})

    assert history()[1:] == [(2, "site", "past"), (3, "site", "draft")]


def test_same_text_twice_is_one_draft(shelf, ed):
    first = draft(ed, replace=CHANGE)

    again = actions.save_draft(
        article=first.article, editor=ed, text=first.text, what_changed="Other words.", seen=1, now=NOON
    )

    assert again == first
    assert len(history()) == 2


def test_published_draft_is_what_readers_see(shelf, ed):
    edit_live(ed, replace=CHANGE)

    article = Article.objects.get()
    version = article.versions.last()
    assert (article.title, article.status, article.changed_date) == ("New page 1", "published", NOON.date())
    assert (version.state, version.live_at, version.is_public) == ("live", NOON, True)
    assert version.ticks == dict.fromkeys(TICKS, True)
    assert history()[0] == (1, "file", "past")


@pytest.mark.parametrize("ticks", [[], TICKS[1:], TICKS[:-1], ["T7", "T99"], "T1"], ids=str)
def test_nothing_becomes_public_without_what_a_person_confirms(shelf, ed, ticks):
    saved = draft(ed, replace=CHANGE)

    with pytest.raises(actions.GateIsShut):
        publish(saved, ed, ticks)

    assert title() == "Page 1"
    assert history()[1:] == [(2, "site", "draft")]


def test_ticks_are_for_one_text(shelf, ed):
    edit_live(ed, replace=CHANGE)

    saved = draft(ed, replace={"title: New": "title: Newer"})

    assert saved.ticks == {}
    with pytest.raises(actions.GateIsShut):
        publish(saved, ed, [])


def test_what_is_no_item_for_a_person_is_not_kept(shelf, ed):
    publish(draft(ed, replace=CHANGE), ed, [*TICKS, "T7", "T2", "T99"])

    assert ArticleVersion.objects.get(state="live").ticks == dict.fromkeys([*TICKS, "T7"], True)


def test_page_is_taken_away_from_readers_without_the_gate(shelf, ed):
    edit_live(ed, ticks=[], replace={"status: published": "status: draft"})

    assert Article.objects.get().status == "draft"
    assert load(shelf) == []
    assert Article.objects.get().status == "draft"


def test_second_to_save_is_told_and_overwrites_nothing(shelf, ed):
    edna = make_user("Edna", is_editor=True)
    article = Article.objects.get()
    first = draft(ed, replace=CHANGE)

    with pytest.raises(actions.ChangedMeanwhile) as caught:
        actions.save_draft(article=article, editor=edna, text="---\n", what_changed="Mine.", seen=1, now=NOON)

    assert caught.value.newest == first
    assert len(history()) == 2
    actions.save_draft(article=article, editor=edna, text="---\n", what_changed="Mine.", seen=2, now=NOON)
    assert history()[1:] == [(2, "site", "past"), (3, "site", "draft")]


def test_draft_that_was_overtaken_by_a_release_is_not_published(shelf, ed):
    saved = draft(ed, replace=CHANGE)
    add_article(shelf, 1, replace=OTHER)
    load(shelf)

    with pytest.raises(actions.ChangedMeanwhile):
        publish(saved, ed)

    assert title() == "Other page 1"
    assert history() == [(1, "file", "past"), (2, "site", "draft"), (3, "file", "live")]


def test_what_is_no_draft_any_more_is_not_published(shelf, ed):
    first = draft(ed, replace=CHANGE)
    draft(ed, replace={"title: New": "title: Newer"})

    with pytest.raises(actions.ChangedMeanwhile):
        publish(first, ed)


def test_release_that_waits_keeps_nobody_from_writing(shelf, ed):
    edit_live(ed, replace=CHANGE)
    add_article(shelf, 1, replace=OTHER)
    load(shelf)

    edit_live(ed, replace={"title: New": "title: Newer"})

    assert history()[1:] == [(2, "site", "past"), (3, "file", "waiting"), (4, "site", "live")]


def test_release_is_taken(shelf, ed):
    edit_live(ed, replace=CHANGE)
    add_article(shelf, 1, replace=OTHER)
    load(shelf)

    actions.take_release(version=ArticleVersion.objects.get(state="waiting"), editor=ed, now=NOON)

    assert title() == "Other page 1"
    assert history() == [(1, "file", "past"), (2, "site", "past"), (3, "file", "live")]
    assert ArticleVersion.objects.get(state="live").editor == ed
    assert load(shelf) == []
    add_article(shelf, 1)
    load(shelf)
    assert title() == "Page 1"


def test_text_of_the_site_is_kept_for_good(shelf, ed):
    edit_live(ed, replace=CHANGE)
    add_article(shelf, 1, replace=OTHER)
    load(shelf)
    waiting = ArticleVersion.objects.get(state="waiting")

    actions.keep_edit(version=waiting, editor=ed, now=NOON)
    load(shelf)

    assert history() == [(1, "file", "past"), (2, "site", "live"), (3, "file", "past")]
    for act in (actions.keep_edit, actions.take_release):
        with pytest.raises(actions.ChangedMeanwhile):
            act(version=waiting, editor=ed, now=NOON)


def test_old_text_comes_back_as_a_draft_and_passes_the_gate_again(shelf, ed):
    edit_live(ed, replace=CHANGE)
    old = ArticleVersion.objects.get(number=1)

    back = actions.restore(version=old, editor=ed, what_changed="Back to version 1.", now=NOON)

    assert (back.text, back.state, back.ticks) == (old.text, "draft", {})
    assert title() == "New page 1"
    publish(back, ed)
    assert title() == "Page 1"


def test_nobody_but_an_editor_who_may_write_changes_anything(shelf, ed, ada, mo):
    saved = draft(ed, replace=CHANGE)
    quiet = make_user("Quiet", is_editor=True, silenced_until=NOON + timedelta(days=1))
    words = {"text": "---\n", "what_changed": "Mine.", "seen": 2}

    for member in (ada, mo, quiet):
        with pytest.raises(PermissionDenied):
            publish(saved, member)
        with pytest.raises(PermissionDenied):
            actions.save_draft(article=saved.article, editor=member, now=NOON, **words)
        with pytest.raises(PermissionDenied):
            actions.begin_article(section=saved.article.section, slug="mine", title="Mine", editor=member, now=NOON)
        for act in (actions.take_release, actions.keep_edit):
            with pytest.raises(PermissionDenied):
                act(version=saved, editor=member, now=NOON)
    assert history() == [(1, "file", "live"), (2, "site", "draft")]


def test_a_key_that_is_stuck_does_not_fill_the_table(shelf, ed):
    (article,) = Article.objects.all()
    many = [
        ArticleVersion(article=article, number=number, origin="site", state="past", text="a", editor=ed, made_at=NOON)
        for number in range(2, MOST_IN_AN_HOUR + 2)
    ]
    ArticleVersion.objects.bulk_create(many)

    with pytest.raises(actions.TooManySaves):
        draft(ed, more="More.\n")

    assert draft(ed, more="More.\n", now=NOON + timedelta(minutes=61)).state == "draft"


def test_text_outlives_the_account_of_its_editor(shelf, ed):
    edit_live(ed, replace=CHANGE)

    ed.delete()

    assert history()[1:] == [(2, "site", "live")]
    assert ArticleVersion.objects.get(number=2).editor is None


def test_article_begins_in_the_site_and_no_release_takes_it_away(shelf, ed):
    section = Section.objects.get(slug="understanding")
    article = actions.begin_article(section=section, slug="new-one", title='A: "new" one', editor=ed, now=NOON)
    saved = article.versions.get()

    assert (article.status, article.code, saved.state) == ("draft", "A2", "draft")
    publish(
        actions.save_draft(
            article=article,
            editor=ed,
            text=saved.text.replace("[no claim]", "[from F35]"),
            what_changed="A source.",
            seen=1,
            now=NOON,
        ),
        ed,
    )
    load(shelf)

    article.refresh_from_db()
    assert (article.status, article.title) == ("published", 'A: "new" one')
    with pytest.raises(actions.AddressIsTaken):
        actions.begin_article(section=section, slug="new-one", title="Again", editor=ed, now=NOON)


def test_draft_that_was_written_before_a_waiting_release_was_taken_is_not_published_over_it(shelf, ed):
    edit_live(ed, replace=CHANGE)
    add_article(shelf, 1, replace=OTHER)
    load(shelf)
    older = draft(ed, replace={"title: New": "title: Newer"})
    by = {"now": NOON, "editor": ed}
    taken = actions.take_release(version=ArticleVersion.objects.get(state="waiting"), **by)

    with pytest.raises(actions.ChangedMeanwhile) as caught:
        publish(older, ed)

    assert (caught.value.newest.number, title()) == (5, "Other page 1")
    again = actions.save_draft(article=taken, text=older.text, what_changed="Seen.", seen=5, **by)
    publish(again, ed)
    assert title() == "Newer page 1"
