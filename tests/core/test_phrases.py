"""Words wait for their reader: none is put together, and so translated, while the code is loaded."""

import ast

import pytest
from django.utils.translation import gettext_lazy, override

from community.chat.forms import ReadingForm
from community.chat.meeting_forms import RHYTHMS
from community.core.phrases import filled
from tests.test_architecture import name_of, python_files

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


def while_loading(node):
    """All that runs when a module is imported."""
    yield node
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, FUNCTIONS):
            yield from while_loading(child)


def translating(tree):
    """The names under which a module knows gettext and its kin; True: this one translates at once."""
    found = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    names = [name for node in found if node.module == "django.utils.translation" for name in node.names]
    words = [name for name in names if "gettext" in name.name and name.name != "gettext_noop"]  # that one only marks
    return {name.asname or name.name: "lazy" not in name.name for name in words}


def too_early(source):
    """Lines on which a module has words in a language before anybody asks."""
    tree = ast.parse(source)
    names = translating(tree)
    for node in while_loading(tree):
        parts = [node.left, node.right] if isinstance(node, ast.BinOp) else []
        if any(called(part) in names for part in parts) or names.get(called(node)):
            yield node.lineno


def called(node):
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


@pytest.mark.once
@pytest.mark.parametrize("path", python_files("community"), ids=name_of)
def test_no_words_are_translated_while_the_code_is_loaded(path):
    assert list(too_early(path.read_text())) == []


@pytest.mark.parametrize(
    "line",
    [
        "from django.utils.translation import gettext as _\nWORDS = _('Hello')",
        "from django.utils.translation import gettext_lazy as _\nWORDS = [_('%(n)s') % {'n': 1}]",
        "from django.utils.translation import ngettext_lazy\nclass A:\n  b = ngettext_lazy('a', 'b', 1) % 1",
    ],
)
def test_words_that_come_too_early_are_found(line):
    assert list(too_early(line))


def test_filled_words_wait(german):
    words = filled(gettext_lazy("%(name)s answered you"), name="Bo")
    with override("de"):
        assert str(words) == "Bo hat dir geantwortet"
    assert str(words) == "Bo answered you"


def test_choices_of_forms_wait(german):
    with override("de"):
        assert str(dict(RHYTHMS)[2]) == "Alle 2 Wochen"
        assert "Alle 5 Sekunden" in str(ReadingForm()["batch_seconds"])
