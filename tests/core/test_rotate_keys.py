"""`manage.py rotate_keys`: everything is closed with the new key, whatever happens meanwhile."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Subquery

from community.core import resealing
from community.core.resealing import keys_in_use, reseal_rows, sealed_columns
from community.core.sealed import sealed_for
from community.core.sealing import keys_of, new_key
from community.notifications.models import Delivery
from community.reminders import actions
from community.reminders.models import Correction, Occurrence, Reminder
from tests.dump import dump
from tests.reminders.factories import NINE, due, fresh, make_reminder

NEW = new_key()
WORDS = {"title": "Canary title", "note": "Canary note"}


def name(key):
    return next(iter(keys_of((key,))))


def rotate(*words):
    out = StringIO()
    call_command("rotate_keys", *words, stdout=out)
    return out.getvalue()


@pytest.fixture
def old(settings):
    return settings.FIELD_KEYS[0]


@pytest.fixture
def everything(ada, settings, old):
    """A row in each sealed column, and then a new key in front."""
    occurrence = due(ada, **WORDS, title_in_mail=True)
    due(ada, **WORDS | {"title": "Canary in the mail"}, title_in_mail=True)
    actions.answer(occurrence=occurrence, member=ada, answer=Occurrence.Answer.SKIPPED, reason="Canary", now=NINE)
    actions.correct_answer(
        occurrence=fresh(occurrence),
        member=ada,
        answer=Occurrence.Answer.SKIPPED,
        answered_at=NINE,
        reason="Other",
        now=NINE,
    )
    settings.FIELD_KEYS = [NEW, old]
    return occurrence


def test_the_sealed_columns_are_these():
    assert {model.__name__: names for model, names in sealed_columns().items()} == {
        "Reminder": ["title", "note"],
        "Occurrence": ["reason"],
        "Correction": ["reason"],
        "Delivery": ["words"],
    }


def test_it_closes_everything_anew_and_says_which_key_is_done_with(everything, old, settings):
    assert keys_in_use() == {name(old): 7}

    told = rotate()

    assert f"7 texts are closed with the first key, {name(NEW)}." in told
    assert f"{name(old)} closes nothing any more: take it out of FIELD_KEYS." in told
    assert "Closing: 100 %" in told
    settings.FIELD_KEYS = [NEW]
    assert {reminder.title for reminder in Reminder.objects.all()} == {"Canary title", "Canary in the mail"}
    assert fresh(everything).reason == "Other"
    assert Correction.objects.get().reason == "Canary"
    assert Delivery.objects.waiting().get().words == "Canary in the mail"


def test_a_second_time_changes_nothing(everything):
    rotate()
    before = dump()

    rotate()

    assert dump() == before


def test_a_check_changes_nothing_and_says_what_each_key_closes(everything, old):
    before = dump()

    told = rotate("--check")

    assert dump() == before
    assert f"0 texts are closed with the first key, {name(NEW)}." in told
    assert f"7 texts are still closed with {name(old)}: keep it" in told


def test_broken_off_it_goes_on_where_it_was(ada, settings, old, monkeypatch):
    for number in range(5):
        make_reminder(ada, title=f"Canary {number}")
    settings.FIELD_KEYS = [NEW, old]
    monkeypatch.setattr(resealing, "BATCH", 2)

    def break_off(number):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reseal_rows(Reminder, break_off)
    assert keys_in_use() == {name(NEW): 2, name(old): 3}
    done = []
    reseal_rows(Reminder, done.append)

    assert (done, keys_in_use()) == ([2, 1], {name(NEW): 5})


def test_what_its_owner_writes_meanwhile_has_the_last_word(ada, settings, old, monkeypatch):
    reminder = make_reminder(ada, **WORDS)
    settings.FIELD_KEYS = [NEW, old]
    seal = resealing.seal

    def write_in_between(words, *, place):
        Reminder.objects.update(title=sealed_for(reminder, "title", "Written meanwhile"))
        return seal(words, place=place)

    monkeypatch.setattr(resealing, "seal", write_in_between)
    reseal_rows(Reminder, lambda number: None)
    assert (fresh(reminder).title, fresh(reminder).note) == ("Written meanwhile", "Canary note")

    monkeypatch.undo()
    rotate()

    assert (fresh(reminder).title, fresh(reminder).note) == ("Written meanwhile", "Canary note")
    assert keys_in_use() == {name(NEW): 2}


@pytest.mark.parametrize("how", ["missing", "moved"])
def test_what_does_not_open_stays_as_it_is_and_no_key_may_go(ada, settings, old, how):
    first, second = (make_reminder(ada, title=f"Canary {number}") for number in range(2))
    settings.FIELD_KEYS = [NEW]
    if how == "moved":
        settings.FIELD_KEYS = [NEW, old]
        taken = Reminder.objects.filter(pk=first.pk).values("title")
        Reminder.objects.filter(pk=second.pk).update(title=Subquery(taken))
    before = dump()["reminders_reminder"]

    with pytest.raises(CommandError, match="Remove no key") as refused:
        rotate("--quiet")

    missing = f"2 rows cannot be opened (FIELD_KEYS lacks {name(old)})"
    assert str(refused.value).startswith(missing if how == "missing" else "1 rows cannot be opened (they were changed")
    assert (dump()["reminders_reminder"] == before) is (how == "missing")
    settings.FIELD_KEYS = [NEW, old]
    assert fresh(first).title == "Canary 0"
