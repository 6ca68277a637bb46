"""All that one person said lately in a room goes out of sight in one go, is told, logged, and can be taken back."""

import time
from datetime import timedelta
from threading import Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from community.chat.actions import edit_message, remove_message, take_back
from community.chat.actions import undo_removal as bring_back
from community.chat.actions.recording import locked
from community.chat.models import Message
from community.groups.models import Membership
from community.moderation.actions import appeal, claim, undo
from community.moderation.models import Case, Decision
from community.moderation.removals.actions import remove_recent, undo_removal
from tests.chat.factories import make_host, make_message, make_newcomer, make_room
from tests.factories import NOON, join, make_group, make_moderator
from tests.moderation.factories import answer, decide, file_report

HOUR = timedelta(hours=1)


@pytest.fixture
def room(group):
    return make_room(group)


@pytest.fixture
def host(group):
    return make_host(group)


def remove(room, member, host, hours=1, now=NOON, **fields):
    return remove_recent(room=room, member=member, host=host, hours=hours, guideline="kindness", now=now, **fields)


def shown(room):
    return list(room.messages.shown().order_by("pk").values_list("body", flat=True))


def test_host_removes_what_one_person_said_in_the_last_hour(room, host, ada, bo):
    for author, body, age in (
        (ada, "Too old", 2 * HOUR),
        (ada, "One", HOUR),
        (bo, "Bo's", HOUR),
        (ada, "Two", 0 * HOUR),
    ):
        make_message(room, author, body=body, now=NOON - age)

    (decision,) = remove(room, ada, host)

    assert shown(room) == ["Too old", "Bo's"]
    assert (decision.details["number"], decision.excerpt) == (2, "One\n\nTwo")
    assert list(room.events.order_by("seq").values_list("kind", flat=True)) == ["sent"] * 4 + ["hidden"] * 2


def test_what_waits_for_a_host_is_removed_too(room, host, group):
    nia = make_newcomer(group)
    held = make_message(room, nia, body="https://example.org/")

    remove(room, nia, host)

    held.refresh_from_db()
    assert (held.hidden_at, room.events.count()) == (NOON, 0)


def test_author_gets_one_statement_and_the_log_has_it(client, room, host, group, ada, mo):
    for body in ("One", "Two"):
        make_message(room, ada, body=body)
    (decision,) = remove(room, ada, host, words="Please take a rest.")

    client.force_login(ada)
    statement = client.get(decision.get_absolute_url()).content.decode()
    client.force_login(mo)
    log = client.get(reverse("moderation:log")).content.decode()

    assert ada.notifications.get().url == decision.get_absolute_url()
    for words in ("One", "Two", "2 messages that you wrote in one room", "Be kind", "Please take a rest."):
        assert words in statement
    assert "Hidden: what one person said in a room lately (messages: 2)" in log
    assert "Hal" in log


def test_host_takes_it_back_for_a_day_and_a_moderator_finds_it(room, host, ada):
    make_message(room, ada)
    (decision,) = remove(room, ada, host)

    undoing = undo_removal(decision, host=host, now=NOON + 23 * HOUR)
    again = undo_removal(decision, host=host, now=NOON + 23 * HOUR)

    assert (shown(room), undoing) == (["Good morning."], again)
    assert list(room.events.order_by("seq").values_list("kind", flat=True)) == ["sent", "hidden", "restored"]
    case = Case.objects.get()
    assert (case.decision, list(case.events.values_list("kind", flat=True))) == (None, ["opened", "decided", "undone"])


def test_after_a_day_or_by_others_it_is_not_taken_back(room, host, group, ada, bo):
    make_message(room, ada)
    (decision,) = remove(room, ada, host)

    with pytest.raises(PermissionDenied, match="24 hours"):
        undo_removal(decision, host=host, now=NOON + 24 * HOUR)
    for person in (ada, bo, make_host(group, "Hel")):
        with pytest.raises(PermissionDenied):
            undo_removal(decision, host=person, now=NOON)

    assert shown(room) == []


def test_moderator_of_the_group_takes_back_what_a_host_did(room, host, group, ada):
    make_message(room, ada)
    (decision,) = remove(room, ada, host)
    gil = make_moderator(group)

    undo_removal(decision, host=gil, now=NOON)

    assert shown(room) == ["Good morning."]


def test_author_is_right_on_appeal_and_all_of_it_is_back(room, host, ada, mo):
    for body in ("One", "Two"):
        make_message(room, ada, body=body)
    (decision,) = remove(room, ada, host)
    appeal(decision, author=ada, words="I meant it kindly.", now=NOON)

    answer(Case.objects.get(), mo, upheld=True)

    assert shown(room) == ["One", "Two"]


def test_all_rooms_are_for_moderators_of_the_site_and_each_has_its_decision(room, group, host, ada, mo):
    other = make_room(make_group("elsewhere"), slug="elsewhere")
    join(other.group, ada)
    make_message(room, ada)
    make_message(other, ada)

    with pytest.raises(PermissionDenied):
        remove(room, ada, host, everywhere=True)
    decisions = remove(room, ada, mo, everywhere=True)

    assert [decision.case.message.room for decision in decisions] == [room, other]
    assert (shown(room), shown(other)) == ([], [])


@pytest.mark.parametrize("name", ["mo", "Hal"])
def test_nobody_removes_what_hosts_and_moderators_say(request, room, group, host, mo, name):
    member = mo if name == "mo" else host
    make_message(room, member)

    with pytest.raises(PermissionDenied):
        remove(room, member, make_host(group, "Hel"))

    assert not Decision.objects.exists()


