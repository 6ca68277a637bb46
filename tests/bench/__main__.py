"""`make bench`: what pages cost in this process beside a bare Django view of the same posts, in the same run.

SIZE=large measures on 400,000 posts (some minutes to make), DATABASE_URL on PostgreSQL. Absolute figures belong to the
machine; the ratios are what to compare (docs/figures.md says what we aim at).
"""

import os
import shutil
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ["LIMITS_FACTOR"] = "1000"  # one member does what many would
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

from tests.bench.cases import build_cases, moderator_of_a_group  # noqa: E402
from tests.bench.measure import BareHandler, Caller, Measured, interleaved  # noqa: E402
from tests.bench.queries import asked_by, plan_of  # noqa: E402
from tests.bench.sealed import words_of_fifty  # noqa: E402
from tests.bench.world import World, build_world, sign_in  # noqa: E402

ROUNDS = 9
REQUESTS = 20


def main(size: str) -> int:
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    callers = callers_for(build_world(size)) | queue_callers(size)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{size} community on {connection.vendor}, Python {sys.version.split()[0]}; medians of {ROUNDS} rounds")
    print(f"{'':34}{'CPU ms':>8}{'x bare':>8}{'wall ms':>9}{'kB':>7}{'queries':>9}{'slowest ms':>12}")
    asked = {name: asked_by(caller) for name, caller in callers.items()}
    bare, *others = interleaved(callers, rounds=ROUNDS, requests=REQUESTS)
    for measured in (bare, *others):
        print(line(measured, bare, asked[measured.name]))
    for name, milliseconds in words_of_fifty().items():
        print(f"{name:34}{milliseconds:8.2f}{milliseconds / bare.milliseconds:8.2f}")
    name = max(asked, key=lambda name: asked[name].slowest[0])
    _milliseconds, sql, params = asked[name].slowest
    print(f"\nThe slowest query ({name}):\n{sql[:1500]}\n\n{plan_of(sql, params)}")
    return 0


def callers_for(world: World) -> dict[str, Caller]:
    cookies = sign_in(world.member)
    thread, board = world.thread.get_absolute_url(), world.board.get_absolute_url()
    longest = world.longest.get_absolute_url()
    last = (world.longest.post_count + 19) // 20
    signed_in = {
        "thread of 20 posts": thread,
        "longest thread, first page": longest,
        f"longest thread, page {last}": f"{longest}?page={last}",
        "board, first page": board,
        f"board, page {world.last_page_of_board}": f"{board}?page={world.last_page_of_board}",
        f"board, page {world.last_page_of_board // 2}": f"{board}?page={world.last_page_of_board // 2}",
        "Today": "/",
        "not read yet": "/unread/",
        "50 reminders": "/reminders/",
    }
    return {
        "bare view, 20 posts": Caller(f"/bare/{world.thread.pk}/", handler=BareHandler),
        **{name: Caller(path, cookies=cookies) for name, path in signed_in.items()},
        "a reply to one post": Caller(f"/threads/{world.empty.pk}/", cookies=cookies, posts=True),
        "a reply in the longest thread": Caller(f"/threads/{world.longest.pk}/", cookies=cookies, posts=True),
    }


def queue_callers(size: str) -> dict[str, Caller]:
    """The queue as the site's moderator and as one group's moderator opens it."""
    moderator = build_cases(size)
    of_group = moderator_of_a_group()
    mo, gil = sign_in(moderator), sign_in(of_group)
    return {
        "queue, first page": Caller("/moderation/", cookies=mo),
        "queue, page 40": Caller("/moderation/?page=40", cookies=mo),
        "queue, decided": Caller("/moderation/?state=decided", cookies=mo),
        "queue, one reason": Caller("/moderation/?reason=privacy", cookies=mo),
        "queue of a group": Caller("/moderation/", cookies=gil),
    }


def line(measured: Measured, bare: Measured, asked) -> str:
    ratio = measured.milliseconds / bare.milliseconds
    figures = f"{measured.milliseconds:8.2f}{ratio:8.2f}{measured.wall:9.2f}{measured.kilobytes:7.1f}"
    return f"{measured.name:34}{figures}{len(asked.times):9}{asked.slowest[0]:12.2f}"


if __name__ == "__main__":
    try:
        code = main(os.environ.get("SIZE", "small"))
    finally:
        connection.creation.destroy_test_db(settings.DATABASES["default"]["NAME"], verbosity=0)
        shutil.rmtree(settings.VAR_DIR, ignore_errors=True)
    sys.exit(code)
