"""A translation stands beside its original passage by passage; where it does not, file, line and reason are told."""

import pytest

from community.resources.library import CONTENT, read_library
from community.resources.parallel import LONGEST_SENTENCE, translations_in
from tests.resources.factories import BOTH_IN_SPANISH, add_article, add_translation
from tests.resources.test_views import COMPARISON, DISAGREEMENT

LINKS = "A [lid](term:ptosis) and 2 more in [a page](article:understanding/page-2).\n[from F10 newcastle; weak]\n"
LIST = "You may have:\n\n- pain [from F9]\n- a scar\n  [from F16]\n\n"
MORE = LINKS + "\n" + LIST + DISAGREEMENT + COMPARISON + "## Then\n\nAsk.\n[no claim]\n"
SPANISH = (
    """Un [párpado](term:ptosis) y 2 más en [una página](article:understanding/page-2).
[from F10 newcastle; weak]

Puedes tener:

- dolor [from F9]
- una cicatriz
  [from F16]

"""
    + BOTH_IN_SPANISH
    + """## Después

Pregunta.
[no claim]
"""
)
TOP = "translations/es/articles/understanding/page-1.md"


def mistakes_in(folder, **changes):
    add_article(folder, 2)
    add_article(folder, 1, more=MORE)
    add_translation(folder, 1, more=SPANISH, **changes)
    return [str(mistake) for one in translations_in(folder, read_library(folder)) for mistake in one.mistakes]


def test_parallel_translation_is_right(folder):
    assert mistakes_in(folder) == []


FAULTS = {
    "another basis": (
        {"- dolor [from F9]": "- dolor [from F16]"},
        "line 27: The original ends with [from F9] here (its line 28), this with [from F16].",
    ),
    "another strength": (
        {"newcastle; weak]": "newcastle]"},
        (
            "line 22: The original ends with [from F10 newcastle; weak] here (its line 23),"
            " this with [from F10 newcastle]."
        ),
    ),
    "a claim that was none": (
        {"- Pastillas: Pregunta. [no claim]": "- Pastillas: Pregunta. [from F16]"},
        "line 42: The original ends with [no claim] here (its line 43), this with [from F16].",
    ),
    "another link": (
        {"term:ptosis": "term:mri"},
        (
            "line 22: The original has these links here (its line 23): term:ptosis, article:understanding/page-2."
            " This has: term:mri, article:understanding/page-2."
        ),
    ),
    "a lost link": (
        {"[párpado](term:ptosis)": "párpado"},
        (
            "line 22: The original has these links here (its line 23): term:ptosis, article:understanding/page-2."
            " This has: article:understanding/page-2."
        ),
    ),
    "another number": (
        {"y 2 más": "y 3 más"},
        "line 22: The original has these numbers here: 2. This has: 3. Line 23 there.",
    ),
    "a number in a box": (
        {"te duele el ojo": "te duelen los 2 ojos"},
        "line 12: The original has these numbers here: none. This has: 2.",
    ),
    "a number in the summary": (
        {"Un texto corto": "Un texto de 3 líneas"},
        "line 5: The original has these numbers here: none. This has: 3.",
    ),
    "one passage less": (
        {"- una cicatriz\n  [from F16]\n": ""},
        "line 29: The original has another passage here (item, its line 29), not disagreement.",
    ),
    "another kind of passage": (
        {"- una cicatriz\n  [from F16]": "\nUna cicatriz.\n[from F16]"},
        "line 29: The original has another passage here (item, its line 29), not paragraph.",
    ),
    "one more at the end": (
        {"Pregunta.\n[no claim]\n": "Pregunta.\n[no claim]\n\nOtra vez.\n[no claim]\n"},
        "line 45: The original has 1 passages below this heading (its line 46), this has 2.",
    ),
    "one heading less": (
        {"## Después\n\n": ""},
        "line 17: The original has 2 headings, this has 1.",
    ),
    "names of columns": (
        {"Qué cuesta": "Cómo funciona"},
        "line 36: Each row and column of a comparison needs one name of its own.",
    ),
    "another level of care": (
        {"level: urgent": "level: emergency"},
        "line 9: The original has these care boxes, in this order: urgent with 1 items.",
    ),
    "one item more": (
        {"[te duele el ojo]": "[te duele el ojo, ves mal]"},
        "line 9: The original has these care boxes, in this order: urgent with 1 items.",
    ),
    "no care at all": (
        {
            "care:\n  - level: urgent\n    heading: Llama hoy a un médico si\n    items: [te duele el ojo]\n": (
                "care: none needed\n"
            )
        },
        "line 9: The original has these care boxes, in this order: urgent with 1 items.",
    ),
    "a link in a box": (
        {"te duele el ojo": '"[ve](term:ptosis)"'},
        "line 12: A care box holds no links: whoever reads it should act.",
    ),
    "one question more": (
        {"  - ¿Qué es?": "  - ¿Qué es?\n  - ¿Por qué?"},
        "line 13: The original has 1 questions, this has 2.",
    ),
    "no original": (
        {'original: "': 'scope: x\n#"'},
        "line 2: It does not say which English text it translates: manage.py translations --current FILE",
    ),
    "a maker nobody knows": ({"by: machine": "by: nobody"}, 'line 7: "by" must be one of: machine, person.'),
    "checked by yes": (
        {"checked: no": "checked: yes"},
        'line 8: "checked" must be no, or the name and role of whoever checked it.',
    ),
    "a field of articles": (
        {"by: machine": "by: machine\nstatus: published"},
        (
            'line 8: "status" is not a field here. Known are: title, scope, summary, translated, by, checked, original,'
            " care, questions."
        ),
    ),
    "a long sentence": (
        {"Los músculos se contraen.": "Los músculos se contraen " + "y " * 30 + "."},
        f'line 19: This sentence has 34 words, {LONGEST_SENTENCE} at most: "{{}}..."',
    ),
    "no tag": (
        {"Pregunta.\n[no claim]\n": "Pregunta.\n"},
        'line 47: "Pregunta." does not say where it comes from. End it with [from F1], [from a-source] or [no claim].',
    ),
    "no top": ({"---\noriginal": "original"}, "line 1: An article starts with a line of three dashes"),
    "not YAML": ({"title: Página": "title: [Página"}, "line 4: This is not valid YAML"),
}


