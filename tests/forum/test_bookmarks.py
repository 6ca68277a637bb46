from datetime import date

import pytest

from community.accounts.content_notes import ContentNote
from community.forum import actions
from community.forum.actions.bookmarks import keep_bookmark
from community.forum.models import Bookmark
from tests.concurrency import at_once
from tests.factories import NOON, join, make_group
from tests.forum.factories import make_replies, make_thread

LIST = "/bookmarks/"


def html(response):
    return response.content.decode()


def keep(post, member, **fields):
    words = {"note": "", "remind_on": None} | fields
    return keep_bookmark(post=post, member=member, now=NOON, **words)


@pytest.fixture
def post(group, ada):
    return make_thread(group=group, author=ada).posts.get()


def test_saving_twice_changes_the_one_bookmark(client, post, bo):
    client.force_login(bo)

    for note in ("Settings", "Settings for the lamp"):
        response = client.post(f"/posts/{post.pk}/bookmark/", {"note": note, "remind_on": "3.12.2026"})

    assert response["Location"] == f"/posts/{post.pk}/more/#bookmark"
    kept = Bookmark.objects.get()
    assert (kept.member, kept.post, kept.note) == (bo, post, "Settings for the lamp")
    assert kept.remind_on == date(2026, 12, 3)


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_keep_one_bookmark(post, bo):
    results = at_once(*[lambda: keep(post, bo).pk] * 4)

    assert set(results) == {Bookmark.objects.get().pk}


def test_saved_bookmark_leads_to_the_list_and_to_a_reminder(client, post, bo):
    keep(post, bo, note="Settings", remind_on=date(2026, 12, 3))
    client.force_login(bo)

    page = html(client.get(f"/posts/{post.pk}/more/"))

    address = f"/reminders/new/?title=Look+at+a+bookmark&amp;date=2026-12-03&amp;path=%2Fposts%2F{post.pk}%2F"
    assert f'href="{address}"' in page
    assert f'href="{LIST}"' in page
    form = html(client.get(address.replace("&amp;", "&")))
    assert 'value="Look at a bookmark"' in form
    assert f"http://testserver/posts/{post.pk}/</textarea>" in form


def test_without_a_day_no_reminder_is_offered(client, post, bo):
    keep(post, bo)
    client.force_login(bo)

    assert "/reminders/new/" not in html(client.get(f"/posts/{post.pk}/more/"))


def test_wrong_day_and_too_long_note_come_back_with_what_was_typed(client, post, bo):
    client.force_login(bo)

    response = client.post(f"/posts/{post.pk}/bookmark/", {"note": "long " * 70, "remind_on": "soon"})

    assert response.status_code == 422
    assert "Write the day as day, month and year" in html(response)
    assert "The note has 349 characters, and 300 fit." in html(response)
    assert "long long" in html(response)
    assert Bookmark.objects.count() == 0


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_the_same_for_any_length(client, group, ada, bo, number, django_assert_num_queries):
    thread = make_thread(group=group, author=ada)
    make_replies(thread, ada, number)
    for post in thread.posts.filter(number__gt=1):
        keep(post, bo)
    client.force_login(bo)
    client.get(LIST)

    with django_assert_num_queries(5):  # session, member, notices, how many, bookmarks
        response = client.get(LIST)

    assert html(response).count('class="list-rows__item"') == number


def test_list_shows_note_words_and_day(client, post, bo):
    keep(post, bo, note="For the lamp", remind_on=date(2026, 12, 3))
    client.force_login(bo)

    page = html(client.get(LIST))

    assert "The first hour was calm." in page
    assert "For the lamp" in page
    assert "look at it again on 3 December 2026" in page


def test_hidden_and_removed_posts_show_their_place_only(client, post, mo, bo):
    keep(post, bo, note="Mine")
    actions.hide_post(post, moderator=mo, reason="Advice.", now=NOON)
    client.force_login(bo)

    page = html(client.get(LIST))

    assert "Hidden by the team" in page
    assert "A quiet morning" not in page
    assert "The first hour" not in page
    assert "Mine" in page


def test_bookmarks_go_with_the_right_to_see_the_post_and_come_back_with_it(client, ada, bo):
    private = make_group("quiet", privacy="private")
    join(private, ada, bo)
    keep(make_thread(group=private, author=ada).posts.get(), bo, note="Mine")
    client.force_login(bo)
    assert "Mine" in html(client.get(LIST))

    private.memberships.filter(member=bo).delete()
    assert "Mine" not in html(client.get(LIST))

    join(private, bo)
    assert "Mine" in html(client.get(LIST))


def test_what_somebody_leaves_out_or_folds_away_stays_so(client, post, bo):
    keep(post, bo, note="Mine")
    type(post).objects.update(content_notes=ContentNote.NEEDLES)
    client.force_login(bo)
    type(bo).objects.filter(pk=bo.pk).update(notes_shown=0, notes_left_out=0)
    assert "The first hour" not in html(client.get(LIST))

    type(bo).objects.filter(pk=bo.pk).update(notes_shown=ContentNote.NEEDLES)
    assert "The first hour" in html(client.get(LIST))

    type(bo).objects.filter(pk=bo.pk).update(notes_shown=0, notes_left_out=ContentNote.NEEDLES)
    assert "Mine" not in html(client.get(LIST))


def test_bookmarks_of_others_are_not_there(client, post, ada, bo):
    keep(post, ada, note="Ada's own words")
    client.force_login(bo)

    assert "own words" not in html(client.get(LIST))
    assert "own words" not in html(client.get(f"/posts/{post.pk}/more/"))
    client.post(f"/posts/{post.pk}/bookmark/remove/")
    assert Bookmark.objects.get().member == ada


def test_removing_leads_back_to_where_it_was_pressed(client, post, bo):
    client.force_login(bo)
    for fields, place in [({}, f"/posts/{post.pk}/more/#bookmark"), ({"list": "1"}, LIST)]:
        keep(post, bo)
        assert client.post(f"/posts/{post.pk}/bookmark/remove/", fields)["Location"] == place
    assert Bookmark.objects.count() == 0


def test_posts_out_of_sight_take_no_bookmark(client, ada, bo):
    private = make_group("quiet", privacy="private")
    join(private, ada)
    post = make_thread(group=private, author=ada).posts.get()
    client.force_login(bo)

    assert client.post(f"/posts/{post.pk}/bookmark/", {"note": ""}).status_code == 404
    assert client.post(f"/posts/{post.pk}/bookmark/remove/").status_code == 404
