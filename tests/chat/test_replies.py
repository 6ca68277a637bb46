"""Answers: whom, the first words, a link; only to what can be read in the same room."""

from uuid import uuid4

import pytest

from community.accounts.actions import block
from community.accounts.content_notes import ContentNote
from community.chat import actions
from community.chat.news import news_after
from tests.chat.factories import make_message, make_room
from tests.factories import NOON

SEND = "/rooms/quiet-corner/messages/"
JSON = {"Accept": "application/json"}


def html(response):
    return response.content.decode()


@pytest.fixture
def first(room, bo):
    return make_message(room, bo, "How was *your* night?")


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


def send(client, body="Fine.", answered="", **headers):
    return client.post(SEND, {"body": body, "client_id": uuid4(), "in_reply_to": answered}, **headers)


def test_answer_says_whom_and_the_first_words_with_a_link(as_ada, room, first):
    send(as_ada, answered=first.pk)

    answer = room.messages.get(in_reply_to=first)
    page = html(as_ada.get(room.get_absolute_url()))
    frame = news_after(room.pk, after=1)[0]["html"]
    assert answer.body == "Fine."
    assert f'?before=2#message-{first.pk}">Bo</a><q data-answers-words="Bo">How was your night?</q>' in page
    assert 'data-answers-words="Bo">How was your night?</q>' in frame


def test_long_words_are_cut_and_noted_ones_stay_away(room, ada, bo):
    long = make_message(room, bo, "word " * 100)
    noted = make_message(room, bo, "Zebra.", content_notes=ContentNote.NEEDLES.value)
    for answered in (long, noted):
        make_message(room, ada, "Yes.", in_reply_to=answered)

    frames = [news["html"] for news in news_after(room.pk, after=2)]

    assert "word word…</q>" in frames[0]
    assert "<q" not in frames[1]
    assert "Zebra" not in frames[1]


def test_reply_link_fills_the_composer_without_a_script(as_ada, room, first):
    page = html(as_ada.get(f"{room.get_absolute_url()}?reply={first.pk}"))

    assert f'name="in_reply_to" value="{first.pk}"' in page
    assert "<strong data-answered-name>Bo</strong><q data-answered-words>How was your night?</q>" in page
    assert f"?reply={first.pk}#composer" in page


@pytest.mark.parametrize("reply", ["0", "x", "999999", "9" * 30, "²"])
def test_nonsense_answers_nobody(as_ada, room, first, reply):
    page = html(as_ada.get(f"{room.get_absolute_url()}?reply={reply}"))

    assert "data-room-answered hidden" in page


def test_what_is_hidden_or_elsewhere_cannot_be_answered(as_ada, room, first, mo):
    elsewhere = make_message(make_room(room.group, "other"), mo, "Elsewhere.")
    actions.hide_message(first, moderator=mo, now=NOON)

    for answered in (first, elsewhere):
        page = send(as_ada, "My long answer.", answered.pk)
        answer = send(as_ada, "My long answer.", answered.pk, headers=JSON)
        assert (page.status_code, answer.status_code) == (422, 422)
        assert "My long answer.</textarea>" in html(page)
        assert 'name="in_reply_to"' in html(page)
        assert f'name="in_reply_to" value="{answered.pk}"' not in html(page)
        assert answer.json()["answers_nobody"] is True
    assert room.messages.count() == 1


def test_action_itself_refuses_what_went_away_meanwhile(room, first, ada, bo):
    actions.remove_message(first, author=bo, now=NOON)

    with pytest.raises(actions.AnsweredIsGone):
        make_message(room, ada, in_reply_to=first)


def test_answered_member_is_told_without_the_words(room, first, ada, bo):
    make_message(room, ada, "Zebra.", in_reply_to=first)

    notice = bo.notifications.get()
    assert (notice.kind, notice.text) == ("reply", "Ada answered you in Quiet corner")
    assert notice.url.startswith("/rooms/messages/")


def test_own_answers_and_those_of_whom_one_blocked_are_silent(room, first, ada, bo):
    make_message(room, bo, in_reply_to=first)
    block(ada, blocker=bo, now=NOON)
    make_message(room, ada, in_reply_to=first)

    assert bo.notifications.count() == 0


def test_first_words_of_a_blocked_member_are_not_quoted_on_the_page(as_ada, room, first, ada, mo):
    make_message(room, mo, "Yes.", in_reply_to=first)
    block(first.author, blocker=ada, now=NOON)

    assert "<q data-answers-words" not in html(as_ada.get(room.get_absolute_url()))


@pytest.mark.parametrize("messages", [1, 3])
def test_answers_cost_no_query_each(as_ada, room, first, bo, messages, django_assert_num_queries):
    for _ in range(messages):
        make_message(room, bo, "@Ada, this too.", in_reply_to=first)
    as_ada.get(room.get_absolute_url())

    with django_assert_num_queries(11):  # as without answers; her notices are read by the first look
        page = html(as_ada.get(room.get_absolute_url()))

    assert page.count("data-answers=") == messages


@pytest.mark.parametrize("messages", [1, 3])
def test_answers_in_the_replay_cost_no_query_each(room, first, bo, messages, django_assert_num_queries):
    for _ in range(messages):
        make_message(room, bo, in_reply_to=first)

    with django_assert_num_queries(1):
        assert len(news_after(room.pk, after=1)) == messages
