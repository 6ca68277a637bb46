"""For machines: is the process alive, and does everything it needs answer?"""

from datetime import datetime

from django.db import DatabaseError, connection
from django.db.models import Min, Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.core.decorators import works_without_database
from community.notifications.models import Delivery

LATE_AFTER = 120  # seconds


@works_without_database
@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"status": "ok"})


@works_without_database
@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 when the database answers. Late mail is told, not refused: a proxy would take every page away for it."""
    try:
        connection.ensure_connection()
        waiting = oldest_due_mail(now=timezone.now())
    except DatabaseError:
        return JsonResponse({"status": "database unreachable"}, status=503)
    status = "mail is late" if waiting > LATE_AFTER else "ok"
    return JsonResponse({"status": status, "oldest_due_mail_seconds": waiting})


def oldest_due_mail(*, now: datetime) -> int:
    """Seconds since the oldest mail that should be out was written, put off or not; 0 when there is none."""
    overdue = Delivery.objects.waiting().filter(Q(due_at__lte=now) | Q(attempts__gt=0))
    oldest = overdue.aggregate(oldest=Min("created_at"))["oldest"]
    return int((now - oldest).total_seconds()) if oldest else 0
