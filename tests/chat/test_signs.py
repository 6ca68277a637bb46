"""Kind signs: a fixed set, words for everybody, never a number, who sent them for the author alone."""

import json
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied

from community.accounts.actions import block, sanction, unblock
from community.accounts.models import Sanction
from community.chat import actions
from community.chat.models import SIGNS, Message, Room, Sign
from community.chat.news import news_after
from tests.chat.factories import make_message
from tests.concurrency import at_once
from tests.factories import NOON, join, make_user

HUG, ME_TOO, THANKS = 1, 2, 4


def sign(message, member, kinds, *, now=NOON):
    actions.set_signs(message, member=member, kinds=kinds, now=now)


@pytest.fixture
def message(room, ada):
    return make_message(room, ada)


def kinds_of(message):
    return Message.objects.get(pk=message.pk).signs


def test_room_sees_the_kinds_and_hears_only_when_they_change(message, room, bo, mo):
    for member, kinds in [(bo, HUG), (mo, HUG), (bo, 0), (mo, HUG | THANKS), (mo, 0)]:
        sign(message, member, kinds)

    assert kinds_of(message) == 0
    # bo's hug came, mo's thanks came, all went: mo's hug and bo's going were no news
    assert list(room.events.order_by("seq").values_list("kind", flat=True)) == ["sent", "signed", "signed", "signed"]


def test_nobody_can_read_a_number_or_a_name_from_the_room(client, message, room, bo, mo):
    cy, zoe = make_user("Cy"), make_user("Zoe")
    join(room.group, cy, zoe)
    for member in (bo, zoe, cy):
        sign(message, member, HUG)
    client.force_login(cy)

    page = client.get(room.get_absolute_url()).content.decode()
    frames = json.dumps(news_after(room.pk, after=1))

    assert "Kind signs: A hug</p>" in page
    assert "Kind signs: A hug</p>" in frames
    assert "Zoe" not in frames + page


def test_signs_are_one_row_that_changes_and_goes(message, bo):
    sign(message, bo, HUG)
    sign(message, bo, ME_TOO)
    assert [given.kinds for given in Sign.objects.all()] == [ME_TOO]

    sign(message, bo, 0)
    assert Sign.objects.count() == 0


def test_author_hears_once_without_a_mail(message, ada, bo):
    for kinds in (HUG, 0, THANKS):
        sign(message, bo, kinds)

    notice = ada.notifications.get(kind="reaction")
    assert (notice.text, notice.url) == ("Bo sent you a kind sign", f"/rooms/messages/{message.pk}/")
    assert not hasattr(notice, "delivery")


@pytest.mark.parametrize("blocks", [False, True])
def test_whoever_is_blocked_sees_of_a_sign_what_they_would_see_without(client, message, room, ada, bo, blocks):
    """In the room the kind would be missed at once, by everybody."""
    if blocks:
        block(bo, blocker=ada, now=NOON)
    client.force_login(bo)

    client.post(f"{message.page_url}signs/", {"kinds": HUG})

    assert 'value="0" aria-pressed="true"' in client.get(message.page_url).content.decode()
    assert "Kind signs: A hug</p>" in client.get(room.get_absolute_url()).content.decode()
    assert "Kind signs: A hug</p>" in json.dumps(news_after(room.pk, after=1))
    assert kinds_of(message) == HUG
    client.post(f"{message.page_url}signs/", {"kinds": 0})
    assert kinds_of(message) == 0
    assert Room.objects.get().last_seq == 3


def test_author_is_not_told_who_signed_of_those_they_blocked_nor_after_the_undo(client, message, ada, bo, mo):
    blocked = block(bo, blocker=ada, now=NOON)
    sign(message, bo, HUG)
    assert ada.notifications.count() == 0

    unblock(blocked, blocker=ada)
    sign(message, mo, THANKS)

    client.force_login(ada)
    page = client.get(message.page_url).content.decode()
    assert "Mo</a>: Thank you" in page
    assert "Bo</a>: A hug" not in page


def test_kinds_that_were_left_out_before_are_shown_too(message, ada, bo, mo):
    block(bo, blocker=ada, now=NOON)
    sign(message, bo, HUG)
    sign(message, mo, THANKS)
    Message.objects.update(signs=THANKS)

    import_module("community.chat.migrations.0015_kinds_of_withheld_signs").show(apps, None)

    assert kinds_of(message) == HUG | THANKS


def test_whoever_blocked_another_name_cannot_test_by_a_sign_whose_it_is(message, ada, bo, mo):
    """What is missing would tell: Ada asks whom she suspects for a sign."""
    block(bo, blocker=ada, by_name=False, now=NOON)

    for member in (bo, mo):
        sign(message, member, HUG)
        ada.notifications.unread().update(read_at=NOON)

    assert ada.notifications.count() == 2
    assert [given.withheld for given in Sign.objects.all()] == [False, False]


def test_nobody_signs_their_own_a_hidden_or_a_strangers_message(message, room, ada, bo, mo, eve):
    hidden, removed = make_message(room, ada), make_message(room, ada)
    actions.hide_message(hidden, moderator=mo, now=NOON)
    actions.remove_message(removed, author=ada, now=NOON)

    for about, member in [(message, ada), (message, eve), (hidden, bo), (removed, bo)]:
        with pytest.raises(PermissionDenied):
            sign(about, member, HUG)
    assert Sign.objects.count() == 0


def test_not_while_writing_is_paused(message, bo):
    sanction(bo, kind=Sanction.Kind.SILENCE, until=NOON + timedelta(days=1), now=NOON)
    bo.refresh_from_db()

    with pytest.raises(PermissionDenied):
        sign(message, bo, HUG)


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_leave_one_row_one_event_and_one_notice(message, room, ada, bo):
    at_once(lambda: sign(message, bo, HUG), lambda: sign(message, bo, HUG))

    assert (Sign.objects.get().kinds, kinds_of(message)) == (HUG, HUG)
    assert room.events.filter(kind="signed").count() == 1
    assert ada.notifications.count() == 1


def test_page_offers_the_four_signs_and_takes_one_back(client, message, bo):
    client.force_login(bo)
    address = f"{message.page_url}signs/"

    page = client.get(message.page_url).content.decode()
    assert [str(label) in page for label in SIGNS.values()] == [True] * 4

    pressed = client.post(address, {"kinds": HUG}, follow=True).content.decode()
    assert 'value="0" aria-pressed="true"' in pressed
    client.post(address, {"kinds": 0})
    assert Sign.objects.count() == 0


@pytest.mark.parametrize("kinds", ["16", "-1", "x", ""])
def test_there_are_no_other_signs(client, message, bo, kinds):
    client.force_login(bo)

    assert client.post(f"{message.page_url}signs/", {"kinds": kinds}).status_code == 400
    assert Sign.objects.count() == 0


def test_refused_signs_say_why(client, message, bo):
    Room.objects.update(is_open=False)
    client.force_login(bo)

    response = client.post(f"{message.page_url}signs/", {"kinds": HUG})

    assert response.status_code == 403
    assert "You cannot send a sign to this message now." in response.content.decode()


def test_authors_page_reads_the_notice(client, message, ada, bo):
    sign(message, bo, HUG)
    client.force_login(ada)

    client.get(message.page_url)

    assert ada.notifications.unread().count() == 0
