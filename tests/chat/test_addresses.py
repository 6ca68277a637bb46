"""A room's address is never that of a page of ours, and what members type there finds a place among their drafts."""

import pytest
from django.urls import reverse

from community.chat import actions
from community.chat.models import LONGEST_ADDRESS, Room
from community.drafts.models import LONGEST_KEY
from tests.chat.factories import make_room
from tests.chat.test_settings import SET, settings_of
from tests.factories import NOON, make_group, make_user
from tests.matrix.routes import ROUTES

UNDER_ROOMS = [route.path.split("/")[1] for route in ROUTES if route.path.startswith("rooms/")]
OURS = sorted({part for part in UNDER_ROOMS if part and "<" not in part})  # /rooms/mine/ and the like
TAKEN = "A page of this site has this address. Choose another one."
TOO_LONG = "This address is too long. Use at most 70 characters."


def test_urlconf_has_pages_of_ours_next_to_the_rooms():
    """Otherwise the next tests show nothing."""
    assert "mine" in OURS
    assert UNDER_ROOMS.count("<slug:slug>") > 10


@pytest.mark.parametrize(
    ("slug", "words"), [*((slug, TAKEN) for slug in OURS), ("Mine", TAKEN), ("a" * 71, TOO_LONG), ("a" * 300, TOO_LONG)]
)
def test_address_that_cannot_be_a_rooms_is_refused_and_the_text_kept(client, room, mo, slug, words):
    client.force_login(mo)

    refused = client.post(settings_of(room), {**SET, "slug": slug})

    assert refused.status_code == 422
    page = refused.content.decode()
    assert words in page
    assert f'value="{slug}"' in page
    assert "How the day was" in page
    room.refresh_from_db()
    assert room.slug == "quiet-corner"


def test_longest_address_and_its_draft_are_taken(client, room, mo, ada):
    client.force_login(mo)
    longest = "a" * LONGEST_ADDRESS

    assert client.post(settings_of(room), {**SET, "slug": longest}).status_code == 302

    room.refresh_from_db()
    assert (room.slug, len(room.draft_key) <= LONGEST_KEY) == (longest, True)


@pytest.mark.parametrize("slug", OURS)
def test_name_of_a_new_room_never_makes_an_address_of_ours(mo, slug):
    """A group of that name, and a room whose name has no letter that an address can hold."""
    made = actions.add_room(group=make_group(slug), moderator=mo, name="茶", topic="")

    assert made.slug == f"{slug}-2"
    assert made.get_absolute_url() == f"/rooms/{slug}-2/"


def test_long_names_make_addresses_that_fit(group, mo):
    made = [actions.add_room(group=group, moderator=mo, name="x" * 77 + end, topic="") for end in ("one", "two", "six")]

    assert len({room.slug for room in made}) == 3
    assert max(len(room.slug) for room in made) == LONGEST_ADDRESS


def test_action_refuses_what_no_form_has_looked_at(room, mo):
    fields = {name: getattr(room, name) for name in ("name", "topic", "rules", "opening", "quiet_from", "quiet_until")}
    fields |= {"time_zone": "UTC", "retention_days": None}
    make_room(room.group, slug="taken")

    for slug in ("mine", "taken", "a" * 71):
        with pytest.raises(actions.AddressRefused):
            actions.change_room(room=room, moderator=mo, slug=slug, **fields, now=NOON)
    assert set(Room.objects.values_list("slug", flat=True)) == {"quiet-corner", "taken"}


@pytest.mark.parametrize(("slug", "words"), [("mine", TAKEN), ("a" * 75, TOO_LONG)])
def test_form_of_operators_refuses_them_too(client, group, slug, words):
    client.force_login(make_user("Root", is_superuser=True, is_staff=True))
    typed = {"group": group.pk, "name": "Tea", "slug": slug, "opening": "hosted", "time_zone": "UTC"}

    page = client.post(reverse("admin:chat_room_add"), typed).content.decode()

    assert words in page
    assert not Room.objects.exists()
