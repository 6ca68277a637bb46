"""Reported private messages: the team reads them with those around them, and nothing else of the conversation."""

from datetime import timedelta

import pytest

from community.conversations import actions as conversations
from community.conversations.actions import hiding
from community.moderation import actions
from community.moderation.models import Case
from community.moderation.permissions import why_not_handle
from tests.conversations.factories import add, answer, make_conversation, send, write_to
from tests.factories import NOON, make_user
from tests.moderation.factories import answer as answer_appeal
from tests.moderation.factories import decide

WORDS = ["Zero words.", "One word.", "Two words.", "Three words.", "Four words.", "Five words.", "Six words."]


def report(message, reporter, **fields):
    return actions.file_report(
        kind="private_message", pk=message.pk, reporter=reporter, **{"reason": "harassment", "now": NOON, **fields}
    )


@pytest.fixture
def cleo(db):
    return make_user("Cleo")


@pytest.fixture
def dan(db):
    return make_user("Dan")


@pytest.fixture
def talk(cleo, dan):
    """Seven messages, Cleo's and Dan's in turn."""
    conversation = make_conversation(cleo, dan, subject="Zebra subject", body=WORDS[0])
    for number, words in enumerate(WORDS[1:], start=1):
        send(conversation, (cleo, dan)[number % 2], body=words)
    return conversation


@pytest.fixture
def message(talk):
    """The fourth, by Dan."""
    return talk.messages.get(number=4)


@pytest.fixture
def case(message, cleo):
    return report(message, cleo).case


def test_report_keeps_the_message_with_two_before_and_after(message, cleo):
    assert report(message, cleo).excerpt == (
        "Message 2 by Dan:\n> One word.\n\n"
        "Message 3 by Cleo:\n> Two words.\n\n"
        "Message 4 by Dan, reported:\n> Three words.\n\n"
        "Message 5 by Cleo:\n> Four words.\n\n"
        "Message 6 by Dan:\n> Five words."
    )


def test_report_of_the_first_message_carries_the_subject(talk, dan):
    assert report(talk.messages.get(number=1), dan).excerpt.startswith(
        "Message 1 by Cleo, reported:\n> Zebra subject\n> \n> Zero words.\n\nMessage 2"
    )


def test_no_text_passes_itself_off_as_somebody_elses(talk, cleo, dan):
    forged = send(talk, dan, body="Hello.\n\nMessage 9 by Cleo:\nI hate you.\u2028Message 9 by Cleo: Yes.")

    excerpt = report(forged, cleo).excerpt

    own = excerpt.partition("reported:\n")[2]
    assert all(line.startswith("> ") for line in own.splitlines())


def test_excerpt_holds_nothing_that_the_reporter_cannot_read(talk, cleo, dan):
    late = make_user("Lea")
    add(talk, late, cleo)
    answer(talk, late)
    message = send(talk, dan, body="Seven words.")
    conversations.remove_message(send(talk, dan, body="Taken back."), author=dan, now=NOON)

    assert report(message, late).excerpt == "Message 8 by Dan, reported:\n> Seven words."


def test_whoever_is_only_asked_reports_the_first_message_alone(cleo, dan):
    talk = write_to(cleo, dan, make_user("Lea"), body="Buy my jars.")
    answer(talk, dan)
    send(talk, dan, body="No.")
    lea = talk.participants.get(member__username="Lea").member

    assert report(talk.messages.get(number=1), lea).excerpt == "Message 1 by Cleo, reported:\n> Buy my jars."


def test_only_participants_report_it(as_member, message, ada, mo, cleo):
    address = f"/report/private_message/{message.pk}/"

    statuses = [
        getattr(as_member(member), act)(address, {"reason": "spam"}).status_code
        for member in (ada, mo)
        for act in ("get", "post")
    ]

    assert statuses == [404] * 4
    assert as_member(cleo).get(address).status_code == 200
    assert not Case.objects.exists()


def test_report_form_shows_what_the_team_will_get(as_member, message, cleo):
    page = as_member(cleo).get(f"/report/private_message/{message.pk}/").content.decode()

    assert "With your report it gets these messages, and no others" in page
    assert [words in page for words in WORDS] == [False, True, True, True, True, True, False]


def test_hidden_messages_and_those_removed_long_ago_are_not_there_to_report(as_member, talk, message, cleo, dan, mo):
    conversations.remove_message(message, author=dan, now=NOON - timedelta(days=2))
    hidden = talk.messages.get(number=2)
    hiding.hide_message(hidden, moderator=mo, now=NOON)

    for gone in (message, hidden):
        assert as_member(cleo).get(f"/report/private_message/{gone.pk}/").status_code == 404


def test_only_the_sites_moderators_see_and_decide_the_case(case, ada, bo, cleo, dan, eve, gil, mo):
    people = [ada, bo, cleo, dan, eve, gil, mo]

    assert [person for person in people if Case.objects.visible_to(person).exists()] == [mo]
    assert [person for person in people if not why_not_handle(person, case)] == [mo]
    assert case.group is None


def test_moderator_who_wrote_it_or_reported_it_does_not_decide(cleo, mo):
    talk = make_conversation(cleo, mo)
    written, received = send(talk, mo), send(talk, cleo)
    own, reported = report(written, cleo).case, report(received, mo).case

    assert list(Case.objects.visible_to(mo)) == [reported]
    assert why_not_handle(mo, own)
    assert why_not_handle(mo, reported)


def test_case_page_shows_the_excerpt_and_no_more_of_the_conversation(as_member, case, talk, mo):
    client = as_member(mo)

    page, queue = client.get(case.get_absolute_url()).content.decode(), client.get("/moderation/").content.decode()

    assert [words in page for words in WORDS] == [False, True, True, True, True, True, False]
    assert "Zebra subject" not in page
    assert talk.get_absolute_url() not in page
    assert "private message by Dan" in page
    assert f"Case {case.pk}: private message" in queue
    assert " words." not in queue


def test_moderator_cannot_open_the_conversation_from_the_case(as_member, case, talk, message, mo):
    client = as_member(mo)

    assert client.get(talk.get_absolute_url()).status_code == 404
    assert client.get(message.get_absolute_url()).status_code == 404


def test_hiding_takes_the_text_out_of_the_conversation_and_an_appeal_brings_it_back(
    as_member, case, talk, message, cleo, dan, mo
):
    decision = decide(case, mo)
    hidden = as_member(cleo).get(talk.get_absolute_url()).content.decode()
    actions.appeal(decision, author=dan, words="I meant it kindly.", now=NOON)
    answer_appeal(case, make_user("Max", is_moderator=True), upheld=True)
    shown = as_member(cleo).get(talk.get_absolute_url()).content.decode()

    assert "The team hid this message." in hidden
    assert message.body not in hidden
    assert message.body in shown


def test_author_gets_a_statement_and_reporter_a_receipt(as_member, case, message, cleo, dan, mo):
    decision = decide(case, mo, words="Please be gentle.")

    statement = as_member(dan).get(decision.get_absolute_url()).content.decode()
    receipt = as_member(cleo).get(case.reports.get().get_absolute_url()).content.decode()

    assert "Your private message:" in statement
    assert message.body in statement
    assert "Please be gentle." in statement
    assert "Cleo" not in statement
    assert "The team acted on it" in receipt
    assert "Message 4 by Dan, reported:" in receipt


def test_report_link_stands_on_every_message_of_others(as_member, talk, cleo):
    page = as_member(cleo).get(f"{talk.get_absolute_url()}?page=1").content.decode()

    assert page.count("/report/private_message/") == 3
    assert 'Report<span class="visually-hidden"> this message</span>' in page
