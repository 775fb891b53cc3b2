"""``standoff judge``: what a person decides; ``standoff review``: what a person should decide."""

from __future__ import annotations

import getpass
import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from standoff.cli import output, words
from standoff.cli.link import linking
from standoff.cli.listing import note_waiting
from standoff.cli.options import CasebookFile, Format, FormatOption, NoColor, OutputFile
from standoff.cli.page import Page, page_for

if TYPE_CHECKING:
    from standoff.casebook import Casebook
    from standoff.records import Judgement
    from standoff.records.judgement import Verdict

__all__ = ["judge_app", "review_command"]

_AT_ONCE = 200
"""If so few reports or fewer wait, a judgement is followed by linking."""

_ALL = 1_000_000

By = Annotated[
    str | None,
    typer.Option(
        "--by", metavar="NAME", envvar="STANDOFF_BY", help="Who decides. Left out: your name on this machine."
    ),
]
Why = Annotated[str | None, typer.Option("--why", metavar="TEXT", help="The reason, kept with the judgement.")]
Ids = Annotated[list[str], typer.Argument(metavar="ID", help="Ids, or as much of their beginnings as tells them.")]


class Attitude(StrEnum):
    """A claimant's stance."""

    asserts = "asserts"
    denies = "denies"
    questions = "questions"


judge_app = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown")


@judge_app.callback()
def _judge() -> None:
    """Record what a person decides: on claims, on what is one happening, on copies.

    A judgement outranks the machine, says who made it, when and why, and stands whatever is linked or analysed again.
    It is never altered: revoke takes it back, and both stay. What follows from it is formed anew at once.
    """


@judge_app.command("accept")
def accept_command(ids: Ids, by: By = None, why: Why = None, casebook: CasebookFile = Path("standoff.db")) -> None:
    """A claim was read rightly, or an incident is put together rightly; takes back an earlier reject.

    **Example:**

    - standoff judge accept 4f0c2a
    """
    _judge_and_link(casebook, "accept", ids, by=by, why=why)


@judge_app.command("reject")
def reject_command(ids: Ids, by: By = None, why: Why = None, casebook: CasebookFile = Path("standoff.db")) -> None:
    """A claim was read wrongly: it stays on record and counts nowhere. This says nothing of whether it is true.

    **Example:**

    - standoff judge reject 4f0c2a --why "a plan, not a deed"
    """
    _judge_and_link(casebook, "reject", ids, by=by, why=why)


@judge_app.command("same")
def same_command(ids: Ids, by: By = None, why: Why = None, casebook: CasebookFile = Path("standoff.db")) -> None:
    """Claims or incidents are of one happening: incidents are merged.

    **Example:**

    - standoff judge same INCIDENT INCIDENT --why "one strike, two spellings of the village"
    """
    _judge_and_link(casebook, "same", ids, by=by, why=why)


@judge_app.command("different")
def different_command(ids: Ids, by: By = None, why: Why = None, casebook: CasebookFile = Path("standoff.db")) -> None:
    """Claims or incidents are of different happenings: incidents are split, or kept apart.

    **Example:**

    - standoff judge different CLAIM INCIDENT --why "the strike of the day before"
    """
    _judge_and_link(casebook, "different", ids, by=by, why=why)


@judge_app.command("unsure")
def unsure_command(ids: Ids, by: By = None, why: Why = None, casebook: CasebookFile = Path("standoff.db")) -> None:
    """Somebody looked and could not tell: `standoff review` shows it first.

    **Example:**

    - standoff judge unsure INCIDENT INCIDENT
    """
    _judge_and_link(casebook, "unsure", ids, by=by, why=why)


@judge_app.command("copy")
def copy_command(ids: Ids, by: By = None, why: Why = None, casebook: CasebookFile = Path("standoff.db")) -> None:
    """Reports are copies of one text and count once.

    **Example:**

    - standoff judge copy REPORT REPORT
    """
    _judge_and_link(casebook, "same", ids, by=by, why=why, is_of_reports=True)


@judge_app.command("not-copy")
def not_copy_command(ids: Ids, by: By = None, why: Why = None, casebook: CasebookFile = Path("standoff.db")) -> None:
    """Reports are texts of their own.

    **Example:**

    - standoff judge not-copy REPORT REPORT
    """
    _judge_and_link(casebook, "different", ids, by=by, why=why, is_of_reports=True)


