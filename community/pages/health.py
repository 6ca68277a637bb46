"""For machines: is the process alive, and does everything it needs answer?"""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.core.decorators import works_without_database
from community.notifications.models import Delivery, MailFreeze

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
    """200 when the database answers. Late mail is told, not refused: a proxy would take every page away for it."""
    try:
        connection.ensure_connection()
        frozen = MailFreeze.objects.in_force().exists()
        waiting = Delivery.objects.oldest_due_seconds(timezone.now())
    except DatabaseError:
        return JsonResponse({"status": "database unreachable"}, status=503)
    status = FROZEN if frozen else "mail is late" if waiting > LATE_AFTER else "ok"
    return JsonResponse({"status": status, "oldest_due_mail_seconds": waiting})
