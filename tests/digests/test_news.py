"""What goes into a summary, and how much of it."""

from datetime import timedelta

import pytest

from community.digests import news
from community.notifications.actions import choose_ways
from community.notifications.models import Delivery, Notification
from tests.digests.factories import ALL_BY_SUMMARY, SATURDAY, SUNDAY, look, start, tell
from tests.digests.things import a_call

pytestmark = pytest.mark.usefixtures("clock")


def test_only_kinds_that_are_to_go_by_summary_are_in_it(reader):
    choose_ways(reader, ways=ALL_BY_SUMMARY | {"reply": "app", "mention": "now"})
    for kind in ("reply", "mention", "moderation", "reminder", "reaction"):
        tell(reader, kind)

    [digest] = look(reader)

    assert [item.notice.kind for item in digest.items.all()] == ["reaction"]


def test_what_had_a_mail_of_its_own_is_not_told_again(reader):
    choose_ways(reader, ways={"reply": "now"})
    tell(reader)
    choose_ways(reader, ways={"reply": "digest"})

    assert look(reader) == []


def test_what_is_old_is_no_news(group, reader, bo):
    long_ago = SUNDAY - news.REACH - timedelta(minutes=1)
    tell(reader, now=long_ago), start(bo, group, now=long_ago)

    assert look(reader) == []


def test_a_thread_that_a_notice_tells_of_is_one_thing(group, reader, bo):
    a_call(group, reader, bo)

    [digest] = look(reader)

    assert digest.items.count() == 1
    assert Notification.objects.filter(kind="digest").get().text == "Summary: 1 thing was new"


@pytest.mark.parametrize(("notices", "threads", "kept"), [(35, 0, (30, 0)), (20, 20, (20, 10)), (0, 35, (0, 30))])
def test_a_summary_is_capped_and_says_so_and_the_rest_is_not_lost(group, reader, bo, notices, threads, kept):
    for number in range(notices):
        tell(reader, key=f"n-{number}")
    for number in range(threads):
        start(bo, group, f"Thread {number}")

    [first] = look(reader)
    [second, _first] = look(reader, now=SUNDAY + timedelta(days=7))

    items = first.items
    assert (items.filter(thread=None).count(), items.filter(notice=None).count()) == kept
    assert "There is more than that" in Delivery.objects.get(notification=first.notice).text
    assert (first.has_more, second.has_more) == (True, False)
    assert second.items.count() == notices + threads - news.CAP


def test_what_is_just_enough_is_all(group, reader, bo):
    for number in range(29):
        tell(reader, key=f"n-{number}")
    start(bo, group)

    [digest] = look(reader)

    assert (digest.items.count(), digest.has_more) == (30, False)


def test_much_that_leads_nowhere_hides_nothing(reader):
    tell(reader)
    for number in range(100):
        tell(reader, url=f"/posts/{number + 10_000}/", now=SATURDAY + timedelta(seconds=number + 1))

    [digest] = look(reader)

    assert digest.items.count() == 1