@judge_app.command("place")
def place_command(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The claim's id.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="The place, as the gazetteer knows it, or any name.")],
    at: Annotated[
        str | None, typer.Option("--at", metavar="LAT,LON", help="Where it lies. Left out: as the gazetteer has it.")
    ] = None,
    km: Annotated[float | None, typer.Option("--km", min=0, metavar="KM", help="Within how many kilometres.")] = None,
    by: By = None,
    why: Why = None,
    casebook: CasebookFile = Path("standoff.db"),
) -> None:
    """Say where a claim's happening was.

    **Example:**

    - standoff judge place 4f0c2a "Tokhar" --at 36.57,38.02 --km 2 --why "geolocated from footage"
    """
    _judge_and_link(casebook, "edit", [claim], by=by, why=why, field="place", value=_place(name, at, km))


@judge_app.command("actor")
def actor_command(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The claim's id.")],
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="A name, or an id of the registry: RUS-MIL.")],
    target: Annotated[bool, typer.Option("--target", help="It was done to them, not by them.")] = False,
    by: By = None,
    why: Why = None,
    casebook: CasebookFile = Path("standoff.db"),
) -> None:
    """Say who, as the claim has it, did it; or to whom it was done.

    **Examples:**

    - standoff judge actor 4f0c2a RUS-MIL

    - standoff judge actor 4f0c2a "the Free Marsh Brigade" --target
    """
    field = "target" if target else "actor"
    _judge_and_link(casebook, "edit", [claim], by=by, why=why, field=field, value=_actor(actor))


@judge_app.command("edit")
def edit_command(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The claim's id.")],
    field: Annotated[str, typer.Argument(metavar="FIELD", help="place, when, actor, target, type or tolls.")],
    value: Annotated[str, typer.Argument(metavar="JSON", help="Its value, as the field has it in a claim.")],
    by: By = None,
    why: Why = None,
    casebook: CasebookFile = Path("standoff.db"),
) -> None:
    """Set a field of a claim to what its words say.

    **Example:**

    - standoff judge edit 4f0c2a when '{"earliest": "2016-07-19", "latest": "2016-07-19"}'
    """
    try:
        wanted = json.loads(value)
    except ValueError as error:
        raise typer.BadParameter(f"{value} is no JSON: {error}.") from None
    _judge_and_link(casebook, "edit", [claim], by=by, why=why, field=field, value=wanted)


@judge_app.command("add")
def add_command(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The report's id.")],
    words_: Annotated[str, typer.Argument(metavar="WORDS", help="Words that stand in it, once.")],
    type_: Annotated[str, typer.Option("--type", metavar="TYPE", help="A PLOVER event type, or OTHER.")],
    claimant: Annotated[
        str | None, typer.Option("--claimant", metavar="NAME", help="Who says it. Left out: the publisher itself.")
    ] = None,
    stance: Annotated[Attitude, typer.Option("--stance", help="The claimant's attitude to it.")] = Attitude.asserts,
    is_negative: Annotated[bool, typer.Option("--did-not", help="It says that it did not happen.")] = False,
    place: Annotated[str | None, typer.Option("--place", metavar="NAME", help="Where.")] = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="LAT,LON", help="Where it lies. Left out: as the gazetteer has it.")
    ] = None,
    km: Annotated[float | None, typer.Option("--km", min=0, metavar="KM", help="Within how many kilometres.")] = None,
    when: Annotated[
        str | None, typer.Option("--when", metavar="DAY[/DAY]", help="On which day, or between which.")
    ] = None,
    actor: Annotated[str | None, typer.Option("--actor", metavar="ACTOR", help="Who did it: a name or an id.")] = None,
    target: Annotated[str | None, typer.Option("--target", metavar="ACTOR", help="To whom it was done.")] = None,
    toll: Annotated[
        list[str] | None, typer.Option("--toll", metavar="KIND=LOW[-HIGH]", help="killed=3, injured=5-7. Repeatable.")
    ] = None,
    by: By = None,
    why: Why = None,
    casebook: CasebookFile = Path("standoff.db"),
) -> None:
    """Make a claim that was missed, of words of a report.

    **Example:**

    - standoff judge add 4f38b098 "three were killed at the ford" --type ASSAULT --claimant "a council" --toll killed=3
    """
    value: dict[str, Any] = {"quote": words_, "type": {"type": type_}, "stance": stance.value}
    value["polarity"] = "negative" if is_negative else "positive"
    if claimant:
        value["claimant"] = {"name": claimant}
    if place:
        value["place"] = _place(place, at, km)
    if when:
        first, _, last = when.partition("/")
        value["when"] = {"earliest": first, "latest": last or first}
    value |= {role: _actor(name) for role, name in (("actor", actor), ("target", target)) if name}
    value["tolls"] = [_toll(each) for each in toll or ()]
    _judge_and_link(casebook, "add", [report], by=by, why=why, value=value)


