"""Answers to a board's form: pairs of a label and what was written, the last one without a label is free text.

Everything else of such a post is made from them: the card that people see, and the text that search, mails and
reports use.
"""

from collections.abc import Mapping
from datetime import date

from django.template.loader import render_to_string
from django.utils.formats import date_format

from community.core.text import render_markdown
from community.core.text.quoting import as_words
from community.core.text.traces import Marks
from community.forum.quotes import readable
from community.words.masking import masked

Answers = list[list[str]]
NOBODY: Mapping[str, str] = {}


def text_of(answers: Answers) -> str:
    """Markdown in which the answers stand as they were written. Only the free text is Markdown of its own."""
    lines = [as_words(f"{label}: {shown(value)}") for label, value in answers if label]
    return "\n\n".join([*lines, *free_texts(answers)])


def html_of(
    body: str, answers: Answers | None, *, names: Mapping[str, str] = NOBODY, marks: Marks | None = None
) -> str:
    """The HTML of any post: with answers a card, and the free text below it. Without what a rule takes out, and without
    quotes of what was taken back."""
    if not answers:
        return render_markdown(masked(readable(body, marks)), names=names)
    pairs = [(label, masked(shown(value))) for label, value in answers if label]
    card = render_to_string("forum/_answers.html", {"pairs": pairs}).strip() if pairs else ""
    return card + "".join(render_markdown(masked(readable(text, marks)), names=names) for text in free_texts(answers))


def free_texts(answers: Answers) -> list[str]:
    return [value for label, value in answers if not label and value]


def shown(value: str) -> str:
    """Days are kept as 2027-03-27 and read as 27 March 2027."""
    try:
        return date_format(date.fromisoformat(value), "j F Y") if len(value) == len("2027-03-27") else value
    except ValueError:
        return value
