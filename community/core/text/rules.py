"""What our Markdown has beyond CommonMark: hidden words and names that are called."""

import re

from markdown_it.rules_block import StateBlock, blockquote
from markdown_it.rules_inline import StateInline

# Not part of an address (joe@example.org, https://social.example/@joe, @joe@social.example).
CALL = re.compile(r"(?<![\w.+/@-])@([\w.+-]++)(?!@)")


def mention(state: StateInline, silent: bool) -> bool:
    """@name becomes a link if `address_of` knows the name. A dot behind it ends the sentence, not the name."""
    found = CALL.match(state.src, state.pos, state.posMax)
    name = found[1].rstrip(".+-") if found else ""
    address = state.env["address_of"](name) if name and not state.linkLevel else None
    if address is None:
        return False
    if not silent:
        state.push("mention_open", "a", 1).attrs = {"class": "mention", "href": address}
        state.push("text", "", 0).content = f"@{name}"
        state.push("mention_close", "a", -1)
    state.pos += 1 + len(name)
    return True


def hides(state: StateBlock, line: int) -> bool:
    """The line begins with >! where a block of this level may begin."""
    at = state.bMarks[line] + state.tShift[line]
    return state.src.startswith(">!", at) and state.sCount[line] >= state.blkIndent


def hidden_words(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lines that begin with >! are shown when the reader opens them. They may hold lists, quotes, anything."""
    if state.is_code_block(start) or not hides(state, start):
        return False
    if silent:
        return True
    after = next((line for line in range(start, end) if not hides(state, line)), end)
    marks = (state.bMarks, state.tShift, state.sCount, state.bsCount)
    before = [mark[start:after] for mark in marks]
    around = state.lineMax, state.blkIndent, state.parentType
    for line in range(start, after):
        enter(state, line)
    state.lineMax, state.blkIndent, state.parentType = after, 0, "blockquote"
    state.push("hidden_open", "details", 1).map = [start, after]
    state.md.block.tokenize(state, start, after)
    state.push("hidden_close", "details", -1)
    for mark, old in zip(marks, before, strict=True):
        mark[start:after] = old
    state.lineMax, state.blkIndent, state.parentType = around
    state.line = after
    return True


def enter(state: StateBlock, line: int) -> None:
    """The line begins behind its mark now, and behind one space."""
    begin = state.bMarks[line] + state.tShift[line] + len(">!")
    begin += state.src.startswith(" ", begin)
    words = state.src[begin : state.eMarks[line]]
    indent = words[: len(words) - len(words.lstrip(" \t"))]
    state.bMarks[line], state.tShift[line] = begin, len(indent)
    state.sCount[line], state.bsCount[line] = len(indent.expandtabs(4)), 0


def quote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A quote ends where hidden words begin; without this they would stand in it for everybody to read."""
    at = state.bMarks[start] + state.tShift[start]
    if not silent and state.src.startswith(">", at):
        within = (line for line in range(start + 1, end) if hides(state, line) or not begins_with_mark(state, line))
        first = next(within, end)
        end = first if first < end and hides(state, first) else end
    return blockquote(state, start, end, silent)


def begins_with_mark(state: StateBlock, line: int) -> bool:
    return state.src.startswith(">", state.bMarks[line] + state.tShift[line])
