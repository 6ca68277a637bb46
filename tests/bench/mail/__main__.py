"""The part of `make bench` about reminders and mails: what claiming, firing and sending cost.

SIZE=large looks at a million reminders of which ten thousand are due, DATABASE_URL on PostgreSQL, and makes a
throw-away virtual environment for the yardstick django-celery-beat (needs the network). Two processes work as two
workers would. What is aimed at stands beside each figure (docs/figures.md); ratios are what to compare.
"""

import os
import shutil
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

from tests.bench.mail.bare import Bare  # noqa: E402
from tests.bench.mail.beat import beat_of_a_task_each  # noqa: E402
from tests.bench.mail.crew import Crew  # noqa: E402
from tests.bench.mail.world import EACH, claim_milliseconds, make_due, make_later, make_mails_wait, ring_anew  # noqa: E402
from tests.browser.site import free_port  # noqa: E402

LARGE = os.environ.get("SIZE", "small") == "large"
DUE = 10_000 if LARGE else 300
ROUNDS = 3
BARE_MAILS = 1_000 if LARGE else 200


def main() -> None:
    print(f"{DUE * (EACH + 1):,} reminders on {connection.vendor}, {DUE:,} due, Python {sys.version.split()[0]}")
    make_due(DUE)
    alone = claim_milliseconds()
    make_later()
    among = claim_milliseconds()
    print(line("claiming a handful, ms", f"{among:.2f}", f"{alone:.2f}", f"{among / alone:.2f} x, aim 1.5 x"))
    port = free_port()
    with Crew(port) as crew:
        firing(crew, "firing all that are due, s")
        sending(crew, Bare(port))
        ring_anew()
        firing(crew, "the same a day later, unanswered, s")
    if LARGE:
        reload, handed = beat_of_a_task_each(DUE)
        print(line("s after one edit; yardstick: django-celery-beat", "none", f"{reload:.1f}", "it reads all anew"))
        told = f"{handed:.0f} a second, and no mail is written yet"
        print(line("s until its beat has named each that is due", "none", f"{DUE / handed:.0f}", told))


def firing(crew: Crew, what: str) -> None:
    seconds = crew.work("fire", DUE)
    each = f"{seconds * 1000 / DUE:.1f} ms each"
    print(line(what, f"{seconds:.1f}", "", f"{each}, aim {60 * DUE / 10_000:.1f} s"))


def sending(crew: Crew, bare: Bare) -> None:
    """In rounds by turns, the best of each: a busy moment of the machine then hits both."""
    ours, theirs = [], []
    for part in range(ROUNDS):
        theirs.append(bare.mails_a_second(BARE_MAILS))
        number = make_mails_wait(part, ROUNDS)
        ours.append(number / crew.work("send", number))
    ratio = f"{max(ours) / max(theirs):.2f} x, aim 0.5 x"
    print(line("mails a second, beside a bare smtplib loop", f"{max(ours):.0f}", f"{max(theirs):.0f}", ratio))


def line(what: str, ours: str, yardstick: str, aim: str) -> str:
    return f"{what:52}{ours:>10}{yardstick:>10}   {aim}"


if __name__ == "__main__":
    connection.settings_dict["TEST"]["MIGRATE"] = False  # the tables as they are now, at once
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        main()
    finally:
        connection.creation.destroy_test_db(settings.DATABASES["default"]["NAME"], verbosity=0)
        shutil.rmtree(settings.VAR_DIR, ignore_errors=True)
