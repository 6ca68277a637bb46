"""The layout and the walls of the code, kept by reading its source."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).parent.parent
COMMUNITY = ROOT / "community"
LAYERS = [  # top to bottom; an app imports only rows below its own, never its row
    {"pages", "calendars", "digests", "privacy", "backups"},
    {"moderation", "search"},
    {"forum", "chat", "conversations", "resources", "reminders"},
    {"carers"},
    {"groups", "profiles"},
    {"notifications", "drafts", "words"},
    {"accounts"},
    {"core"},
]
ROW = {app: row for row, apps in enumerate(LAYERS) for app in apps}
RULES = {"models", "querysets", "permissions", "actions", "tasks"}
WEB = {"django.http", "django.shortcuts", "views", "forms"}
BANNED_NAMES = {"signals", "services", "utils", "helpers", "managers", "constants", "selectors"}
BANNED_WORDS = {
    "GenericForeignKey",
    "pre_save",
    "post_save",
    "pre_delete",
    "post_delete",
    "m2m_changed",
}
WRITES = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "update", "delete"}
BY_PERSON = {"visible_to", "presented_to", "reachable_by"}  # filters that are told who asks
READERS = {"views", "today", "appointment", "queries", "consumers"}  # modules that read for a person
FOR_EVERYBODY = {"Source", "GlossaryTerm", "Claim", "ArticleTranslation"}  # nobody's own; reached by visible articles
LONGEST_FUNCTION = 40
LONGEST_FILE = 300
TOP_LEVEL = {
    *(".ci", ".editorconfig", ".gitattributes", ".gitignore", ".git"),
    *(
        "LICENSE",
        "Makefile",
        "README.md",
        "SECURITY.md",
        "manage.py",
        "pyproject.toml",
        "requirements.txt",
        "requirements-dev.txt",
    ),
    *("community", "deploy", "docs", "locale", "static", "templates", "tests"),
}


def python_files(*folders: str) -> list[Path]:
    files = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in files if "migrations" not in path.parts)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imports(tree: ast.AST) -> Iterator[str]:
    """Every dotted name that a module brings in, `from a import b` as both a and a.b."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def upward_imports(app: str, source: str) -> set[str]:
    """What an app imports from its own row, from above, from the wiring, or by a relative path."""
    found = set()
    for name in imports(ast.parse(source)):
        parts = name.split(".")
        if not parts[0]:
            found.add(name)
        elif parts[0] == "community" and len(parts) > 1 and parts[1] != app and ROW.get(parts[1], -1) <= ROW[app]:
            found.add(".".join(parts[:2]))
    return found


def web_imports(source: str) -> set[str]:
    names = set(imports(ast.parse(source)))
    of_ours = {name for name in names if name.startswith("community.") and WEB & set(name.split("."))}
    return of_ours | {name for name in names if any(f"{name}.".startswith(f"{part}.") for part in WEB)}


def imports_in_functions(source: str) -> set[int]:
    bodies = (node for function in functions(ast.parse(source)) for node in ast.walk(function))
    return {node.lineno for node in bodies if isinstance(node, ast.Import | ast.ImportFrom)}


def long_functions(source: str) -> set[str]:
    def length(function) -> int:
        return function.end_lineno - function.lineno + 1

    return {function.name for function in functions(ast.parse(source)) if length(function) > LONGEST_FUNCTION}