def test_members_remove_nothing(room, ada, bo, eve):
    make_message(room, ada)

    for person in (ada, bo, eve):
        with pytest.raises(PermissionDenied):
            remove(room, ada, person)


def test_nothing_said_makes_no_decision(room, host, ada):
    assert remove(room, ada, host) == []
    assert not Case.objects.exists()


def test_open_report_stays_with_the_moderators(room, host, ada, bo, mo):
    message = make_message(room, ada)
    report = file_report("message", message, bo)

    remove(room, ada, host)

    assert report.case.decided_at is None
    assert Case.objects.open().get() == report.case


def test_what_a_second_decision_holds_stays_hidden(room, host, ada, bo, mo):
    first, second = make_message(room, ada, body="One"), make_message(room, ada, body="Two")
    (removal,) = remove(room, ada, host)
    case = Case.objects.create(message=first, origin="team", author=ada, group=room.group, opened_at=NOON)
    claim(case, moderator=mo, now=NOON)
    case.refresh_from_db()
    own = decide(case, mo)

    undo_removal(removal, host=host, now=NOON)
    assert shown(room) == ["Two"]
    undo(own, moderator=mo, now=NOON)

    assert shown(room) == ["One", "Two"]
    assert second.pk in removal.before["also"]


def test_undoing_one_decision_does_not_show_what_the_removal_holds(room, host, ada, mo):
    first = make_message(room, ada, body="One")
    make_message(room, ada, body="Two")
    remove(room, ada, host)
    case = Case.objects.create(message=first, origin="team", author=ada, group=room.group, opened_at=NOON)
    claim(case, moderator=mo, now=NOON)
    case.refresh_from_db()

    undo(decide(case, mo), moderator=mo, now=NOON)

    assert shown(room) == []


def test_host_does_it_by_a_form_and_takes_it_back_by_a_button(client, room, host, group, ada):
    make_message(room, ada, body="Loud words", now=timezone.now())
    client.force_login(host)
    address = reverse("moderation:remove_recent", args=[room.slug, "Ada"])

    refused = client.post(address, {"hours": "1", "words": "Typed with care"})
    done = client.post(address, {"hours": "1", "guideline": "kindness"}, follow=True).content.decode()
    hidden = not Message.objects.shown().exists()
    back = client.post(reverse("moderation:undo_removal", args=[Decision.objects.get().pk]), follow=True)

    assert (refused.status_code, "Typed with care" in refused.content.decode()) == (422, True)
    assert ("1 message is out of sight." in done, "Bring the messages of Ada back" in done) == (True, True)
    assert (hidden, Message.objects.shown().count()) == (True, 1)
    assert "Bring the messages" not in back.content.decode()


def test_form_offers_all_rooms_to_moderators_of_the_site_alone(client, room, host, ada, mo):
    for person, offered in ((host, False), (mo, True)):
        client.force_login(person)
        page = client.get(reverse("moderation:remove_recent", args=[room.slug, "Ada"])).content.decode()
        assert ("In all rooms" in page) is offered


def test_what_its_author_took_back_cannot_be_brought_back_after_a_removal(room, host, ada):
    message = make_message(room, ada, body="Loud words")
    remove_message(message, author=ada, now=NOON)

    remove(room, ada, host)
    bring_back(message, author=ada, now=NOON)

    assert shown(room) == []


def test_what_its_author_has_not_sent_yet_is_in_no_case_and_no_excerpt(room, host, ada):
    make_message(room, ada, body="Said")
    guarded = make_message(room, ada, body="Secret", guard=timedelta(seconds=10))

    (decision,) = remove(room, ada, host)

    guarded.refresh_from_db()
    assert (decision.excerpt, decision.details["number"], guarded.hidden_at) == ("Said", 1, None)
    assert take_back(guarded, author=ada, now=NOON)


def test_notices_about_what_is_out_of_sight_count_as_read_until_it_is_back(room, host, ada, bo):
    make_message(room, ada, body="Where are you, @Bo?")

    (decision,) = remove(room, ada, host)
    assert bo.notifications.unread().count() == 0

    undo_removal(decision, host=host, now=NOON)
    assert bo.notifications.unread().count() == 1


def test_everywhere_leaves_out_rooms_in_which_the_person_is_of_the_team(room, ada, mo):
    elsewhere = make_group("elsewhere")
    join(elsewhere, ada, role=Membership.Role.HOST)
    for place in (make_room(elsewhere, "first"), room, make_room(make_group("last"), "last")):
        join(place.group, ada) if place.slug == "last" else None
        make_message(place, ada)

    decisions = remove(room, ada, mo, everywhere=True)

    assert {decision.case.subject.room.slug for decision in decisions} == {"quiet-corner", "last"}


@pytest.mark.django_db(transaction=True)
def test_removal_and_a_change_of_the_same_message_wait_for_each_other_in_order(room, host, ada):
    message = make_message(room, ada, "Said")
    done = []

    def remove_meanwhile():
        done.extend(remove(room, ada, host))
        connection.close()

    other = Thread(target=remove_meanwhile)
    with transaction.atomic():
        locked(room)
        other.start()
        time.sleep(0.5)
        edit_message(message, author=ada, body="Said otherwise", content_notes=0, now=NOON)
    other.join(timeout=20)

    assert [decision.excerpt for decision in done] == ["Said otherwise"]
