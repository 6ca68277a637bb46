"""Slips of the fingers are mended with words that anybody may know of, and with no others."""

import pytest

from community.resources.models import GlossaryTerm
from community.search.asking import Asked, read
from community.search.known_words import KNOWN, put_right
from tests.chat.factories import make_room
from tests.factories import join, make_group
from tests.forum.factories import make_board, make_thread
from tests.search.factories import make_article


def main_of(response):
    return " ".join(response.content.decode().split("<main")[1].split("</main>")[0].split())


@pytest.fixture
def spasm(db):
    return make_article("Hemifacial spasm", summary="When one side twitches.", text="Injections may calm the muscle.")


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("hemifasial", "hemifacial"),
        ("hemifacal spsam", "hemifacial spasm"),
        ("Hemmifacial", "hemifacial"),
        ("musle -injections", "muscle -injections"),
        ('"hemifasial spasm"', '"hemifacial spasm"'),
    ],
)
def test_slips_are_mended(spasm, typed, mended):
    assert str(put_right(read(typed))) == mended


@pytest.mark.parametrize(
    "typed", ["hemifacial spasms", "twitch", "eye", "xylophone", "x" * 200, "мышца", "spa", "12345"]
)
def test_what_is_known_short_or_like_nothing_stays(spasm, typed):
    assert put_right(read(typed)) is None


def test_three_words_at_most_are_mended(spasm):
    assert put_right(read("hemifasial musle injecions twiches")) == Asked(
        ("hemifacial", "muscle", "injections", "twiches")
    )


def test_words_of_closed_places_drafts_and_posts_are_never_offered(ada, spasm):
    for privacy in ("open", "private"):
        group = make_group(f"xylophone-{privacy}", privacy=privacy, description="A xylophone.")
        join(group, ada)
        make_board(group, name="Xylophone")
        make_room(group, f"xylophone-room-{privacy}", name="Xylophone")
    public = make_group("all", privacy="public")
    join(public, ada)
    make_thread(group=public, author=ada, title="Xylophone", body="My xylophone.")
    make_article("The xylophone", status="draft", text="A xylophone.", order=2)

    assert put_right(read("xylofone")) is None

    make_board(public, "music", name="Xylophones")
    KNOWN.forget()
    assert put_right(read("xylofones")) == Asked(("xylophones",))


def test_page_shows_what_was_meant_where_nothing_has_what_was_typed(client, spasm):
    page = main_of(client.get("/search/?q=hemifasial"))

    assert "This is what was found for: <strong>hemifacial</strong>." in page
    assert spasm.get_absolute_url() in page


def test_page_offers_the_other_words_where_a_post_has_what_was_typed(client, ada, spasm):
    group = make_group("all", privacy="public")
    join(group, ada)
    make_thread(group=group, author=ada, title="My hemifasial story")

    page = main_of(client.get("/search/?q=hemifasial&kind="))

    assert "My <mark>hemifasial</mark> story" in page
    assert '<a class="tap" href="?q=hemifacial&amp;kind=">Did you mean: hemifacial?</a>' in page
    assert "Did you mean" not in main_of(client.get("/search/?q=hemifacial"))


def test_nothing_like_it_says_so(client, spasm):
    assert "Nothing you may see has all these words." in main_of(client.get("/search/?q=xylophone"))


def test_markup_in_a_slip_stays_text(client, spasm):
    page = main_of(client.get("/search/", {"q": "hemifasial<script>"}))

    assert "<script>" not in page


def test_glossary_names_are_known(db):
    GlossaryTerm.objects.create(slug="botulinum-toxin", term="Toxin", also_called="Botulinum", definition="A protein.")

    assert put_right(read("botulinium")) == Asked(("botulinum",))
