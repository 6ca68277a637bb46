"""Several ES modules as one: a page that is made of twenty small files asks for one.

Each file keeps names of its own (a function around it), and is there before whoever imports it. Only what our modules
are written in is understood: named imports of neighbours, each on one line, and exported classes, functions, constants.
"""

import posixpath
import re
from collections.abc import Callable

IMPORT = re.compile(r"""^import \{ (?P<names>[\w$, ]+) \} from "(?P<path>\./[\w.-]+)";$""", re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:class|function|const) (?P<name>[\w$]+))", re.MULTILINE)
NOT_UNDERSTOOD = re.compile(r"^(?:import|export)\b.*$|\bimport\(", re.MULTILINE)

Read = Callable[[str], str]


def as_one_module(name: str, read: Read) -> str:
    """The text of the module `name` with all that it imports in it; `read` gives the text of a name. Raises ValueError
    for what is not understood, and for modules that import each other in a ring."""
    order = _needed(name, read, above=())
    numbers = {part: number for number, part in enumerate(order)}
    parts = [_wrapped(part, read(part), numbers) for part in order[:-1]]
    return "\n".join([*parts, _without_imports(name, read(name), numbers)])


def _needed(name: str, read: Read, *, above: tuple[str, ...]) -> list[str]:
    """What it imports, each once and before whoever needs it, and then itself."""
    if name in above:
        raise ValueError(f"{name} imports itself by way of others.")
    order: list[str] = []
    for found in IMPORT.finditer(read(name)):
        order += [part for part in _needed(_at(name, found["path"]), read, above=(*above, name)) if part not in order]
    return [*order, name]


def _wrapped(name: str, text: str, numbers: dict[str, int]) -> str:
    exports = ", ".join(found["name"] for found in EXPORT.finditer(text))
    body = _without_imports(name, EXPORT.sub("", text), numbers)
    return f"const module{numbers[name]} = (() => {{\n{body}\nreturn {{ {exports} }};\n}})();"


def _without_imports(name: str, text: str, numbers: dict[str, int]) -> str:
    body = IMPORT.sub(lambda found: f"const {{ {found['names']} }} = module{numbers[_at(name, found['path'])]};", text)
    if (strange := NOT_UNDERSTOOD.search(EXPORT.sub("", body))) is not None:
        raise ValueError(f"{name}: {strange.group(0)!r} cannot be put into one module.")
    return body


def _at(name: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
