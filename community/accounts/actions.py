"""Everything that changes an account."""

import zoneinfo
from datetime import datetime

from community.accounts.models import User
from community.core.display import Display


def accept_guidelines(member: User, *, now: datetime) -> None:
    """Remember the first time; saying it again changes nothing."""
    User.objects.filter(pk=member.pk, guidelines_accepted_at=None).update(guidelines_accepted_at=now)
    member.refresh_from_db(fields=["guidelines_accepted_at"])


def choose_time_zone(member: User, *, time_zone: str) -> None:
    if time_zone not in zoneinfo.available_timezones():
        raise ValueError(f"{time_zone!r} is not a time zone.")
    member.time_zone = time_zone
    member.save(update_fields=["time_zone"])


def choose_content_notes(member: User, *, shown: int, left_out: int) -> None:
    """What is read without a fold, and what is to stay away; everything else is folded."""
    member.notes_shown, member.notes_left_out = shown & ~left_out, left_out
    member.save(update_fields=["notes_shown", "notes_left_out"])


def choose_display(member: User, *, display: Display) -> None:
    member.theme, member.text_size = display.theme, display.text_size
    member.save(update_fields=["theme", "text_size"])
