"""From what people type to HTML that is safe to show (README.md says the rules)."""

from community.core.text.links import links_in
from community.core.text.mentions import mentioned_in
from community.core.text.parsing import without_turns
from community.core.text.quoting import quote_of, without_quotes
from community.core.text.rendering import MARKDOWN_HELP, RENDERER, plain_text, render_markdown

__all__ = [
    "MARKDOWN_HELP",
    "RENDERER",
    "links_in",
    "mentioned_in",
    "plain_text",
    "quote_of",
    "render_markdown",
    "without_quotes",
    "without_turns",
]
