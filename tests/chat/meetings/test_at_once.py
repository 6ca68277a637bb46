"""Two hosts change one meeting in the same moment: one waits for the other, and neither is thrown out."""

import time
from threading import Thread

import pytest
from django.db import connection, transaction

from community.chat.actions import meetings as leading
from community.chat.actions import planning
from community.chat.models import MeetingPlan
from tests.chat.meetings.factories import about, make_meeting
from tests.factories import NOON


@pytest.mark.django_db(transaction=True)
def test_welcome_and_words_are_saved_in_the_same_moment(room, mo):
    meeting = make_meeting(room, mo)

    def welcome():
        leading.change_welcome(meeting=meeting, host=mo, welcome="Come in.", now=NOON)
        connection.close()

    other = Thread(target=welcome)
    with transaction.atomic():
        plan = MeetingPlan.objects.select_for_update(no_key=True).get()
        other.start()
        time.sleep(0.5)
        planning.change_about(plan=plan, planner=mo, host=mo, about=about(title="Loud hour"), now=NOON)
    other.join(timeout=20)

    plan = MeetingPlan.objects.get()
    assert (plan.title, plan.welcome) == ("Loud hour", "Come in.")
