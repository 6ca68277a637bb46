"""Articles that belong to a room: kept by the moderators of its group, shown at its head."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from community.chat.actions import reading_list
from community.chat.models import Room, RoomReading
from community.groups.actions.ordering import MOST_ROWS
from tests.chat.factories import make_host, make_room
from tests.factories import make_group, make_moderator
from tests.resources.factories import load_in_spanish, make_folder

ARTICLE = "/resources/living/support-groups/"
OFF_SITE = ["https://elsewhere.example/", "//elsewhere.example/rooms/", "/rooms/", "/resources/../rooms/", "/\0", ""]


@pytest.fixture
def as_mo(client, mo):
    client.force_login(mo)
    return client


def add_to(room, moderator, *titles):
    return [
        reading_list.add_reading(room=room, moderator=moderator, title=title, path=f"/resources/{title.lower()}/")
        for title in titles
    ]


def settings_of(room):
    return reverse("chat:settings", args=[room.slug])


def add(client, room, title="About groups", path=ARTICLE):
    return client.post(f"{settings_of(room)}reading/", {"title": title, "path": path})


def head_of(client, room):
    return client.get(room.get_absolute_url()).content.decode()


def test_moderator_puts_an_article_at_the_head_of_a_room(as_mo, room, client, ada):
    added = add(as_mo, room, path=f"https://testserver{ARTICLE}?from=here")
    assert added.url == f"{settings_of(room)}#reading"
    assert "About groups" in as_mo.get(settings_of(room)).content.decode()

    client.force_login(ada)
    page = head_of(client, room)

    assert "Read first" in page
    assert f'<a class="tap" href="{ARTICLE}">About groups</a>' in page


def test_the_same_address_stands_there_once(as_mo, room):
    add(as_mo, room)
    add(as_mo, room, title="Once more")

    assert [row.title for row in RoomReading.objects.all()] == ["About groups"]
    with pytest.raises(IntegrityError), transaction.atomic():
        room.reading.create(title="Twice", path=ARTICLE)


@pytest.mark.parametrize("path", OFF_SITE)
def test_the_list_leads_nowhere_else_and_nothing_that_was_typed_is_lost(as_mo, room, path):
    refused = add(as_mo, room, title="Typed with care", path=path)

    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Typed with care" in page
    assert "Error:" in page
    assert RoomReading.objects.count() == 0


@pytest.mark.parametrize("fields", [{"title": "", "path": ARTICLE}, {"title": "Away", "path": "/rooms/"}])
def test_database_refuses_a_row_without_a_title_or_that_leads_away(room, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        room.reading.create(**fields)


def test_rows_move_and_close_gaps(as_mo, room, mo):
    first, second, third = add_to(room, mo, "One", "Two", "Three")

    moved = as_mo.post(f"{settings_of(room)}reading/{first.pk}/move/", {"way": "down"})
    removed = as_mo.post(f"{settings_of(room)}reading/{second.pk}/remove/")

    assert moved.url == f"{settings_of(room)}?moved=roomreading-{first.pk}&way=down"
    assert "autofocus" in as_mo.get(moved.url).content.decode()
    assert removed.url == f"{settings_of(room)}#reading"
    assert list(room.reading.values_list("title", "position")) == [("One", 0), ("Three", 1)]
    assert as_mo.post(f"{settings_of(room)}reading/{third.pk}/move/", {"way": "away"}).status_code == 404


def test_after_the_last_one_is_gone_the_head_says_nothing(as_mo, room, mo):
    (row,) = add_to(room, mo, "One")
    assert "Read first" in head_of(as_mo, room)

    as_mo.post(f"{settings_of(room)}reading/{row.pk}/remove/")

    assert "Read first" not in head_of(as_mo, room)


def test_a_full_list_takes_no_more(room, mo):
    add_to(room, mo, *(f"N{number}" for number in range(MOST_ROWS)))

    with pytest.raises(PermissionDenied, match="full"):
        add_to(room, mo, "One more")


def test_only_moderators_of_the_group_keep_it(client, room, ada, eve, mo, group):
    (row,) = add_to(room, mo, "One")
    elsewhere = make_moderator(make_group("other"), "Wim")
    acts = [f"{settings_of(room)}reading/"] + [
        f"{settings_of(room)}reading/{row.pk}/{act}/" for act in ("move", "remove")
    ]

    for member in (ada, eve, make_host(group), elsewhere):
        client.force_login(member)
        posted = {"title": "Mine", "path": ARTICLE, "way": "up"}
        assert {client.post(act, posted).status_code for act in acts} == {404}
        with pytest.raises(PermissionDenied):
            add_to(room, member, "Mine")
        with pytest.raises(PermissionDenied):
            reading_list.remove_reading(row=row, moderator=member)
        with pytest.raises(PermissionDenied):
            reading_list.move_reading(row=row, moderator=member, by=1)
    assert [row.title for row in RoomReading.objects.all()] == ["One"]


def test_rows_of_another_room_are_not_there(as_mo, room, group, mo):
    (row,) = add_to(make_room(group, "other-room"), mo, "One")

    for act in ("move", "remove"):
        assert as_mo.post(f"{settings_of(room)}reading/{row.pk}/{act}/", {"way": "up"}).status_code == 404
    assert RoomReading.objects.count() == 1


def test_the_count_of_a_room_goes_on_while_its_list_changes(room, mo):
    stale = Room.objects.get(pk=room.pk)
    Room.objects.filter(pk=room.pk).update(last_seq=7, name="Renamed")

    add_to(stale, mo, "One")

    room.refresh_from_db()
    assert (room.last_seq, room.name, room.has_reading) == (7, "Renamed", True)


@pytest.mark.parametrize("rows", [1, 3])
def test_room_with_articles_costs_one_query_more(client, room, ada, mo, rows, django_assert_num_queries):
    add_to(room, mo, *(f"N{number}" for number in range(rows)))
    client.force_login(ada)
    client.get(room.get_absolute_url())

    with django_assert_num_queries(12):  # one more than a room without any
        page = head_of(client, room)

    assert page.count('href="/resources/n') == rows


@pytest.mark.parametrize(("language", "title", "queries"), [("en-gb", "Page 1", 12), ("es", "Página 1", 13)])
def test_titles_are_told_in_the_language_of_the_reader(
    client, settings, room, ada, mo, tmp_path, language, title, queries, django_assert_num_queries
):
    settings.LANGUAGES = [("en-gb", "English"), ("es", "español")]
    load_in_spanish(make_folder(tmp_path), 1)
    path = "/resources/understanding/page-1/"
    reading_list.add_reading(room=room, moderator=mo, title="Page 1", path=path)
    ada.language = language
    ada.save()
    client.force_login(ada)
    head_of(client, room)

    with django_assert_num_queries(queries):
        assert f'<a class="tap" href="{path}">{title}</a>' in head_of(client, room)
