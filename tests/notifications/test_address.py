"""The banner, the page behind it, and the link by which mails come again."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.signing import TimestampSigner
from django.test import Client
from django.urls import reverse

from community.notifications import actions
from community.notifications.address_links import SIGNER, address_link
from community.notifications.bounces import Bounce
from community.notifications.models import Delivery
from community.notifications.tasks import send_due_deliveries
from tests.concurrency import at_once
from tests.factories import NOON, make_user
from tests.reading import without_address

PAGE = reverse("notifications:address")
BANNER = "You get no mails from us at present"


def stop(member, bounce=Bounce.HARD):
    notice = actions.notify(recipient=member, kind="reply", text="Bo", url="/x/", now=NOON)
    actions.record_bounce(notice.delivery, bounce=bounce, now=NOON)
    Delivery.objects.update(dropped_at=NOON)
    member.refresh_from_db()
    return member


@pytest.fixture
def stopped(client, ada):
    client.force_login(stop(ada))
    return client


def path_of(member):
    return "/" + address_link(member).split("/", 3)[3]


@pytest.mark.parametrize("path", ["/", "/notifications/", "/settings/notifications/", "/reminders/", "/groups/"])
def test_every_page_says_that_no_mails_go_out_until_they_do(stopped, ada, path):
    assert BANNER in stopped.get(path).content.decode()

    actions.trust_address(ada, now=NOON)

    assert BANNER not in stopped.get(path).content.decode()


def test_nobody_else_sees_it(stopped, bo):
    assert BANNER not in Client().get("/groups/").content.decode()
    other = Client()
    other.force_login(bo)
    assert BANNER not in other.get("/groups/").content.decode()


def test_the_banner_asks_the_database_nothing(client, ada, django_assert_num_queries):
    client.force_login(ada)
    with django_assert_num_queries(5) as asked:
        client.get("/settings/notifications/")
    stop(ada)
    with django_assert_num_queries(len(asked)):
        assert BANNER in client.get("/settings/notifications/").content.decode()


@pytest.mark.parametrize(
    ("bounce", "words"), [(Bounce.HARD, "came back"), (Bounce.COMPLAINT, "was marked as spam. That can happen")]
)
def test_the_page_says_why_and_since_when(client, ada, bounce, words):
    client.force_login(stop(ada, bounce))

    page = client.get(PAGE).content.decode()

    assert words in page
    assert "22 November 2026" in page
    assert reverse("account_email") in page


def test_where_nothing_is_stopped_there_is_nothing_to_do(client, ada):
    client.force_login(ada)

    page = client.post(PAGE, follow=True).content.decode()

    assert "There is nothing you need to do" in page
    assert not Delivery.objects.exists()


def test_a_mail_with_a_link_goes_to_the_stopped_address_and_the_page_shows_its_way(stopped, ada):
    assert "waits to be sent" in stopped.post(PAGE, follow=True).content.decode()

    assert send_due_deliveries() == 1

    assert mail.outbox[0].to == [ada.email]
    assert path_of(ada).split(":")[0] in mail.outbox[0].body
    assert "and accepted by the mail server" in stopped.get(PAGE).content.decode()


def test_the_mails_are_paced(stopped):
    for _time in range(3):
        page = stopped.post(PAGE, follow=True).content.decode()

    assert "wait five minutes" in page
    assert Delivery.objects.filter(dropped_at=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_send_one_mail():
    member = stop(make_user("Ada"))

    def press():
        try:
            return actions.send_address_check(member, now=NOON)
        except actions.TooSoon:
            return None

    at_once(press, press)

    assert Delivery.objects.filter(dropped_at=None).count() == 1


@pytest.mark.parametrize("method", ["get", "head"])
def test_scanners_that_follow_the_link_change_nothing(ada, method):
    response = getattr(Client(), method)(path_of(stop(ada)))

    ada.refresh_from_db()
    assert (response.status_code, ada.gets_no_mails) == (200, True)


def test_the_button_needs_no_sign_in_and_mails_come_again(ada):
    link = path_of(stop(ada))
    client = Client(enforce_csrf_checks=True)
    client.get(link)

    page = without_address(client.post(link, {"csrfmiddlewaretoken": client.cookies["csrftoken"].value}))

    assert "Done: you get mails again" in page
    assert ada.email not in page
    assert ada.username not in page
    actions.notify(recipient=ada, kind="reminder", text="Eye-drops", url="/x/", now=NOON)
    assert send_due_deliveries() == 1


def bad_tokens(member):
    good = path_of(member).split("/")[3]
    content, stamp, signature = good.split(":")
    another = "y" if stamp.endswith("z") else "z"
    return {
        "altered": f"{content[:-2]}xx:{stamp}:{signature}",
        "cut": good[:-3],
        "younger": f"{content}:{stamp[:-1]}{another}:{signature}",
        "other salt": TimestampSigner(salt="other").sign_object([member.pk, "x"]),
        "other stop": SIGNER.sign_object([member.pk, "0" * 16]),
        "other shape": SIGNER.sign_object(7),
        "nobody": SIGNER.sign_object([0, "x"]),
        "nonsense": "a" * 2000,
    }


@pytest.mark.parametrize(
    "kind", ["altered", "cut", "younger", "other salt", "other stop", "other shape", "nobody", "nonsense"]
)
def test_a_forged_link_is_told_and_changes_nothing(client, ada, kind):
    response = client.post(reverse("notifications:again", args=[bad_tokens(stop(ada))[kind]]))

    ada.refresh_from_db()
    assert (response.status_code, ada.gets_no_mails) == (404, True)
    assert "This link does not work any more" in response.content.decode()


def test_a_link_works_for_three_days(client, ada, time_machine):
    time_machine.move_to(NOON)
    link = path_of(stop(ada))

    time_machine.move_to(NOON + timedelta(days=3, minutes=1))
    assert client.get(link).status_code == 404
    time_machine.move_to(NOON + timedelta(days=3, minutes=-1))
    assert client.get(link).status_code == 200


def test_a_used_link_lifts_no_later_stop(client, ada):
    link = path_of(stop(ada))
    client.post(link)
    notice = actions.notify(recipient=ada, kind="mention", text="Bo", url="/x/", now=NOON)
    later = NOON + timedelta(days=900)
    Delivery.objects.filter(notification=notice).update(sent_at=later)
    actions.record_bounce(notice.delivery, bounce=Bounce.HARD, now=later)

    assert client.post(link).status_code == 404
    ada.refresh_from_db()
    assert ada.gets_no_mails


def test_a_mail_that_came_back_says_so_beside_its_notice(stopped, ada):
    Delivery.objects.update(dropped_at=None, sent_at=NOON)

    page = stopped.get("/notifications/").content.decode()

    assert "On 22 November 2026 we were told: came back: there is no such address." in page
