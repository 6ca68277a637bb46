from contextlib import nullcontext
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from community.accounts.actions import sanction
from community.accounts.models import Sanction
from community.conversations import actions
from community.conversations.actions import hiding
from community.conversations.models import Conversation
from tests.conversations.factories import add, answer, fresh, make_conversation, place_of, send, write_to
from tests.factories import NOON, make_user

LATER = NOON + timedelta(hours=1)


def refusal(act, *args, **kwargs):
    with pytest.raises(actions.Refused) as refused:
        act(*args, **kwargs)
    return refused.value.reasons


def test_first_contact_is_one_message_and_asks_the_other(ada, bo):
    conversation = write_to(ada, bo, subject="Saturday", body="*Hi* <script>alert(1)</script>")

    message = conversation.messages.get()
    assert (message.number, message.author) == (1, ada)
    assert message.body_html == "<p><em>Hi</em> &lt;script&gt;alert(1)&lt;/script&gt;</p>\n"
    assert place_of(conversation, ada).is_inside
    assert place_of(conversation, bo).is_asked
    assert place_of(conversation, bo).invited_by == ada


def test_no_second_message_before_somebody_has_joined(ada, bo, eve):
    conversation = write_to(ada, bo, eve)

    with pytest.raises(PermissionDenied):
        send(conversation, ada)
    with pytest.raises(PermissionDenied):
        send(conversation, bo)

    answer(conversation, bo)
    assert [send(conversation, member).number for member in (ada, bo)] == [2, 3]


def test_after_a_no_nothing_more_can_be_written(ada, bo):
    conversation = write_to(ada, bo)
    answer(conversation, bo, accepts=False)

    with pytest.raises(PermissionDenied):
        send(conversation, ada)
    assert refusal(write_to, ada, bo) == ["Bo takes no messages from you now."]
    assert write_to(bo, ada).message_count == 1


def test_an_answer_is_given_once(ada, bo):
    conversation = write_to(ada, bo)

    answers = [
        actions.answer_first_contact(conversation=conversation, member=bo, accepts=accepts, now=NOON)
        for accepts in (True, True, False)
    ]

    assert answers == [True, False, False]
    assert place_of(conversation, bo).is_inside
    assert not actions.answer_first_contact(conversation=conversation, member=ada, accepts=False, now=NOON)


def test_people_who_share_a_conversation_need_no_asking(ada, bo, eve):
    make_conversation(ada, bo)

    conversation = write_to(bo, ada, eve)

    assert place_of(conversation, ada).is_inside
    assert place_of(conversation, eve).is_asked


def test_a_conversation_begins_with_one_to_ten_others(ada, bo):
    for members in ([], [ada], [bo, bo], [make_user(f"Guest{number}") for number in range(11)]):
        with pytest.raises(ValueError, match="one to ten"):
            write_to(ada, *members)

    assert not Conversation.objects.exists()


def test_new_member_cannot_begin(ada):
    with pytest.raises(PermissionDenied):
        write_to(make_user("Nia", date_joined=NOON), ada)


def test_if_one_of_several_cannot_be_written_to_nothing_is_sent(ada, bo, eve):
    actions.choose_who_may_write(eve, nobody=True)

    assert refusal(write_to, ada, bo, eve) == ["Eve takes no private messages."]
    assert not Conversation.objects.exists()


def test_conversations_go_on_when_nobody_may_write_to_one_of_them(ada, bo):
    conversation = make_conversation(ada, bo)

    actions.choose_who_may_write(bo, nobody=True)

    assert send(conversation, ada).number == 2


def test_same_form_twice_is_one_conversation_and_one_message(ada, bo, eve):
    form = uuid4()
    begun = [write_to(ada, bo, submit_id=form) for _ in range(3)]
    answer(begun[0], bo)
    sent = [send(begun[0], ada, submit_id=form) for _ in range(3)]

    assert {one.pk for one in begun} == {Conversation.objects.get().pk}
    assert [message.number for message in sent] == [2, 2, 2]
    assert fresh(begun[0]).message_count == 2


def test_other_words_or_other_people_in_the_same_form_are_something_new(ada, bo, eve):
    form = uuid4()
    for members, body in [([bo], "One."), ([eve], "One.")]:
        answer(write_to(ada, *members, body=body, submit_id=form), *members)
    conversation = Conversation.objects.first()

    sent = [send(conversation, ada, body=body, submit_id=form).number for body in ("Half", "Half a line", "Half")]

    assert Conversation.objects.count() == 2
    assert sent == [2, 3, 2]


def test_two_members_may_send_the_same_form(ada, bo):
    conversation, form = make_conversation(ada, bo), uuid4()

    assert [send(conversation, member, submit_id=form).number for member in (ada, bo)] == [2, 3]


def test_stranger_moderator_and_whoever_left_cannot_send(ada, bo, eve, mo):
    conversation = make_conversation(ada, bo, eve)
    actions.leave(conversation=conversation, member=eve, now=NOON)

    for member in (eve, mo):
        with pytest.raises(PermissionDenied):
            send(conversation, member)


def test_added_member_is_asked_and_begins_at_the_next_message(ada, bo, eve):
    conversation = make_conversation(ada, bo)
    send(conversation, bo)

    place = add(conversation, eve, bo, now=LATER)

    assert place.is_asked
    assert (place.invited_by, place.joined_at, place.joined_number, place.read_number) == (bo, LATER, 3, 2)


def test_only_those_inside_add(ada, bo, eve, kim):
    conversation = write_to(ada, bo)

    for member in (bo, kim):
        with pytest.raises(PermissionDenied):
            add(conversation, eve, member)


