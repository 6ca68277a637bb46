"""What people and machines type into a search that nobody meant."""

LONG = 10_000
QUERIES = {
    "one long word": "x" * LONG,
    "many words": "needle " * LONG,
    "many slips": " ".join(f"qwertzuio{letter}" for letter in "abcdefgh") * 99,
    "quotes": '"' * LONG,
    "an open quote": f'"{"needle " * LONG}',
    "brackets": "(" * LONG,
    "minus": "-" * LONG,
    "minus words": "-needle " * LONG,
    "operators": "a AND OR NOT NEAR(b, 3) c* ^d :e {f} & | ! <-> ' ; -- /* \\ %s %(x)s",
    "SQL": "'; DROP TABLE forum_post; --",
    "null bytes": "\x00needle\x00" * LONG,
    "control signs": "".join(map(chr, range(32))) + "\x7f\x85\u2028",
    "emoji": "😀" * LONG,
    "joined emoji": "👩‍👩‍👧‍👦 needle",
    "right to left": "שלום مرحبا بالعالم",
    "turns": "\u202eneedle\u2066\u2069",
    "marks": "e" + "\u0301" * LONG,
    "half a character": "\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    "digits": "9" * LONG,
    "an address": "https://example.org/?q=needle&x=<script>",
    "Chinese": "面肌痉挛" * 100,
}
