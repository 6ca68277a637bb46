"""For machines: is the process alive, and does everything it needs answer?"""

from datetime import datetime

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.core.decorators import works_without_database
from community.notifications.models import Delivery

LATE_AFTER = 120  # seconds a due mail may wait before the site counts as not ready


@works_without_database
@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"status": "ok"})


@works_without_database
@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and mail flows; 503 and the reason otherwise."""
    try:
        connection.ensure_connection()
        waiting = oldest_due_mail(now=timezone.now())
    except DatabaseError:
        return JsonResponse({"status": "database unreachable"}, status=503)
    late = waiting > LATE_AFTER
    answer = {"status": "mail is late" if late else "ok", "oldest_due_mail_seconds": waiting}
    return JsonResponse(answer, status=503 if late else 200)


def oldest_due_mail(*, now: datetime) -> int:
    """Seconds the longest-waiting due mail has waited; 0 when none waits."""
    oldest = Delivery.objects.waiting().filter(due_at__lte=now).order_by("due_at").values_list("due_at", flat=True)
    first = oldest.first()
    return int((now - first).total_seconds()) if first else 0
