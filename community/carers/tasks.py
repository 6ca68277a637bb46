"""The clock's side of help."""

from celery import shared_task
from django.utils import timezone

from community.carers import actions


@shared_task(ignore_result=True)
def tell_of_ending() -> int:
    """How many members were told that their helper's time ends soon."""
    return actions.tell_of_ending(now=timezone.now())


@shared_task(ignore_result=True)
def forget_invitations() -> int:
    """Once a day; how many that came to nothing were erased."""
    return actions.forget_invitations(now=timezone.now())
