"""What the clock does in rooms."""

from celery import shared_task
from django.utils import timezone

from community.chat.actions import publish_due


@shared_task
def publish_waiting_messages() -> int:
    """Messages whose author's time for second thoughts is over, where no open page said so."""
    return publish_due(now=timezone.now())
