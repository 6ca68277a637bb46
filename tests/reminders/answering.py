"""Pressing the buttons of the page in a reminder's mail, and what stands on it."""

import re

from community.notifications.models import Choice, Delivery, Notification
from community.reminders.answer_links import answer_path
from community.reminders.models import Correction, Occurrence, Reminder
from tests.reminders.factories import NINE


def press(client, occurrence, button, **kwargs):
    return client.post(answer_path(occurrence, now=NINE), {"button": button}, **kwargs)


def words(response):
    main = response.content.decode().split("<main")[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def buttons(response):
    return re.findall(r'name="button" value="(\w+)"', response.content.decode())


def everything():
    tables = (Occurrence, Reminder, Correction, Notification, Delivery, Choice)
    return [list(table.objects.order_by("pk").values()) for table in tables]
