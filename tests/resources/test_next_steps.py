"""What an article page offers beside its text: the meaning of hard words, where to talk, a reminder."""

import pytest
from django.urls import reverse

from community.reminders.starters import STARTERS
from community.resources.library import read_library
from community.resources.models import Article
from tests.chat.factories import make_room
from tests.forum.factories import make_board
from tests.resources.factories import add_article, load, load_articles

PAGE = "/resources/understanding/page-1/"
LID = "A [drooping lid](term:ptosis) passes.\n[from F10]\n"
OFFERS = {"reminders": "questions:\n", "booking": "reminders: [booking, gone]\nquestions:\n"}

pytestmark = pytest.mark.django_db


def page(client, path=PAGE):
    return client.get(path).content.decode()


def test_a_hard_word_leads_to_its_meaning_on_the_same_page(client, folder):
    load_articles(folder, 1, more=LID)

    text = page(client)

    assert f'<a href="{PAGE}#word-ptosis"' in text
    assert text.count('id="word-ptosis"') == 1
    assert text.count('class="glossary__entry"') == 1


def test_a_page_without_hard_words_has_no_list_of_them(client, folder):
    load_articles(folder, 1)

    assert 'id="words"' not in page(client)


def test_a_new_meaning_is_on_the_page_though_its_file_is_the_same(client, folder):
    load_articles(folder, 1, more=LID)
    glossary = folder / "glossary.yaml"
    was = next(term["definition"] for term in read_library(folder).terms if term["id"] == "ptosis")
    lines = glossary.read_text().replace(was, "A lid that hangs lower than the other one.")
    glossary.write_text(lines)

    changed = load(folder)

    assert [article.slug for article in changed] == ["page-1"]
    assert "A lid that hangs lower than the other one." in page(client)


def test_boards_that_name_the_page_as_worth_reading_are_where_to_talk_about_it(client, folder, group, eve):
    client.force_login(eve)
    load_articles(folder, 1)
    board = make_board(group, name="Lamplight")
    board.reading.create(title="Page 1", path=PAGE)

    assert "Talk about this in Lamplight" in page(client)


def test_a_board_that_the_reader_may_not_see_is_not_named(client, folder, group, ada):
    load_articles(folder, 1)
    make_board(group, name="Lamplight").reading.create(title="Page 1", path=PAGE)
    type(group).objects.filter(pk=group.pk).update(privacy="private")

    visitor = page(client)
    client.force_login(ada)

    assert "Lamplight" not in visitor
    assert "Talk about this in Lamplight" in page(client)


def linked_room(group, **fields):
    room = make_room(group, name="Fireside", has_reading=True, **fields)
    room.reading.create(title="Page 1", path=PAGE)
    return room


def test_rooms_that_name_the_page_are_where_to_talk_about_it_live(client, folder, group, eve):
    client.force_login(eve)
    load_articles(folder, 2)
    make_board(group, name="Lamplight").reading.create(title="Page 1", path=PAGE)
    room = linked_room(group)

    text = page(client)

    assert f'href="{room.get_absolute_url()}">Talk about this live in Fireside</a>' in text
    assert text.index("Talk about this in Lamplight") < text.index("Fireside")
    assert "Fireside" not in page(client, PAGE.replace("page-1", "page-2"))


@pytest.mark.parametrize(("privacy", "sees"), [("public", "visitor eve ada"), ("open", "eve ada"), ("private", "ada")])
def test_a_room_is_named_to_those_who_may_see_it_and_to_nobody_else(client, folder, group, eve, ada, privacy, sees):
    load_articles(folder, 1)
    linked_room(group)
    type(group).objects.filter(pk=group.pk).update(privacy=privacy)

    told = {"visitor": page(client)}
    for name, member in {"eve": eve, "ada": ada}.items():
        client.force_login(member)
        told[name] = page(client)

    assert [name for name, text in told.items() if "Fireside" in text or "quiet-corner" in text] == sees.split()


def test_no_room_is_named_while_rooms_are_switched_off(client, folder, group, ada, settings):
    settings.SWITCHED_OFF = ("chat",)
    load_articles(folder, 1)
    make_board(group, name="Lamplight").reading.create(title="Page 1", path=PAGE)
    linked_room(group)
    client.force_login(ada)

    text = page(client)

    assert "Fireside" not in text
    assert "Talk about this in Lamplight" in text


def test_three_boards_and_three_rooms_are_enough(client, folder, group, ada):
    load_articles(folder, 1)
    for number in range(4):
        make_board(group, f"board-{number}", name=f"Board {number}", position=9 - number).reading.create(
            title="Page 1", path=PAGE
        )
        linked_room(group, slug=f"room-{number}")
    client.force_login(ada)

    text = page(client)

    assert text.count("Talk about this live in") == 3
    assert text.count("Talk about this in") == 3
    assert text.index("Board 3") < text.index("Board 2") < text.index("Board 1")


def test_a_reminder_is_offered_and_one_that_is_gone_is_left_out(client, folder):
    add_article(folder, replace={OFFERS["reminders"]: OFFERS["booking"]})
    load(folder)

    text = page(client)

    assert f'href="{reverse("reminders:new")}?template=booking"' in text
    assert "template=gone" not in text
    assert Article.objects.get().reminders == ["booking", "gone"]


def test_our_own_articles_offer_reminders_that_exist():
    offered = {name for article in read_library().articles for name in article.top.get("reminders", [])}

    assert {"booking", "check-in", "follow-up"} <= offered <= STARTERS.keys()
