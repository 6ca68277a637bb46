"""The part of `make bench` about rooms: what live messages cost beside a bare broadcast server, in the same run.

The server has one core, the sockets another. SIZE=large takes more rounds. What is aimed at stands beside each figure
(docs/figures.md); ratios are what to compare.
"""

import os
import statistics
import sys

from tests.bench.chat.orders import helper
from tests.browser.site import free_port

LARGE = os.environ.get("SIZE", "small") == "large"
ROUNDS = 5 if LARGE else 3
BURSTS = {200: 400, 1000: 100} if LARGE else {200: 200, 1000: 60}
SECONDS = 20 if LARGE else 5


class Side:
    """One server and its crowd."""

    def __init__(self, server, crowd, port, cookies, **words):
        self.server, self.crowd, self.port, self.cookies, self.words = server, crowd, port, cookies, words

    def open(self, number, path=lambda which: "/ws/rooms/room-0/?after="):
        cookies = [self.cookies[which % len(self.cookies)] for which in range(number)]
        self.crowd.ask(do="open", port=self.port, paths=[path(n) for n in range(number)], cookies=cookies)

    def leave(self):
        self.crowd.ask(do="leave")

    def send(self, number, sockets, rate=0, timed=False, **words):
        """Deliveries a second, and the times of those that say them."""
        self.crowd.ask(do="expect", number=number * sockets, timed=timed)
        cpu = self.server.cpu_seconds
        sent = self.server.ask(number=number, rate=rate, **{**self.words, **words})
        seen = self.crowd.ask(do="report")
        if seen["seen"] != number * sockets:
            raise RuntimeError(f"{seen['seen']} of {number * sockets} deliveries, {seen['closed']} sockets closed")
        used = max(0.01, self.server.cpu_seconds - cpu)
        return {
            **sent,
            **seen,
            "a_cpu_second": number * sockets / used,
            "a_second": number * sockets / (seen["ended"] - sent["started"]),
        }


def main():
    port, bare_port = free_port(), free_port()
    with (
        helper("tests.bench.chat.site", str(port)) as site,
        helper("tests.bench.chat.bare", str(bare_port)) as bare,
        helper("tests.bench.chat.crowd") as crowd,
        helper("tests.bench.chat.crowd") as bare_crowd,
    ):
        built = site.hear()
        bare.hear()
        print(f"rooms on {built['database']}, Python {sys.version.split()[0]}, {built['length']} bytes a message")
        ours = Side(site, crowd, port, built["cookies"], rooms=1)
        theirs = Side(bare, bare_crowd, bare_port, [""], length=built["length"])
        memory(ours, theirs)
        for sockets in (200, 1000):
            throughput(ours, theirs, sockets)
        latency(ours, theirs, 200, rate=20, aim="50 / 250")
        latency(ours, theirs, 1000, rate=10, aim="25")
        queries(ours)


def memory(ours, theirs):
    """Of idle sockets, after some have come and gone."""
    held = []
    for side in (ours, theirs):
        side.open(100)
        before = side.server.kilobytes
        side.open(1000)
        held.append((side.server.kilobytes - before) / 1000)
        side.leave()
    print(line("KiB for an idle socket, above bare", f"{held[0] - held[1]:.0f}", f"{held[1]:.0f}", "60"))


def throughput(ours, theirs, sockets):
    for side in (ours, theirs):
        side.open(sockets)
        side.send(20, sockets)
    rounds = [(ours.send(BURSTS[sockets], sockets), theirs.send(BURSTS[sockets], sockets)) for _ in range(ROUNDS)]
    for side in (ours, theirs):
        side.leave()
    for key, what in (("a_second", "deliveries/s"), ("a_cpu_second", "deliveries per CPU second")):
        mine, bare = (statistics.median(one[key] for one in column) for column in zip(*rounds, strict=True))
        name = f"{sockets} sockets, saturated: {what}"
        print(line(name, f"{mine:,.0f} = {mine / bare:.2f} x", f"{bare:,.0f}", "0.5 x"))


def latency(ours, theirs, sockets, *, rate, aim):
    figures = []
    for side in (ours, theirs):
        side.open(sockets)
        side.send(rate, sockets, rate)
        sent = side.send(rate * SECONDS, sockets, rate, timed=True)
        side.leave()
        figures.append(f"{sent['p50']:.0f} / {sent['p99']:.0f}")
    print(line(f"{sockets} sockets, {rate} messages/s: p50 / p99 ms", *figures, aim))


def queries(ours):
    """Two sockets in each of 500 rooms."""
    ours.open(1000, lambda which: f"/ws/rooms/room-{which // 2}/?after=")
    sent = ours.send(500, 2, 50, rooms=500, rest=1)
    ours.leave()
    ratio = (sent["writers"] + sent["others"]) / sent["writers"]
    print(
        line(
            "500 rooms x 2 sockets: queries, x those of sending",
            f"{ratio:.2f} x",
            f"{sent['writers'] / 500:.0f}",
            "1.3 x",
        )
    )


def line(what, ours, bare, aim):
    return f"{what:52}{ours:>20}{bare:>14}   aim {aim}"


if __name__ == "__main__":
    main()
