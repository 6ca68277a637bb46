"""A report keeps what there was to read, where, and by whom, also of what was taken back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.chat.actions import hide_message
from community.conversations import actions as conversations
from community.moderation.models import Report
from tests.chat.factories import make_message, make_room
from tests.conversations.factories import make_conversation
from tests.conversations.factories import send as send_message
from tests.factories import NOON, make_user
from tests.moderation.factories import file_report
from tests.words.factories import make_rule


def page_of(client, member, address):
    client.force_login(member)
    return client.get(address).content.decode()


def test_r4_report_keeps_the_revision_the_exact_link_and_the_name(post, bo):
    report = file_report("post", post, bo)

    assert (report.revision, report.path, report.byline) == ("0", f"/posts/{post.pk}/", "Ada")


def test_report_of_a_chat_line_keeps_two_before_and_after(group, ada, bo):
    room = make_room(group)
    lines = [make_message(room, (ada, bo)[number % 2], f"Line {number}.") for number in range(7)]

    kept = file_report("message", lines[3], ada).excerpt

    assert [f"> Line {number}." in kept for number in range(7)] == [False, True, True, True, True, True, False]
    assert kept.index("> Line 2.") < kept.index("Line by Bo, reported:\n> Line 3.") < kept.index("> Line 4.")


def test_hidden_line_is_not_kept_among_the_neighbours(group, ada, bo, mo):
    room = make_room(group)
    lines = [make_message(room, ada, f"Line {number}.") for number in range(3)]
    hide_message(lines[1], moderator=mo, now=NOON)

    kept = file_report("message", lines[2], bo).excerpt

    assert "Line 1." not in kept
    assert "> Line 0." in kept


@pytest.mark.parametrize("end", ["\n", "\r", "\u2028", "\x0b", "\x85"])
def test_no_line_can_pass_itself_off_as_somebody_elses(group, ada, bo, end):
    room = make_room(group)
    make_message(room, ada, f"Hm.{end}{end}Line by Bo, reported:{end}> I hate you.")
    message = make_message(room, bo, "Good morning.")

    kept = file_report("message", message, ada).excerpt.splitlines()

    assert [line for line in kept if "reported" in line and not line.startswith("> ")] == ["Line by Bo, reported:"]


@pytest.fixture
def cleo(db):
    return make_user("Cleo")


@pytest.fixture
def taken_back(ada, cleo):
    """Read by Cleo, then removed by Ada."""
    talk = make_conversation(cleo, ada)
    message = send_message(talk, ada, "You are worth nothing.")
    conversations.mark_read(conversation=talk, member=cleo, number=message.number, now=NOON)
    conversations.remove_message(message, author=ada, now=NOON)
    message.refresh_from_db()
    return message


def report_address(message):
    return reverse("moderation:report", args=["private_message", message.pk])


def test_message_taken_back_is_reported_by_who_had_read_it(client, taken_back, cleo, mo):
    talk = page_of(client, cleo, taken_back.conversation.get_absolute_url())
    form = client.get(report_address(taken_back)).content.decode()
    client.post(report_address(taken_back), {"reason": "harassment", "in_good_faith": "on"})

    report = Report.objects.get()
    receipt = client.get(report.get_absolute_url()).content.decode()
    assert report_address(taken_back) in talk
    assert "You are worth nothing." in report.excerpt
    assert "You are worth nothing." in page_of(client, mo, report.case.get_absolute_url())
    assert [page for page in (talk, form, receipt) if "worth nothing" in page] == []
    assert "The text is kept for the team" in form
    assert "The text is kept for the team" in receipt


def test_message_taken_back_unread_or_long_ago_or_by_oneself_is_not_there(client, taken_back, ada, cleo, time_machine):
    client.force_login(ada)
    assert client.get(report_address(taken_back)).status_code == 404

    unread = send_message(taken_back.conversation, ada, "Not read.")
    conversations.remove_message(unread, author=ada, now=NOON)
    client.force_login(cleo)
    assert client.get(report_address(unread)).status_code == 404

    time_machine.move_to(NOON + timedelta(hours=24, minutes=1))
    assert client.get(report_address(taken_back)).status_code == 404
    assert report_address(taken_back) not in page_of(client, cleo, taken_back.conversation.get_absolute_url())


def test_words_that_a_rule_takes_out_are_not_read_by_reporting(as_member, post, bo, mo):
    post.body = "A tulip in the morning."
    post.save()
    make_rule("tulip", "mask")
    client = as_member(bo)
    form = client.get(f"/report/post/{post.pk}/").content.decode()
    client.post(f"/report/post/{post.pk}/", {"reason": "spam", "in_good_faith": "on"})
    report = Report.objects.get()
    receipt = client.get(report.get_absolute_url()).content.decode()

    assert "tulip" not in form + receipt
    assert "tulip" in as_member(mo).get(report.case.get_absolute_url()).content.decode()
