"""What is translated, what is missing and what is out of date, without a database."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from community.resources.library import hash_of
from tests.resources.factories import add_article, add_translation

ORIGINAL = re.compile(r'^ *original: "(\w{12})"$', re.MULTILINE)


def told(folder, *files, **options):
    out = StringIO()
    call_command(
        "translations", *map(str, files), folder=folder, stdout=out, stderr=(complaints := StringIO()), **options
    )
    return out.getvalue() + complaints.getvalue()


def complaints(folder, *files, **options):
    said = StringIO()
    with pytest.raises(CommandError) as failed:
        call_command("translations", *map(str, files), folder=folder, stdout=StringIO(), stderr=said, **options)
    return said.getvalue() + str(failed.value)


@pytest.fixture
def files(folder):
    """One article each: translated, checked, out of date, broken, and not translated."""
    for number in range(1, 6):
        add_article(folder, number)
    found = [add_translation(folder, number) for number in (1, 3)]
    found.insert(1, add_translation(folder, 2, replace={"checked: no": "checked: Ana, traductora"}))
    add_article(folder, 3, more="It stays.\n[from F54]\n")
    found.append(add_translation(folder, 4, replace={"[from F35]": "[from F9]"}))
    return found


def test_all_are_listed_with_their_state(folder, files):
    lines = told(folder).splitlines()

    assert lines == [
        "es understanding/page-1: translated",
        "es understanding/page-2: translated, checked by Ana, traductora",
        "es understanding/page-3: out of date, the English text is another now, shown in English",
        "es understanding/page-4: 1 to mend, shown in English",
        "es understanding/page-5: missing",
        "es glossary.yaml: 39 of 39 translated",
    ]


def test_a_language_without_anything_has_everything_missing(folder, files):
    assert "it understanding/page-1: missing" in told(folder, language="it")
    assert "it glossary.yaml, mri: missing" in told(folder, language="it")


def test_translation_without_its_article_is_listed(folder, files):
    (folder / "articles/understanding/page-1.md").unlink()

    assert "es understanding/page-1: 1 to mend, shown in English" in told(folder)


def test_files_in_order_are_told_so(folder, files):
    assert told(folder, *files[:2]) == "In order: parallel to the English text of today.\n"


def test_files_to_mend_are_named(folder, files):
    said = complaints(folder, *files)

    assert "page-3.md: out of date, the English text is another now" in said
    assert "page-4.md, line 19: The original ends with [from F35] here" in said
    assert said.endswith("2 to mend.")


def test_what_somebody_has_looked_at_is_marked_as_current(folder, files):
    path = files[2]
    path.write_text(path.read_text() + "Se queda.\n[from F54]\n")

    assert "In order" in told(folder, path, current=True)

    english = (folder / "articles/understanding/page-3.md").read_text()
    assert ORIGINAL.findall(path.read_text()) == [hash_of(english)]
    before = path.read_text()
    told(folder, path, current=True)
    assert path.read_text() == before


def test_marking_does_not_make_it_parallel(folder, files):
    assert "The original has 2 passages below this heading" in complaints(folder, files[2], current=True)


def test_a_new_file_without_a_mark_gets_one(folder, files):
    path = files[0]
    path.write_text(ORIGINAL.sub("", path.read_text(), count=1).replace("---\n\n", "---\n", 1))
    assert "does not say which English text it translates" in complaints(folder, path)

    assert "In order" in told(folder, path, current=True)


def test_hard_words_are_marked_one_by_one(folder, files):
    path = folder / "translations/es/glossary.yaml"
    marked = path.read_text()
    path.write_text(ORIGINAL.sub("", marked))
    assert "39 to mend." in complaints(folder, path)

    assert "In order" in told(folder, path, current=True)
    assert ORIGINAL.findall(path.read_text()) == ORIGINAL.findall(marked)
    assert len(ORIGINAL.findall(marked)) == 39


def test_hard_word_whose_english_changed_is_listed(folder, files):
    path = folder / "glossary.yaml"
    path.write_text(path.read_text().replace("with magnets, not with X-rays", "with magnets"))

    said = told(folder)

    assert "es glossary.yaml: 38 of 39 translated" in said
    assert "es glossary.yaml, mri: out of date, the English text is another now" in said


@pytest.mark.parametrize("name", ["translations/es/sections.yaml", "translations/es/helplines.yaml"])
def test_files_that_are_of_nothing_have_nothing_to_mark(folder, files, name):
    assert "names nothing that it is of" in complaints(folder, folder / name, current=True)


@pytest.mark.parametrize("name", ["articles/understanding/page-1.md", "translations/es/none.md", "translations/es"])
def test_other_files_are_refused(folder, files, name):
    assert "is not a file in translations/ of the content folder" in complaints(folder, folder / name)


def test_current_needs_files(folder, files):
    assert "Name the files" in complaints(folder, current=True)


def test_file_of_an_article_that_is_not_there_cannot_be_marked(folder, files):
    (folder / "articles/understanding/page-1.md").unlink()

    assert "This file is missing." in complaints(folder, files[0], current=True)