@judge_app.command("revoke")
def revoke_command(ids: Ids, by: By = None, why: Why = None, casebook: CasebookFile = Path("standoff.db")) -> None:
    """Take judgements back. They stay on record, with who took them back and why.

    **Example:**

    - standoff judge revoke 9ab31c --why "misread myself"
    """
    _judge_and_link(casebook, "revoke", ids, by=by, why=why)


@judge_app.command("load")
def load_command(
    path: Annotated[
        typer.FileText, typer.Argument(metavar="PATH", encoding="utf-8", help="The file, or - for standard input.")
    ],
    casebook: CasebookFile = Path("standoff.db"),
) -> None:
    """Bring in the judgements of another casebook, as they were made there: by whom, when and why.

    PATH is what `standoff export --format jsonl` or `standoff judge list --all --format jsonl` wrote. Add its reports
    first. Judgements that are here already are passed over, and those on what is not here are left out and named.

    Examples:

    - `standoff add old.jsonl && standoff judge load old.jsonl`
    """
    from standoff.casebook import open_casebook

    with open_casebook(casebook, mode="write", duty="standoff judge") as book:
        brought = book.bring_judgements(map(_record, path))
        for uid, reason in brought.left:
            output.note(f"Judgement {words.safe(uid)[:8]} is left out: {words.safe(reason)}.")
        known = f"; here already: {brought.known:,}" if brought.known else ""
        said = f"{words.count(brought.new, 'judgement')} brought in{known}."
        if brought.new:
            _link(book, said)
        else:
            output.note(said)


def _record(line: str) -> dict[str, Any]:
    try:
        record = json.loads(line) if line.strip() else {}
    except ValueError as error:
        raise typer.BadParameter(f"This is no file of Standoff's records: {error}.") from None
    return record if isinstance(record, dict) else {}


@judge_app.command("list")
def list_command(
    casebook: CasebookFile = Path("standoff.db"),
    show_all: Annotated[bool, typer.Option("--all", help="Those that were revoked too.")] = False,
    form: FormatOption = Format.table,
    out: OutputFile = None,
    no_color: NoColor = False,
) -> None:
    """List the judgements, in the order in which they were made.

    **Example:**

    - standoff judge list --all
    """
    from standoff.casebook import open_casebook

    with open_casebook(casebook, mode="read") as book, output.opened(out) as stream:
        console = output.console_for(stream, color=not no_color)
        page = page_for(console)
        for judgement in book.judgements(is_standing=not show_all):
            if form is Format.jsonl:
                stream.write(output.line_of(judgement.to_dict()) + "\n")
            else:
                _put_judgement(page, judgement)
        if form is Format.table and not page.lines:
            page.put(page.words("No judgements stand. `standoff review` says what most needs one."))
        page.show(console)


def _put_judgement(page: Page, judgement: Judgement) -> None:
    head = page.words(
        (judgement.id[:8], "bold"), f"  {judgement.at:%d %b %Y %H:%M} UTC, ", (words.safe(judgement.by), "cyan")
    )
    page.put(head)
    said = [f"{subject.kind} {subject.id}" for subject in judgement.subjects]
    verdict = f"{judgement.verdict} {judgement.field}" if judgement.field else judgement.verdict
    page.put(page.words((f"{verdict}: ", "bold"), words.safe(", ".join(said))), indent=2)
    if judgement.verdict == "add":
        claim = judgement.added
        who = claim.attribution[-1].source.name if claim.attribution else "the publisher"
        told = f"{claim.event.type}: {who} {claim.stance}, of report {claim.report_id}"
        page.put(page.words(words.safe(told)), indent=4)
        page.put(page.words(words.safe(claim.evidence[0].text)), indent=4)
    if judgement.field:
        page.put(page.words(words.safe(json.dumps(judgement.value, ensure_ascii=False))), indent=4)
    if judgement.why:
        page.put(page.words((words.safe(judgement.why), "italic")), indent=4)


