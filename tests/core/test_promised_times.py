"""Times that pages and papers promise, in numbers: other tests take them from the code, and would follow any change."""

import re
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from community.accounts.age import STOP_LASTS
from community.chat import guard
from community.privacy.leaving.actions import GRACE

SIGHT = Path(settings.BASE_DIR) / "static" / "js" / "behaviors" / "sight.js"
DAY = 24 * 3600


def test_leaving_can_be_undone_for_seven_days():
    assert timedelta(days=7) == GRACE


def test_whoever_is_too_young_is_asked_again_after_seven_days():
    assert timedelta(days=7) == STOP_LASTS


def test_whoever_may_read_a_room_no_more_reads_it_a_minute_longer_at_most():
    assert 0 < guard.RECHECK_SECONDS <= 60


def test_open_page_asks_within_a_minute_whether_words_were_taken_back():
    [pause] = re.findall(r"^const PAUSE = ([\d_]+);", SIGHT.read_text(), re.MULTILINE)

    assert 0 < int(pause) <= 60_000


def test_quotes_follow_every_fifteen_seconds():
    assert settings.TICKS["community.privacy.tasks.follow_quotes"] == 15


def test_periods_are_kept_every_day():
    assert settings.TICKS["community.privacy.tasks.keep_periods"] == DAY
    assert settings.TICKS["community.privacy.tasks.erase_leavers"] == 60
