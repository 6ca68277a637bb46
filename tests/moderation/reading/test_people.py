"""Nobody who reads with their eyes, or has it read to them, is slowed down by the amounts as they are."""

import time_machine
from django.conf import settings as site

from community.core.limits.distinct import Most, open_page
from tests.factories import NOON

MOST = Most(hour=site.READ_PER_HOUR, day=site.READ_PER_DAY)
HOUR = 3600


def refused(pauses):
    """One new page after each pause, in seconds."""
    with time_machine.travel(NOON, tick=False) as clock:
        found = 0
        for number, pause in enumerate(pauses):
            clock.shift(pause)
            found += open_page("reader", f"/threads/{number}/", MOST) > 0
    return found


def test_fast_reader_opens_a_page_every_ten_seconds_for_four_hours():
    assert refused([10] * (4 * HOUR // 10)) == 0


def test_somebody_opens_thirty_tabs_at_once_ten_times_an_hour():
    burst = [0] * 29 + [360]

    assert refused(burst * 10 * 4) == 0


def test_browser_that_fetches_every_link_of_a_page_ahead():
    """A page of a board has 25 threads; twenty such pages in an hour."""
    assert refused(([0] * 25 + [180]) * 20) == 0


def test_machine_that_reads_two_pages_a_second_is_stopped_within_six_minutes():
    assert refused([0.5] * 720) > 0


def test_what_is_fetched_by_itself_is_not_counted():
    """Feeds, copies for reading without a network, what open pages ask by themselves, mails, one's own things."""
    by_itself = {
        *("forum:board_feed", "forum:group_feed", "pages:worker", "resources:article", "resources:urgent_help"),
        *("forum:news", "notifications:count", "calendars:feed", "forum:picture", "search:similar"),
        *("conversations:conversation", "privacy:mine", "drafts:list", "reminders:list"),
    }

    assert by_itself & site.MEMBERS_PAGES == set()
