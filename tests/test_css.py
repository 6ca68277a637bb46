"""The style sheets keep the house rules: calm, layered, tokens only, the same from right to left."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

CSS = Path(__file__).parent.parent / "static/css"
SHEETS = sorted(CSS.rglob("*.css"))
WALL = 300

PHYSICAL = re.compile(
    r"^\s*((margin|padding|border|inset|scroll-(margin|padding))-(top|right|bottom|left)(-\w+)*|top|right|bottom|left"
    r"|width|height|(min|max)-(width|height)|border-(top|bottom)-(left|right)-radius)\s*:",
    re.MULTILINE,
)
ASIDE = re.compile(r"text-align:\s*(left|right)|float:\s*(left|right)|clear:\s*(left|right)")
# Four values in a row name the sides of the screen, and one with two different sides would not turn round.
FOUR_SIDES = re.compile(r"^\s*(?:margin|padding|inset|scroll-\w+|border-(?:width|style|color)):([^;]+);", re.MULTILINE)
SHIFTED = re.compile(
    r"translateX|translate\(|scaleX|\bto (?:left|right)\b|background-position|transform-origin: (?:left|right)"
)
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(rgb|rgba|hsl|hsla|oklch|oklab|lab|lch|hwb)\(")
MOTION = re.compile(r"^\s*(transition|animation)[\w-]*\s*:|@keyframes", re.MULTILINE)
CALM_BLOCKS = re.compile(r"@media \((forced-colors: active|prefers-reduced-motion: reduce)\)")
TOKEN_USED = re.compile(r"var\((--(?:color|space|text|size|radius|line|font|leading|weight|z|ring)[\w-]*)")
MOVING_BLOCK = re.compile(r"@media \(prefers-reduced-motion: no-preference\)")


def code(sheet: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)


def without_blocks(css: str, opening: re.Pattern[str]) -> str:
    """The style sheet with the blocks taken out whose opening matches."""
    while found := opening.search(css):
        css = css[: found.start()] + css[end_of_block(css, css.index("{", found.end())) :]
    return css


def end_of_block(css: str, start: int) -> int:
    depth = 0
    for at in range(start, len(css)):
        depth += {"{": 1, "}": -1}.get(css[at], 0)
        if depth == 0:
            return at + 1
    raise ValueError("A brace is not closed.")


def selectors(css: str) -> list[str]:
    return [found.strip() for found in re.findall(r"([^{};]+)\{", css) if not found.strip().startswith("@")]


def each_sheet(test):
    return pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: str(sheet.relative_to(CSS)))(test)


def test_main_lists_every_sheet_once_in_its_layer():
    main = (CSS / "main.css").read_text()
    listed = re.findall(r'^@import url\("([^"]+)"\) layer\((\w+)\);$', main, re.MULTILINE)
    components = [name for name, layer in listed if layer == "components"]
    there = [str(sheet.relative_to(CSS)) for sheet in SHEETS if sheet.name != "main.css"]

    assert sorted(name for name, _layer in listed) == sorted(there)
    assert components == sorted(name for name, _layer in listed if name.startswith("components/"))


@each_sheet
def test_sheet_is_short(sheet):
    assert len(sheet.read_text().splitlines()) <= WALL


@each_sheet
def test_braces_close(sheet):
    assert code(sheet).count("{") == code(sheet).count("}")


@each_sheet
def test_nothing_moves_unless_asked(sheet):
    calm = without_blocks(without_blocks(code(sheet), MOVING_BLOCK), CALM_BLOCKS)
    moving = MOVING_BLOCK.search(code(sheet))

    assert MOTION.search(calm) is None
    assert moving is None or '[data-motion="on"]' in code(sheet)


@each_sheet
def test_nothing_shouts_important(sheet):
    assert "!important" not in without_blocks(code(sheet), CALM_BLOCKS)


@each_sheet
def test_no_selector_names_an_id(sheet):
    assert [selector for selector in selectors(code(sheet)) if "#" in selector] == []


@each_sheet
def test_directions_are_logical(sheet):
    css = re.sub(r"@media[^{]+", "", code(sheet))

    assert [found.group(0).strip() for found in PHYSICAL.finditer(css)] == []
    assert ASIDE.search(css) is None


def values_of(text: str) -> list[str]:
    return re.findall(r"(?:[^\s()]|\([^()]*(?:\([^()]*\)[^()]*)*\))+", text)


@each_sheet
def test_four_sides_at_once_are_the_same_from_right_to_left(sheet):
    sides = [values_of(found[1]) for found in FOUR_SIDES.finditer(code(sheet))]

    assert [four for four in sides if len(four) == 4 and four[1] != four[3]] == []


@each_sheet
def test_what_is_shifted_or_mirrored_says_in_which_direction(sheet):
    lines = [line.strip() for line in code(sheet).splitlines() if SHIFTED.search(line)]

    assert [line for line in lines if not line.startswith('[dir="rtl"]')] == []


@each_sheet
def test_colours_come_from_tokens(sheet):
    colours = [found.group(0) for found in COLOUR.finditer(code(sheet)) if sheet.name not in {"tokens.css", "main.css"}]

    assert colours == []


@each_sheet
def test_every_token_used_exists(sheet):
    used = set(TOKEN_USED.findall(code(sheet)))
    known = set(re.findall(r"(--[\w-]+):", "".join(code(any_sheet) for any_sheet in SHEETS)))

    assert used - known == set()
