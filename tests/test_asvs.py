"""docs/security/asvs.md names every requirement once, with its level, and what it calls shown is there."""

import re
from collections import Counter
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).parent.parent
DOCUMENT = (ROOT / "docs/security/asvs.md").read_text()
# Of ASVS 5.0.0, section by section: the level of its first requirement, of its second, and so on.
LEVELS = """
1.1 22  1.2 1111122223  1.3 112222222223  1.4 222  1.5 123
2.1 122  2.2 112  2.3 12223  2.4 23
3.1 3  3.2 113  3.3 12223  3.4 11222233  3.5 11122333  3.6 3  3.7 22333
4.1 12233  4.2 23333  4.3 22  4.4 1222
5.1 2  5.2 112333  5.3 113  5.4 222
6.1 122  6.2 111111112222  6.3 11223333  6.4 112233  6.5 22222333  6.6 2223  6.7 33  6.8 2222
7.1 222  7.2 1111  7.3 22  7.4 11222  7.5 223  7.6 22
8.1 1233  8.2 1123  8.3 133  8.4 23
9.1 111  9.2 1222
10.1 22  10.2 223  10.3 22223  10.4 1111122222233333  10.5 22222  10.6 22  10.7 222
11.1 2233  11.2 22233  11.3 11233  11.4 1222  11.5 23  11.6 23  11.7 33
12.1 12233  12.2 11  12.3 22223
13.1 2333  13.2 222223  13.3 2233  13.4 1222233
14.1 22  14.2 12223333  14.3 122
15.1 12233  15.2 12233  15.3 1222222  15.4 3333
16.1 2  16.2 22222  16.3 2222  16.4 222  16.5 2223
17.1 23  17.2 22223333  17.3 22
"""
STATES = ["shown", "not applicable", "**otherwise**", "**open**"]
CHOSEN = "3.4.7 3.4.8 3.5.8 5.2.6 7.5.3 14.2.7 14.2.8 15.4.2 16.5.4".split()  # of level 3
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| (\d) \| (.+?) \| (.+?) \| (.+) \|$", re.MULTILINE)
ROWS = ROW.findall(DOCUMENT)
NAMED = re.compile(r"`((?:community|deploy|docs|static|templates|tests)/[^`]*|[\w-]+\.(?:md|toml|txt)(?:::[^`]+)?)`")


def levels() -> dict[str, str]:
    words = LEVELS.split()
    sections = zip(words[::2], words[1::2], strict=True)
    return {f"{section}.{n}": level for section, all_of_it in sections for n, level in enumerate(all_of_it, 1)}


def problem_of(named: str) -> str:
    """Empty where the file is there and the name stands in it; the name of a test is that of a function."""
    path, _, name = named.partition("::")
    if not (ROOT / path).exists():
        return f"{path} is not there"
    wanted = rf"def {name}\(" if name.startswith("test_") else rf"(?<!\w){re.escape(name)}(?!\w)"
    return f"{name} is not in {path}" if name and not re.search(wanted, (ROOT / path).read_text()) else ""


def test_the_standard_has_as_many_requirements_as_it_says():
    assert Counter(levels().values()) == {"1": 70, "2": 183, "3": 92}


def test_every_requirement_stands_there_once_with_its_level():
    wanted = {number: level for number, level in levels().items() if level != "3" or number in CHOSEN}

    assert [number for number, times in Counter(row[0] for row in ROWS).items() if times > 1] == []
    assert {number: level for number, level, *_ in ROWS} == wanted


def test_every_line_of_the_tables_is_read():
    lines = [line for line in DOCUMENT.splitlines() if re.match(r"\| *\d+\.\d", line)]

    assert len(lines) == len(ROWS)


def test_every_row_has_a_state_and_a_reason():
    assert [row for row in ROWS if row[3] not in STATES or not row[4].strip()] == []


def test_what_is_shown_names_a_file():
    assert [number for number, _, _, state, why in ROWS if state == "shown" and not NAMED.search(why)] == []


def test_what_is_done_otherwise_says_what_needs_it_and_what_stands_instead():
    whys = [why for *_, state, why in ROWS if state == "**otherwise**"]

    assert [why for why in whys if not ("**Needed for:**" in why and "**Instead:**" in why and NAMED.search(why))] == []


def test_what_is_named_is_there():
    problems = {row[0]: [problem_of(named) for named in NAMED.findall(row[4])] for row in ROWS}

    assert {number: found for number, found in problems.items() if any(found)} == {}


@pytest.mark.parametrize("named", ["community/nothing.py", "community/shell.py::NOTHIN", "tests/audit.py::test_gone"])
def test_what_is_not_there_is_found(named):
    assert problem_of(named)


def test_counts_at_the_top_are_those_of_the_table():
    told = re.findall(r"^\| (\d) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", DOCUMENT, re.MULTILINE)
    found = Counter((level, state) for _, level, _, state, _ in ROWS)
    counted = [(level, *(found[level, state] for state in STATES)) for level in "123"]

    assert [tuple(map(int, row)) for row in told] == [(int(level), sum(each), *each) for level, *each in counted]
