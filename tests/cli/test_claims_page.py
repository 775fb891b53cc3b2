"""The table: what a person reads off it, at any width and without colour."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from standoff.cli.output import RECORD_KINDS
from standoff.cli.read import print_table
from standoff.pipeline import Reading


def printed(reading: Reading, *, width: int = 80, kinds: tuple[str, ...] = ("claims",), color: bool = False) -> str:
    """What the table prints."""
    stream = io.StringIO()
    console = Console(
        file=stream, width=width, force_terminal=color, color_system="standard" if color else None, soft_wrap=True
    )
    print_table([reading], list(kinds), console)
    return stream.getvalue()


def test_the_page_of_a_report_is_printed_whole(reading: Reading) -> None:
    assert printed(reading).replace("━", "") == (
        " Shots at the [bold]river[/bold] patrol \n"
        "Marsh Daily ← Delta Wire (26 Mar 2031) · 27 Mar 2031 · marsh.json\n"
        "6 claims · 3 claimants · 3 in the publisher's own voice · 1 denial · 1 hedged\n"
        "\n"
        "Marsh Daily, in its own voice\n"
        "  “Two lorries of the river patrol were shot at”\n"
        "    ASSAULT · → Two lorries of the river patrol [Police of Iraq] · with lorries\n"
        "    near Qasr al-Nahr, Maysan, Iraq (±10 km) · 24–26 Mar 2031 “this week”\n"
        "\n"
        "  ↳ The Free Marsh Brigade  body, for marsh-brigade\n"
        "    ✗ denies  “its men had opened fire”\n"
        "      ASSAULT (firearms)\n"
        "      its men [the Free Marsh Brigade] → Two lorries of the river patrol\n"
        "\n"
        "    ↳ a fisherman  person\n"
        "      ~ probably  ◌ attempted  “a warning shot”\n"
        "        ASSAULT\n"
        "\n"
        "Delta Wire ← border officials  unnamed official, for Iraq\n"
        "  “Four drivers were wounded”\n"
        "    ASSAULT · 4 injured (drivers)\n"
        "    near Qasr al-Nahr, Maysan, Iraq (±10 km; from what is told before)\n"
        "\n"
        "Marsh Daily, in its own voice\n"
        "  ¬ did not happen  “No bridge was damaged”\n"
        "    OTHER\n"
        "  “12 and perhaps 40 families have fled”\n"
        "    RETREAT · 12–40 displaced (families)\n"
        "\n"
    )


@pytest.mark.parametrize("width", [60, 72, 80, 100, 120, 200])
def test_no_line_is_wider_than_the_terminal_and_no_word_of_a_quote_is_lost(reading: Reading, width: int) -> None:
    page = printed(reading, width=width)
    assert all(cell_len(line) <= width for line in page.splitlines())
    flat = " ".join(page.split())
    for claim in reading.claims:
        assert f"“{claim.evidence[0].text}”" in flat


def test_colour_adds_nothing_to_the_words(reading: Reading) -> None:
    import re

    colored = printed(reading, color=True)
    assert "\x1b[" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == printed(reading)


def test_hostile_text_reaches_no_terminal(reading: Reading) -> None:
    assert "\x1b" not in printed(reading)
    assert "owned" not in printed(reading)


def test_every_kind_of_record_has_a_section_of_its_own(reading: Reading) -> None:
    page = printed(reading, kinds=RECORD_KINDS)
    for heading in ("Claims: 6", "Attributions: 1", "Places: 2", "Dates: 1", "Rejections: 1", "Report: 1"):
        assert f"─ {heading} ─" in page
    assert "border officials · by “said” · indirect" in page
    assert "Qasr al-Nahr ×2 · Qasr al-Nahr, Maysan, Iraq · 31.50, 47.20 · near" in page
    assert "this week · 24–26 Mar 2031 · relative to 2031-03-27" in page
    assert "claims · no claimant could be made out" in page


def test_claims_that_answer_each_other_in_a_ring_are_all_printed(reading: Reading) -> None:
    from msgspec.structs import replace

    first, _, third, *_ = reading.claims
    ring = Reading(reading.report, claims=(replace(first, responds_to=third.id), third))
    assert printed(ring).count("“") >= 2
    assert "its men had opened fire" in printed(ring)


def test_a_terminal_without_unicode_gets_signs_it_has(reading: Reading) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="backslashreplace")
    print_table([reading], ["claims"], Console(file=stream, width=80, color_system=None, soft_wrap=True))
    stream.seek(0)
    page = stream.read()
    assert 'x denies  "its men had opened fire"' in page
    assert "Marsh Daily <- Delta Wire" in page
    assert "\\u" not in page
