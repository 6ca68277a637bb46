"""Every template compiles and keeps the promises of the Content-Security-Policy and of the forms."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

pytestmark = pytest.mark.once

ROOT = Path(__file__).parent.parent / "templates"
TEMPLATES = sorted(path for path in ROOT.rglob("*") if path.suffix in {".html", ".txt", ".svg", ".xml"})
PAGES = [path for path in TEMPLATES if path.suffix == ".html"]

COMMENT = re.compile(r"{#.*?#}|{% comment .*?{% endcomment %}|<!--.*?-->", re.DOTALL)
TAG = re.compile(r"<(?P<name>[a-z][a-z0-9-]*)(?P<rest>(?:{%.*?%}|{{.*?}}|\"[^\"]*\"|'[^']*'|[^>])*)>", re.DOTALL)
INLINE_CODE = re.compile(r"\s(style|on[a-z]+)\s*=", re.IGNORECASE)
DATA_SCRIPT = re.compile(r"""type=["']application/(ld\+)?json["']""")
FOREIGN_ASSET = re.compile(r"""\s(src|srcset|href|poster|data|action)\s*=\s*["'](https?:)?//""")
LOADS_ASSETS = {
    "script",
    "img",
    "link",
    "source",
    "video",
    "audio",
    "iframe",
    "object",
    "embed",
    "form",
    "use",
    "image",
}
FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
POSTS = re.compile(r"""method\s*=\s*["']?post""", re.IGNORECASE)
SAFE = re.compile(r"{{\s*(?P<value>[\w.]+)[^}]*\|\s*safe\b|{%\s*autoescape off")
TRUSTED_HTML = re.compile(r"(^|\.|_)(html|help_text)$")  # rendered and cleaned when stored, or written by us


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def inline_code(markup: str) -> list[str]:
    """Styles, scripts and event handlers written into the page, which the browser would refuse to run."""
    return [tag.group(0) for tag in TAG.finditer(markup) if is_inline(tag["name"], tag["rest"])]


def is_inline(name: str, rest: str) -> bool:
    if name == "script" and "src=" not in rest:
        return not DATA_SCRIPT.search(rest)
    return name == "style" or bool(INLINE_CODE.search(without_values(rest)))


def without_values(attributes: str) -> str:
    """Attributes with what stands between quotes taken out, so that only names are looked at."""
    return re.sub(r"=\s*(\"[^\"]*\"|'[^']*')", "=", attributes)


def foreign_assets(markup: str) -> list[str]:
    tags = (tag for tag in TAG.finditer(markup) if tag["name"] in LOADS_ASSETS)
    return [tag.group(0) for tag in tags if FOREIGN_ASSET.search(tag["rest"])]


def unsafe_outputs(markup: str) -> list[str]:
    return [
        found.group(0)
        for found in SAFE.finditer(markup)
        if not (found["value"] and TRUSTED_HTML.search(found["value"]))
    ]


TOKEN = re.compile(
    r"\{% csrf_token %\}|name=\"csrfmiddlewaretoken\" value=\"\{\{ token \}\}\""
)  # the second: core/frame.py fills it


def forms_without_token(markup: str) -> list[str]:
    forms = (form.group(0) for form in FORM.finditer(markup))
    return [form for form in forms if POSTS.search(form) and not TOKEN.search(form)]


def markup_of(path: Path) -> str:
    return COMMENT.sub("", path.read_text())


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_template_compiles(path):
    get_template(name_of(path))


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_page_needs_no_exception_from_the_policy(path):
    markup = markup_of(path)
    is_mail = path.relative_to(ROOT).parts[0] == "emails"

    assert is_mail or inline_code(markup) == []
    assert foreign_assets(markup) == []
    assert unsafe_outputs(markup) == []


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_form_that_changes_something_carries_the_token(path):
    assert forms_without_token(markup_of(path)) == []


@pytest.mark.parametrize(
    "markup",
    [
        '<p style="color: red">',
        '<p class="x" {% if a > b %}hidden{% endif %} style="color: red">',
        "<button onclick='go()'>",
        "<script>alert(1)</script>",
        "<style>p {}</style>",
    ],
)
def test_inline_code_is_found(markup):
    assert inline_code(markup)


def test_harmless_markup_is_left_alone():
    markup = '<script src="a.js"></script><script type="application/json">{}</script><a title="style=" data-once="1">'

    assert inline_code(markup) == []
    assert foreign_assets('<a href="https://example.org/">') == []


def test_other_broken_promises_are_found():
    assert foreign_assets('<img src="//cdn.example/a.png">')
    assert unsafe_outputs("{{ post.body|safe }}")
    assert unsafe_outputs("{{ post.body_html|safe }}") == []
    assert forms_without_token('<form method="post"></form>')
