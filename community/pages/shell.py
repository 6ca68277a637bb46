"""For machines and for those who look for holes."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from community.core.decorators import works_without_database
from community.core.reports import LONGEST, note_report

PLAIN = "text/plain; charset=utf-8"
GOOD_FOR = timedelta(days=180)


@csrf_exempt  # browsers send reports by themselves, without a form
@works_without_database
@require_POST
def reports(request: HttpRequest) -> HttpResponse:
    note_report(request.read(LONGEST))
    return HttpResponse(status=204)


@works_without_database
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116. There is none where nobody said how to be reached."""
    if not settings.CONTACT_EMAIL:
        return HttpResponse("Nobody has said yet how to be reached.\n", status=404, content_type=PLAIN)
    expires = (timezone.now() + GOOD_FOR).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: mailto:{settings.CONTACT_EMAIL}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Canonical: {settings.BASE_URL}{reverse('pages:security_txt')}",
        f"Preferred-Languages: {', '.join(code for code, _name in settings.LANGUAGES)}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type=PLAIN)
