"""Many reports by one person wait their turn; what concerns a life or a child does not."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.moderation import actions
from tests.factories import NOON
from tests.forum.factories import make_replies, make_thread
from tests.moderation.factories import report_post

HOUR = timedelta(hours=1)


def address(post):
    return reverse("moderation:report", args=["post", post.pk])


@pytest.fixture
def posts(group, ada):
    return make_replies(make_thread(group=group, author=ada), ada, 21)


def test_sixth_report_in_ten_minutes_waits(posts, bo, gil):
    for post in posts[:5]:
        report_post(post, bo)

    with pytest.raises(actions.ReportRefused, match="Send this in ten minutes"):
        report_post(posts[5], bo, now=NOON + timedelta(minutes=9))
    assert report_post(posts[5], bo, now=NOON + timedelta(minutes=10))
    assert report_post(posts[6], gil)


def test_twenty_first_report_in_a_day_waits_unless_somebody_is_in_danger(posts, bo):
    for number, post in enumerate(posts[:20]):
        report_post(post, bo, now=NOON + number * HOUR)

    with pytest.raises(actions.ReportRefused, match="tomorrow"):
        report_post(posts[20], bo, now=NOON + 20 * HOUR)
    assert report_post(posts[20], bo, reason="worried", now=NOON + 20 * HOUR)


def test_paced_report_keeps_its_words_on_the_page(as_member, posts, bo):
    for post in posts[:5]:
        report_post(post, bo)

    response = as_member(bo).post(address(posts[5]), {"reason": "spam", "words": "Kept.", "in_good_faith": "on"})

    assert response.status_code == 429
    assert "Kept." in response.content.decode()
    assert "Send this in ten minutes" in response.content.decode()
