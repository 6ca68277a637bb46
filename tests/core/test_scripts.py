"""Nothing that comes from a page or a socket becomes the name of a property: what has foreign names is kept in a Map, a
Set, or an object that is made whole (`Object.fromEntries`, `{...}`), which never touches a prototype."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

SCRIPTS = sorted((Path(__file__).parent.parent.parent / "static/js").rglob("*.js"))
WAYS = {
    "written by a name that is reckoned": re.compile(r"[\w)\]]\[(?!\d+\])[^\]\n]+\]\s*(?:[+\-*|&?]{0,2}=)(?![=>])"),
    "taken over from elsewhere": re.compile(r"Object\.assign\([\w.]+(?:\([^()]*\))?,(?!\s*\{)"),
    "the prototype by its name": re.compile(r"__proto__|\.prototype\b|setPrototypeOf|defineProperty|Reflect\.set"),
}


def found_in(text):
    return [way for way, pattern in WAYS.items() if pattern.search(text)]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_writes_where_a_name_from_outside_leads(path):
    assert found_in(path.read_text()) == []


@pytest.mark.parametrize(
    "line",
    [
        "kept[name] = value;",
        "kept.words[event.type] ??= [];",
        "here()[a.b] += 1;",
        "Object.assign(settings, JSON.parse(text));",
        "Object.assign(make(one), news);",
        "a.__proto__.b = 1;",
        "Array.prototype.last = f;",
    ],
)
def test_what_would_is_found(line):
    assert found_in(line)


@pytest.mark.parametrize("line", ["const x = list[0];", "if (a[b] === c) d();", "Object.assign(this, { a, b });"])
def test_what_only_reads_or_is_written_here_is_fine(line):
    assert found_in(line) == []
