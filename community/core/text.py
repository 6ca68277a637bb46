"""From what people type to HTML that is safe to show."""

import html

import nh3
from markdown_it import MarkdownIt

MARKDOWN = MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True}).enable(["linkify", "table"])
TAGS = set("p br hr h3 h4 h5 h6 strong em code pre blockquote ul ol li a table thead tbody tr th td".split())
HEADINGS = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h6", "h5": "h6", "h6": "h6"}


def render_markdown(source: str) -> str:
    """Safe HTML: no raw HTML, no images (they would call other hosts), headings below the page's own h1 and h2."""
    tokens = MARKDOWN.parse(source)
    for token in tokens:
        token.tag = HEADINGS.get(token.tag, token.tag)
    rendered: str = MARKDOWN.renderer.render(tokens, MARKDOWN.options, {})
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
