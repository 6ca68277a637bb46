"""Tell those who run the site that somebody reads far more than people do."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from community.core.phrases import filled
from community.core.security_log import Event, note_event
from community.moderation.reading.incidents import Incident, begin
from community.notifications.actions import notify
from community.notifications.models import Notification

READING_KEY = "reading-"  # and the incident: of what is told of it


def raise_alarm(name: str, *, member: User | None, now: datetime) -> Incident | None:
    """Once a day for each; the others of the team, not themselves."""
    incident = begin(name, member=member.pk if member else None, now=now)
    if incident is not None:
        note_event(Event.READING_ALARM, member=incident.member, incident=incident.pk, pages=incident.in_an_hour)
        _tell(incident, words_of(incident, member), now=now)
    return incident


def words_of(incident: Incident, member: User | None) -> Promise:
    who = filled(_("The account %(name)s"), name=member.username) if member else _("Somebody without an account")
    number = {"hour": incident.in_an_hour, "day": incident.in_a_day}
    said = _("%(who)s opened %(hour)s pages of members in an hour, %(day)s in a day, and is slowed down.")
    return filled(said, who=who, **number)


@transaction.atomic
def _tell(incident: Incident, text: Promise, *, now: datetime) -> None:
    url, key = reverse("moderation:reading"), f"{READING_KEY}{incident.pk}"
    team = User.objects.filter(Q(is_superuser=True) | Q(is_moderator=True), is_active=True).exclude(pk=incident.member)
    for person in team:
        notify(recipient=person, kind=Notification.Kind.MODERATION, text=text, url=url, key=key, now=now)
