"""What the host page of a room shows of moderation: what was reported there, and what hosts took out of sight."""

from datetime import timedelta

from django import template
from django.db.models import F
from django.utils import timezone

from community.accounts.models import User
from community.chat.models import Room
from community.moderation.models import Case, Decision
from community.moderation.models.decisions import TIME_TO_UNDO

register = template.Library()
MOST = 10
LATELY = timedelta(days=1)


@register.simple_tag
def reports_in(room: Room, host: User) -> list[Case]:
    """Reported messages that wait for a moderator, newest first; nothing about the host's own, and no reporter."""
    waiting = Case.objects.open().filter(message__room=room, reports__isnull=False).exclude(author=host)
    joined = waiting.select_related("message__author", "message__room").order_by("-opened_at", "-pk")
    return list(joined.filter(opened_at__gt=timezone.now() - LATELY).distinct()[:MOST])


@register.simple_tag
def removals_in(room: Room, host: User) -> list[Decision]:
    """That this host can take back: their own, or any for whoever moderates. The action asks again."""
    lately = Decision.objects.reachable_by(host).filter(created_at__gt=timezone.now() - TIME_TO_UNDO)
    here = lately.filter(case__message__room=room, case__decision=F("pk"))
    return list(here.select_related("case__author", "moderator").order_by("-pk")[:MOST])
