"""Consent is taken back in the moment in which something is written: nothing that tells of somebody's health is left.
Either it was there before, and goes with the rest, or it is refused."""

import pytest

from community.accounts.consents import NotAgreed, Subject
from community.carers.actions import NoLongerHelps, offer_draft, take_draft
from community.carers.models import OfferedDraft, Scope
from community.drafts.actions import delete_draft, put_back
from community.drafts.models import Draft, OtherVersion
from community.privacy.actions import take_back
from community.reminders import actions as reminders
from community.reminders.models import Correction, Occurrence, Reminder, Wishes
from community.reminders.schedule import Schedule
from community.resources.actions import keep_question
from community.resources.models import KeptQuestion
from tests.carers.factories import LATER, help_of, helping
from tests.concurrency import while_held
from tests.drafts.factories import save, save_elsewhere
from tests.factories import NOON, make_user
from tests.reminders.factories import NINE, ONE_DAY, ONE_HOUR, due, fresh, make_reminder

OWN = (Reminder, Occurrence, Correction, Wishes, Draft, OtherVersion, KeptQuestion, OfferedDraft)
SOON = NINE + ONE_HOUR


def drafting(ada):
    return lambda: save(ada)


def drafting_again(ada):
    save(ada)
    return lambda: save_elsewhere(ada)


def putting_back(ada):
    draft = save(ada)
    delete_draft(draft, member=ada, now=NOON)
    return lambda: put_back(draft, member=ada, now=NOON)


def asking_a_doctor(ada):
    return lambda: keep_question(owner=ada, text="May I drive?", now=NOON)


def reminding(ada):
    return lambda: make_reminder(ada)


def changing(ada):
    mine = make_reminder(ada)
    rule = Schedule(**{name: getattr(mine.schedule, name) for name in ("starts_on", "time_zone", "unit", "local_time")})
    words = {"title": "Botox", "note": "The left side."}
    return lambda: reminders.change_reminder(reminder=mine, member=ada, schedule=rule, now=NOON, **words)


def moving(ada):
    mine = make_reminder(ada)
    return lambda: reminders.move_next(reminder=mine, member=ada, to=mine.next_due_at + ONE_HOUR, now=NOON)


def a_bad_day(ada):
    return lambda: reminders.start_bad_day(member=ada, now=NOON)


def answering(ada):
    moment = due(ada)
    done = {"occurrence": moment, "member": ada, "answer": Occurrence.Answer.SKIPPED}
    return lambda: reminders.answer(**done, reason="My lid is heavy.", now=SOON)


def correcting(ada):
    moment = due(ada)
    reminders.answer(occurrence=moment, member=ada, answer=Occurrence.Answer.DONE, now=SOON)
    was = {"answer": Occurrence.Answer.SKIPPED, "answered_at": SOON, "reason": "My lid is heavy."}
    return lambda: reminders.correct_answer(occurrence=moment, member=ada, now=SOON, **was)


def undoing(ada):
    moment = due(ada)
    reminders.answer(occurrence=moment, member=ada, answer=Occurrence.Answer.DONE, now=SOON)
    return lambda: reminders.undo_answer(occurrence=moment, member=ada, now=SOON)


def with_a_helper(ada):
    given = helping(help_of(make_user(f"Dee-{ada.pk}"), ada, scopes=[Scope.DRAFT]), Scope.DRAFT)
    return lambda: offer_draft(given, key="reply:1", fields={"body": "Her eye."}, now=LATER)


def taking_from_a_helper(ada):
    offered = with_a_helper(ada)()
    return lambda: take_draft(offered, member=ada, now=LATER)


WRITES = [
    drafting,
    drafting_again,
    putting_back,
    asking_a_doctor,
    reminding,
    changing,
    moving,
    a_bad_day,
    answering,
    correcting,
    undoing,
    with_a_helper,
    taking_from_a_helper,
]


def ringing(ada):
    """The clock's own: it asks nobody, and what it makes goes with the reminder."""
    mine = make_reminder(ada)
    return lambda: reminders.fire(mine, now=NINE + ONE_DAY)


def left():
    return {model.__name__: model.objects.count() for model in OWN if model.objects.exists()}


@pytest.mark.django_db(transaction=True)
def test_what_is_being_written_goes_with_the_rest():
    """All in one test: to empty every table after each would take longer than the rest."""
    found = {}
    for write in [*WRITES, ringing]:
        ada = make_user(write.__name__)
        act = write(ada)
        with while_held(act, lambda ada=ada: take_back(fresh(ada), subject=Subject.HEALTH, now=SOON)):
            assert fresh(ada).health_consent_at is not None
        found[write.__name__] = left()

    assert found == {name: {} for name in found}


@pytest.mark.django_db
@pytest.mark.parametrize("write", WRITES)
def test_what_was_asked_before_and_comes_after_is_refused(write):
    ada = make_user("Ada")
    act = write(ada)
    take_back(fresh(ada), subject=Subject.HEALTH, now=SOON)

    if write is putting_back:
        assert act() is False
    else:
        with pytest.raises((NotAgreed, NoLongerHelps)):
            act()

    assert left() == {}
