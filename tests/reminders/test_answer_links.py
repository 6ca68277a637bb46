"""For whom, for what and for how long the link in a reminder's mail is good."""

from datetime import date

import pytest
from django.core.signing import Signer

from community.notifications.models import Delivery
from community.notifications.tasks import send_due_deliveries
from community.reminders import actions
from community.reminders.answer_links import SIGNER, answer_path
from community.reminders.models import Occurrence
from community.reminders.schedule import Unit
from tests.reminders.answering import everything, press, words
from tests.reminders.factories import NINE, ONE_DAY, ONE_HOUR, due, fresh


def bad_links(occurrence):
    owner = occurrence.reminder.owner
    good = answer_path(occurrence, now=NINE)
    token = good.split("/")[3]
    content, _separator, signature = token.rpartition(":")
    pk, owner_pk, mark, ends = SIGNER.unsign_object(token)
    return {
        "altered": f"{content[:-2]}xx:{signature}",
        "cut": token[:-3],
        "other salt": Signer(salt="notifications.stop").sign_object([pk, owner_pk, mark, ends]),
        "other shape": SIGNER.sign_object({"a": 1}),
        "no list": SIGNER.sign_object(7),
        "no moment": SIGNER.sign_object([pk, owner_pk, mark, "soon"]),
        "other address": SIGNER.sign_object([pk, owner_pk, "0" * 16, ends]),
        "other person": SIGNER.sign_object([pk, owner.pk + 1, mark, ends]),
        "nothing": SIGNER.sign_object([0, owner_pk, mark, ends]),
        "nonsense": "a" * 2000,
    }


KINDS = [
    *("altered", "cut", "other salt", "other shape", "no list"),
    *("no moment", "other address", "other person", "nothing", "nonsense"),
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_forged_or_altered_link_is_told_and_changes_nothing(anybody, ada, bo, kind, method):
    occurrence = due(ada)
    before = everything()

    response = getattr(anybody, method)(f"/reminders/answer/{bad_links(occurrence)[kind]}/", {"button": "done"})

    assert response.status_code == 404
    assert "This link does not work any more" in words(response)
    assert 'href="/reminders/"' in response.content.decode()
    assert everything() == before


def test_the_bad_links_above_differ_from_a_good_one_in_one_thing(anybody, ada):
    occurrence = due(ada)

    assert set(bad_links(occurrence)) == set(KINDS)
    assert anybody.get(answer_path(occurrence, now=NINE)).status_code == 200


@pytest.mark.parametrize(("after", "status"), [(8 * ONE_DAY - ONE_HOUR, 200), (8 * ONE_DAY, 410)])
def test_it_lasts_eight_days(anybody, ada, time_machine, after, status):
    occurrence = due(ada, unit=Unit.MONTHS, starts_on=date(2026, 11, 23))
    time_machine.move_to(NINE + after, tick=False)

    response = anybody.get(answer_path(occurrence, now=NINE))
    press(anybody, occurrence, "done")

    assert response.status_code == status
    assert ("this one is older" in words(response)) is (status == 410)
    assert fresh(occurrence).answer == ("done" if status == 200 else "")


def test_a_new_address_makes_old_links_worthless(anybody, ada):
    occurrence = due(ada)
    old = answer_path(occurrence, now=NINE)
    ada.email = "new@members.example"
    ada.save()

    assert anybody.post(old, {"button": "done"}).status_code == 404
    assert fresh(occurrence).answered_at is None
    assert anybody.get(answer_path(fresh(occurrence), now=NINE)).status_code == 200


def test_whoever_has_no_account_any_more_answers_nothing(anybody, ada):
    occurrence = due(ada)
    ada.is_active = False
    ada.save()

    assert press(anybody, occurrence, "done").status_code == 404
    assert fresh(occurrence).answered_at is None


def test_no_log_of_ours_has_the_token(anybody, ada, caplog):
    caplog.set_level("DEBUG")
    path = answer_path(due(ada), now=NINE)

    anybody.get(path), anybody.post(path, {"button": "?"}), anybody.post(f"{path[:-9]}/"), anybody.get(f"{path}x/")

    assert "/reminders/…" in caplog.text
    assert path.split("/")[3][:40] not in caplog.text


def test_sent_or_dropped_the_token_is_nowhere(ada):
    due(ada)
    answered = due(ada)
    actions.answer(occurrence=answered, member=ada, answer=Occurrence.Answer.DONE, now=NINE)

    send_due_deliveries()

    assert set(Delivery.objects.values_list("path", "text")) == {("", "")}
