"""Ready-made beginnings of a reminder. The address carries the slug, so a slug names no illness and no treatment.

None of them chooses how often: a frequency nobody picked can do harm. Of the kind "appointment" is only what one goes
to, so that the page of the next appointment shows no errand in its place.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.reminders.kinds import Kind


@dataclass(frozen=True)
class Starter:
    label: Promise
    title: Promise
    kind: Kind
    days_ahead: int | None = None  # None: the member names the day

    def initial(self, today: date) -> dict[str, object]:
        day = {} if self.days_ahead is None else {"starts_on": today + timedelta(days=self.days_ahead)}
        return {"title": str(self.title), "kind": self.kind, **day}


STARTERS = {
    "booking": Starter(
        _("Next injection booking (10 weeks)"), _("Ask for the next injection appointment"), Kind.TREATMENT, 70
    ),
    "check-in": Starter(
        _("Check-in after 14 days"), _("Check-in: how is it working, any side effects?"), Kind.TREATMENT, 14
    ),
    "appointment": Starter(_("Appointment"), _("Appointment"), Kind.APPOINTMENT),
    "summary": Starter(_("Summary before an appointment"), _("Make my one-page summary"), Kind.TREATMENT),
    "follow-up": Starter(_("Hearing test or follow-up"), _("Hearing test or follow-up"), Kind.APPOINTMENT),
    "intake": Starter(_("Medicine"), _("Take my medicine"), Kind.MEDICINE),
    "review": Starter(_("Medicine review"), _("Ask for a review of my medicines"), Kind.TREATMENT),
    "routine": Starter(_("Eye-drops or another routine"), _("Eye-drops"), Kind.ROUTINE),
    "meeting": Starter(_("Meeting"), _("Meeting tonight"), Kind.MEETING),
    "notes": Starter(_("Write into the diary"), _("Write into my diary"), Kind.OWN),
}
