"""Several ES modules as one."""

from pathlib import Path

import pytest

from community.core.one_module import EXPORT, IMPORT, as_one_module
from community.core.static_files import AS_ONE

ROOT = Path(__file__).parent.parent.parent
FILES = {
    "js/page.js": 'import { Bell } from "./bell.js";\nimport { twice } from "./sums.js";\nnew Bell(twice(2));\n',
    "js/bell.js": 'import { ONE, twice } from "./sums.js";\nexport class Bell {\n  at = twice(ONE);\n}\n',
    "js/sums.js": "export const ONE = 1;\nconst own = 2;\nexport function twice(it) {\n  return own * it;\n}\n",
}


def test_each_module_is_there_once_and_before_whoever_needs_it():
    one = as_one_module("js/page.js", FILES.__getitem__)

    assert one.count("function twice") == 1
    assert one.index("function twice") < one.index("class Bell") < one.index("new Bell")
    assert "const { twice } = module0;" in one
    assert "return { ONE, twice };" in one


@pytest.mark.parametrize(
    "line", ['import "./a.js";', "export default class {}", 'import * as all from "./sums.js";', 'import("./sums.js");']
)
def test_what_is_not_understood_is_refused(line):
    with pytest.raises(ValueError, match="cannot be put into one module"):
        as_one_module("js/page.js", {**FILES, "js/page.js": f"{line}\n"}.__getitem__)


def test_ring_is_refused():
    ring = {"a.js": 'import { b } from "./b.js";\n', "b.js": 'import { a } from "./a.js";\nexport const b = 1;\n'}

    with pytest.raises(ValueError, match="by way of others"):
        as_one_module("a.js", ring.__getitem__)


def test_first_module_goes_on_exporting_what_it_exports():
    page = FILES["js/page.js"] + "export class Page {}\n"

    assert "\nexport class Page {}" in as_one_module("js/page.js", {**FILES, "js/page.js": page}.__getitem__)


@pytest.mark.parametrize("name", AS_ONE)
def test_folded_file_is_one_module_of_all_its_parts(name):
    parts = sorted((ROOT / "static" / name).parent.glob("*.js"))

    one = as_one_module(name, lambda name: (ROOT / "static" / name).read_text())

    for part in parts:
        body = EXPORT.sub("", IMPORT.sub("", part.read_text())).strip()
        assert body.splitlines()[-1] in one, part.name
    assert one.count("= (() => {") == len(parts) - 1
