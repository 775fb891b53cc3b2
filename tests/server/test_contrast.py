"""Contrast by WCAG 2.2 AA, reckoned from the colours of the style sheets: 4.5 for words, 3 for marks and edges of controls."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

STATIC = files("standoff.server").joinpath("static")
HUES = tuple(f"hue-{number}" for number in range(1, 9))
GROUNDS = ("paper", "paper-2", "accent-ground")
WORDS = [(ink, ground) for ink in ("ink", "ink-quiet", "accent", "denies", "questions", "good") for ground in GROUNDS]
WORDS += [("ink", "paper-3"), ("ink", "mark"), ("on-accent", "accent"), *(("paper", hue) for hue in HUES)]
MARKS = [(mark, ground) for mark in (*HUES, "denies", "ink-quiet", "accent") for ground in ("paper", "land", "sea")]
MARKS += [("rule-firm", ground) for ground in ("paper", "paper-2")]

Colours = dict[str, str]


def colours_of(scheme: str) -> list[Colours]:
    """The colours by their names in each of the places where the style sheets give those of a scheme."""
    sheets = [STATIC.joinpath(name).read_text(encoding="utf-8") for name in ("standoff.css", "map/map.css")]
    begins = {
        "light": r":root",
        "dark": r':root\[data-theme="dark"\]',
        "of the system": r':root:not\(\[data-theme="light"\]\)',
    }
    found: list[Colours] = []
    for place in ("light",) if scheme == "light" else ("dark", "of the system"):
        rules = [re.search(rf"(?<![\w\]]){begins[place]} {{(.*?)}}", sheet, re.DOTALL) for sheet in sheets]
        found.append(dict(each for rule in rules if rule for each in re.findall(r"--([\w-]+): (#\w{6});", rule[1])))
    return found


def luminance(colour: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio"""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(WORDS, 4.5), (MARKS, 3.0)], ids=["words", "marks"])
def test_what_is_to_be_read_or_told_apart_stands_out(scheme: str, pairs: list[tuple[str, str]], least: float) -> None:
    for colours in colours_of(scheme):
        found = {(one, other): round(contrast(colours[one], colours[other]), 2) for one, other in pairs}
        assert {pair: ratio for pair, ratio in found.items() if ratio < least} == {}


def test_a_system_that_is_dark_has_the_colours_that_dark_has_when_it_is_chosen() -> None:
    chosen, of_the_system = colours_of("dark")
    assert chosen == of_the_system
    assert len(chosen) > 25
