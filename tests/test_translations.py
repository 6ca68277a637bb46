"""Every language that comes with the site says all it has to say, in the same shape as the English."""

import ast
import re
import shutil
from collections import defaultdict
from html.parser import HTMLParser

import pytest

from tests.catalogues import CODES, ROOT, compiled, entries_in, entries_of, unfinished_in
from tests.messages import extract

pytestmark = pytest.mark.once
each_language = pytest.mark.parametrize("code", CODES)

PERCENT = re.compile(r"%(?:\(\w+\))?[a-z%]")
BRACES = re.compile(r"{\w*}")
ENDS = re.compile(r"^(\s*).*?(\s*)$", re.DOTALL)
READ = {"title", "alt", "aria-label", "placeholder"}  # attributes that hold words


class Tags(HTMLParser):
    def __init__(self, markup):
        super().__init__()
        self.found = []
        self.feed(markup)

    def handle_starttag(self, tag, attributes):
        self.found.append(f"{tag} {[pair for pair in attributes if pair[0] not in READ]}")

    def handle_endtag(self, tag):
        self.found.append(f"/{tag}")


def shape(text):
    """What is put in (%(name)s, {name}, and %% for a sign), the tags, and the white space around it."""
    fields = sorted(PERCENT.findall(text) + BRACES.findall(text))
    return fields, sorted(Tags(text).found), ENDS.match(text).groups()


def misshapen(entries):
    return {words: english for entry in entries for english, words in entry.forms if shape(english) != shape(words)}


@each_language
def test_all_is_translated(code):
    assert [entry.said["msgid"] for entry in unfinished_in(code)] == []
    assert len(entries_in(code)) > 3000


@each_language
def test_translations_have_the_shape_of_the_english(code):
    assert misshapen(entries_in(code)) == {}


@each_language
def test_what_the_site_reads_is_what_was_written(code):
    """`make messages` compiles: a machine that runs the site needs no gettext."""
    written = {key: words for entry in entries_in(code) for key, words in entry.compiled.items()}

    assert {key: words for key, words in compiled(code)._catalog.items() if key} == written


@each_language
@pytest.mark.parametrize("number", [0, 1, 2, 5])
def test_each_number_has_its_words(code, number):
    anything = defaultdict(lambda: number)
    plurals = [entry.said for entry in entries_in(code) if "msgid_plural" in entry.said]

    said = [compiled(code).ngettext(one["msgid"], one["msgid_plural"], number) % anything for one in plurals]

    assert all(said)
    assert len(plurals) > 50


@pytest.mark.gettext
@each_language
def test_the_code_has_no_message_that_is_not_there(code, tmp_path):
    for name in ("community", "templates", "locale"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    shutil.copy(ROOT / "manage.py", tmp_path)

    extract(tmp_path)

    assert [entry.said["msgid"] for entry in unfinished_in(code, tmp_path)] == []
    assert {entry.key for entry in entries_in(code, tmp_path)} == {entry.key for entry in entries_in(code)}


def words_in_f_strings(code):
    """gettext reads no words inside an f-string: nobody would be asked to translate them."""
    strings = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.JoinedStr)]
    names = [node.id for string in strings for node in ast.walk(string) if isinstance(node, ast.Name)]
    return [name for name in names if name == "_" or "gettext" in name]


def test_no_words_stand_where_gettext_does_not_look():
    assert words_in_f_strings("f\"{_('Word')} {gettext('Word')} {name}\"") == ["_", "gettext"]
    read = {file.name: words_in_f_strings(file.read_text()) for file in (ROOT / "community").rglob("*.py")}
    assert {name: found for name, found in read.items() if found} == {}


CATALOGUE = r"""# A remark.
msgid ""
msgstr ""
"Language: es\n"

#: a.py
msgctxt "of a month"
msgid "last"
msgstr "último"

#, python-format
msgid "One thing for \"%(name)s\""
msgid_plural ""
"%(n)s things "
"for \"%(name)s\""
msgstr[0] "Una cosa para «%(name)s»"
msgstr[1] "%(n)s cosas para «%(name)s»"

#, fuzzy
#| msgid "Show"
msgid "Shown"
msgstr "Mostrar"
"""


def test_a_catalogue_is_read_as_gettext_reads_it():
    _head, last, things, shown = entries_of(CATALOGUE)

    assert last.compiled == {"of a month\4last": "último"}
    assert list(things.forms)[1] == ('%(n)s things for "%(name)s"', "%(n)s cosas para «%(name)s»")
    assert list(things.compiled) == [('One thing for "%(name)s"', 0), ('One thing for "%(name)s"', 1)]
    assert [entry.is_fuzzy for entry in (last, things, shown)] == [False, False, True]


@pytest.mark.parametrize(
    ("english", "translated"),
    [
        ("%(name)s wrote", "%(nombre)s escribió"),
        ("50 %% of %(name)s", "50 % de %(name)s"),
        ("{number} left", "quedan {numero}"),
        ('<a href="/x/">Here</a>', '<a href="/y/">Aquí</a>'),
        ("<strong>Now</strong>", "<strong>Ahora"),
        (" or", "o"),
        ("One.\n", "Una."),
    ],
)
def test_another_shape_is_found(english, translated):
    assert shape(english) != shape(translated)
    assert shape(english) == shape(english)
