"""A casebook whose reports are analysed at no cost, and the command on it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from standoff.cli import main
from standoff.pipeline import Reading
from standoff.records import Claim, Event, Rejection, Report, Span, content_id


class Analysis:
    """What stands in for the analysis: the first words of a report are one claim. ``seen`` are the reports it was given."""

    def __init__(self) -> None:
        self.seen: list[Report] = []

    def __call__(self, found: Iterable[Report | Rejection], **_: object) -> Iterator[Reading]:
        for each in found:
            if isinstance(each, Rejection):
                yield Reading(None, rejections=(each,))
            else:
                self.seen.append(each)
                first = Span.of(each.text, 0, min(20, len(each.text)))
                id_ = content_id("claim", each.id)
                yield Reading(each, (Claim(id_, each.id, (first,), first, (), Event("ASSAULT", None, None, first)),))


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def analysis() -> Analysis:
    return Analysis()


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder of three reports: a text, a page and two lines of JSON of which one is broken."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text("Shells fell on the bridge of Sorn on Tuesday, a monitor said.")
    (folder / "b.json").write_text(
        '{"title": "Ferry hit", "text": "A ferry was hit near Qasr.", "publisher": "Delta Wire",'
        ' "published_on": "2016-07-18", "url": "https://example.org/ferry"}'
    )
    (folder / "c.jsonl").write_text('{"id": "own-1", "text": "Two convoys met at the river."}\n{"text": "bro\n')
    return folder


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, analysis: Analysis) -> Run:
    """A command in this process and in a folder of its own: exit code, output, notes."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("standoff.pipeline.spread.analyse_spread", analysis)

    def run_command(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["standoff", *arguments])
        code = main()
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run_command
