"""`make bench`: CPU time of pages in this process (SQLite included), beside a bare Django view of the same posts.

Absolute figures belong to the machine; the ratios are what to compare (docs/dependencies.md says what we aim at).
"""

import os
import shutil
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from tests.bench.measure import BareHandler, Caller, Measured, interleaved  # noqa: E402
from tests.bench.world import sign_in, thread_of_twenty  # noqa: E402

ROUNDS = 9
REQUESTS = 30


def main() -> int:
    call_command("migrate", verbosity=0)
    thread, member = thread_of_twenty()
    cookies = sign_in(member)
    page = thread.get_absolute_url()
    reply = Caller(page.removesuffix(f"{thread.slug}/"), cookies=cookies, posts=True)
    callers = {
        "bare view, 20 posts": Caller(f"/bare/{thread.pk}/", handler=BareHandler),
        "thread page, signed in": Caller(page, cookies=cookies),
        "posting a reply": reply,
    }
    bare, *others = interleaved(callers, rounds=ROUNDS, requests=REQUESTS)
    print(f"CPU ms per request, median of {ROUNDS} rounds of {REQUESTS} requests, Python {sys.version.split()[0]}")
    for measured in (bare, *others):
        print(line(measured, bare))
    return 0


def line(measured: Measured, bare: Measured) -> str:
    ratio = measured.milliseconds / bare.milliseconds
    return f"{measured.name:24} {measured.milliseconds:7.2f} ms {ratio:6.2f} x bare {measured.kilobytes:7.1f} kB"


if __name__ == "__main__":
    try:
        code = main()
    finally:
        shutil.rmtree(settings.VAR_DIR, ignore_errors=True)
    sys.exit(code)
