"""Before a mail goes out, the app whose notice it is may say that nobody wants it any more."""

import pytest
from django.core import mail

from community.notifications.actions import notify
from community.notifications.models import Delivery
from community.notifications.tasks import send_due_deliveries
from tests.factories import NOON


def is_for_bo(notice):
    return notice.text == "Bo"


@pytest.fixture(autouse=True)
def checks(settings):
    settings.NOTICE_CHECKS = {"tea": "tests.notifications.test_wanting.is_for_bo"}


@pytest.mark.parametrize(("key", "text", "sent"), [("tea-1", "Ada", 0), ("tea-1", "Bo", 1), ("thread-1", "Ada", 1)])
def test_a_mail_that_its_app_does_not_want_any_more_is_not_sent(ada, key, text, sent):
    notify(recipient=ada, kind="reply", text=text, url="/x/", key=key, now=NOON)

    assert send_due_deliveries() == len(mail.outbox) == sent

    delivery = Delivery.objects.get()
    assert (delivery.dropped_at is None, delivery.lease) == (bool(sent), None)
    assert (ada.notifications.get().read_at is None) == bool(sent)
    assert delivery.text == delivery.html == ""


def test_a_check_that_fails_keeps_the_mail_for_later(ada, settings):
    settings.NOTICE_CHECKS = {"tea": "tests.notifications.no_such_module.check"}
    notify(recipient=ada, kind="reply", text="Bo", url="/x/", key="tea-1", now=NOON)

    assert send_due_deliveries() == 0

    delivery = Delivery.objects.get()
    assert (delivery.problem, delivery.dropped_at, delivery.attempts) == ("ModuleNotFoundError", None, 1)
    assert delivery.text != ""
