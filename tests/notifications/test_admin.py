"""The team's view of the outbox: figures and reasons, no words and no addresses."""

import re
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from community.notifications import actions
from tests.factories import make_user


def test_the_list_says_how_long_the_oldest_due_mail_has_waited(client, ada):
    hour_ago = timezone.now() - timedelta(hours=1)
    actions.notify(recipient=ada, kind="reply", text="Bo replied", url="/posts/1/", now=hour_ago)
    client.force_login(make_user("Root", is_superuser=True, is_staff=True))

    page = client.get(reverse("admin:notifications_delivery_changelist")).content.decode()

    assert re.search("has waited 36[0-5][0-9] seconds", page)
    assert ada.email not in page
