"""A mail shows its owner's own words only where they asked for that, and then the title alone."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail

from community.notifications.actions import join_late
from community.notifications.models import Delivery
from community.notifications.tasks import send_due_deliveries
from community.reminders import actions
from community.reminders.forms import initial_of
from community.reminders.models import Reminder
from tests.reminders.factories import NINE, ONE_HOUR, due, fresh, make_reminder
from tests.reminders.test_forms import TYPED, form_of

CANARY = {"title": "Canary <b>title</b>", "note": "Canary-note"}
MINUTE = timedelta(minutes=1)


def due_with_words(owner, **changes):
    return due(owner, **{**CANARY, "title_in_mail": True, **changes})


def sent(at=NINE):
    with time_machine.travel(at, tick=False):
        send_due_deliveries()
    return [(str(message.message()), message.body, message.alternatives[0].content) for message in mail.outbox]


def change(reminder, *, now=NINE, **changes):
    words = {"title": reminder.title, "note": reminder.note, "schedule": reminder.schedule}
    return actions.change_reminder(reminder=reminder, member=reminder.owner, now=now, **{**words, **changes})


@pytest.mark.parametrize("at", [NINE, NINE + 31 * MINUTE])
def test_no_mail_has_a_word_unless_its_owner_asked_for_it(ada, at):
    due(ada, **CANARY)

    [(whole, text, html)] = sent(at)

    assert "Canary" not in whole + text + html


@pytest.mark.parametrize("at", [NINE, NINE + 31 * MINUTE])
def test_asked_for_the_title_stands_in_the_body_alone(ada, at):
    due_with_words(ada)

    [(whole, text, html)] = sent(at)

    assert "In your own words, as you asked: Canary <b>title</b>" in text
    assert "In your own words, as you asked: Canary &lt;b&gt;title&lt;/b&gt;" in html
    assert "Canary-note" not in whole + text + html
    head = whole.partition("\n\n")[0]
    assert "Canary" not in head
    assert (text + html).count("Canary") == 2


def test_the_notice_in_the_app_stays_without_them(ada):
    due_with_words(ada)

    assert "Canary" not in str(ada.notifications.values())


def test_told_again_it_stands_there_again(ada):
    occurrence = due_with_words(ada, repeat_minutes=10)
    sent()

    actions.ring_again(fresh(occurrence), now=NINE + 10 * MINUTE)

    assert "Canary" in sent(NINE + 10 * MINUTE)[-1][1]


def test_a_mail_for_several_has_none(ada):
    due_with_words(ada), due_with_words(ada, title="Canary two")

    [(whole, text, html)] = sent(NINE + ONE_HOUR)

    assert "Several of your reminders" in text
    assert "/reminders/answer/" not in text + html
    assert "Canary" not in whole + text + html


def test_in_the_outbox_of_several_the_words_wait_nowhere(ada):
    due_with_words(ada), due_with_words(ada, title="Canary two")

    join_late(now=NINE + ONE_HOUR)

    assert Delivery.objects.waiting().get().is_catch_up
    assert "Canary" not in str(list(Delivery.objects.values()))


def test_sent_the_words_are_gone_from_the_outbox(ada):
    due_with_words(ada)
    assert Delivery.objects.get().words == CANARY["title"]

    sent()

    assert "Canary" not in str(list(Delivery.objects.values()))


def test_who_changes_their_mind_finds_them_in_no_mail_that_waits(ada):
    occurrence, other = due_with_words(ada), due_with_words(ada, title="Canary two")

    change(fresh(occurrence.reminder))

    waiting = Delivery.objects.waiting()
    assert waiting.get(notification__key=occurrence.key).words == ""
    assert waiting.get(notification__key=other.key).words == "Canary two"
    [plain, with_words] = sorted((text for _whole, text, _html in sent()), key=lambda text: "Canary" in text)
    assert "due at 09:00" in plain
    assert "/reminders/answer/" in plain
    assert "Canary" not in plain
    assert "Canary two" in with_words


def test_another_change_leaves_them(ada):
    occurrence = due_with_words(ada)

    change(fresh(occurrence.reminder), title="Canary three", title_in_mail=True)

    assert "Canary" in sent()[0][1]


def test_it_is_off_until_it_is_chosen(ada):
    assert make_reminder(ada).title_in_mail is False
    form = form_of()
    assert form.is_valid()
    assert form.cleaned_data["title_in_mail"] is False


def test_it_is_chosen_in_the_form_and_undone_there(page, ada):
    page.post("/reminders/new/", TYPED | {"title_in_mail": "on"})
    reminder = Reminder.objects.get()
    assert (reminder.title_in_mail, initial_of(reminder)["title_in_mail"]) == (True, True)

    page.post(f"/reminders/{reminder.pk}/change/", TYPED)
    assert fresh(reminder).title_in_mail is False


def test_the_form_says_what_it_means_and_opens_the_fold_where_it_is_on(page, ada):
    off, on = make_reminder(ada), make_reminder(ada, title="Other", title_in_mail=True)

    closed, opened = (page.get(f"/reminders/{one.pk}/change/").content.decode() for one in (off, on))

    assert "whoever can read your mailbox can read it" in closed
    assert '<details class="more">' in closed
    assert '<details class="more" open>' in opened
