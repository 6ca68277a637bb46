"""Reminders of members from before, who have not said yes to how health is used here: they come, and nobody's answer is
kept. A tired person who presses in a mail gets a calm page, not a broken one."""

import pytest
from django.urls import reverse

from community.accounts.models import User
from community.reminders import actions
from community.reminders.answer_links import answer_path
from community.reminders.models import Occurrence, Wishes
from tests.reminders.answering import buttons, everything, press, words
from tests.reminders.factories import NINE, due, fresh

WELCOME = reverse("pages:welcome")
KEPT_OF_WHOM = "Answers are kept here only of people who have said yes to how we use what they tell about their health."


@pytest.fixture
def occurrence(ada):
    """It rang for Ada, who was not asked yet."""
    rang = due(ada, repeat_minutes=10, title="Canary-title")
    User.objects.filter(pk=ada.pk).update(health_consent_at=None)
    ada.refresh_from_db()
    return rang


def test_it_comes_all_the_same(occurrence, ada):
    assert actions.ring_again(fresh(occurrence), now=fresh(occurrence).ring_at)


def test_the_page_of_the_mail_says_so_before_anything_is_pressed(anybody, occurrence):
    page = anybody.get(answer_path(occurrence, now=NINE))

    assert page.status_code == 200
    assert buttons(page) == ["minutes", "hour", "evening", "less"], "what tells nothing of anybody's health still works"
    assert KEPT_OF_WHOM in words(page)
    assert f'href="{WELCOME}"' in page.content.decode()
    assert "Canary" not in page.content.decode()


@pytest.mark.parametrize("button", ["done", "skip", "undo"])
def test_pressed_in_the_mail_nothing_is_kept_and_the_page_says_it_calmly(anybody, occurrence, button):
    before = everything()

    page = press(anybody, occurrence, button)

    assert everything() == before
    assert page.status_code == 422
    assert "Nothing was kept of this answer, and nothing is wrong." in words(page)
    assert words(page).count(KEPT_OF_WHOM) == 1
    assert f'href="{WELCOME}"' in page.content.decode()


def test_it_can_be_put_off_and_told_once_from_the_mail(anybody, occurrence):
    assert press(anybody, occurrence, "hour").status_code == 302
    assert press(anybody, occurrence, "less").status_code == 302

    assert fresh(occurrence).snoozed_until is not None
    assert fresh(occurrence.reminder).repeat_minutes is None


def test_the_list_hides_the_answers_and_leads_to_the_question(page, occurrence):
    shown = page.get(reverse("reminders:list")).content.decode()

    assert KEPT_OF_WHOM in shown
    assert f'href="{WELCOME}?next={reverse("reminders:list")}"' in shown
    assert reverse("reminders:done", args=[occurrence.pk]) not in shown
    assert reverse("reminders:later", args=[occurrence.pk]) in shown
    assert reverse("reminders:bad_day") not in shown


@pytest.mark.parametrize("name", ["done", "skip", "correct"])
def test_a_page_that_was_open_is_answered_calmly_and_nothing_is_kept(page, occurrence, name):
    before = everything()

    shown = page.post(reverse(f"reminders:{name}", args=[occurrence.pk]), {"reason": "My lid is heavy."}, follow=True)

    assert everything() == before
    assert shown.redirect_chain == [(reverse("reminders:list"), 302)]
    assert "Nothing was kept of this answer, and nothing is wrong." in words(shown)


def test_after_the_yes_the_same_link_takes_the_answer(anybody, occurrence, ada):
    ada.health_consent_at = NINE
    ada.save(update_fields=["health_consent_at"])

    press(anybody, occurrence, "done")

    assert fresh(occurrence).answer == Occurrence.Answer.DONE


def test_a_bad_day_tells_of_health_too(page, occurrence, ada):
    refused = page.post(reverse("reminders:bad_day"))

    assert refused.status_code == 403
    assert f'href="{WELCOME}"' in refused.content.decode()
    assert not Wishes.objects.filter(owner=ada).exclude(bad_day_until=None).exists()
