"""Titles, notes and reasons stand sealed in the database; their owner sees no difference, and nobody else a word."""

import logging

import pytest
from django.core import mail, serializers
from django.core.exceptions import FieldError
from django.db.models import F, Subquery

from community.calendars.models import CalendarFeed
from community.core.sealed import Unreadable, sealed_for, tell_operator
from community.core.sealing import new_key
from community.notifications.models import Delivery
from community.reminders import actions
from community.reminders.models import Correction, Occurrence, Reminder
from tests.calendars.factories import subscribe
from tests.dump import dump
from tests.reminders.factories import NINE, ONE_HOUR, due, fresh, make_reminder
from tests.reminders.test_forms import TYPED
from tests.reminders.test_own_words import sent

CANARY = {"title": "Canary title", "note": "Canary note", "title_in_mail": True}
CLOSED = "These words cannot be opened at the moment."


@pytest.fixture
def without_key(settings):
    """From when it is called on."""
    tell_operator.cache_clear()

    def lose():
        before, settings.FIELD_KEYS = settings.FIELD_KEYS, [new_key()]
        return before

    return lose


def answered(owner, reason="Canary reason"):
    occurrence = due(owner, **CANARY)
    answer = Occurrence.Answer.SKIPPED
    actions.answer(occurrence=occurrence, member=owner, answer=answer, reason=reason, now=NINE)
    return fresh(occurrence)


def test_a_dump_holds_no_word_in_any_table(ada):
    occurrence = answered(ada)
    actions.undo_answer(occurrence=occurrence, member=ada, now=NINE)
    due(ada, **CANARY | {"title": "Canary waits in the outbox"})

    tables = dump()

    assert "eye-drops" not in tables["reminders_reminder"].lower()
    assert [name for name, text in tables.items() if "Canary" in text] == []
    assert "sealed1:" in tables["reminders_reminder"]
    assert "sealed1:" in tables["reminders_correction"]
    assert "sealed1:" in tables["notifications_delivery"]


def test_its_owner_reads_what_they_wrote(ada):
    occurrence = answered(ada)
    actions.undo_answer(occurrence=occurrence, member=ada, now=NINE)

    reminder = Reminder.objects.get()
    assert (reminder.title, reminder.note) == ("Canary title", "Canary note")
    assert Correction.objects.get().reason == "Canary reason"
    assert Delivery.objects.get().words == ""


def test_a_dump_by_django_is_sealed_too(ada):
    make_reminder(ada, **CANARY)

    text = serializers.serialize("json", Reminder.objects.all())

    assert "Canary" not in text
    assert "sealed1:" in text


@pytest.mark.parametrize("column", ["title", "note"])
def test_what_is_moved_to_another_row_does_not_open_there(ada, bo, column):
    mine, other, of_bo = (
        make_reminder(who, **CANARY | {"title": f"Title {n}"}) for n, who in enumerate([ada, ada, bo])
    )
    taken = Reminder.objects.filter(pk=mine.pk).values(column)
    Reminder.objects.filter(pk__in=[other.pk, of_bo.pk]).update(**{column: Subquery(taken)})

    assert [getattr(fresh(row), column) for row in (other, of_bo)] == [CLOSED, CLOSED]
    assert not fresh(other).is_readable
    assert fresh(mine).is_readable


def test_a_title_does_not_open_as_a_note_nor_with_another_owner(ada, bo):
    reminder = make_reminder(ada, **CANARY)
    Reminder.objects.update(note=F("title"))
    assert fresh(reminder).note == CLOSED

    Reminder.objects.update(owner=bo)
    assert fresh(reminder).title == CLOSED


@pytest.mark.parametrize(
    "wrong",
    [
        lambda reminder: Reminder.objects.update(title="Canary"),
        lambda reminder: Reminder.objects.filter(title="Canary title").exists(),
        lambda reminder: Reminder.objects.filter(note__contains="Canary").exists(),
        lambda reminder: Reminder.objects.bulk_update([reminder], ["title"]),
    ],
)
def test_plain_words_get_neither_into_a_column_nor_into_a_question(ada, wrong):
    reminder = make_reminder(ada, **CANARY)

    with pytest.raises((TypeError, FieldError), match=r"sealed|Sealed"):
        wrong(reminder)


def test_words_are_written_for_their_row(ada):
    reminder = make_reminder(ada, **CANARY)

    assert Reminder.objects.update(title=sealed_for(reminder, "title", "Other")) == 1

    assert fresh(reminder).title == "Other"


def test_words_read_in_bulk_tell_nothing_of_themselves(ada):
    make_reminder(ada, **CANARY)

    assert "Canary" not in repr(list(Reminder.objects.values()))
    assert "sealed1" not in repr(list(Reminder.objects.values_list("title", "note")))


