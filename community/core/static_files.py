"""Static files under names that carry their content's hash, so that browsers keep them for good and ask rarely."""

import posixpath
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from community.core.one_module import as_one_module

OUR_MODULES = "js/"
STYLE_SHEET = "css/main.css"
AS_ONE = ["js/chat/room.js", "js/drafts/draft.js"]  # one file instead of twenty for a room, instead of three to write
IMPORT = re.compile(r"""@import\s+url\(["']?(?P<path>[^"')]+)["']?\)\s*(?:layer\((?P<layer>[\w.-]+)\))?\s*;""")
ADDRESS = re.compile(r"""url\((?P<quote>["']?)(?P<path>[^"')]+)(?P=quote)\)""")
ELSEWHERE = re.compile(r"^([a-z]+:|/|#)")

Paths = dict[str, tuple[Storage, str]]


class HashedModules(CompressedManifestStaticFilesStorage):
    """Hashes names, rewrites imports in our own ES modules, and folds the style sheets into one file, and the modules
    of a live room and of drafts into one each."""

    support_js_module_import_aggregation = True

    def url(self, name: str | None, force: bool = False) -> str:
        return super().url(name, force=True)  # the same files whether DEBUG is on or not

    def url_converter(self, name: str, *args: Any, **kwargs: Any) -> Callable[[re.Match[str]], str]:
        if name.endswith(".js") and not name.startswith(OUR_MODULES):
            return lambda found: found.group(0)
        converter: Callable[[re.Match[str]], str] = super().url_converter(name, *args, **kwargs)
        return converter

    def post_process(self, paths: Paths, dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if not dry_run:
            paths = {**paths, **folded(paths)}
        yield from super().post_process(paths, dry_run=dry_run, **options)


def folded(paths: Paths) -> Paths:
    """The files that hold others, each with all of them in it."""
    texts = {name: as_one_module(name, lambda part: read(part, paths)) for name in AS_ONE if name in paths}
    if STYLE_SHEET in paths:
        texts[STYLE_SHEET] = bundled(STYLE_SHEET, paths)
    return {name: in_memory(name, text) for name, text in texts.items()}


def in_memory(name: str, text: str) -> tuple[Storage, str]:
    storage = InMemoryStorage()
    storage.save(name, ContentFile(text.encode()))
    return storage, name


def bundled(name: str, paths: Paths) -> str:
    """The style sheet with each `@import url(…) layer(…);` replaced by the file it names."""

    def replacement(found: re.Match[str]) -> str:
        part = posixpath.normpath(posixpath.join(posixpath.dirname(name), found["path"]))
        css = with_addresses_from(read(part, paths), part, name)
        return f"@layer {found['layer']} {{\n{css}\n}}" if found["layer"] else css

    return IMPORT.sub(replacement, read(name, paths))


def read(name: str, paths: Paths) -> str:
    if name not in paths:
        raise ValueError(f"{name} is imported, and does not exist.")
    storage, path = paths[name]
    with storage.open(path) as file:
        text: str = file.read().decode()
    if name.endswith(".css") and name != STYLE_SHEET and "@import" in text:
        raise ValueError(f"{name} has an @import: only {STYLE_SHEET} may import.")
    return text


def with_addresses_from(css: str, part: str, whole: str) -> str:
    """Relative addresses, written as seen from `part`, as seen from `whole`."""

    def moved(found: re.Match[str]) -> str:
        if ELSEWHERE.match(found["path"]):
            return found.group(0)
        target = posixpath.join(posixpath.dirname(part), found["path"])
        return f'url("{posixpath.relpath(target, posixpath.dirname(whole))}")'

    return ADDRESS.sub(moved, css)
