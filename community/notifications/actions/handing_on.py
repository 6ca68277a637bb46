"""One mail stands for all that a member was told of a thing since it waits. When the first of it is read alone, taken
back or blocked, the mail goes on for what is still news."""

from datetime import datetime

from django.db import transaction

from community.notifications.letters import write_letter
from community.notifications.models import Delivery, Notification


@transaction.atomic
def hand_on(*, now: datetime) -> int:
    """Due mails whose notice nobody need look at any more, while another of the same thing has no mail; how many."""
    handed, news = 0, Notification.objects.news_without_mail()
    for delivery in Delivery.objects.due(now).stands_for_more(news).select_related("notification"):
        if delivery.notification is not None:
            handed += _hand_to_next(delivery, delivery.notification, now=now)
    return handed


def _hand_to_next(delivery: Delivery, old: Notification, *, now: datetime) -> int:
    """The first that is left, as the first of all was before. 0 when another worker was faster."""
    left = Notification.objects.about_the_same_as(old).news_without_mail()
    new = left.select_related("recipient").order_by("pk").first()
    if new is None:
        return 0
    letter = write_letter(kind=new.kind, recipient=new.recipient, path=new.url, due_at=None, now=now)
    still_the_old = Delivery.objects.unheld(now).filter(pk=delivery.pk, notification=old)
    return still_the_old.update(
        notification=new, to_address=letter.to_address, subject=letter.subject, text=letter.text, html=letter.html
    )
