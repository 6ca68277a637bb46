"""Reports of what was said in a room, after it was changed or taken back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from community.chat import actions as chat
from community.moderation.actions import ReportRefused
from community.moderation.models import Report
from tests.chat.factories import make_message, make_room
from tests.factories import NOON
from tests.moderation.factories import decide, file_report

LATER = NOON + timedelta(minutes=5)


@pytest.fixture
def message(group, ada):
    return make_message(make_room(group), ada, "A zebra word.")


def read_by(member, message):
    message.room.refresh_from_db()
    chat.mark_read(room=message.room, member=member, seq=message.seq, now=NOON)


def test_report_keeps_which_wording_it_was_about(message, ada, bo):
    first = file_report("message", message, bo)
    chat.edit_message(message, author=ada, body="A kind word.", content_notes=0, now=LATER)

    assert first.revision == "0"
    assert "zebra" in first.excerpt


def test_what_was_judged_can_be_reported_again_once_it_was_changed(message, ada, bo, mo):
    first = file_report("message", message, bo)
    decide(first.case, mo, outcome="no_action", now=NOON)
    with pytest.raises(ReportRefused):
        file_report("message", message, bo, now=LATER)

    chat.edit_message(message, author=ada, body="Worse words.", content_notes=0, now=LATER)
    again = file_report("message", message, bo, now=LATER + timedelta(minutes=1))

    assert again.pk != first.pk
    assert (again.revision, "Worse words." in again.excerpt) == ("1", True)


def test_what_was_taken_back_is_reportable_for_a_day_by_whoever_had_read_it(message, ada, bo, mo):
    read_by(bo, message)
    chat.remove_message(message, author=ada, now=LATER)

    kept = file_report("message", message, bo, now=LATER + timedelta(hours=23))

    assert "zebra" in kept.excerpt
    for member, now in ((mo, LATER), (ada, LATER)):
        with pytest.raises(PermissionDenied):
            file_report("message", message, member, now=now)


def test_after_a_day_it_is_over(message, ada, bo):
    read_by(bo, message)
    chat.remove_message(message, author=ada, now=LATER)

    with pytest.raises(PermissionDenied):
        file_report("message", message, bo, now=LATER + timedelta(hours=24))
    assert Report.objects.count() == 0


def test_report_page_does_not_show_again_what_was_taken_back(client, message, ada, bo):
    read_by(bo, message)
    message.refresh_from_db()
    chat.remove_message(message, author=ada, now=timezone.now())
    client.force_login(bo)

    room = client.get(message.room.get_absolute_url()).content.decode()
    page = client.get(f"/report/message/{message.pk}/")

    assert f"/report/message/{message.pk}/" in room
    assert page.status_code == 200
    assert "zebra" not in page.content.decode() + room
