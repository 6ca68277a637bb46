"""Content folders small enough to read, and the mistakes the loader finds in them."""

import shutil

from community.resources import actions
from community.resources.actions.versions import publish, save_draft
from community.resources.gate import TICKS
from community.resources.library import CONTENT, hash_of, read_library
from community.resources.models import Article
from tests.factories import NOON

ARTICLE = """---
id: A{number}
title: Page {number}
scope: For people who test. It says little.
summary: A short text about a page.
status: {status}
first_published: 2026-11-22
next_review: 2028-11-22
care:
  - level: urgent
    heading: Call a doctor today if
    items: [your eye hurts]
    from: F11
questions:
  - What is it?
---

## What it is

Muscles twitch.
[from F35]

"""


def make_folder(tmp_path):
    """The real sections, sources, glossary and helplines, without articles."""
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder, ignore=shutil.ignore_patterns("articles"))
    return folder


def add_article(folder, number=1, *, status="published", more="", **changes):
    """Writes one article; `changes` replaces words of it by others."""
    text = ARTICLE.format(number=number, status=status) + more
    for old, new in changes.get("replace", {}).items():
        assert old in text
        text = text.replace(old, new)
    path = folder / "articles" / "understanding" / f"page-{number}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def load(folder):
    """The articles that are new or changed."""
    return actions.load_library(library=read_library(folder)).changed


def load_articles(folder, number, **options):
    for count in range(1, number + 1):
        add_article(folder, count, **options)
    return load(folder)


def edit_live(editor, number=1, *, ticks=TICKS, more="", **changes):
    """An editor changes words of what is live and publishes it."""
    return publish(version=draft(editor, number, more=more, **changes), editor=editor, ticks=ticks, now=NOON)


def draft(editor, number=1, *, more="", replace=None, now=NOON, why="Better words."):
    article = Article.objects.get(slug=f"page-{number}")
    newest = article.versions.of_this_site().last()
    text = newest.text + more
    for old, new in (replace or {}).items():
        assert old in text
        text = text.replace(old, new)
    return save_draft(article=article, editor=editor, text=text, what_changed=why, seen=newest.number, now=now)


# `DISAGREEMENT` and `COMPARISON` of test_views.py.
BOTH_IN_SPANISH = """Sources disagree: ¿Cuánto dura?

1. Tres meses. [from F5]
2. Hasta seis. [from F39 newcastle]

Compare: dos opciones

1. Cómo funciona
   - Pastillas: Calman los nervios. [from F52]
   - Operación: Libera el nervio. [from F14 newcastle]
2. Qué cuesta
   - Pastillas: Pregunta. [no claim]
   - Operación: Una cicatriz. [from F16]

"""

TRANSLATION = """---
original: "{original}"
title: Página {number}
scope: Para personas que prueban. Dice poco.
summary: Un texto corto sobre una página.
translated: 2026-11-29
by: machine
checked: no
care:
  - level: urgent
    heading: Llama hoy a un médico si
    items: [te duele el ojo]
questions:
  - ¿Qué es?
---

## Qué es

Los músculos se contraen.
[from F35]

"""


def add_translation(folder, number=1, *, language="es", more="", **changes):
    """Writes what `add_article` wrote, in Spanish, of its text as it stands; `changes` as there."""
    name = f"understanding/page-{number}.md"
    original = hash_of((folder / "articles" / name).read_text())
    text = TRANSLATION.format(number=number, original=original) + more
    for old, new in changes.get("replace", {}).items():
        assert old in text
        text = text.replace(old, new)
    path = folder / "translations" / language / "articles" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def load_both(folder):
    """Articles, then their translations; what came of the translations."""
    library = read_library(folder)
    actions.load_library(library=library)
    return actions.load_translations(library=library, folder=folder)


def load_in_spanish(folder, number=1, *, more="", in_spanish="", **options):
    """So many articles, each with its translation; `more` and `in_spanish` are the same passages in both."""
    for count in range(1, number + 1):
        add_article(folder, count, more=more, **options)
        add_translation(folder, count, more=in_spanish)
    return load_both(folder)
