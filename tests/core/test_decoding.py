"""What comes in is decoded once, by Django or, for sockets and early answers, in the places named here; nothing that
was checked is decoded again and then used as if it had been."""

import ast

import pytest

from tests.test_architecture import name_of, python_files

pytestmark = pytest.mark.once

DECODERS = {
    *("unquote", "unquote_plus", "parse_qs", "parse_qsl", "parse_cookie", "unescape", "loads", "decode_header"),
    *("b64decode", "urlsafe_b64decode", "urlsafe_base64_decode", "a85decode", "fromhex", "literal_eval"),
}
WHY = {
    "community/chat/consumers.py": "a frame and the address of a socket, which Django does not read; checked after it",
    "community/core/sockets.py": "the cookies of a socket, likewise",
    "community/core/bodies.py": "the cookies of a request that is answered before Django sees it",
    "community/core/reports.py": "the report of a browser, whose parts are checked after it",
    "community/core/sealing.py": "what we closed ourselves",
    "community/core/line_checks.py": "addresses of the database and of Redis, from the settings",
    "community/core/text/rendering.py": "HTML that was cleaned becomes plain words again, and pages escape those",
    "community/core/text/links.py": "whether a text holds an address, as Markdown will read it; nothing of it is kept",
    "community/words/folding.py": "how long an entity is, to find what is to be masked; nothing of it is shown",
    "community/words/matching.py": "a host to compare with a list; nothing of it is kept",
}


def decodes(source):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name) and node.id in DECODERS:
            yield node.id
        if isinstance(node, ast.Attribute) and node.attr in DECODERS:
            yield node.attr


def test_only_these_modules_decode_what_comes_in():
    """Backups are the operator's own."""
    files = [path for path in python_files("community") if "backups" not in path.parts]

    assert {name_of(path) for path in files if any(decodes(path.read_text()))} == set(WHY)
