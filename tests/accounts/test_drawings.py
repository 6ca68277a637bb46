"""The drawings beside names: parts that are there, none that says whose it is, and the page to choose one."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from community.accounts.actions import choose_drawing
from community.accounts.drawings import ALL_DRAWINGS, COUNT, drawing, drawing_for
from community.accounts.models import User
from community.accounts.picture_views import ON_A_PAGE
from community.forum.actions import add_reply
from tests.chat.factories import make_message, make_room
from tests.factories import NOON, make_user
from tests.forum.factories import make_thread

PARTS = Path("static/img/avatars.svg")
PICTURE = "/settings/picture/"
DRAWN = re.compile(r'<svg class="avatar[^"]*" aria-hidden="true"><use href="[^"#]+#p\d+"/><use href="[^"#]+#(t\d+)"/>')


@pytest.fixture
def thread(group, ada, bo):
    return make_thread(group=group, author=ada)


def numbers_on(page):
    return [int(number) for number in re.findall(r'name="drawing" value="(\d+)"', page)]


def test_each_number_is_another_drawing_of_parts_that_are_there():
    all_drawings = [drawing(number) for number in range(COUNT)]
    parts = set(re.findall(r'<symbol id="([\w-]+)"', PARTS.read_text()))

    assert len({one[1:] for one in all_drawings}) == COUNT
    assert {url.partition("#")[2] for one in all_drawings for url in (one.place_url, one.thing_url)} == parts
    assert sorted(ALL_DRAWINGS) == list(range(COUNT))


def test_parts_have_no_colour_script_or_address_of_their_own():
    source = PARTS.read_text()

    assert re.findall(r"style|script|href|on\w+=|#[0-9a-f]{3}", source) == []
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', source)) == {"none", "currentColor"}
    assert len(source) < 8_000


def test_drawing_is_drawn_by_lot_and_not_made_of_the_account(db):
    drawings = {make_user(f"Member{number}").drawing for number in range(40)}

    assert len(drawings) > 30


@pytest.mark.django_db
def test_database_knows_only_drawings_that_there_are():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_user("Kestrel", drawing=COUNT)


def test_neighbours_on_the_page_are_unlike_in_thing_and_colour():
    shown = [drawing(number) for number in ALL_DRAWINGS[:ON_A_PAGE]]

    assert all(one.thing != other.thing and one.colour != other.colour for one, other in pairwise(shown))


def test_page_shows_ones_own_first_and_stores_another(client, ada):
    choose_drawing(ada, drawing=7)
    client.force_login(ada)
    page = client.get(PICTURE).content.decode()
    other = numbers_on(page)[5]

    response = client.post(PICTURE, {"drawing": other})

    assert numbers_on(page)[0] == 7
    assert drawing(other).in_words in page
    assert (response.status_code, response.url) == (302, PICTURE)
    assert User.objects.get(pk=ada.pk).drawing == other


def test_whoever_wants_no_drawing_has_the_first_letter(client, ada):
    client.force_login(ada)
    client.post(PICTURE, {"drawing": "letter"})

    page = client.get(ada.get_absolute_url()).content.decode()

    assert User.objects.get(pk=ada.pk).drawing is None
    assert re.search(r'<span class="avatar [^>]+ aria-hidden="true">A</span>', page)


@pytest.mark.parametrize("wrong", ["", "1536", "-1", "x", "\0"])
def test_what_was_not_shown_is_not_taken(client, ada, wrong):
    choose_drawing(ada, drawing=7)
    client.force_login(ada)

    response = client.post(PICTURE, {"drawing": wrong})

    assert response.status_code in (400, 422)
    assert User.objects.get(pk=ada.pk).drawing == 7


def test_all_drawings_can_be_reached(client, ada):
    choose_drawing(ada, drawing=None)
    client.force_login(ada)
    pages = COUNT // ON_A_PAGE

    shown = [
        number
        for page in range(1, pages + 1)
        for number in numbers_on(client.get(f"{PICTURE}?page={page}").content.decode())
    ]

    assert sorted(shown) == list(range(COUNT))


@pytest.mark.parametrize("asked", ["nonsense", "-3", "99999"])
def test_page_that_is_not_there_is_another(client, ada, asked):
    client.force_login(ada)

    assert client.get(PICTURE, {"page": asked}).status_code == 200


def test_drawing_stands_beside_posts_messages_and_names(client, ada, bo, group, thread):
    for member, number in ((ada, 8 * 3), (bo, 8 * 5)):
        choose_drawing(member, drawing=number)
    add_reply(thread=thread, author=bo, body="Hello.", now=NOON)
    room = make_room(group)
    make_message(room, bo)
    client.force_login(ada)

    def things(address):
        return DRAWN.findall(client.get(address).content.decode())

    assert things(thread.get_absolute_url()) == ["t3", "t5"]
    assert things(room.get_absolute_url()) == ["t5"]
    assert things(bo.get_absolute_url()) == ["t5"]
    assert sorted(things(f"{group.get_absolute_url()}members/")) == ["t3", "t5"]


def test_another_name_has_the_drawing_of_the_name_and_not_of_the_account(ada, thread):
    before = drawing_for("Quiet Heron")

    choose_drawing(ada, drawing=None)

    assert thread.aliases.model(name="Quiet Heron", member=ada, thread=thread).avatar == before
