"""Content notes and a word of the team on what is said in a room: told live, explained, taken back without a trace."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from community.accounts.content_notes import ContentNote
from community.chat.actions import add_team_notes, edit_message, erase_old_messages, hide_message, set_notice
from community.chat.models import Message, RoomEvent
from community.chat.news import news_after
from community.moderation import actions
from community.notifications.models import Notification
from tests.chat.factories import make_message
from tests.chat.sockets import entered, frames_until_ready, in_thread, next_frame
from tests.factories import NOON
from tests.moderation.factories import decide, file_report, make_chat_message

NEEDLES, FOOD = ContentNote.NEEDLES.value, ContentNote.WEIGHT_FOOD.value
WORD = {"notice": "Our resources say more on it.", "link": "/resources/"}
RULINGS = {"noted": {"notes": NEEDLES | FOOD}, "annotated": WORD}
FOLD = "Content note: Needles"


@pytest.fixture
def message(group, ada):
    return make_chat_message(group, ada)


@pytest.fixture
def case(message, bo):
    return file_report("message", message, bo).case


def state(message):
    """Everything about a message that members can notice."""
    found = Message.objects.get(pk=message.pk)
    names = ("body", "body_html", "hidden_at", "content_notes", "team_notes", "notice", "notice_link", "edited_at")
    return [getattr(found, name) for name in names]


def kinds(message):
    return list(RoomEvent.objects.filter(message=message).order_by("seq").values_list("kind", flat=True))


def again(message, moderator):
    return actions.open_own_look(message, kind="message", moderator=moderator, now=NOON)


@pytest.mark.parametrize("outcome", RULINGS)
def test_undoing_leaves_the_message_as_it_was_and_open_rooms_hear_of_both(case, message, ada, mo, outcome):
    before = state(message)
    decision = decide(case, mo, outcome=outcome, details=RULINGS[outcome])
    during = state(message)
    actions.undo(decision, moderator=mo, now=NOON)

    assert during != before
    assert state(message) == before
    assert kinds(message) == ["sent", "changed", "changed"]
    assert not ada.notifications.unread().exists()


@pytest.mark.django_db(transaction=True)
async def test_open_rooms_fold_it_within_two_seconds(group, ada, bo, mo):
    message = await in_thread(make_chat_message, group, ada)
    found = (await in_thread(file_report, "message", message, bo)).case
    async with entered(bo, message.room) as reader:
        await frames_until_ready(reader)
        await in_thread(decide, found, mo, outcome="noted", details={"notes": NEEDLES})
        frame = await next_frame(reader, timeout=2)

    assert (frame["type"], frame["id"]) == ("message.changed", message.pk)
    assert FOLD in frame["html"]


def test_note_of_the_team_folds_the_message_on_the_page(as_member, case, message, bo, mo):
    decide(case, mo, outcome="noted", details={"notes": NEEDLES})

    page = as_member(bo).get(message.get_absolute_url()).content.decode()

    assert f'<details class="message__fold message__note"><summary>{FOLD}</summary>' in page


def test_r47_the_teams_word_on_a_message_leads_to_the_resources(as_member, case, message, bo, mo):
    """On the page and in what travels, with markup that is only text."""
    decide(case, mo, outcome="annotated", details={"notice": "Our <b>resources</b> say more.", "link": "/resources/"})

    page = as_member(bo).get(message.get_absolute_url()).content.decode()
    for html in (page, news_after(message.room_id, after=0)[-1]["html"]):
        assert "Our &lt;b&gt;resources&lt;/b&gt; say more." in html
        assert 'href="/resources/">Read more here</a>' in html


@pytest.mark.parametrize("outcome", RULINGS)
def test_statement_says_what_was_added_and_the_log_keeps_it(as_member, case, ada, bo, mo, outcome):
    decision = decide(case, mo, outcome=outcome, details=RULINGS[outcome], words="So that others can choose.")

    page = as_member(ada).get(decision.get_absolute_url()).content.decode()

    said = {"noted": "Content notes were added", "annotated": "A word of the team stands on it"}
    assert said[outcome] in page
    assert "So that others can choose." in page
    assert "Nothing was taken away from you." in page
    assert case.events.last().words == decision.done
    assert Notification.objects.filter(recipient=ada, kind="moderation").count() == 1
    assert as_member(bo).get(decision.get_absolute_url()).status_code == 404


PAIRS = {
    "noted": ({"notes": NEEDLES}, {"notes": NEEDLES | FOOD}),
    "annotated": ({"notice": "One.", "link": ""}, {"notice": "Two.", "link": "/resources/"}),
}


@pytest.mark.parametrize("order", [[0, 1], [1, 0]])
@pytest.mark.parametrize("outcome", PAIRS)
def test_two_decisions_about_one_message_are_taken_back_in_any_order(case, message, mo, outcome, order):
    before = state(message)
    decisions = [decide(case, mo, outcome=outcome, details=PAIRS[outcome][0])]
    decisions.append(decide(again(message, mo), mo, outcome=outcome, details=PAIRS[outcome][1]))
    both = state(message)
    actions.undo(decisions[order[0]], moderator=mo, now=NOON)
    left = state(message)
    actions.undo(decisions[order[1]], moderator=mo, now=NOON)

    stays = PAIRS[outcome][1 - order[0]]
    assert both != before
    assert (left[3], left[5]) == (stays.get("notes", 0), stays.get("notice", ""))
    assert state(message) == before


def test_notes_of_another_message_hold_nothing_here(case, message, ada, mo):
    decision = decide(case, mo, outcome="noted", details={"notes": NEEDLES})
    other = make_message(message.room, ada, "Another.", now=NOON + timedelta(minutes=1))
    decide(again(other, mo), mo, outcome="noted", details={"notes": NEEDLES})
    actions.undo(decision, moderator=mo, now=NOON)

    assert (state(message)[3], state(other)[3]) == (0, NEEDLES)


def test_author_keeps_own_notes_and_cannot_take_the_teams_away(case, message, ada, mo):
    decision = decide(case, mo, outcome="noted", details={"notes": NEEDLES})
    edit_message(message, author=ada, body=message.body, content_notes=FOOD, now=NOON)
    during = state(message)
    actions.undo(decision, moderator=mo, now=NOON)

    assert (during[3], during[4]) == (NEEDLES | FOOD, NEEDLES)
    assert (state(message)[3], state(message)[4]) == (FOOD, 0)


def test_what_its_author_had_noted_stays_after_the_undoing(group, ada, bo, mo):
    message = make_chat_message(group, ada)
    edit_message(message, author=ada, body=message.body, content_notes=NEEDLES, now=NOON)
    decision = decide(again(message, mo), mo, outcome="noted", details={"notes": NEEDLES | FOOD})
    actions.undo(decision, moderator=mo, now=NOON)

    assert state(message)[3] == NEEDLES


def test_those_who_leave_it_out_need_not_look_at_it(message, ada, bo, mo, group):
    """Ada called Bo, who wants nothing of needles: neither the page nor the mail that waits is left."""
    bo.notes_left_out = NEEDLES
    bo.save(update_fields=["notes_left_out"])
    called = make_message(message.room, ada, "Dear @Bo, about the injections.", now=NOON + timedelta(minutes=1))
    unread = Notification.objects.unread().filter(recipient=bo, kind="mention")
    before = unread.count()
    decide(again(called, mo), mo, outcome="noted", details={"notes": NEEDLES})

    assert (before, unread.count()) == (1, 0)


def test_word_of_the_team_is_not_shown_on_what_is_hidden_or_left_out(as_member, case, message, bo, mo):
    decide(case, mo, outcome="annotated", details=WORD)
    decide(again(message, mo), mo, outcome="noted", details={"notes": NEEDLES})
    bo.notes_left_out = NEEDLES
    bo.save(update_fields=["notes_left_out"])
    left_out = as_member(bo).get(message.get_absolute_url()).content.decode()
    hide_message(message, moderator=mo, now=NOON)

    assert WORD["notice"] not in left_out
    assert WORD["notice"] not in news_after(message.room_id, after=0)[-1]["html"]


def test_nothing_is_added_to_what_cannot_be_read(case, message, mo):
    hide_message(message, moderator=mo, now=NOON)

    for outcome, details in RULINGS.items():
        with pytest.raises(PermissionDenied, match="cannot be done with the text"):
            decide(case, mo, outcome=outcome, details=details)
    assert kinds(message) == ["sent", "hidden"]


def test_only_the_groups_team_adds_anything(message, bo):
    with pytest.raises(PermissionDenied):
        add_team_notes(message, notes=NEEDLES, moderator=bo, now=NOON)
    with pytest.raises(PermissionDenied):
        set_notice(message, notice="Mine.", link="", moderator=bo, now=NOON)

    assert kinds(message) == ["sent"]


def test_what_is_erased_takes_the_teams_words_with_it_and_undoing_brings_none_back(case, message, mo):
    decisions = [decide(case, mo, outcome="annotated", details=WORD)]
    decisions.append(decide(again(message, mo), mo, outcome="noted", details={"notes": NEEDLES}))
    message.room.retention_days = 1
    message.room.save(update_fields=["retention_days"])
    erase_old_messages(now=NOON + timedelta(days=2))
    erased = state(message)
    for decision in decisions:
        actions.undo(decision, moderator=mo, now=NOON)

    assert erased[3:7] == [0, 0, "", ""]
    assert state(message) == erased


def test_decision_from_the_case_page(as_member, case, message, mo):
    actions.claim(case, moderator=mo, now=NOON)
    case.refresh_from_db()
    client = as_member(mo)
    page = client.get(case.get_absolute_url()).content.decode()
    typed = {"version": case.version, "outcome": "noted", "notes": [NEEDLES]}

    response = client.post(case.get_absolute_url(), typed)

    assert 'value="noted"' in page
    assert response.status_code == 302
    assert state(message)[3] == NEEDLES
