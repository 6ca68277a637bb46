"""What a search costs in the database, and what the index adds to a post.

SIZE=large looks at 400,000 posts (some minutes to make), DATABASE_URL on PostgreSQL. One to three words, drawn from
common, middling and rare ones, some of which stand in no post, asked by a member who may see four groups of five.
"""

import os
import random
import shutil
import statistics
import sys
import time

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from community.accounts.models import User  # noqa: E402
from community.forum.models import Post  # noqa: E402
from community.search.asking import read  # noqa: E402
from community.search.narrowing import Narrowed  # noqa: E402
from community.search.sections import Search, found_in  # noqa: E402
from tests.bench.queries import Asked, plan_of  # noqa: E402
from tests.bench.search.world import SIZES, WORDS, build_world, whisper, with_index  # noqa: E402
from tests.search.hostile import QUERIES  # noqa: E402

BANDS = {"common": (0, 20), "middling": (20, 500), "rare": (500, 20_000)}
EACH = 60
POSTS = 200


def main(size: str) -> None:
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    reader = build_world(SIZES[size])
    start = time.perf_counter()
    with_index()
    print(f"{Post.objects.count():,} posts on {connection.vendor}; index built in {time.perf_counter() - start:.0f} s")
    searches(reader)
    hostile(reader)
    writes()


def searches(reader: User) -> None:
    dice, slowest = random.Random(11), (0.0, "", None)  # noqa: S311
    everything: list[float] = []
    print(f"{'ms in the database':34}{'median':>9}{'p95':>9}{'most':>9}")
    for number in (1, 2, 3):
        for name, bands in mixes(number).items():
            times = []
            for _ in range(EACH):
                words = " ".join(WORDS[dice.randrange(*BANDS[band])] for band in bands)
                asked = asked_for(reader, words)
                times.append(sum(one[0] for one in asked.times))
                slowest = max(slowest, asked.slowest, key=lambda one: one[0])
            everything += times
            print(line(name, times))
    print(line("all of them (aim 50, 200)", everything))
    whispered = [f"whispered{number}" for number in range(EACH)]
    whisper(whispered)
    secret, nowhere = [], []
    for number, words in enumerate(whispered):
        secret.append(spent(reader, words))
        nowhere.append(spent(reader, f"nothing{number}"))
    print(line("a word of a closed group only", secret))
    print(line("a word of nobody", nowhere))
    print(f"\nThe slowest query:\n{slowest[1][:1500]}\n\n{plan_of(slowest[1], slowest[2])}\n")


def hostile(reader: User) -> None:
    """The whole page, beside one for ordinary words."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(reader)
    page_for(client, "warm up")
    ordinary = [page_for(client, WORDS[100 + number]) for number in range(EACH)]
    print(line("a page for one ordinary word", ordinary))
    print(line("a page for what nobody meant (300)", [page_for(client, query) for query in QUERIES.values()]))


def page_for(client: Client, query: str) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    answer = client.get("/search/", {"q": query})
    assert answer.status_code == 200
    return (time.perf_counter() - start) * 1000


def mixes(number: int) -> dict[str, tuple[str, ...]]:
    alike = {f"{number} {band}": (band,) * number for band in BANDS}
    return alike | ({f"{number} mixed": ("common", "rare", "middling")[:number]} if number > 1 else {})


def asked_for(reader: User, query: str) -> Asked:
    """All sections of the page."""
    asked = Asked()
    with connection.execute_wrapper(asked):
        list(found_in(Search(reader, read(query), Narrowed(), timezone.now())))
    return asked


def spent(reader: User, query: str) -> float:
    return sum(one[0] for one in asked_for(reader, query).times)


def line(name: str, times: list[float]) -> str:
    p95 = statistics.quantiles(times, n=20)[-1]
    return f"{name:34}{statistics.median(times):9.2f}{p95:9.2f}{max(times):9.2f}"


def writes() -> None:
    """The same row with and without the triggers, by turns; each is taken back."""
    template = Post.objects.filter(number=2).latest("pk")
    times: dict[bool, list[float]] = {True: [], False: []}
    for number in range(2 * POSTS):
        followed = number % 2 == 0
        with transaction.atomic():
            set_triggers(followed)
            values = {field.attname: getattr(template, field.attname) for field in Post._meta.concrete_fields}
            row = Post(**values | {"id": None, "number": 900_000 + number, "submit_id": None})
            start = time.perf_counter()
            row.save(force_insert=True)
            times[followed].append((time.perf_counter() - start) * 1000)
            transaction.set_rollback(True)
    print(line("a post without the index", times[False]))
    print(line("a post with it", times[True]))
    added = statistics.median(times[True]) - statistics.median(times[False])
    print(f"{'the index adds (aim 5)':34}{added:9.2f}")


def set_triggers(followed: bool) -> None:
    """Rolled back with the row."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE forum_post {'ENABLE' if followed else 'DISABLE'} TRIGGER USER")
        elif not followed:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'forum_post'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")


if __name__ == "__main__":
    try:
        main(os.environ.get("SIZE", "small"))
    finally:
        connection.creation.destroy_test_db(settings.DATABASES["default"]["NAME"], verbosity=0)
        shutil.rmtree(settings.VAR_DIR, ignore_errors=True)
    sys.exit()
