"""What moderation does by itself: open cases, give back those that were left alone, call whoever is on duty."""

from celery import shared_task
from django.utils import timezone

from community.moderation import actions
from community.moderation.duty.actions import alert_due
from community.moderation.team import actions as team


@shared_task(ignore_result=True)
def sweep_cases() -> None:
    actions.sweep(now=timezone.now())


@shared_task(ignore_result=True)
def alert_on_duty() -> None:
    alert_due(now=timezone.now())


@shared_task(ignore_result=True)
def follow_team() -> int:
    """Whoever is no moderator of the site any more leaves the team's group; how many."""
    return team.follow_team()
