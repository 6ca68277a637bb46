"""Ready-made beginnings of a reminder. The address carries the slug, so a slug names no illness and no treatment.

None of them chooses how often: a frequency nobody picked can do harm.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Starter:
    label: Promise
    title: Promise
    days_ahead: int | None = None  # None: the member names the day

    def initial(self, today: date) -> dict[str, object]:
        day = {} if self.days_ahead is None else {"starts_on": today + timedelta(days=self.days_ahead)}
        return {"title": str(self.title), **day}


STARTERS = {
    "booking": Starter(_("Next injection booking (10 weeks)"), _("Ask for the next injection appointment"), 70),
    "check-in": Starter(_("Check-in after 14 days"), _("Check-in: how is it working, any side effects?"), 14),
    "appointment": Starter(_("Appointment"), _("Appointment")),
}
