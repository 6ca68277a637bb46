import re

import pytest

from community.forum.actions import boards as actions
from community.forum.models import Board, FormField, ReadingLink
from tests.concurrency import at_once
from tests.factories import make_group, make_moderator
from tests.forum.factories import make_board, make_thread

ARTICLE = "/resources/about-spasms/"


def html(response):
    return response.content.decode()


@pytest.fixture
def board(group):
    return make_board(group)


@pytest.fixture
def three(group, mo):
    return [actions.add_board(group=group, moderator=mo, name=name, description="") for name in ("One", "Two", "Three")]


def order(group):
    return [(board.name, board.position) for board in group.boards.all()]


def settings_of(board):
    return f"/boards/{board.slug}/settings/"


def read(board, mo, *titles):
    return [
        actions.add_reading(board=board, moderator=mo, title=title, path=f"/resources/{title.lower()}/")
        for title in titles
    ]


def ask(board, mo, label="Treatment", **fields):
    words = {"help_text": "", "kind": "line", "choices": "", "required": True} | fields
    return actions.add_field(board=board, moderator=mo, label=label, **words)


def test_settings_change_what_a_board_is(client, board, mo):
    client.force_login(mo)
    words = {"name": "News", "description": "What is new.", "who_starts": "moderators", "who_replies": "members"}

    assert client.post(settings_of(board), {**words, "asks_questions": "on"})["Location"] == settings_of(board)

    board.refresh_from_db()
    assert (board.name, board.description, board.who_starts) == ("News", "What is new.", "moderators")
    assert (board.asks_questions, board.takes_pictures) == (True, False)


def test_rules_are_kept_and_said(client, board, ada, bo, mo):
    thread = make_thread(board=board, author=ada)
    Board.objects.update(who_starts="moderators", who_replies="moderators")
    client.force_login(bo)

    page = html(client.get(board.get_absolute_url()))
    assert "Only moderators of the group start threads on this board." in page
    assert "Only moderators of the group answer on this board." in page
    assert "Only moderators of the group write here." in html(client.get(thread.get_absolute_url()))
    assert "Only moderators of the group write here." in html(client.get(f"/boards/{board.slug}/new/"))
    assert client.post(f"/boards/{board.slug}/new/", {"title": "Hello", "body": "Words."}).status_code == 403
    assert client.post(f"/threads/{thread.pk}/", {"body": "Words."}).status_code == 403
    client.force_login(mo)
    assert "Only moderators of the group write here." not in html(client.get(thread.get_absolute_url()))


def test_pages_are_there_for_moderators_of_the_group_only(client, board, ada, eve, mo):
    link, field = read(board, mo, "Spasms")[0], ask(board, mo)
    other = make_group("other")
    host = make_moderator(other, "Hal")
    pages = [settings_of(board), f"{settings_of(board)}form/", f"/groups/{board.group.slug}/boards/"]
    acts = [f"/boards/{board.slug}/move/", f"{settings_of(board)}reading/"]
    for pk, place in ((link.pk, "reading"), (field.pk, "form")):
        acts += [f"{settings_of(board)}{place}/{pk}/{verb}/" for verb in ("move", "remove")]

    for member in (ada, eve, host):
        client.force_login(member)
        assert {client.get(page).status_code for page in pages} == {404}
        assert {client.post(page, {"way": "up"}).status_code for page in pages + acts} == {404}
    client.force_login(mo)
    assert {client.get(page).status_code for page in pages} == {200}
    assert (ReadingLink.objects.count(), FormField.objects.count()) == (1, 1)


def test_rows_of_another_board_are_not_there(client, board, group, mo):
    other = make_board(group, "other-board")
    link, field = read(other, mo, "Spasms")[0], ask(other, mo)
    client.force_login(mo)

    for pk, place in ((link.pk, "reading"), (field.pk, "form")):
        for verb in ("move", "remove"):
            assert client.post(f"{settings_of(board)}{place}/{pk}/{verb}/", {"way": "up"}).status_code == 404
    assert client.get(f"{settings_of(board)}form/{field.pk}/").status_code == 404
    assert (ReadingLink.objects.count(), FormField.objects.count()) == (1, 1)


