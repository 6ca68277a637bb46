"""Light Markdown, for what is said in passing: emphasis, links, quotes, lists and code, and nothing else."""

import pytest

from community.core.text import mentioned_in, render_markdown
from tests.core.test_text import ATTACKS

pytestmark = pytest.mark.once


def light(source, **names):
    return render_markdown(source, names=names, light=True).strip()


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("*so* **much**", "<p><em>so</em> <strong>much</strong></p>"),
        ("`x < y`", "<p><code>x &lt; y</code></p>"),
        ("```\nx\n```", "<pre><code>x\n</code></pre>"),
        ("> as you said", "<blockquote>\n<p>as you said</p>\n</blockquote>"),
        ("- tea\n- rest", "<ul>\n<li>tea</li>\n<li>rest</li>\n</ul>"),
        ("3. rest", '<ol start="3">\n<li>rest</li>\n</ol>'),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
    ],
)
def test_what_it_knows(source, html):
    assert light(source) == html


def test_links_lead_out_or_home_as_everywhere():
    out = '<p><a href="https://example.org" rel="nofollow ugc noopener noreferrer">there</a></p>'

    assert light("[there](https://example.org)") == out
    assert 'href="https://example.org/a"' in light("see https://example.org/a")
    assert "href" not in light("[there](javascript:alert(1)) [here](//example.org)")


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("# Loud", "<p># Loud</p>"),
        ("Loud\n====", "<p>Loud<br>\n====</p>"),
        ("Loud\n---", "<p>Loud<br>\n---</p>"),
        ("***", "<p>***</p>"),
        ("|a|b|\n|-|-|\n|1|2|", "<p>|a|b|<br>\n|-|-|<br>\n|1|2|</p>"),
        (">! not hidden", "<blockquote>\n<p>! not hidden</p>\n</blockquote>"),
        ("![pixel](https://x.example/1.gif)", None),
        ("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>"),
    ],
)
def test_everything_else_stands_as_it_was_typed(source, html):
    found = light(source)

    assert "<img" not in found
    assert html is None or found == html


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_dangerous_comes_through(attack):
    html = light(attack)

    for sign in ("<script", "<img", "<svg", "<details", 'href="javascript', 'href="data', ' onclick="'):
        assert sign not in html.lower()


def test_names_are_called_where_they_are_links():
    source = "Hello @bo, > @cy\n\n> @dee said\n\n`@ed` # @flo"

    assert mentioned_in(source, light=True) == ["bo", "cy", "flo"]
    assert light("Hello @Bo.", Bo="/members/Bo/") == (
        '<p>Hello <a class="mention" href="/members/Bo/" rel="nofollow ugc noopener noreferrer">@Bo</a>.</p>'
    )
