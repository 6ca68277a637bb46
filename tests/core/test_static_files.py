import json

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from community.core.static_files import HashedModules

FILES = {
    "css/main.css": '@layer tokens, components;\n@import url("tokens.css") layer(tokens);\n'
    '@import url("components/post.css") layer(components);\n',
    "css/tokens.css": ":root { --ink: #222 }",
    "css/components/post.css": '.post { background: url("../../img/leaf.svg") }',
    "img/leaf.svg": "<svg></svg>",
    "js/main.js": 'import { open } from "./lib/open.js";\nopen();\n',
    "js/lib/open.js": "export function open() {}\n",
    "theirs/widget.js": 'import x from "./missing.js";\n',
}


@pytest.fixture
def source(tmp_path):
    for name, text in FILES.items():
        path = tmp_path / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return FileSystemStorage(tmp_path / "source")


@pytest.fixture
def collected(source, tmp_path):
    """What collectstatic would leave behind: the storage, after its work."""
    storage = HashedModules(location=tmp_path / "collected")
    for name, text in FILES.items():
        storage.save(name, ContentFile(text.encode()))
    for _name, _hashed, processed in storage.post_process({name: (source, name) for name in FILES}):
        if isinstance(processed, Exception):
            raise processed
    return storage


def text_of(storage, name: str) -> str:
    with storage.open(storage.stored_name(name)) as file:
        return file.read().decode()


def test_style_sheet_is_one_file_in_layers(collected):
    css = text_of(collected, "css/main.css")

    assert "@import" not in css
    assert css.startswith("@layer tokens, components;")
    assert "@layer tokens {\n:root { --ink: #222 }\n}" in css


def test_addresses_in_a_folded_part_still_lead_to_the_hashed_file(collected):
    leaf = collected.stored_name("img/leaf.svg")

    assert f'url("../{leaf}")' in text_of(collected, "css/main.css")


def test_imports_of_our_modules_name_hashed_files(collected):
    name = collected.stored_name("js/lib/open.js").removeprefix("js/")

    assert f'from "./{name}"' in text_of(collected, "js/main.js")


def test_modules_of_others_stay_as_they_are(collected):
    assert text_of(collected, "theirs/widget.js") == FILES["theirs/widget.js"]


def test_manifest_lists_every_file(collected):
    with collected.open("staticfiles.json") as file:
        manifest = json.load(file)

    assert set(manifest["paths"]) == set(FILES)


@pytest.mark.parametrize(
    ("part", "problem"), [(None, "does not exist"), ('@import url("more.css");', "only css/main.css may import")]
)
def test_style_sheet_with_a_broken_part_is_refused(source, tmp_path, part, problem):
    paths = {name: (source, name) for name in FILES}
    if part is None:
        del paths["css/tokens.css"]
    else:
        (tmp_path / "source/css/tokens.css").write_text(part)

    with pytest.raises(ValueError, match=problem):
        list(HashedModules(location=tmp_path / "collected").post_process(paths))
