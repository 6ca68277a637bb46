"""What becomes of a name, and of an arrangement, that others have to do with."""

from datetime import timedelta

import pytest

from community.accounts.actions import block
from community.accounts.models import NAMELESS
from community.accounts.naming.actions import NameTaken, change_name, taking
from community.carers.models import Arrangement
from community.chat.models import Room
from community.conversations.models import Conversation
from community.core.text import quote_of
from community.core.turns import Turn
from community.drafts.models import Draft
from community.forum.actions import add_reply
from community.forum.models import Board, FormField
from community.groups.models import SupportGroup
from community.moderation.duty.actions.caring import ask_to_check_in
from community.moderation.models import Case, Risk
from community.moderation.reading.alarm import raise_alarm
from community.notifications.models import Notification
from community.privacy.leaving.actions import GRACE, erase_due, leave, stay
from community.privacy.leaving.actions.others_words import columns_with_words, longest_of
from community.privacy.leaving.naming import Names
from community.resources.models import Claim
from tests.carers.factories import ask
from tests.chat.factories import make_room
from tests.chat.meetings.factories import make_meeting
from tests.conversations.factories import write_to
from tests.factories import NOON, make_user
from tests.forum.factories import make_board, make_poll, make_thread
from tests.words.factories import make_rule

LATER = NOON + timedelta(days=1)
ADA = Names("Ada", "Somebody", frozenset({7}))
QUOTE = quote_of("One.\n\nTwo.", name="Ada", address="/posts/7/")
OTHER = quote_of("One.", name="Ada", address="/posts/8/")


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"


def gone(*members, way="leave"):
    for member in members:
        leave(member, way=way, now=LATER)
    return erase_due(now=LATER + GRACE, turn=Turn())


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Hello @Ada.", "Hello Somebody."),
        ("Hello @ada, and @Ada2, @Ada.B", "Hello Somebody, and @Ada2, @Ada.B"),
        ("ada@ada.example is no call", "ada@ada.example is no call"),
        ("Ada wrote to me", "Ada wrote to me"),
        (f"{QUOTE}I agree.", "> Somebody wrote: …\n\nI agree."),
        (f"{OTHER}I agree.", "> [Somebody wrote](/posts/8/):\n>\n> One.\n\nI agree."),
        ("> [Adams wrote](/posts/8/):\n>\n> One.", "> [Adams wrote](/posts/8/):\n>\n> One."),
        ("> [Quiet Heron wrote](/posts/7/):\n>\n> One.\n\nYes.", "> Somebody: …\n\nYes."),
        ("> [Ada wrote](/nowhere/):", "> [Somebody wrote](/nowhere/):"),
        # Its address is the last that stands there: each was read to the end of them all, for a second and more.
        ("> [Ada wrote](/a](/posts/7/):\n>\n> One.", "> Somebody wrote](/a: …"),
    ],
)
def test_a_name_in_the_words_of_others(text, after):
    assert ADA.without(text) == after
    assert ADA.within({"body": [text]}) == {"body": [after]}


def test_what_others_see_of_it_is_made_anew(group, ada, bo):
    thread = make_thread(group=group, author=ada, body="Only mornings.")
    first = thread.posts.get()
    quote = quote_of(first.body, name="Ada", address=first.get_absolute_url())
    reply = add_reply(thread=thread, author=bo, body=f"{quote}Mine too, @Ada.", now=NOON)

    assert gone(ada, way="take") == 1

    reply.refresh_from_db()
    assert "Ada" not in reply.body + reply.body_html
    assert "mornings" not in reply.body + reply.body_html
    assert f"{NAMELESS} wrote: …" in reply.body_html
    assert "Mine too" in reply.body_html


def test_quoted_words_are_out_of_sight_at_once_and_come_back(group, ada, bo):
    thread = make_thread(group=group, author=ada, body="Only mornings.")
    first = thread.posts.get()
    quote = quote_of(first.body, name="Ada", address=first.get_absolute_url())
    reply = add_reply(thread=thread, author=bo, body=f"{quote}Mine too.", now=NOON)
    before = reply.body_html

    leaving = leave(ada, way="take", now=LATER)
    reply.refresh_from_db()
    assert "mornings" not in reply.body_html
    assert "Mine too" in reply.body_html

    stay(leaving, now=LATER)
    reply.refresh_from_db()
    assert reply.body_html == before


def test_words_that_would_not_fit_are_shorter(group, ada, bo):
    body = "@Ada " + "x" * 19_990
    reply = add_reply(thread=make_thread(group=group, author=bo), author=bo, body=body, now=NOON)

    assert gone(ada) == 1

    reply.refresh_from_db()
    assert reply.body.startswith("… xxx")


