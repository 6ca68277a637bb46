"""What moderation does by itself: open cases, give back those that were left alone, call whoever is on duty."""

from celery import shared_task
from django.utils import timezone

from community.core.turns import Turn
from community.moderation import actions
from community.moderation.actions.forgetting import forget_old
from community.moderation.approving.actions import look_at_requests
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


@shared_task(ignore_result=True)
def forget_old_cases() -> int:
    """Once a day; what is left over goes the next day."""
    return forget_old(now=timezone.now(), turn=Turn())


@shared_task(ignore_result=True)
def look_at_sign_up_requests() -> int:
    """Once a day; how many wait."""
    return look_at_requests(now=timezone.now())
