"""For machines: is the process alive, and does everything it needs answer?"""

from datetime import datetime, timedelta

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.core.decorators import works_without_database
from community.notifications.models import Delivery, MailFreeze
from community.reminders.models import Occurrence, Reminder

LATE_AFTER = 120  # seconds
FROZEN = "mail is frozen after a restore"  # until `manage.py release_mail`


@works_without_database
@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"status": "ok"})


@works_without_database
@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 when the database answers. What is late is told, not refused: a proxy would take every page away for it."""
    now = timezone.now()
    try:
        connection.ensure_connection()
        frozen = MailFreeze.objects.in_force().exists()
        waiting = Delivery.objects.oldest_due_seconds(now)
        status = FROZEN if frozen else "mail is late" if waiting > LATE_AFTER else how_reminders_are(now)
    except DatabaseError:
        return JsonResponse({"status": "database unreachable"}, status=503)
    return JsonResponse({"status": status, "oldest_due_mail_seconds": waiting})


def how_reminders_are(now: datetime) -> str:
    """They become mails when beat's ticks reach a worker: while that is broken no mail is late."""
    moment = now - timedelta(seconds=LATE_AFTER)
    late = Reminder.objects.due(moment).exists() or Occurrence.objects.to_ring(moment).exists()
    return "reminders are late" if late else "ok"