def test_boards_move_up_and_down_and_say_where_they_are(client, group, three, mo):
    client.force_login(mo)

    response = client.post(f"/boards/{three[2].slug}/move/", {"way": "up"}, follow=True)

    assert order(group) == [("One", 0), ("Three", 1), ("Two", 2)]
    page = html(response)
    assert "“Three” is number 2 now." in page
    assert re.findall(r" autofocus><svg.*?</svg>([^<]+)<[^>]+>([^<]+)<", page, re.DOTALL) == [("Up", ": Three")]
    response = client.post(f"/boards/{three[2].slug}/move/", {"way": "up"}, follow=True)
    assert html(response).count(" autofocus") == 1  # no way further up: the focus is on Down
    client.post(f"/boards/{three[2].slug}/move/", {"way": "up"})
    assert order(group) == [("Three", 0), ("One", 1), ("Two", 2)]
    assert client.post(f"/boards/{three[2].slug}/move/", {"way": "sideways"}).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_moves_and_new_boards_at_once_leave_places_without_gaps(group, three, mo):
    moves = [
        lambda by=by, board=board: actions.move_board(board=board, moderator=mo, by=by)
        for board in three
        for by in (1, -1)
    ]
    new = [lambda: actions.add_board(group=group, moderator=mo, name="Four", description="").pk] * 2

    results = at_once(*moves, *new)

    assert not [result for result in results if isinstance(result, Exception)]
    assert results[-1] == results[-2]
    assert sorted(position for _name, position in order(group)) == [0, 1, 2, 3]


def test_new_board_is_the_last_one_with_an_address_of_its_own(client, group, three, mo):
    client.force_login(mo)

    response = client.post(f"/groups/{group.slug}/boards/", {"name": "Grüße & Tee", "description": "Warm."})

    made = group.boards.get(name="Grüße & Tee")
    assert response["Location"] == settings_of(made)
    assert (made.slug, made.position, made.description) == (f"{group.slug}-grue-tee", 3, "Warm.")


def test_board_without_a_name_comes_back(client, group, mo):
    client.force_login(mo)

    response = client.post(f"/groups/{group.slug}/boards/", {"name": " ", "description": "Warm."})

    assert response.status_code == 422
    assert "Warm." in html(response)
    assert group.boards.count() == 0


def test_reading_list_stands_on_the_board_and_before_a_new_thread(client, board, ada, mo):
    read(board, mo, "Spasms", "Injections")
    client.force_login(ada)

    page = html(client.get(board.get_absolute_url()))
    assert page.index('href="/resources/spasms/"') < page.index('href="/resources/injections/"')
    assert "Before you ask, perhaps one of these:" in html(client.get(f"/boards/{board.slug}/new/"))


def test_reading_list_takes_whole_addresses_and_keeps_the_path(client, board, mo):
    client.force_login(mo)

    for address in (f"https://community.example{ARTICLE}?page=2#top", ARTICLE):
        client.post(f"{settings_of(board)}reading/", {"title": "About spasms", "path": address})

    assert ReadingLink.objects.get().path == ARTICLE


@pytest.mark.parametrize(
    "path", ["https://evil.example/", "javascript:alert(1)", "/boards/x/", "/resources/../admin/", ""]
)
def test_reading_list_leads_nowhere_else(client, board, mo, path):
    client.force_login(mo)

    response = client.post(f"{settings_of(board)}reading/", {"title": "About spasms", "path": path})

    assert response.status_code == 422
    assert "About spasms" in html(response)
    assert ReadingLink.objects.count() == 0


def test_rows_move_and_leave_no_gap(client, board, mo):
    first, second, third = read(board, mo, "One", "Two", "Three")
    client.force_login(mo)

    client.post(f"{settings_of(board)}reading/{first.pk}/move/", {"way": "down"})
    client.post(f"{settings_of(board)}reading/{second.pk}/remove/")

    assert list(board.reading.values_list("title", "position")) == [("One", 0), ("Three", 1)]
    assert third.pk in board.reading.values_list("pk", flat=True)


def test_questions_are_added_changed_and_moved(client, board, mo):
    client.force_login(mo)
    words = {"label": "Effect", "kind": "choice", "choices": " Helped \n\nHelped\nDid not", "required": "on"}
    client.post(f"{settings_of(board)}form/", words)
    ask(board, mo)

    field = board.form_fields.get(label="Effect")
    assert (field.choices, field.required, field.position) == ("Helped\nDid not", True, 0)
    client.post(f"{settings_of(board)}form/{field.pk}/", {"label": "What it did", "kind": "text", "choices": "x"})
    client.post(f"{settings_of(board)}form/{field.pk}/move/", {"way": "down"})
    field.refresh_from_db()
    assert (field.label, field.kind, field.choices, field.required) == ("What it did", "text", "", False)
    assert [question.label for question in board.form_fields.all()] == ["Treatment", "What it did"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"label": ""}, "Write what is asked."),
        ({"label": "treatment"}, "The form asks this already."),
        ({"kind": "choice", "choices": "One"}, "Write at least two answers"),
        ({"kind": "magic"}, "magic"),
    ],
)
def test_wrong_questions_come_back(client, board, mo, fields, words):
    ask(board, mo)
    client.force_login(mo)

    response = client.post(f"{settings_of(board)}form/", {"label": "Effect", "kind": "line"} | fields)

    assert response.status_code == 422
    assert words in html(response)
    assert FormField.objects.count() == 1
