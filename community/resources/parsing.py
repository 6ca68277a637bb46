"""The text of an article file: front matter, headings, passages and what each passage rests on. See README.md."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import yaml

FENCE = "---"
DISAGREE = "Sources disagree:"
COMPARE = "Compare:"
TAG = re.compile(r"(?<!\s)\s*\[(?:(?P<none>no claim)|from (?P<names>[^\[\]]*?)(?P<weak>;\s*weak)?)\]$")
FACT = re.compile(r"F(\d+)")
LINK = re.compile(r"\]\((?P<kind>term|article):(?P<target>[^)]*)\)")

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times faster where the C library is there
TOO_DEEP = "Too many lists and fields stand in each other here."
DEEPEST = 8  # levels of lists and fields in each other; thousands would end the whole process
LONGEST_BLOCK = 8_000  # characters between two blank lines
TOO_LONG = f"This part has more than {LONGEST_BLOCK} characters. Put empty lines between its paragraphs."
NOT_STORABLE = re.compile("[\0\ud800-\udfff]")

Lines = dict[tuple[str | int, ...], int]


class Problem(Exception):
    """One mistake in a content file, as a sentence, with its line."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.line = line
        self.text = text


@dataclass(frozen=True)
class Passage:
    kind: str  # as Claim.Kind
    block: int
    position: int
    text: str
    line: int
    strength: str = ""
    basis: str = ""
    row: str = ""  # with `column`: the place of a cell in a comparison
    column: str = ""


@dataclass
class Heading:
    text: str
    line: int
    passages: list[Passage] = field(default_factory=list)


@dataclass(frozen=True)
class Block:
    """Lines between two blank lines."""

    lines: list[str]
    line: int

    @property
    def text(self) -> str:
        return " ".join(line.strip() for line in self.lines).strip()

    @property
    def length(self) -> int:
        return sum(map(len, self.lines))


def facts_in(basis: str) -> list[int]:
    return [int(found[1]) for name in basis.split() if (found := FACT.fullmatch(name))]


def source_ids_in(basis: str) -> list[str]:
    return [name for name in basis.split() if not FACT.fullmatch(name)]


def links_in(text: str) -> list[tuple[str, str]]:
    """Links to the glossary and to other articles: ("term", "ptosis"), ("article", "section/slug")."""
    return [(found["kind"], found["target"]) for found in LINK.finditer(text)]


def read_yaml(text: str, first_line: int = 1) -> tuple[object, Lines]:
    """The data, and the line of every key and list item by its path: ("care", 0, "level") -> 12."""
    lines: Lines = {}
    try:
        refuse_bombs(text, first_line)
        loader = LOADER(text)
        if (root := loader.get_single_node()) is None:
            return None, lines
        note_lines(root, (), first_line, lines)
        return loader.construct_document(root), lines
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        is_deep = "nesting depth" in str(
            error.problem
        )  # the reader looks ahead, and finds thousands before we count to 9
        words = TOO_DEEP if is_deep else f"This is not valid YAML: {error.problem}."
        raise Problem(first_line + line, words) from error
    except (ValueError, yaml.YAMLError) as error:  # a date such as 2026-13-40, a control character
        raise Problem(first_line, f"This is not valid YAML: {error}.") from error


def refuse_bombs(text: str, first_line: int) -> None:
    """Short texts that unfold without end, and what no list of fields needs. Looks at one sign after the other."""
    depth = 0
    for event in yaml.parse(text, LOADER):
        line = first_line + (event.start_mark.line if event.start_mark else 0)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise Problem(line, TOO_DEEP)
        if getattr(event, "anchor", None):
            raise Problem(line, "A word that starts with & or * stands for another place. Write the text itself.")
        if getattr(event, "tag", None):
            raise Problem(line, "A word that starts with ! names a type. Put quotes around the text.")
        if NOT_STORABLE.search(getattr(event, "value", None) or ""):
            raise Problem(line, "This line holds a sign that cannot be stored. Type the line anew.")


def note_lines(node: yaml.Node, path: tuple[str | int, ...], first_line: int, lines: Lines) -> None:
    lines[path] = first_line + node.start_mark.line
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise Problem(first_line + key.start_mark.line, "The name of a field is a single word.")
            note_lines(value, (*path, key.value), first_line, lines)
            lines[(*path, key.value)] = first_line + key.start_mark.line
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            note_lines(value, (*path, index), first_line, lines)


