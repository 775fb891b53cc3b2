"""What the docs show runs, and where they point is something."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from standoff.cli.app import app
from standoff.model import load_reader
from standoff.ontology.lexicon import Trigger
from standoff.readers.fields import named
from standoff.records import Account, Claimant, Corroboration, Dispute, Incident, Report

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "src" / "standoff" / "examples").glob("*.md")]
)
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)


def _blocks(page: str, language: str) -> list[str]:
    return [body for kind, body in _FENCE.findall((ROOT / page).read_text(encoding="utf-8")) if kind == language]


def _commands(page: str) -> Iterator[str]:
    for block in _blocks(page, "console"):
        for line in block.splitlines():
            if line.startswith("$ standoff "):
                yield line.removeprefix("$ standoff ")


def _anchors(page: Path) -> set[str]:
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in _HEADING.findall(text)}


COMMANDS = [(page, command) for page in NAMES for command in _commands(page)]
PYTHON = [(page, block) for page in NAMES for block in _blocks(page, "python") if ">>>" not in block]


@pytest.fixture
def reader_of_the_docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the docs' paths lead somewhere and what their commands write does no harm."""
    for name in ("src", "docs"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_readme_and_the_tutorial_have_commands_to_run() -> None:
    pages = {page for page, _ in COMMANDS}

    assert {"README.md", "docs/tutorial.md", "docs/how-to/read-many-reports.md"} <= pages
    assert len(COMMANDS) >= 10


@pytest.mark.parametrize(("page", "command"), COMMANDS, ids=[f"{page}: {command}" for page, command in COMMANDS])
def test_a_command_in_the_docs_runs(page: str, command: str, reader_of_the_docs: Path) -> None:
    ran = CliRunner().invoke(app, shlex.split(command))

    assert ran.exit_code == 0, ran.output
    assert ran.output or "--output" in command


@pytest.mark.parametrize(("page", "block"), PYTHON, ids=[f"{page} {n}" for n, (page, _) in enumerate(PYTHON)])
def test_python_in_the_docs_runs(
    page: str, block: str, reader_of_the_docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "standoff.happened" in block:  # which the model alone can say
        monkeypatch.delenv("STANDOFF_MODEL")
        monkeypatch.setattr("standoff.pipeline.happened.load_reader", load_reader.__wrapped__)
    for name in re.findall(r'"([\w-]+\.toml)"', block):  # a file that the page tells the reader to write
        (reader_of_the_docs / name).write_text(_blocks(page, "toml")[0], encoding="utf-8")

    exec(compile(block, page, "exec"), {"__name__": "docs"})


@pytest.mark.parametrize("page", NAMES)
def test_links_between_pages_lead_somewhere(page: str) -> None:
    here = (ROOT / page).parent
    for target in _LINK.findall(_FENCE.sub("", (ROOT / page).read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (here / path).resolve() if path else ROOT / page
        assert there.exists(), f"{page} points to {target}"
        if anchor:
            assert anchor in _anchors(there), f"{page} points to {target}"


@pytest.mark.parametrize("page", [name for name in NAMES if name.startswith("docs/")])
def test_every_page_of_the_docs_can_be_reached_from_the_index(page: str) -> None:
    reached, ahead = set(), [ROOT / "docs" / "index.md"]
    while ahead:
        at = ahead.pop()
        if at in reached or at.suffix != ".md" or not at.exists():
            continue
        reached.add(at)
        for target in _LINK.findall(_FENCE.sub("", at.read_text(encoding="utf-8"))):
            if not re.match(r"[a-z]+:", target):
                ahead.append((at.parent / target.partition("#")[0]).resolve())

    assert ROOT / page in reached, f"no page leads to {page}"


def test_the_records_page_names_every_key_that_is_printed() -> None:
    page = (ROOT / "docs" / "reference" / "records.md").read_text(encoding="utf-8")
    incident = Incident(
        "i", "t", "ASSAULT", None, None, ("r1",), (), (), Corroboration(("r1",), (), (), (), 0, ()), "single-source"
    )
    account = Account(Claimant("the Monitor", "monitor"), "asserts", ())
    for record in (Report("r1", "text"), incident, account, account.claimant, Dispute("when", ())):
        for key in record.to_dict():
            assert f'"{key}"' in page, key


def test_the_page_on_readers_names_fields_as_the_readers_do() -> None:
    table = (ROOT / "docs/reference/readers.md").read_text(encoding="utf-8").partition("may be called |")[2]
    for row in re.findall(r"^\| `(\w+)`(?:, `(\w+)`)? \| (.+) \|$", table.partition("\n\n")[0], re.MULTILINE):
        for field, names in zip(filter(None, row[:2]), row[2].split("; "), strict=True):
            told = re.findall("`([^`]+)`", names)
            assert told
            assert named(told) == {field: sorted(told, key=named(told)[field].index)}


def test_the_page_on_event_types_names_every_key_of_an_entry() -> None:
    page = (ROOT / "docs" / "how-to" / "add-an-event-type.md").read_text(encoding="utf-8")
    keys = {"verbs", "nouns", "adjectives", *Trigger.__slots__} - {"type", "words"}

    assert [key for key in sorted(keys) if f"`{key}`" not in page] == []


def test_the_changelog_has_an_unreleased_part_or_the_version_of_the_package() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert "## [Unreleased]" in changelog or f"## [{version}]" in changelog


def test_the_picture_in_the_readme_shows_words_that_its_report_holds() -> None:
    """That it is today's picture, letter for letter, is what ``python docs/picture.py --check`` holds."""
    match = re.search(
        r"<!-- standoff read (\S+) -->\n```text\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert match, "the README says by which command its picture was made"
    report = " ".join((ROOT / match[1]).read_text(encoding="utf-8").split())
    quotes = re.findall("“([^”]+)”", re.sub(r"\n {2}(?=\S)", " ", match[2]))

    assert len(quotes) >= 5
    for quote in quotes:
        assert " ".join(quote.split()) in report, quote