def hidden_effects(source: str) -> set[str]:
    """Generic foreign keys and model signals by name; save() and delete() of classes that look like models."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name | ast.alias) and (word := getattr(node, "id", getattr(node, "name", ""))):
            found |= {word} & BANNED_WORDS
        if isinstance(node, ast.ClassDef) and is_model(node):
            found |= {f"{node.name}.{part.name}" for part in functions(node) if part.name in {"save", "delete"}}
    return found


def writes(source: str) -> set[str]:
    """Rows written through a manager, and rows saved."""
    calls = [node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    names = [ast.unparse(call) for call in calls if isinstance(call, ast.Attribute)]
    through = {name for name in names if ".objects." in name and name.rpartition(".")[2] in WRITES}
    saved = {ast.unparse(node.func) for node in ast.walk(ast.parse(source)) if is_save(node)}
    return through | saved


def is_save(node: ast.AST) -> bool:
    called = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "save"
    return called and any(word.arg == "update_fields" for word in node.keywords)


def unfiltered_reads(source: str) -> set[str]:
    """Managers asked for anything but what a person may see."""
    chains = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute))
    asked = {ast.unparse(node) for node in chains if isinstance(node.value, ast.Attribute)}
    through = [name.split(".") for name in asked if ".objects." in name and "(" not in name]
    return {".".join(name) for name in through if name[2] not in BY_PERSON and name[0] not in FOR_EVERYBODY}


def is_model(node: ast.ClassDef) -> bool:
    bases = {ast.unparse(base).split(".")[-1] for base in node.bases}
    return bool(bases & {"Model", "Contribution", "AbstractUser", "AbstractBaseUser"})


APP_FILES = [path for path in python_files("community") if path.parent != COMMUNITY]


def roles(path: Path) -> set[str]:
    """What a file is: by its own name, or by the package it stands in (`actions/threads.py` holds actions)."""
    return {path.stem, *path.relative_to(COMMUNITY).parts[1:-1]}


RULE_FILES = [path for path in APP_FILES if RULES & roles(path)]
WITHOUT_WRITES = [path for path in APP_FILES if not {"actions", "admin"} & roles(path)]
READING_FILES = [path for path in APP_FILES if READERS & roles(path)]
ALL_PYTHON = python_files("community", "tests")


@pytest.mark.parametrize("path", APP_FILES, ids=name_of)
def test_imports_point_down(path):
    app = path.relative_to(COMMUNITY).parts[0]

    assert app in ROW, f"{app} has no row in LAYERS"
    assert upward_imports(app, path.read_text()) == set()


@pytest.mark.parametrize("path", RULE_FILES, ids=name_of)
def test_rules_know_nothing_of_the_web(path):
    assert web_imports(path.read_text()) == set()


@pytest.mark.parametrize("path", ALL_PYTHON, ids=name_of)
def test_python_stays_inside_the_walls(path):
    source = path.read_text()

    assert len(source.splitlines()) <= LONGEST_FILE
    assert long_functions(source) == set()
    assert imports_in_functions(source) == set()
    assert path.stem not in BANNED_NAMES


@pytest.mark.parametrize("path", python_files("community"), ids=name_of)
def test_effects_are_in_plain_sight(path):
    assert hidden_effects(path.read_text()) == set()


@pytest.mark.parametrize("path", WITHOUT_WRITES, ids=name_of)
def test_rows_are_written_in_actions_only(path):
    assert writes(path.read_text()) == set()


@pytest.mark.parametrize("path", READING_FILES, ids=name_of)
def test_what_a_person_reads_begins_with_what_they_may_see(path):
    assert unfiltered_reads(path.read_text()) == set()


def test_styles_scripts_and_templates_stay_inside_the_wall():
    parts = [path for kind in ("css", "js", "html", "txt") for path in ROOT.glob(f"[st]*t*/**/*.{kind}")]
    ours = [path for path in parts if path.relative_to(ROOT).parts[0] in {"static", "templates"}]
    too_long = [name_of(path) for path in ours if len(path.read_text().splitlines()) > LONGEST_FILE]

    assert ours
    assert too_long == []


def test_top_level_holds_what_was_agreed():
    ignored = {line.strip().rstrip("/") for line in (ROOT / ".gitignore").read_text().splitlines()}
    entries = {path.name for path in ROOT.iterdir()} - ignored

    assert entries <= TOP_LEVEL


@pytest.mark.parametrize("line", ["from community.moderation import actions", "import community.chat.models"])
def test_an_import_upwards_or_sideways_is_found(line):
    assert upward_imports("forum", line)
    assert upward_imports("pages", line) == set()


@pytest.mark.parametrize(
    "line", ["from community.settings import DEBUG", "from . import models", "from community import urls"]
)
def test_an_import_of_the_wiring_or_by_a_relative_path_is_found(line):
    assert upward_imports("pages", line)


@pytest.mark.parametrize(
    "line",
    [
        "from django.http import Http404",
        "from django import shortcuts",
        "from community.forum.forms.posts import ReplyForm",
    ],
)
def test_a_rule_that_knows_the_web_is_found(line):
    assert web_imports(line)
    assert web_imports("from django.utils import timezone") == set()


def test_a_write_outside_actions_and_an_unfiltered_read_are_found():
    assert writes("Post.objects.filter(pk=1).update(body='')") == {"Post.objects.filter(pk=1).update"}
    assert writes("post.save(update_fields=['body'])") == {"post.save"}
    assert writes("page.set(1); storage.save(name, file)") == set()
    assert unfiltered_reads("Post.objects.filter(pk=1)") == {"Post.objects.filter"}
    assert unfiltered_reads("Post.objects.visible_to(user).filter(pk=1)") == set()


def test_a_broken_wall_is_found():
    body = "\n".join("    x = 1" for _ in range(LONGEST_FUNCTION))

    assert long_functions(f"def endless():\n{body}\n") == {"endless"}
    assert imports_in_functions("async def late():\n    import os\n") == {2}
    assert hidden_effects("class Post(models.Model):\n    def save(self): ...\n") == {"Post.save"}
    assert hidden_effects("from django.db.models.signals import post_save\n") == {"post_save"}
