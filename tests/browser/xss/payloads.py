"""Attacks, of our own writing. `@` stands for the number of the place where each is planted: what runs says `ran(@)`.

Every element and attribute that one of them would make also bears `data-planted`: where such a thing is in a page, a
word became a part of the page, even when nothing ran because the policy refused it.
"""

TAGS = (
    "<script data-planted>ran(@)</script>",
    "<ScRiPt/data-planted>ran(@)</sCrIpT >",
    "<img data-planted src=x onerror=ran(@)>",
    "<svg data-planted onload=ran(@)>",
    "<details data-planted open ontoggle=ran(@)>x</details>",
    "<body data-planted onload=ran(@)>",
    "<input data-planted autofocus onfocus=ran(@)>",
    '<iframe data-planted srcdoc="<script>parent.ran(@)</script>"></iframe>',
    "<object data-planted data=javascript:ran(@)></object>",
    "<base data-planted href=//elsewhere.example/>",
    "<meta data-planted http-equiv=refresh content=0;url=//elsewhere.example/>",
    "<link data-planted rel=stylesheet href=//elsewhere.example/a.css>",
    "<style data-planted>@import'//elsewhere.example/@.css'</style>",
    "<template data-planted shadowrootmode=open><img src=x onerror=ran(@)></template>",
    "<marquee data-planted onstart=ran(@)>x</marquee>",
    "<planted data-planted contenteditable onfocus=ran(@) tabindex=1 autofocus>x</planted>",
)
OUT_OF_ATTRIBUTES = (
    '" data-planted autofocus onfocus="ran(@)',
    "' data-planted autofocus onfocus='ran(@)",
    " data-planted onfocus=ran(@) autofocus x=",
    '"><img data-planted src=x onerror=ran(@)>',
    "'><img data-planted src=x onerror=ran(@)>",
    "`><img data-planted src=x onerror=ran(@)>",
    '\\"><img data-planted src=x onerror=ran(@)>',
    "\"'`></a><a data-planted href=javascript:ran(@)>x</a>",
)
OUT_OF_ELEMENTS = (
    "</script><script data-planted>ran(@)</script>",
    "</textarea><img data-planted src=x onerror=ran(@)>",
    "</title></head><body data-planted><img src=x onerror=ran(@)>",
    "</style><img data-planted src=x onerror=ran(@)>",
    "--><img data-planted src=x onerror=ran(@)><!--",
    "]]><img data-planted src=x onerror=ran(@)>",
    "</noscript></template></select><img data-planted src=x onerror=ran(@)>",
    '"}</script><script data-planted>ran(@)</script>{"',
    "</main></body></html><script data-planted>ran(@)</script>",
)
ADDRESSES = (
    "javascript:ran(@)",
    "JaVaScRiPt&#58;ran(@)",
    "java\tscript:ran(@)",
    "data:text/html,<script>parent.ran(@)</script>",
    "vbscript:ran(@)",
    "//elsewhere.example/@",
    "\\\\elsewhere.example\\@",
)
MARKDOWN = (
    "[a](javascript:ran(@))",
    "[a](JAVASCRIPT&colon;ran(@))",
    '[a](https://a.example/"onmouseover="ran(@)"data-planted=")',
    '[a](https://a.example "x" onmouseover="ran(@)" data-planted)',
    "![a](//elsewhere.example/@.png)",
    '![a" onerror="ran(@)" data-planted="](x)',
    "<javascript:ran(@)>",
    "<https://a.example/'onmouseover='ran(@)'data-planted>",
    "[a]: javascript:ran(@)\n\n[a]",
    "<div data-planted\nonclick=ran(@)>\n\nx\n\n</div>",
    "`<img data-planted src=x onerror=ran(@)>`",
    "| <img data-planted src=x onerror=ran(@)> |\n| --- |\n| </td><script data-planted>ran(@)</script> |",
    "@<img data-planted src=x onerror=ran(@)>",
)
CHANGED_BY_PARSERS = (
    "<math data-planted><mtext><table><mglyph><style><img src=x onerror=ran(@)>",
    '<svg data-planted><style><a id="</style><img src=x onerror=ran(@)>">',
    '<noscript data-planted><p title="</noscript><img src=x onerror=ran(@)>">',
    "<svg data-planted><animate onbegin=ran(@) attributeName=x dur=1s>",
    '<svg data-planted><a xlink:href="javascript:ran(@)"><text y=20>x</text></a>',
    '<math data-planted href="javascript:ran(@)">x</math>',
    "<<script data-planted>ran(@)//<</script>",
    "<img data-planted src=x onerror=ran(@)//",
    "<x:script xmlns:x='http://www.w3.org/1999/xhtml' data-planted=''>ran(@)</x:script>",
)
WRITTEN_OTHERWISE = (
    "&lt;img data-planted src=x onerror=ran(@)&gt;",
    "&amp;lt;img data-planted src=x onerror=ran(@)&amp;gt;",
    "&#60;img data-planted src=x onerror=ran(@)&#62;",
    "%3Cimg%20data-planted%20src=x%20onerror=ran(@)%3E",
    "\\u003cimg data-planted src=x onerror=ran(@)\\u003e",
    "\uff1cimg data-planted src=x onerror=ran(@)\uff1e",
    "\u202e<img data-planted src=x onerror=ran(@)>\u202d",
    "<\u200bimg data-planted src=x onerror=ran(@)>",
    "+ADw-img data-planted src=x onerror=ran(@)+AD4-",
)
TEMPLATES = (
    "{{ ran(@) }}",
    "{% include 'ran(@)' %}",
    "${ran(@)}",
    "#{ran(@)}",
    "<%= ran(@) %>",
    "%(ran)s {0} {ran.__class__} %n @",
)
NAMES_OF_THE_PAGE = (
    "<form data-planted id=main name=body><input name=children id=documentElement></form>",
    "<a data-planted id=trustedTypes name=trustedTypes href=javascript:ran(@)>x</a>",
    "<img data-planted name=querySelector><img data-planted name=cookie>",
    '{"__proto__": {"ran": "@"}}',
)
STYLES = (
    "x;background:url(//elsewhere.example/@)",
    "</style>*{background:url('//elsewhere.example/@')}",
    "<p data-planted style=background:url(//elsewhere.example/@)>x</p>",
)
LONG = ("<b data-planted>" * 12 + "<img src=x onerror=ran(@)>",)
FAMILIES = {
    "tags": TAGS,
    "attributes": OUT_OF_ATTRIBUTES,
    "elements": OUT_OF_ELEMENTS,
    "addresses": ADDRESSES,
    "markdown": MARKDOWN,
    "parsers": CHANGED_BY_PARSERS,
    "written otherwise": WRITTEN_OTHERWISE,
    "templates": TEMPLATES,
    "names of the page": NAMES_OF_THE_PAGE,
    "styles": STYLES,
    "long": LONG,
}
PAYLOADS = tuple(payload for family in FAMILIES.values() for payload in family)
FORMAT = "%(x)s {0.x} %d"  # filled in a second time, it would be an error, or lose its signs
NUL = "<\0img data-planted src=x onerror=ran(@)>"  # only forms can be sent it: no column takes it
ROOM = 41  # in shorter columns an attack comes first


def attack(mark: int, *, turn: int, most: int | None, between: str = " ", among=PAYLOADS) -> str:
    """As many as fit behind what would be filled in, from the `turn`th on, so that rows of one column differ."""
    start, most = turn % len(among), most or 1_000_000
    head = f"xq{mark}q{FORMAT}"[: None if most > ROOM else -len(FORMAT)]
    chosen, left = [head], most - len(head)
    for payload in (*among[start:], *among[:start]):
        words = payload.replace("@", str(mark))
        if len(words) + len(between) <= left:
            chosen.append(words)
            left -= len(words) + len(between)
    return between.join(chosen)
