"""How I read rooms, and what I am told about one: plain pages that need no script."""

import re
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from community.chat import actions
from community.chat.models import ChatSettings, Place
from community.chat.own import OURS
from community.notifications.actions import notify
from tests.chat.factories import make_message, make_room
from tests.factories import NOON, make_group
from tests.test_contrast import THEMES, contrast, tokens

PAGE = "/settings/rooms/"
TOLD = "/rooms/quiet-corner/me/"
CHOICES = {"layout": "usual", "batch_seconds": "0", "reading_pace": "normal", "phrases": ""}
LAYOUTS = Path("static/css/components/room-layouts.css").read_text()


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


def test_choices_are_kept_and_shown_again(as_ada, ada, bo):
    choices = {"layout": "large", "batch_seconds": "20", "reading_pace": "slow", "guards_sending": "on"}

    answer = as_ada.post(PAGE, {**choices, "phrases": " One  moment. \n\nI am here.\nI am here."})

    own = ChatSettings.objects.get(member=ada)
    assert (answer.status_code, answer.url) == (302, PAGE)
    assert (own.layout, own.batch_seconds, own.reading_pace, own.guards_sending) == ("large", 20, "slow", True)
    assert own.phrases == ["One moment.", "I am here."]
    assert "One moment.\nI am here." in as_ada.get(PAGE).content.decode()
    assert not ChatSettings.objects.filter(member=bo).exists()


def test_looking_at_the_choices_makes_no_row(as_ada, room):
    as_ada.get(PAGE)
    as_ada.get(TOLD)

    assert not ChatSettings.objects.exists()
    assert not Place.objects.exists()


@pytest.mark.parametrize(
    ("phrases", "said"),
    [
        ("\n".join(map(str, range(9))), "These are more than 8 phrases."),
        ("Short\n" + "a" * 81, "Phrase 2 is longer than 80 characters."),
        ("\u0301", "that people can see"),
    ],
)
def test_phrases_that_do_not_fit_stay_in_the_field(as_ada, phrases, said):
    answer = as_ada.post(PAGE, CHOICES | {"phrases": phrases})

    assert answer.status_code == 422
    assert "<title>Error: How I read rooms" in answer.content.decode()
    assert said in answer.content.decode()
    assert phrases in answer.content.decode()
    assert not ChatSettings.objects.exists()


@pytest.mark.parametrize("wrong", [{"batch_seconds": "7"}, {"layout": "tiny"}, {"reading_pace": "wild"}])
def test_choices_that_are_none_are_refused_by_page_and_database(as_ada, ada, wrong):
    assert as_ada.post(PAGE, CHOICES | wrong).status_code == 422
    with pytest.raises(IntegrityError), transaction.atomic():
        ChatSettings.objects.create(member=ada, **wrong)


def test_room_carries_what_its_reader_chose(as_ada, room, ada):
    actions.choose_reading(ada, layout="compact", batch_seconds=30, reading_pace="fast", phrases=["<Mine>"])

    page = as_ada.get(room.get_absolute_url()).content.decode()

    assert '<div class="room room--compact" data-room data-batch-seconds="30"' in page
    assert 'data-pace="fast"' in page
    assert [
        phrase for phrase in ["&lt;Mine&gt;", *map(str, OURS)] if f"data-phrase>{phrase}</button>" not in page
    ] == []
    assert f'href="{PAGE}"' in page
    assert f'href="{TOLD}"' in page


def test_settings_lead_to_the_page_while_there_are_rooms(as_ada, settings):
    assert f'href="{PAGE}"' in as_ada.get("/settings/").content.decode()

    settings.SWITCHED_OFF = ("chat",)
    assert f'href="{PAGE}"' not in as_ada.get("/settings/").content.decode()


def test_level_is_chosen_and_said_in_words(as_ada, room, ada):
    assert "when somebody asks for you or answers you" in as_ada.get(TOLD).content.decode()

    answer = as_ada.post(TOLD, {"level": "watch"})

    assert (answer.status_code, answer.url) == (302, room.get_absolute_url())
    assert Place.objects.get(member=ada, room=room).level == "watch"
    assert "You watch this room" in as_ada.get(TOLD).content.decode()
    assert as_ada.post(TOLD, {"level": "loud"}).status_code == 422


def test_room_one_may_not_see_has_no_level(client, room, eve):
    room.group.privacy = "private"
    room.group.save()
    client.force_login(eve)

    assert client.get(TOLD).status_code == 404
    assert client.post(TOLD, {"level": "watch"}).status_code == 404
    assert not Place.objects.exists()


def test_whoever_begins_to_watch_hears_of_what_comes_from_now_on(room, ada, bo):
    make_message(room, bo)

    actions.choose_level(room=room, member=ada, level="watch", now=NOON)

    assert Place.objects.get().told_seq == 1


def test_muted_room_asks_for_nobody_any_more(room, ada):
    other = make_room(make_group("other"), "other-room")
    for about, kind in ((room, "mention"), (room, "room"), (other, "mention")):
        notify(recipient=ada, kind=kind, text=kind, url="/x/", key=f"room-{about.pk}", mail=False, now=NOON)

    actions.choose_level(room=room, member=ada, level="mute", now=NOON)

    assert [notice.key for notice in ada.notifications.unread()] == [f"room-{other.pk}"]


def own_colours(layout, theme):
    """The theme's colours as a room in this layout has them."""
    colours = tokens(theme)
    rule = re.search(rf"\.room--{layout} \{{([^}}]*)\}}", LAYOUTS)[1]
    for name, other in re.findall(r"--color-([\w-]+): var\(--color-([\w-]+)\)", rule):
        colours[name] = tokens(theme)[other]
    return colours


@pytest.mark.parametrize("theme", THEMES)
def test_compact_room_has_no_quiet_ink_and_no_faint_line(theme):
    usual, compact = tokens(theme), own_colours("compact", theme)

    for ground in ("surface", "page"):
        assert contrast(compact["quiet"], compact[ground]) == contrast(usual["ink"], usual[ground]) >= 8.5
        assert contrast(compact["line"], compact[ground]) >= 3
    assert contrast(usual["line"], usual["surface"]) < 3 or theme == "contrast"
