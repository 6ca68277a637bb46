"""The page on what one agreed to, and what taking it back does at once."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.accounts.actions import sanction
from community.accounts.consents import Consent
from community.accounts.models import Sanction
from community.accounts.permissions import can_tell_health, can_write
from community.drafts.models import Draft
from community.forum.models import Post
from community.notifications.models import Delivery, Notification
from community.reminders.actions import start_bad_day
from community.reminders.models import Occurrence, Reminder, Wishes
from community.resources.actions import keep_question
from community.resources.models import KeptQuestion
from tests.drafts.factories import save
from tests.factories import NOON, make_user
from tests.forum.factories import make_thread
from tests.reminders.factories import due

PAGE = reverse("privacy:consent")
OWN = (Reminder, Occurrence, Wishes, Draft, KeptQuestion)


def take_back(client, subject="health"):
    return client.post(reverse("privacy:withdraw", args=[subject]))


def with_own_things(member, group):
    """A reminder that rang, a draft, a question for the doctor, and a post."""
    due(member)
    start_bad_day(member=member, now=NOON)
    save(member)
    keep_question(owner=member, text="May I drive?", now=NOON)
    make_thread(group=group, author=member)


def test_it_shows_each_text_with_its_history(client, ada):
    client.force_login(ada)

    page = client.get(PAGE).content.decode()

    assert page.count("You said yes on 1 November 2026, 13:00.") == 2
    assert page.count("Yes to version 1 on 1 November 2026, 13:00.") == 2
    assert "No advertising, no selling, no research." in page


def test_it_says_first_what_taking_back_does(client, ada, group):
    with_own_things(ada, group)
    client.force_login(ada)

    page = client.get(reverse("privacy:withdraw", args=["health"])).content.decode()

    assert "are erased" in page
    assert reverse("forum:activity", args=["Ada"]) in page
    assert Reminder.objects.exists()


def test_one_press_erases_what_only_the_member_saw(client, ada, bo, group):
    for member in (ada, bo):
        with_own_things(member, group)
    client.force_login(ada)

    assert take_back(client).url == PAGE

    ada.refresh_from_db()
    assert not can_tell_health(ada, now=NOON)
    assert ada.guidelines_accepted_at is not None
    assert Consent.objects.get(member=ada, subject="health").withdrawn_at is not None
    for model in OWN:
        assert model.objects.count() == 1, f"{model.__name__}: Bo's is his"
    assert {notice.recipient for notice in Notification.objects.filter(kind="reminder")} == {bo}
    assert not Delivery.objects.filter(notification__recipient=ada).exists()
    assert Post.objects.filter(author=ada, removed_at=None).exists(), "what others read stays"


def test_the_guidelines_take_nothing_with_them(client, ada, group):
    with_own_things(ada, group)
    client.force_login(ada)

    take_back(client, "guidelines")

    ada.refresh_from_db()
    assert can_tell_health(ada, now=NOON)
    assert not can_write(ada, now=NOON)
    assert all(model.objects.exists() for model in OWN)


def test_after_it_one_reads_and_can_say_yes_again(client, ada, group):
    thread = make_thread(group=group, author=ada)
    client.force_login(ada)
    take_back(client)

    assert client.get(thread.get_absolute_url(), headers={"accept": "text/html"}).status_code == 200
    answer = client.post(reverse("forum:reply", args=[thread.pk]), {"body": "Not now."})
    assert answer.status_code == 403
    assert "Not now." in answer.content.decode(), "nothing typed is lost"
    assert reverse("pages:welcome") in client.get(PAGE).content.decode()


def test_suspended_members_take_back_too(client, ada, group):
    with_own_things(ada, group)
    client.force_login(ada)
    sanction(ada, kind=Sanction.Kind.SUSPENSION, until=None, now=NOON)

    assert client.get(PAGE).status_code == 200
    take_back(client)

    assert not Reminder.objects.exists()
    assert Consent.objects.get(member=ada, subject="health").withdrawn_at is not None


def test_whoever_never_said_yes_can_have_the_same_erased(client, ada, group):
    with_own_things(ada, group)
    Consent.objects.all().delete()
    client.force_login(ada)

    take_back(client)

    assert not Reminder.objects.exists()


def test_there_is_no_third_text(client, ada):
    client.force_login(ada)

    assert take_back(client, "weather").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_any_history(client, db, number, django_assert_num_queries):
    una = make_user("Una")
    rows = [
        Consent(member=una, subject="health", version=1, given_at=NOON, withdrawn_at=NOON + timedelta(days=day))
        for day in range(number)
    ]
    Consent.objects.bulk_create(rows)
    client.force_login(una)

    with django_assert_num_queries(4):  # session, member, consents, notices
        page = client.get(PAGE).content.decode()

    assert page.count("Taken back on") == number
