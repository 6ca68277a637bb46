"""Content folders small enough to read, and the mistakes the loader finds in them."""

import shutil

from community.resources import actions
from community.resources.actions.versions import publish, save_draft
from community.resources.gate import TICKS
from community.resources.library import CONTENT, read_library
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
