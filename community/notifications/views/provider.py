"""Where a mail provider tells what became of mails. django-anymail reads it and asks for the secret."""

import logging
from typing import Any

from anymail.exceptions import AnymailConfigurationError, AnymailWebhookValidationFailure
from anymail.signals import EventType, tracking
from django.conf import settings
from django.dispatch import receiver
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from community.notifications.actions import record_bounce
from community.notifications.bounces import Bounce
from community.notifications.providers import PROVIDERS
from community.notifications.return_paths import delivery_of

logger = logging.getLogger(__name__)
# Of the right sender, in no shape that is known, or without an end.
SHAPELESS = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RecursionError,
    UnreadablePostError,
    MultiPartParserError,
)
FORGED = "This report does not carry our secret. Nothing was changed."
UNREADABLE = "This report could not be read. Nothing was changed."


@csrf_exempt  # the secret in it says who may
@require_http_methods(["HEAD", "POST"])
def events(request: HttpRequest) -> HttpResponse:
    """Any answer but 200 lets a provider try again: what the database could not take is not lost."""
    provider = PROVIDERS.get(settings.ANYMAIL_ESP)
    if provider is None:
        raise Http404
    try:
        return import_string(provider.webhook).as_view()(request)
    except AnymailWebhookValidationFailure:
        return refused(FORGED)
    except (AnymailConfigurationError, *SHAPELESS) as problem:
        return refused(UNREADABLE, type(problem).__name__)


def refused(words: str, problem: str = "") -> HttpResponse:
    logger.warning("Report of the mail provider not taken: %s %s", words, problem)
    return HttpResponseBadRequest(words, content_type="text/plain")


@receiver(tracking)
def note(event: Any, **_signal: object) -> None:
    """django-anymail calls this for every report that carried the secret."""
    bounce = bounce_of(event)
    if bounce is None:
        return
    delivery = delivery_of(str((event.metadata or {}).get("mail", "")))
    if delivery is None:
        logger.warning("Report of the mail provider about a mail that is none of ours")
    else:
        record_bounce(delivery, bounce=bounce, now=timezone.now())


def bounce_of(event: Any) -> Bounce | None:
    """Delays, openings, and what went wrong on our side say nothing of the address."""
    if event.event_type == EventType.COMPLAINED:
        return Bounce.COMPLAINT
    if event.event_type not in (EventType.BOUNCED, EventType.REJECTED):
        return None
    if PROVIDERS[settings.ANYMAIL_ESP].is_hard(event):
        return Bounce.HARD
    return Bounce.SOFT if event.event_type == EventType.BOUNCED else None
