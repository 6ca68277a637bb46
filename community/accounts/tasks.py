"""What the clock does to accounts."""

from celery import shared_task
from django.core.management import call_command

from community.accounts.actions import forget_ended_sign_ins
from community.accounts.recovery_codes import keep_hashes_of_older_ones


@shared_task(ignore_result=True)
def forget_ended_sessions() -> None:
    """Sessions that ran out, and with them what somebody typed and never came back for. And codes of before 2026-12
    become hashes."""
    call_command("clearsessions")
    forget_ended_sign_ins()
    keep_hashes_of_older_ones(most=100)
