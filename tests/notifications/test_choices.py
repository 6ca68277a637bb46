"""What is sent to me, why, and whether it arrives."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse

from community.notifications import actions
from community.notifications.models import Choice, Delivery
from community.notifications.tasks import send_due_deliveries
from community.notifications.ways import ASKED, CAN_WAIT, STOPPABLE, WHEN, WHY
from tests.concurrency import at_once
from tests.factories import NOON, make_user

PAGE = reverse("notifications:settings")
USUAL = dict.fromkeys(ASKED, "now")


@pytest.fixture
def signed_in(client, ada):
    client.force_login(ada)
    return client


def test_nothing_chosen_means_here_and_by_mail(signed_in, ada):
    page = signed_in.get(PAGE).content.decode()

    assert page.count('<option value="now" selected>') == len(ASKED)
    assert not ada.choices.exists()


def test_every_kind_says_when_it_comes_and_why_it_came(signed_in):
    page = signed_in.get(PAGE).content.decode()

    assert all(str(WHEN[kind]) in page for kind in ASKED)
    assert set(STOPPABLE) <= set(WHY)


def test_choices_are_kept_and_shown(signed_in, ada):
    response = signed_in.post(PAGE, USUAL | {"reply": "off", "reminder": "app"})

    assert response.url == PAGE
    assert dict(ada.choices.values_list("kind", "way")) == USUAL | {"reply": "off", "reminder": "app"}
    assert '<option value="off" selected>' in signed_in.get(PAGE).content.decode()


@pytest.mark.parametrize(
    "bad",
    [
        *[{}, USUAL | {"reply": "never"}, USUAL | {"reminder": "off"}, USUAL | {"reply": "x" * 10_000}],
        *[USUAL | {"reminder": "digest"}, USUAL | {"meeting": "digest"}],
    ],
)
def test_what_cannot_be_chosen_comes_back_and_changes_nothing(signed_in, ada, bad):
    assert signed_in.post(PAGE, bad).status_code == 422
    assert not ada.choices.exists()


@pytest.mark.parametrize(
    ("kind", "way"),
    [
        *[("moderation", "app"), ("mail", "off"), ("reminder", "off"), ("reply", "never")],
        *[("reminder", "digest"), ("meeting", "digest"), ("digest", "digest"), ("digest", "app")],
    ],
)
def test_the_database_keeps_what_always_arrives(ada, kind, way):
    with pytest.raises(IntegrityError), transaction.atomic():
        Choice.objects.create(member=ada, kind=kind, way=way)


def test_a_choice_is_asked_again_just_before_a_mail_goes(ada):
    actions.notify(recipient=ada, kind="reply", text="Bo", url="/x/", now=NOON)
    actions.choose_ways(ada, ways=USUAL | {"reply": "app"})

    assert send_due_deliveries() == 0
    assert Delivery.objects.get().why == "stopped"


@pytest.mark.parametrize("kind", CAN_WAIT)
def test_what_goes_by_summary_stands_here_and_has_no_mail_of_its_own(signed_in, ada, kind):
    signed_in.post(PAGE, USUAL | {kind: "digest"})

    notice = actions.notify(recipient=ada, kind=kind, text="Bo", url="/x/", now=NOON)

    assert ada.notifications.get() == notice
    assert not Delivery.objects.exists()
    assert '<option value="digest" selected>' in signed_in.get(PAGE).content.decode()


def test_a_mail_that_waits_stays_when_its_kind_goes_by_summary_from_now_on(ada):
    actions.notify(recipient=ada, kind="reply", text="Bo", url="/x/", now=NOON)
    actions.choose_ways(ada, ways=USUAL | {"reply": "digest"})

    assert send_due_deliveries() == 0
    assert Delivery.objects.get().why == "stopped"


def test_who_has_switched_off_the_summary_is_told_what_that_means(signed_in, ada):
    told = "Your summary mail is switched off"
    assert told not in signed_in.get(PAGE).content.decode()

    actions.choose_ways(ada, ways={"digest": "off"})

    assert told in signed_in.get(PAGE).content.decode()


def test_a_test_mail_is_sent_and_its_way_is_shown(signed_in, ada):
    page = signed_in.post(reverse("notifications:test_mail"), follow=True).content.decode()
    assert "Mail: waits to be sent" in page

    send_due_deliveries()

    assert mail.outbox[0].to == [ada.email]
    assert "and accepted by the mail server" in signed_in.get(PAGE).content.decode()


def test_a_test_mail_goes_out_although_its_notice_was_read(ada):
    actions.send_test_mail(ada, now=NOON)
    actions.mark_all_read(ada, now=NOON)

    assert send_due_deliveries() == 1


def test_test_mails_are_paced(signed_in, ada):
    for _time in range(3):
        page = signed_in.post(reverse("notifications:test_mail"), follow=True).content.decode()
    assert "wait five minutes" in page
    assert Delivery.objects.count() == 1

    later = ada.notifications.get().created_at + actions.TEST_PACE
    assert actions.send_test_mail(ada, now=later).delivery


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_send_one_test_mail():
    member = make_user("Ada")

    def press():
        try:
            return actions.send_test_mail(member, now=NOON)
        except actions.TooSoon:
            return None

    at_once(press, press)

    assert Delivery.objects.count() == 1


def delivery_of(member, **changes):
    notice = actions.notify(recipient=member, kind="reply", text="Bo", url="/x/", now=NOON)
    Delivery.objects.filter(notification=notice).update(**changes)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Mail: waits to be sent, due on 22 November 2026 at 13:00."),
        ({"sent_at": NOON}, "Mail: sent on 22 November 2026 at 13:00:00, and accepted by the mail server."),
        ({"attempts": 1, "due_at": NOON + timedelta(minutes=5)}, "The next try is on 22 November 2026 at 13:05."),
        ({"dropped_at": NOON, "why": "refused"}, "not sent, because your mail provider does not take it."),
        ({"dropped_at": NOON, "why": "late"}, "not sent, because it would have come too late to be of use."),
        ({"dropped_at": NOON, "why": "read"}, "not sent, because you had read it here before."),
        ({"dropped_at": NOON}, "Mail: not sent."),
    ],
)
def test_every_notice_shows_what_became_of_its_mail(signed_in, ada, changes, words):
    delivery_of(ada, **changes)

    assert words in signed_in.get(reverse("notifications:list")).content.decode()


def test_every_reason_has_words(signed_in, ada):
    for why in Delivery.Why:
        delivery_of(ada, dropped_at=NOON, why=why)

    page = signed_in.get(reverse("notifications:list")).content.decode()

    assert all(f"because {why.label}." in page for why in Delivery.Why)


def test_a_notice_without_a_mail_says_nothing_of_one(signed_in, ada):
    actions.notify(recipient=ada, kind="reply", text="Bo", url="/x/", now=NOON, mail=False)

    assert "Mail:" not in signed_in.get(reverse("notifications:list")).content.decode()


def test_what_mails_cannot_do_is_said_to_everybody(client, db):
    page = client.get(reverse("notifications:limits")).content.decode()

    assert "is the last we know" in page
    assert "They are not for emergencies." in page