def review_command(
    casebook: CasebookFile = Path("standoff.db"),
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, metavar="N", help="So many at most; 0 for all.")] = 12,
    form: FormatOption = Format.table,
    out: OutputFile = None,
    no_color: NoColor = False,
) -> None:
    """List what most needs a person, most useful first: each with why, and with the command that decides it.

    First what somebody left unsure; then by how much hangs on a decision and how open it is: incidents that could be
    one, disputes that nobody looked at, copies that are hardly copies, tolls that are on no map.

    **Example:**

    - standoff review --limit 5 --casebook syria.db
    """
    from standoff.casebook import open_casebook

    with open_casebook(casebook, mode="read") as book, output.opened(out) as stream:
        note_waiting(book)
        found = book.review(limit=limit or _ALL)
        if form is Format.jsonl:
            for question in found:
                stream.write(output.line_of(question.to_dict()) + "\n")
            return
        console = output.console_for(stream, color=not no_color)
        page = page_for(console)
        for number, question in enumerate(found, start=1):
            page.blank()
            page.put(page.words((words.safe(question.what), "bold")), lead=page.words((f"{number:>2}. ", "dim")))
            page.put(page.words(words.safe(question.why)), indent=4)
            for how in question.how.split("    "):
                page.put(page.words((words.safe(how), "green")), indent=4)
        if not found:
            is_linked = book.count_incidents(at_most=1)
            page.put(
                page.words(
                    "Nothing waits for a person."
                    if is_linked
                    else "No incidents to review. `standoff link` forms those of reports that were added."
                )
            )
        page.show(console)


def _judge_and_link(
    casebook: Path,
    verdict: Verdict,
    ids: list[str],
    *,
    by: str | None,
    why: str | None,
    field: str | None = None,
    value: Any = None,
    is_of_reports: bool = False,
) -> None:
    from standoff.casebook import open_casebook

    with open_casebook(casebook, mode="write", duty="standoff judge") as book:
        if is_of_reports:
            ids = [book.report(each).line.id for each in ids]
        made = book.judge(verdict, *ids, by=by or _name(), why=why, field=field, value=value)
        said = f"Judgement {made.id[:8]} by {words.safe(made.by)} stands."
        _link(book, said)


def _link(book: Casebook, said: str) -> None:
    if not book.count_incidents(at_most=1):
        output.note(said)
        return
    if book.waiting() > _AT_ONCE:
        output.note(f"{said} `standoff link` will form anew what follows from it.")
        return
    with linking(is_shown=sys.stderr.isatty()) as advance:
        linked = book.link(advance=advance)
    output.note(f"{said} {words.count(linked.formed, 'incident')} formed anew.")


def _name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise typer.BadParameter("Say who decides: --by NAME.") from None


def _place(name: str, at: str | None, km: float | None) -> dict[str, Any]:
    if at is not None:
        try:
            lat, lon = map(float, at.split(","))
        except ValueError:
            raise typer.BadParameter(f"{at} is no point. Write it as latitude,longitude: 36.57,38.02.") from None
        if abs(lat) > 90 or abs(lon) > 180:
            raise typer.BadParameter(f"{at} is no point on earth.")
        return {"name": name, "lat": lat, "lon": lon, "precision": "exact", "uncertainty_km": km}
    from standoff.gazetteer import Gazetteer

    gazetteer = Gazetteer.open()
    found = gazetteer.find(name)
    gazetteer.close()
    if not found:
        raise typer.BadParameter(f"No place is known by the name {name}. Say where it lies: --at LAT,LON.")
    best = found[0]
    return {
        "name": best.name,
        "lat": best.lat,
        "lon": best.lon,
        "country": best.country,
        "admin1": best.admin1,
        "gazetteer_id": best.id,
        "precision": "town",
        "uncertainty_km": km if km is not None else best.radius_km,
    }


def _toll(written: str) -> dict[str, Any]:
    what, _, numbers = written.partition("=")
    low, _, high = numbers.partition("-")
    if not low.isdecimal() or not (high or low).isdecimal():
        raise typer.BadParameter(f"{written} is no toll. Write it as killed=3 or injured=5-7.")
    return {"what": what, "low": int(low), "high": int(high or low)}


def _actor(written: str) -> dict[str, Any]:
    """A party of the registry; any other is called by its name, as the page does it, and that is said."""
    from standoff.actors import ActorRegistry

    registry = ActorRegistry.load()
    found = next((actor for actor in registry if actor.id == written.upper()), None) or registry.resolve(written)
    found = found or registry.resolve(written.title())
    if found is None:
        output.note(f"The registry knows no {words.safe(written)}: kept as a party of that name.", style="yellow")
        return {"id": written[:80], "name": written}
    return found.to_dict()