@pytest.mark.parametrize("number", [1, 50])
def test_a_list_of_them_costs_as_many_queries_as_before(page, ada, number, django_assert_num_queries):
    for each in range(number):
        make_reminder(ada, title=f"Canary {each}")

    with django_assert_num_queries(6):
        response = page.get("/reminders/")

    assert response.content.count(b'class="list-rows__title"') == number


# Without the key


def test_without_the_key_pages_say_so_and_nothing_is_written_over(page, ada, without_key, caplog):
    occurrence = answered(ada)
    reminder, before = occurrence.reminder, dump()["reminders_reminder"]
    without_key()

    shown = page.get(f"/reminders/{reminder.pk}/").content.decode()
    listed = page.get("/reminders/").content.decode()
    changed = page.post(f"/reminders/{reminder.pk}/change/", TYPED, follow=True).content.decode()
    corrected = page.post(f"/reminders/due/{occurrence.pk}/correct/", {}, follow=True).content.decode()

    assert all(CLOSED in page for page in (shown, listed))
    assert all("we cannot open your words. They are kept" in page for page in (changed, corrected))
    assert dump()["reminders_reminder"] == before
    assert [record.levelname for record in caplog.records if "FIELD_KEYS" in record.message] == ["ERROR"]


def test_without_the_key_the_actions_refuse_too(ada, without_key):
    occurrence = answered(ada)
    before = without_key()

    with pytest.raises(actions.WordsAreClosed):
        actions.change_reminder(
            reminder=occurrence.reminder,
            member=ada,
            title="x",
            note="",
            schedule=occurrence.reminder.schedule,
            now=NINE,
        )
    with pytest.raises(actions.WordsAreClosed):
        actions.correct_answer(
            occurrence=occurrence, member=ada, answer=Occurrence.Answer.DONE, answered_at=NINE, now=NINE
        )

    assert before


def test_without_the_key_it_still_rings_in_neutral_words_and_answers_are_kept(ada, without_key, settings):
    reminder = make_reminder(ada, **CANARY)
    before = without_key()

    occurrence = actions.fire(reminder, now=NINE)
    [(_whole, text, html)] = sent()
    actions.answer(
        occurrence=fresh(occurrence), member=ada, answer=Occurrence.Answer.SKIPPED, reason="New reason", now=NINE
    )

    assert "due at 09:00" in text
    assert CLOSED not in text + html
    settings.FIELD_KEYS = [*settings.FIELD_KEYS, *before]
    assert (fresh(reminder).title, fresh(occurrence).reason) == ("Canary title", "New reason")


def test_a_mail_that_was_waiting_goes_in_neutral_words(ada, without_key):
    due(ada, **CANARY)
    without_key()

    [(_whole, text, html)] = sent()

    assert "due at 09:00" in text
    assert "Canary" not in text + html
    assert CLOSED not in text + html


def test_a_mail_from_before_the_words_were_sealed_is_written_as_it_leaves(ada):
    due(ada, **CANARY)
    Delivery.objects.update(text="", html="")

    [(_whole, text, _html)] = sent()

    assert "In your own words, as you asked: Canary title" in text


def test_an_answer_taken_back_without_the_key_keeps_its_reason(ada, without_key, settings):
    occurrence = answered(ada)
    before = without_key()

    assert actions.undo_answer(occurrence=occurrence, member=ada, now=NINE)

    settings.FIELD_KEYS = before
    assert Correction.objects.get().reason == "Canary reason"


def test_a_row_that_is_saved_whole_without_the_key_keeps_its_words(ada, without_key, settings):
    reminder = make_reminder(ada, **CANARY)
    before = without_key()

    unread, read = fresh(reminder), fresh(reminder)
    assert isinstance(read.title, Unreadable)
    read.refresh_from_db()
    for row in (unread, read):
        row.save()

    settings.FIELD_KEYS = before
    assert fresh(reminder).title == "Canary title"


def test_a_calendar_without_the_key_says_reminder(client, ada, without_key, time_machine):
    time_machine.move_to(NINE - ONE_HOUR, tick=False)
    make_reminder(ada, **CANARY)
    path = subscribe(ada, words=True)
    assert "Canary" in client.get(path).content.decode()
    without_key()

    text = client.get(path).content.decode()

    assert CalendarFeed.objects.get().shows_words
    assert "SUMMARY:Reminder" in text


def test_what_is_logged_of_it_names_the_key_and_no_word(ada, without_key, caplog):
    reminder = make_reminder(ada, **CANARY)
    without_key()

    with caplog.at_level(logging.DEBUG):
        str(fresh(reminder).title)

    assert "does not name the key" in caplog.text
    assert "Canary" not in caplog.text
    assert mail.outbox == []
