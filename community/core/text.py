"""From what people type to HTML that is safe to show."""

import html

import nh3
from markdown_it import MarkdownIt

# No reference links and no tables: with them a short text becomes megabytes.
MARKDOWN = MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True}).enable("linkify")
MARKDOWN.disable("reference")
MARKDOWN.linkify.set({"fuzzy_link": False, "fuzzy_email": False})  # type: ignore[union-attr]
WITHOUT_LINKS = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("reference")
MOST_ADDRESSES = 50  # finding addresses costs the square of how many there might be
TAGS = set("p br hr h3 h4 h5 h6 strong em code pre blockquote ul ol li a".split())
HEADINGS = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h6", "h5": "h6", "h6": "h6"}


def render_markdown(source: str) -> str:
    """Safe HTML: no raw HTML, no images (they would call other hosts), headings below the page's own h1 and h2."""
    parser = MARKDOWN if source.count("://") <= MOST_ADDRESSES else WITHOUT_LINKS
    tokens = parser.parse(source)
    for token in tokens:
        token.tag = HEADINGS.get(token.tag, token.tag)
    rendered: str = parser.renderer.render(tokens, parser.options, {})
    if len(rendered) > 20 * len(source) + 10_000:  # whatever trick does this, its words are shown as they are
        rendered = f"<pre>{html.escape(source)}</pre>"
    return nh3.clean(
        rendered,
        tags=TAGS,
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow ugc noopener noreferrer",
    )


def plain_text(rendered: str) -> str:
    """What a reader sees of rendered HTML, on one line. Not escaped: a template does that."""
    return " ".join(html.unescape(nh3.clean(rendered, tags=set(), attributes={})).split())
