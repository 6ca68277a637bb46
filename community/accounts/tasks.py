"""What the clock does to accounts."""

from celery import shared_task
from django.core.management import call_command

from community.accounts.actions import forget_ended_sign_ins


@shared_task(ignore_result=True)
def forget_ended_sessions() -> None:
    """Sessions that ran out, and with them what somebody typed and never came back for."""
    call_command("clearsessions")
    forget_ended_sign_ins()
