"""A bar on a terminal, few lines in a log, nothing when quiet."""

from io import StringIO

import pytest
from django.core.management.base import OutputWrapper

from community.core.progress import Progress


class Terminal(StringIO):
    def isatty(self):
        return True


def told(stream, *, quiet=False, total=1000):
    progress = Progress(OutputWrapper(stream), quiet=quiet)
    progress.begin("Writing", total)
    for _ in range(1000):
        progress.add(1)
    progress.end()
    progress.say("Done.")
    return stream.getvalue()


def test_a_log_gets_a_line_for_every_tenth():
    lines = told(StringIO()).splitlines()

    assert lines == [*(f"Writing: {percent} %" for percent in range(0, 101, 10)), "Done."]


def test_a_terminal_gets_one_line_that_moves():
    text = told(Terminal())

    assert text.count("\n") == 2
    assert text.startswith("\rWriting [" + " " * 30 + "]   0 %")
    assert text.endswith("\rWriting [" + "#" * 30 + "] 100 %\nDone.\n")


@pytest.mark.parametrize("stream", [StringIO, Terminal])
def test_quiet_is_quiet(stream):
    assert told(stream(), quiet=True) == ""


def test_nothing_to_do_and_more_than_was_reckoned():
    assert told(StringIO(), total=0).splitlines() == ["Writing: 100 %", "Done."]
    assert "Writing: 100 %" in told(StringIO(), total=10)
