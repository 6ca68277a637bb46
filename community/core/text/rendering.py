"""Markdown to HTML, and HTML to one line."""

import html
from collections.abc import Mapping

import nh3
from django.utils.translation import gettext_lazy
from markdown_it.token import Token

from community.core.text.parsing import TooMuch, parse, parser_for, without_turns

RENDERER = 2  # stored beside the HTML. Raise it whenever the same source gives other HTML
MARKDOWN_HELP = gettext_lazy(
    "For emphasis write **bold** or *italics*; an empty line starts a paragraph. "
    "Lines that begin with >! stay hidden until somebody opens them."
)
NOBODY: Mapping[str, str] = {}
HEADINGS = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h6", "h5": "h6", "h6": "h6"}
TAGS = "p br hr h3 h4 h5 h6 strong em code pre blockquote ul ol li a details summary div table thead tbody tr th td"
CLEANER = nh3.Cleaner(
    tags=set(TAGS.split()),
    attributes={"a": {"href", "title"}, "ol": {"start"}, "div": {"aria-label"}},
    tag_attribute_values={"div": {"role": {"group"}, "tabindex": {"0"}}},
    allowed_classes={"a": {"mention", "quote-source"}, "details": {"spoiler"}, "div": {"table-scroll"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="nofollow ugc noopener noreferrer",
)
ONLY_WORDS = nh3.Cleaner(tags=set(), clean_content_tags={"details"}, attributes={})


def render_markdown(source: str, *, names: Mapping[str, str] = NOBODY, light: bool = False) -> str:
    """Safe HTML: no raw HTML, no images (they would call other hosts), headings below the page's own h1 and h2; with
    `light` only emphasis, links, quotes, lists and code.

    `names` are the members who may be called from here, each with an address; @others stay plain words.
    """
    source = without_turns(source)
    addresses = {name.casefold(): address for name, address in names.items()}
    most = 20 * len(source) + 10_000
    try:
        tokens = parse(source, lambda name: addresses.get(name.casefold()), light=light)
    except TooMuch:
        return as_it_stands(source)
    parser = parser_for(source, light=light)
    rendered: str = parser.renderer.render(shaped(tokens), parser.options, {})
    if len(rendered) > most or len(rendered := CLEANER.clean(rendered)) > most:  # whatever trick does this
        return as_it_stands(source)
    return rendered


def shaped(tokens: list[Token]) -> list[Token]:
    """Headings below those of the page; an empty corner of a table heads nothing; who is quoted is marked as such."""
    for number, token in enumerate(tokens):
        token.tag = HEADINGS.get(token.tag, token.tag)
        if token.type == "th_open" and not tokens[number + 1].content:
            token.tag = tokens[number + 2].tag = "td"
        if token.type == "blockquote_open" and (source := source_of(tokens[number + 1 : number + 3])):
            source.attrSet("class", "quote-source")
    return tokens


def source_of(first: list[Token]) -> Token | None:
    """The link with which a quote begins, as `quote_of` writes it."""
    parts = (first[-1].children or []) if first else []
    if [part.type for part in parts] != ["link_open", "text", "link_close", "text"] or parts[3].content != ":":
        return None
    return parts[0] if str(parts[0].attrGet("href")).startswith("/") else None


def as_it_stands(source: str) -> str:
    return f"<pre>{html.escape(source, quote=False)}</pre>"


def plain_text(rendered: str) -> str:
    """What a reader sees of rendered HTML, on one line, hidden words left out. Not escaped: a template does that."""
    marked = without_turns(rendered).replace("<details", " … <details")
    return " ".join(html.unescape(ONLY_WORDS.clean(marked)).split())
