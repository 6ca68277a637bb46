"""What was typed into a room stays with it when the room gets another address."""

from importlib import import_module

from django.apps import apps

from community.drafts.models import Draft
from tests.chat.factories import make_room
from tests.factories import NOON

MIGRATION = import_module("community.chat.migrations.0008_drafts_by_number")


def make_draft(owner, key, words="Half a thou"):
    return Draft.objects.create(owner=owner, key=key, fields={"body": words}, version=1, saved_at=NOON)


def keys(owner):
    return list(owner.drafts.order_by("pk").values_list("key", flat=True))


def test_draft_is_there_under_the_new_address_and_its_link_leads_there(client, room, ada):
    draft = make_draft(ada, room.draft_key)
    room.slug = "evening"
    room.save(update_fields=["slug"])
    client.force_login(ada)

    page = client.get("/rooms/evening/").content.decode()
    followed = client.get(draft.get_absolute_url())

    assert "Half a thou</textarea>" in page
    assert followed.url == "/rooms/evening/"


def test_drafts_of_before_go_over_to_numbers_and_back(group, room, ada, bo):
    other = make_room(group, slug=str(room.pk))  # its address is the number of the first
    before = [f"room:{room.slug}", f"room:{other.slug}", "room:gone-long-ago", "reply:1000000"]
    for key in before:
        make_draft(ada, key)
    make_draft(bo, f"room:{room.slug}")

    MIGRATION.to_numbers(apps, None)
    after = keys(ada)
    MIGRATION.to_addresses(apps, None)

    assert after == [room.draft_key, other.draft_key, "room:gone-long-ago", "reply:1000000"]
    assert keys(ada) == before
    assert keys(bo) == [f"room:{room.slug}"]


def test_draft_of_no_room_becomes_none_of_another(room, ada):
    make_draft(ada, f"room:{room.pk}")

    MIGRATION.to_numbers(apps, None)

    assert keys(ada) == [f"room:gone:{room.pk}"]
    assert ada.drafts.get().get_absolute_url() == ""
