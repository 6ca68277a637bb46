"""What reports of chat messages do in the room: hosts hear at once, nobody else, and no reporter is named."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.chat.factories import make_host, make_message, make_room
from tests.chat.sockets import entered, frames_until_ready, in_thread, next_frame
from tests.factories import NOON, join, make_user
from tests.moderation.factories import file_report


@pytest.fixture
def room(group):
    return make_room(group)


@pytest.mark.django_db(transaction=True)
async def test_hosts_in_the_room_are_alerted_within_two_seconds_and_others_are_not(room, group, ada, bo):
    host = await in_thread(make_host, group)
    elsewhere = await in_thread(make_room, group, "elsewhere")
    message = await in_thread(make_message, room, ada)
    async with entered(host, room) as own, entered(host, elsewhere) as away, entered(ada, room) as author:
        for browser in (own, away, author):
            await frames_until_ready(browser)

        await in_thread(file_report, "message", message, bo)

        assert await next_frame(own, timeout=2) == {"type": "host.alert"}
        assert await away.receive_nothing(timeout=0.1)
        assert await author.receive_nothing(timeout=0.1)


@pytest.mark.django_db(transaction=True)
async def test_host_is_not_alerted_of_a_report_about_themselves(room, group, bo):
    host, other = await in_thread(make_host, group), await in_thread(make_host, group, "Hel")
    message = await in_thread(make_message, room, host)
    async with entered(host, room) as own, entered(other, room) as witness:
        await frames_until_ready(own)
        await frames_until_ready(witness)

        await in_thread(file_report, "message", message, bo)

        assert await next_frame(witness, timeout=2) == {"type": "host.alert"}
        assert await own.receive_nothing(timeout=0.1)


def test_host_page_says_what_was_reported_and_not_by_whom(client, room, group, ada):
    reporter = make_user("Rosamund")
    join(group, reporter)
    file_report("message", make_message(room, ada), reporter, reason="worried", now=timezone.now())
    client.force_login(make_host(group))

    page = client.get(reverse("chat:host", args=[room.slug])).content.decode()

    assert ("Just reported" in page, "A message of Ada" in page, "Somebody may be in danger" in page) == (True,) * 3
    assert "Rosamund" not in page


def test_host_page_says_nothing_of_reports_about_oneself_or_old_ones(client, room, group, ada, bo):
    host = make_host(group)
    file_report("message", make_message(room, host), bo, now=timezone.now())
    file_report("message", make_message(room, ada), bo, now=NOON.replace(year=2020))
    client.force_login(host)

    assert "Just reported" not in client.get(reverse("chat:host", args=[room.slug])).content.decode()


def test_worried_link_begins_the_report_and_shows_whom_to_call(client, room, ada, bo):
    message = make_message(room, ada)
    client.force_login(bo)
    link = reverse("moderation:report", args=["message", message.pk])
    assert f'href="{link}?reason=worried"' in client.get(message.page_url).content.decode()

    begun = client.get(f"{link}?reason=worried").content.decode()
    usual = client.get(link).content.decode()
    nonsense = client.get(f"{link}?reason=nonsense").content.decode()

    assert chosen(begun) == [*chosen(usual), "worried"]
    assert "You are not alone" in begun
    for page in (usual, nonsense):
        assert ("worried" in chosen(page), "You are not alone" in page) == (False, False)


def chosen(page):
    return re.findall(r'<input[^>]* value="(\w+)"[^>]* checked', page)
