"""The part of `make bench` about summary mails: what it costs to look after many members whose summary is due.

SIZE=large has 2,000 members for whom twenty things wait, DATABASE_URL is for PostgreSQL. One process does what a worker
does. Ratios are what to compare (docs/figures.md).
"""

import os
import shutil
import statistics
import sys
import time

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

from community.digests.models import Digest, Item  # noqa: E402
from community.digests.tasks import make_due_digests  # noqa: E402
from tests.bench.digests import bare  # noqa: E402
from tests.bench.digests.world import NOTICES, THREADS, empty_outbox, make_due, make_readers  # noqa: E402

LARGE = os.environ.get("SIZE", "small") == "large"
MEMBERS = 2_000 if LARGE else 100
PARTS = 4  # by turns: a busy moment of the machine then hits both
TICKS = 20


def main():
    make_readers(MEMBERS)
    things, version = NOTICES + THREADS, sys.version.split()[0]
    print(f"{MEMBERS:,} members on {connection.vendor}, {things} things new for each, Python {version}")
    nothing_due = statistics.median(seconds_of(make_due_digests) for _ in range(TICKS))
    print(line("a tick with nothing due, ms", f"{nothing_due * 1000:.1f}", "", ""))
    ours, theirs = 0.0, 0.0
    for part in range(PARTS):
        members = make_due(part, PARTS)
        theirs += seconds_of(bare.summaries, members)
        bare.forget()
        ours += seconds_of_all()
    if (Digest.objects.count(), Item.objects.count()) != (MEMBERS, MEMBERS * (NOTICES + THREADS)):
        raise RuntimeError("Not everybody was told of everything.")
    print(line("summaries, ms each; yardstick: read, write, store", *beside(ours, theirs)))
    tomorrow()
    make_due(0, 1)
    again = seconds_of_all()
    if Digest.objects.count() != MEMBERS:
        raise RuntimeError("Something was told twice.")
    print(line("the same when nothing is new, ms each", *beside(again, theirs)))


def seconds_of_all():
    """Runs of the task until nobody is due. What it wrote is taken as sent meanwhile: it waits for a full outbox."""
    seconds = 0.0
    while True:
        started = time.perf_counter()
        looked = make_due_digests()
        seconds += time.perf_counter() - started
        if not looked:
            return seconds
        empty_outbox()


def seconds_of(act, *args):
    started = time.perf_counter()
    act(*args)
    return time.perf_counter() - started


def beside(ours, theirs):
    return f"{ours * 1000 / MEMBERS:.1f}", f"{theirs * 1000 / MEMBERS:.1f}", f"{ours / theirs:.2f} x"


def tomorrow():
    """Nobody has had a summary today."""
    Digest.objects.update(day="2026-01-01")


def line(what, ours, yardstick, ratio):
    return f"{what:52}{ours:>10}{yardstick:>10}   {ratio}"


if __name__ == "__main__":
    connection.settings_dict["TEST"]["MIGRATE"] = False  # the tables as they are now, at once
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        main()
    finally:
        connection.creation.destroy_test_db(settings.DATABASES["default"]["NAME"], verbosity=0)
        shutil.rmtree(settings.VAR_DIR, ignore_errors=True)
