"""Addresses written so that a reader gets a link, and a search for "://" finds nothing."""

TRICKS = [
    "[x](https&#58;//example.org/)",
    "[x](https&colon;//example.org/)",
    r"[x](https:\//example.org/)",
    "https:\u202a//example.org/",
    "https\u2066://example.org/",
]
