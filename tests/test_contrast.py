"""Every theme is readable: text 7 to 1 on its ground, controls and focus 3 to 1, nothing pure white or black."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

TOKENS = (Path(__file__).parent.parent / "static/css/tokens.css").read_text()
THEMES = ["light", "dim", "dark", "contrast"]  # auto is light or dark

GROUNDS = ["page", "surface", "sunken"]
MEANINGS = ["info", "success", "warning", "danger"]
SOFT = ["accent-soft", *(f"{meaning}-soft" for meaning in MEANINGS)]
AVATARS = [f"avatar-{number}" for number in range(8)]

TEXT = [
    *((ink, ground) for ink in ["ink", "quiet", "accent"] for ground in GROUNDS),
    *((ink, ground) for ink in MEANINGS for ground in ["page", "surface"]),
    *(("ink", ground) for ground in [*SOFT, *AVATARS]),
    *(("accent", soft) for soft in ["accent-soft"]),
    *((name, f"{name}-soft") for name in MEANINGS),
    ("danger", "sunken"),
    ("page", "accent"),
    *(("button-ink", ground) for ground in ["button", "button-hover"]),
    *(("danger-button-ink", ground) for ground in ["danger-button", "danger-button-hover"]),
    *((f"{level}-ink", level) for level in ["non-urgent", "urgent", "emergency"]),
]
EDGES = [
    *((edge, ground) for edge in ["control", "accent", "focus"] for ground in GROUNDS),
    *(("focus", ground) for ground in SOFT),
    ("focus", "focus-halo"),
    *((edge, ground) for edge in ["button-line", *MEANINGS] for ground in ["page", "surface"]),
]
DECORATION = {"line"}  # separates, says nothing


def tokens(theme: str) -> dict[str, str]:
    """Colour tokens as hex in one theme: the common block, then what the theme's own block replaces."""
    colours = {
        name: resolve(value, theme)
        for block in (r":root,\s*\[data-theme\]", rf'\[data-theme="{theme}"\]')
        for body in re.findall(rf"^{block} \{{([^{{}}]*)\}}", TOKENS, re.MULTILINE)
        for name, value in re.findall(r"--color-([\w-]+):\s*([^;]+);", body)
    }
    return colours


def resolve(value: str, theme: str) -> str:
    both = re.fullmatch(r"light-dark\((#\w{6}), (#\w{6})\)", value)
    return both[1 if theme == "light" else 2] if both else value


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1, as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def below(limit: float, pairs: list[tuple[str, str]], theme: str) -> dict[str, float]:
    colours = tokens(theme)
    found = {f"{fore} on {back}": round(contrast(colours[fore], colours[back]), 2) for fore, back in pairs}
    return {pair: ratio for pair, ratio in found.items() if ratio < limit}


def test_contrast_is_21_for_black_on_white():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES)
def test_text_reaches_7_to_1(theme):
    assert below(7, TEXT, theme) == {}


@pytest.mark.parametrize("theme", THEMES)
def test_controls_and_focus_reach_3_to_1(theme):
    assert below(3, EDGES, theme) == {}


@pytest.mark.parametrize("theme", THEMES)
def test_every_colour_is_in_a_pair(theme):
    paired = {name for pair in [*TEXT, *EDGES] for name in pair} | DECORATION

    assert set(tokens(theme)) - paired == set()


@pytest.mark.parametrize("theme", THEMES)
def test_grounds_are_neither_white_nor_black(theme):
    colours = tokens(theme)

    assert {colours[ground] for ground in GROUNDS} & {"#ffffff", "#000000"} == set()
    assert (luminance(colours["page"]) > 0.5) == (theme == "light")


def test_dim_glows_less_than_dark():
    dim, dark = tokens("dim"), tokens("dark")

    assert luminance(dim["ink"]) < luminance(dark["ink"])
