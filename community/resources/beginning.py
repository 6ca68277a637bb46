"""What an editor finds in the field when an article begins in the site."""

import yaml

from community.resources.models import Article

TEXT = """---
id: {code}
title: {title}
scope: >
  For people who ...
  It says ...
summary: >
  The most important things, in short sentences.
status: published
first_published: {first}
next_review: {next}

care: none needed

questions:
  - What should I ask about this?
---

## First heading

A claim, and where it comes from.
[no claim]
"""


def first_text(article: Article) -> str:
    title = yaml.safe_dump(article.title, width=1000, allow_unicode=True).splitlines()[0]
    first, after = article.first_published_date.isoformat(), article.next_review_date.isoformat()
    return TEXT.format(code=article.code, title=title, first=first, next=after)