@pytest.mark.parametrize(("changes", "told"), FAULTS.values(), ids=FAULTS)
def test_each_difference_names_file_line_and_reason(folder, changes, told):
    found = mistakes_in(folder, replace=changes)

    assert any(mistake.startswith(f"{TOP}, {told.partition('{}')[0]}") for mistake in found)


def test_translation_of_nothing_says_so(folder):
    add_article(folder, 1)
    path = add_translation(folder, 1)
    (folder / "articles/understanding/page-1.md").unlink()

    (one,) = translations_in(folder, read_library(folder))

    assert [str(mistake) for mistake in one.mistakes] == [
        f"{TOP}, line 1: There is no English article at this address."
    ]
    assert path.exists()


def test_translation_of_a_broken_article_is_no_mistake_of_its_own(folder):
    add_article(folder, 1)
    add_translation(folder, 1)
    (folder / "articles/understanding/page-1.md").write_text("broken")

    (one,) = translations_in(folder, read_library(folder))

    assert (one.original, one.mistakes) == (None, [])


def test_translation_of_an_older_text_is_out_of_date_and_compared_with_nothing(folder):
    add_article(folder, 1)
    add_translation(folder, 1)
    add_article(folder, 1, more="It stays.\n[from F54]\n")

    (one,) = translations_in(folder, read_library(folder))

    assert (one.is_outdated, one.mistakes) == (True, [])


def test_our_own_translations_are_in_order():
    library = read_library(CONTENT)

    assert [mistake for one in translations_in(CONTENT, library) for mistake in one.mistakes] == []