def test_nobody_is_added_who_is_there_or_was_asked_or_wants_no_messages(ada, bo, eve, kim):
    conversation = make_conversation(ada, bo)
    add(conversation, eve, ada)
    answer(conversation, eve, accepts=False)
    add(conversation, kim, ada)
    lou = make_user("Lou", takes_messages=False)

    assert refusal(add, conversation, ada, bo) == ["Ada is in this conversation already."]
    assert refusal(add, conversation, eve, bo) == ["Eve has been asked already."]
    assert refusal(add, conversation, kim, bo) == ["Kim has been asked already."]
    assert refusal(add, conversation, lou, bo) == ["Lou takes no private messages."]


def test_asking_twice_in_a_moment_asks_once(ada, bo, eve):
    conversation = make_conversation(ada, bo)

    assert add(conversation, eve, ada) == add(conversation, eve, ada, now=NOON + timedelta(seconds=59))
    assert refusal(add, conversation, eve, ada, now=LATER) == ["Eve has been asked already."]


def test_whoever_left_can_be_asked_again_and_reads_on_from_there(ada, bo, eve):
    conversation = make_conversation(ada, bo, eve)
    actions.mute(conversation=conversation, member=eve, now=NOON)
    actions.leave(conversation=conversation, member=eve, now=NOON)
    send(conversation, bo)

    place = add(conversation, eve, ada)

    assert place.is_asked
    assert (place.left_at, place.muted_at, place.joined_number) == (None, None, 3)
    assert conversation.participants.count() == 3


def test_leaving_and_declining_can_be_undone_for_ten_minutes(ada, bo, eve):
    conversation = write_to(ada, bo, eve)
    answer(conversation, bo)
    answer(conversation, eve, accepts=False)

    assert actions.leave(conversation=conversation, member=bo, now=NOON)
    assert not actions.leave(conversation=conversation, member=bo, now=NOON)
    for member in (bo, bo, eve):
        in_time = NOON + timedelta(minutes=9)
        assert actions.come_back(conversation=conversation, member=member, now=in_time)

    assert place_of(conversation, bo).is_inside
    assert place_of(conversation, eve).is_asked


def test_after_ten_minutes_it_is_too_late(ada, bo):
    conversation = make_conversation(ada, bo)
    actions.leave(conversation=conversation, member=bo, now=NOON)

    assert not actions.come_back(conversation=conversation, member=bo, now=NOON + timedelta(minutes=10))
    assert not place_of(conversation, bo).is_inside


def test_reading_only_moves_forwards(ada, bo):
    conversation = make_conversation(ada, bo)
    send(conversation, bo)
    marks = []

    for number in (2, 1):
        actions.mark_read(conversation=conversation, member=ada, number=number, now=NOON)
        marks.append(place_of(conversation, ada).read_number)

    assert marks == [2, 2]


def test_whoever_is_asked_has_read_nothing(ada, bo):
    conversation = write_to(ada, bo)

    actions.mark_read(conversation=conversation, member=bo, number=1, now=NOON)

    assert place_of(conversation, bo).read_number == 0


def test_mute_and_unmute(ada, bo):
    conversation = make_conversation(ada, bo)
    mutes = []

    for act, fields in [(actions.mute, {"now": NOON}), (actions.mute, {"now": LATER}), (actions.unmute, {})]:
        act(conversation=conversation, member=bo, **fields)
        mutes.append(place_of(conversation, bo).muted_at)

    assert mutes == [NOON, NOON, None]


def test_own_message_is_removed_and_put_back_within_ten_minutes(ada, bo):
    message = send(make_conversation(ada, bo), ada)

    assert actions.remove_message(message, author=ada, now=NOON)
    assert not actions.remove_message(message, author=ada, now=LATER)
    assert not actions.put_back_message(message, author=ada, now=NOON + timedelta(minutes=10))
    assert actions.put_back_message(message, author=ada, now=NOON + timedelta(minutes=9))
    assert actions.put_back_message(message, author=ada, now=LATER)


@pytest.mark.parametrize(("kind", "comes_back"), [(Sanction.Kind.SILENCE, True), (Sanction.Kind.SUSPENSION, False)])
def test_removal_is_undone_while_silenced_and_not_while_suspended(ada, bo, kind, comes_back):
    message = send(make_conversation(ada, bo), ada)
    actions.remove_message(message, author=ada, now=NOON)
    sanction(ada, kind=kind, until=NOON + timedelta(days=1), now=NOON)

    with nullcontext() if comes_back else pytest.raises(PermissionDenied):
        actions.put_back_message(message, author=ada, now=NOON + timedelta(minutes=9))

    message.refresh_from_db()
    assert (message.removed_at is None) is comes_back


def test_nobody_removes_words_of_somebody_else(ada, bo, mo):
    message = send(make_conversation(ada, bo), ada)

    for member in (bo, mo):
        for act in (actions.remove_message, actions.put_back_message):
            with pytest.raises(PermissionDenied):
                act(message, author=member, now=NOON)


def test_hiding_happens_once_and_takes_the_subject_along(ada, bo, mo):
    conversation = make_conversation(ada, bo, subject="Rude")
    first = conversation.messages.get()

    assert [hiding.hide_message(first, moderator=mo, now=NOON) for _ in range(2)] == [True, False]
    assert fresh(conversation).title_for(bo) == "Ada"
    assert [hiding.restore_message(first, moderator=mo) for _ in range(2)] == [True, False]
    assert fresh(conversation).title_for(bo) == "Rude"


def test_only_the_sites_moderators_hide_and_restore(ada, bo, root):
    message = send(make_conversation(ada, bo), ada)

    for member in (ada, bo, root):
        with pytest.raises(PermissionDenied):
            hiding.hide_message(message, moderator=member, now=NOON)
        with pytest.raises(PermissionDenied):
            hiding.restore_message(message, moderator=member)