def split_front_matter(text: str) -> tuple[str, str, int]:
    """The YAML between the two fences, the body, and the line on which the body starts."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        raise Problem(1, "An article starts with a line of three dashes, then its title and the rest.")
    for index, line in enumerate(lines[1:], start=1):
        if line.rstrip() == FENCE:
            return "\n".join(lines[1:index]), "\n".join(lines[index + 1 :]), index + 2
    raise Problem(1, "The part at the top has no end: close it with a line of three dashes.")


def blocks_of(body: str, first_line: int) -> Iterator[Block]:
    lines: list[str] = []
    for number, line in enumerate([*body.split("\n"), ""], start=first_line):
        if line.strip():
            lines.append(line)
        elif lines:
            yield Block(lines, number - len(lines))
            lines = []


def read_body(body: str, first_line: int) -> tuple[list[Heading], list[Problem]]:
    """Headings with their passages; a passage that cannot be read becomes a problem and the rest is read on."""
    headings: list[Heading] = []
    problems: list[Problem] = []
    blocks = list(blocks_of(body, first_line))
    problems += [Problem(block.line, TOO_LONG) for block in blocks if block.length > LONGEST_BLOCK]
    for block in join_blocks(block for block in blocks if block.length <= LONGEST_BLOCK):
        try:
            if block.lines[0].startswith("#"):
                headings.append(read_heading(block))
            elif headings:
                number = len({passage.block for passage in headings[-1].passages}) + 1
                headings[-1].passages.extend(read_block(block, number))
            else:
                raise Problem(block.line, 'Text stands before the first heading. Start with "## " and a heading.')
        except Problem as problem:
            problems.append(problem)
    return headings, problems


def join_blocks(blocks: Iterator[Block]) -> Iterator[Block]:
    """A block that is only a tag, or a side of a disagreement, or a row of a comparison, belongs to the block above."""
    above: Block | None = None
    for block in blocks:
        if above and belongs_to(block, above):
            above = Block([*above.lines, "", *block.lines], above.line)
        else:
            if above:
                yield above
            above = block
    if above:
        yield above


def belongs_to(block: Block, above: Block) -> bool:
    if TAG.fullmatch(block.text):
        return not above.lines[0].startswith("#")
    return above.lines[0].lstrip().startswith((DISAGREE, COMPARE)) and re.match(r"\d+\. ", block.lines[0]) is not None


def read_heading(block: Block) -> Heading:
    if not block.lines[0].startswith("## ") or len(block.lines) > 1:
        raise Problem(block.line, 'A heading is one line that starts with "## ", with an empty line after it.')
    return Heading(block.lines[0][3:].strip(), block.line)


def read_block(block: Block, number: int) -> list[Passage]:
    if block.lines[0].startswith(DISAGREE):
        return read_disagreement(block, number)
    if block.lines[0].startswith(COMPARE):
        return read_comparison(block, number)
    if block.lines[0].startswith("- "):
        return read_list(block, number)
    return [read_passage(block.text, block.line, "paragraph", number, 0)]


def read_list(block: Block, number: int) -> list[Passage]:
    items = split_items(block, r"- ")
    shared = ""
    if len(items[-1].lines) > 1 and TAG.fullmatch(items[-1].lines[-1].strip()) and items[-1].lines[-2] == "":
        shared = " " + items[-1].lines[-1].strip()
        items[-1] = replace(items[-1], lines=items[-1].lines[:-2])
    return [
        read_passage(item.text + shared, item.line, "item", number, position) for position, item in enumerate(items)
    ]


def read_disagreement(block: Block, number: int) -> list[Passage]:
    question, *sides = split_items(block, r"\d+\. ", first=True)
    text = question.text.removeprefix(DISAGREE).strip()
    if len(sides) != 2 or not text:
        raise Problem(block.line, f'"{DISAGREE}" needs a question and then two sides, "1. ..." and "2. ...".')
    passages = [Passage("disagreement", number, 0, text, block.line)]
    for position, side in enumerate(sides, start=1):
        passage = read_passage(side.text, side.line, "disagreement", number, position)
        if not passage.strength:
            raise Problem(side.line, "Each side of a disagreement needs a source: [from ...].")
        passages.append(replace(passage, strength="mixed"))
    return passages


def read_comparison(block: Block, number: int) -> list[Passage]:
    title, *rows = split_items(block, r"\d+\. ", first=True)
    text = title.text.removeprefix(COMPARE).strip()
    if len(rows) < 2 or not text:
        raise Problem(block.line, f'"{COMPARE}" needs a title and then two rows or more, "1. ...", "2. ...".')
    passages = [Passage("comparison", number, 0, text, block.line)]
    columns: list[str] = []
    for row in rows:
        cells = read_row(row, number, len(passages))
        columns = columns or [cell.column for cell in cells]
        if len(cells) < 2 or [cell.column for cell in cells] != columns:
            wanted = ", ".join(columns) or "- one: words [from F1], - other: words [from F2]"
            raise Problem(row.line, f"Every row needs the same cells in the same order: {wanted}.")
        passages.extend(cells)
    return passages


def read_row(block: Block, number: int, position: int) -> list[Passage]:
    name, *cells = split_items(block, r"\s*- ", first=True)
    return [read_cell(cell, name.text, number, place) for place, cell in enumerate(cells, start=position)]


def read_cell(block: Block, row: str, number: int, position: int) -> Passage:
    column, colon, words = block.text.partition(": ")
    if not colon:
        raise Problem(block.line, f'"{block.text}" needs the name of its column first: "- name: words [from F1]".')
    return replace(read_passage(words, block.line, "comparison", number, position), row=row, column=column)


def split_items(block: Block, marker: str, *, first: bool = False) -> list[Block]:
    """Items of a list with their lines; with `first`, the lines before the first marker are an item, too."""
    items: list[Block] = []
    for offset, line in enumerate(block.lines):
        found = re.match(marker, line)
        if found or (first and not items):
            items.append(Block([line[found.end() :] if found else line], block.line + offset))
        else:
            items[-1].lines.append(line)
    return items


def read_passage(text: str, line: int, kind: str, block: int, position: int) -> Passage:
    found = TAG.search(text)
    start = text if len(text) < 50 else f"{text[:47]}..."
    if not found and kind == "paragraph" and text.endswith(":"):  # it only introduces the list below
        return Passage(kind, block, position, text, line)
    if not found:
        raise Problem(
            line, f'"{start}" does not say where it comes from. End it with [from F1], [from a-source] or [no claim].'
        )
    words, basis = text[: found.start()].strip(), " ".join((found["names"] or "").split())
    if not words:
        raise Problem(line, f"{found[0].strip()} stands alone: there is no text before it.")
    if TAG.search(words):
        raise Problem(line, f'"{start}" has two endings. Put all facts and sources into one: [from F1 a-source].')
    if not basis and not found["none"]:
        raise Problem(line, f'"{start}" ends with [from] but names no fact and no source.')
    strength = "" if found["none"] else "weak" if found["weak"] else "agreed"
    return Passage(kind, block, position, words, line, strength, basis)