def test_nobody_takes_the_name_soon_and_is_taken_for_them(ada):
    assert gone(ada) == 1

    with pytest.raises(NameTaken), taking("Ada", now=LATER + GRACE):
        pass


def test_a_name_from_before_goes_too(group, ada, bo):
    change_name(ada, name="Adelina", now=NOON)
    reply = add_reply(thread=make_thread(group=group, author=bo), author=bo, body="So says @Ada to us.", now=NOON)
    ada.refresh_from_db()

    gone(ada)

    reply.refresh_from_db()
    assert reply.body == f"So says {NAMELESS} to us."


def test_two_helpers_of_one_member_can_both_leave(ada, bo):
    cy = make_user("Cy")
    for helper in (bo, cy):
        ask(ada, helper)

    assert gone(bo, cy) == 2

    assert {(one.helper.username, one.ended_by) for one in Arrangement.objects.all()} == {(NAMELESS, "helper")}


def test_a_name_goes_from_what_stands_around_the_words_of_members(group, ada, bo):
    board, room = make_board(group), make_room(group)
    field = FormField.objects.create(board=board, position=1, label="What helps?", help_text="As @Ada says.")
    poll = make_poll(make_thread(board=board, author=bo), bo, options=["Tea, as @Ada says", "Coffee"])
    SupportGroup.objects.filter(pk=group.pk).update(description="By @Ada.", rules="Ask @Ada.")
    Board.objects.filter(pk=board.pk).update(description="Of @Ada.")
    Room.objects.filter(pk=room.pk).update(topic="With @Ada.", rules="Ask @Ada.")

    assert gone(ada) == 1

    for row in (group, board, room, field):
        row.refresh_from_db()
    said = [group.description, group.rules, board.description, room.topic, room.rules, field.help_text]
    assert [text for text in [*said, *poll.options.values_list("text", flat=True)] if "Ada" in text] == []
    assert poll.options.first().text == f"Tea, as {NAMELESS} says"


def test_two_rules_that_only_names_told_apart_keep_nobody_here(ada, bo):
    rules = [make_rule(f"@{member.username}") for member in (ada, bo)]

    assert gone(ada, bo) == 2

    for rule in rules:
        rule.refresh_from_db()
    assert [rule.phrase for rule in rules] == [str(NAMELESS), f"…{rules[1].pk}"]


def test_pages_of_information_stay_as_their_files_say():
    assert columns_with_words(Claim) == []
    assert columns_with_words(Board) == ["name", "description"]


def test_what_the_team_was_told_of_a_member_loses_the_name(ada, mo):
    for member in (ada, make_user("Adam")):
        raise_alarm(f"member-{member.pk}", member=member, now=NOON)
        ask_to_check_in(Case(risk=Risk.LIFE), member=member, now=NOON)
    notices = Notification.objects.filter(actor=None)
    assert notices.filter(text__contains="Ada ").count() == 2

    assert gone(ada) == 1

    texts = list(notices.values_list("text", flat=True))
    assert [sum(f"{name} " in text for text in texts) for name in ("Ada", "Adam", NAMELESS)] == [0, 2, 2]


@pytest.mark.parametrize("call", ["@ángela", "@ÁNGELA", "@Ángela"])
def test_a_name_with_other_letters_is_found_however_it_is_written(group, bo, call):
    angela = make_user("Ángela")
    reply = add_reply(thread=make_thread(group=group, author=bo), author=bo, body=f"So says {call}.", now=NOON)
    Draft.objects.create(owner=bo, key="reply:1", version=1, saved_at=NOON, fields={"body": f"Hello {call}"})

    assert gone(angela) == 1

    reply.refresh_from_db()
    assert reply.body == f"So says {NAMELESS}."
    assert Draft.objects.get().fields == {"body": f"Hello {NAMELESS}"}


@pytest.mark.parametrize("column", ["rules", "summary", "description"])
def test_words_that_a_constraint_holds_are_shorter_wherever_they_stand(group, ada, mo, column):
    meeting = make_meeting(make_room(group), mo)
    row = {"rules": group, "summary": meeting, "description": meeting.plan}[column]
    longest = longest_of(type(row))[column]
    type(row).objects.filter(pk=row.pk).update(**{column: "@Ada " + "x" * (longest - 5)})

    assert gone(ada) == 1

    row.refresh_from_db()
    assert getattr(row, column).startswith("… xxx")


def test_a_conversation_that_was_kept_from_the_only_one_left_goes(ada, bo):
    """Ada had blocked Bo and could never read it."""
    block(bo, blocker=ada, now=NOON)
    write_to(bo, ada)

    leave(bo, way="leave", now=LATER)
    erase_due(now=LATER + GRACE, turn=Turn())

    assert not Conversation.objects.exists()
