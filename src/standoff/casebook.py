"""A casebook: reports and all that was found in them, kept in one file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, Self, Unpack

from standoff.errors import CasebookError
from standoff.records import Claim, Copy, Incident, Judgement
from standoff.store import (
    ClaimConditions,
    Findings,
    IncidentColumns,
    IncidentConditions,
    IncidentTally,
    KeptReport,
    Page,
    Position,
    ReportConditions,
    ReportLine,
    Soundness,
    Store,
    open_store,
)

if TYPE_CHECKING:
    from standoff.incidents import Comparison, Who
    from standoff.pipeline.export import Exported, ExportFormat
    from standoff.pipeline.judge import Brought
    from standoff.pipeline.keep import Added, Analyse
    from standoff.pipeline.link import Advance, Linked
    from standoff.pipeline.review import Question
    from standoff.records.judgement import Verdict

__all__ = ["Casebook", "open_casebook"]


class Casebook:
    """Reports and all that was found in them. ``standoff.open(path)`` gives one, to be closed after use.

    ``analyse`` takes the place of Standoff's own analysis of reports.
    """

    def __init__(self, store: Store, *, analyse: Analyse | None = None) -> None:
        self._store = store
        self._analyse = analyse

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        """How many reports there are, all versions together."""
        return self._store.reports.count()

    @property
    def path(self) -> Path:
        """The file."""
        return self._store.path

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def add(
        self, *paths: str | PathLike[str], jobs: int | None = 1, actors: str | PathLike[str] | None = None
    ) -> Iterator[Added]:
        """Read reports into the casebook and say of each what came of it; the paths are those of ``standoff.read``.

        Each report is kept, with all that was found in it, in one transaction, as the iterator comes to it: nothing
        is added unless it is iterated over, and whoever stops, or is stopped, has all that came before. What is known
        already is not analysed again, so that a second run goes on where the first ended.
        Raises ``CasebookError`` when the file cannot be written to.
        """
        from standoff.pipeline.keep import keep_reports
        from standoff.pipeline.spread import analyse_spread
        from standoff.readers import read_reports

        analyse = self._analyse or partial(analyse_spread, jobs=jobs, actors=Path(actors) if actors else None)
        return keep_reports(self._store, read_reports(map(str, paths)), analyse)

    def add_bytes(
        self,
        name: str,
        stream: BinaryIO,
        *,
        how: str,
        url: str | None = None,
        media_type: str | None = None,
        charset: str | None = None,
        received_at: datetime | None = None,
    ) -> Iterator[Added]:
        """The same for bytes that are no file of this machine: ``name`` says which they are, ``how`` how they came, and
        the rest what is known of them from outside."""
        from standoff.pipeline.keep import keep_reports
        from standoff.pipeline.spread import analyse_spread
        from standoff.readers.item import Item
        from standoff.readers.registry import read_item

        item = Item(name, stream, url=url, media_type=media_type, charset=charset, received_at=received_at)
        return keep_reports(self._store, read_item(item), self._analyse or analyse_spread, how=how)

    def reports(
        self, *, limit: int | None = None, skip: int = 0, **conditions: Unpack[ReportConditions]
    ) -> Iterator[ReportLine]:
        """The reports that meet all conditions, last published first, without the first ``skip``."""
        return self._store.reports.lines(limit=limit, skip=skip, **conditions)

    def page_of_reports(
        self, *, limit: int, after: Position | None = None, **conditions: Unpack[ReportConditions]
    ) -> Page[ReportLine]:
        """The first of those reports that come after a position."""
        return self._store.reports.page(limit=limit, after=after, **conditions)

    def count_reports(self, *, at_most: int | None = None, **conditions: Unpack[ReportConditions]) -> int:
        """How many reports meet all conditions; no more than ``at_most`` are counted."""
        return self._store.reports.count(at_most=at_most, **conditions)

    def report(self, report_id: str) -> KeptReport:
        """A report with its bytes, its arrivals and its versions. The beginning of an id will do.

        Raises ``CasebookError`` when no report, or more than one, has an id that begins so.
        """
        ids = self._store.reports.matching(report_id) if report_id else []
        if len(ids) > 1:
            raise CasebookError(f"{report_id} could be any of {', '.join(ids)}.", advice="Give more of the id.")
        kept = self._store.reports.kept(ids[0]) if ids else None
        if kept is None:
            raise CasebookError(
                f"There is no report {report_id} in {self.path}.", advice="`standoff reports` lists what there is."
            )
        return kept

    def lines_of(self, report_ids: Iterable[str]) -> dict[str, ReportLine]:
        """What a list says of each of some reports, by the whole of its id; what is no report is left out."""
        lines = map(self._store.reports.line, report_ids)
        return {line.id: line for line in lines if line is not None}

    def findings(self, report_id: str) -> Findings:
        """All that was found in a report, by the whole of its id; nothing where there is no such report."""
        return self._store.claims.findings(report_id) or Findings()

    def copies(self, report_id: str) -> list[Copy]:
        """The copies that a report makes or is, by the whole of its id, the clearest first."""
        return self._store.copies.of(report_id)

    def claims(self, *, limit: int | None = None, **conditions: Unpack[ClaimConditions]) -> Iterator[Claim]:
        """The claims that meet all conditions, those of the last days first."""
        return self._store.claims.find(limit=limit, **conditions)

    def page_of_claims(
        self, *, limit: int, after: Position | None = None, **conditions: Unpack[ClaimConditions]
    ) -> Page[Claim]:
        """The first of those claims that come after a position."""
        return self._store.claims.page(limit=limit, after=after, **conditions)

    def claim(self, claim_id: str) -> Claim:
        """A claim as it was judged, by its id or the beginning of it; a rejected one as it was found.

        Raises ``CasebookError`` when no claim, or more than one, has an id that begins so.
        """
        ids = self._store.claims.matching(claim_id) if claim_id else []
        if claim_id in ids:
            ids = [claim_id]
        if len(ids) > 1:
            raise CasebookError(f"{claim_id} could be any of {', '.join(ids)}.", advice="Give more of the id.")
        found = self._store.claims.get(ids[0]) if ids else None
        if found is None:
            raise CasebookError(f"There is no claim {claim_id} in {self.path}.")
        return next((each for each in self.judged_claims(found.report_id) if each.id == found.id), found)

    def judged_claims(self, report_id: str) -> list[Claim]:
        """The claims of a report as they were judged, without those that were rejected, by the whole of its id."""
        from standoff.pipeline.judged import Judged

        judged = Judged.of(self._store.judgements.standing())
        return judged.claims(report_id, self._store.claims.of_report(report_id))

    def claims_by_hand(self, report_id: str) -> list[Claim]:
        """The claims that somebody made by hand of a report's words, by the whole of its id, as they were made."""
        from standoff.pipeline.judged import Judged

        return Judged.of(self._store.judgements.standing()).with_added(report_id, ())

    def judgements_of_claims(self, report_id: str) -> dict[str, list[Judgement]]:
        """The judgements that stand of each claim of a report, by the whole of its id, in the order in which they were
        made; a claim that nobody judged is left out."""
        from standoff.pipeline.judged import Judged, claim_of

        standing = tuple(self._store.judgements.standing())
        claims = Judged.of(standing).with_added(report_id, self._store.claims.of_report(report_id))
        found: dict[str, list[Judgement]] = {}
        for judgement in standing:
            for subject in judgement.subjects:
                if (subject.kind, subject.report_id) == ("claim", report_id) and (claim := claim_of(subject, claims)):
                    found.setdefault(claim.id, []).append(judgement)
        return found

    def incident_of_each(self, claim_ids: Iterable[str]) -> dict[str, str]:
        """The id of the incident that each of some claims is counted to, by the whole of its id."""
        found = {each: self._store.incidents.of_claim(each) for each in claim_ids}
        return {claim: incidents[0] for claim, incidents in found.items() if incidents}

    def link(self, *, anew: bool = False, advance: Advance | None = None) -> Linked:
        """Form the incidents of all reports, or bring them up to what came since; what was judged stands.

        ``advance`` is told what is being done, and how much of it. Whoever stops, or is stopped, has what was done so
        far, and the next call goes on. ``anew`` does all from the start.
        """
        from standoff.pipeline.as_of import keep_as_of
        from standoff.pipeline.link import link_reports

        linked = link_reports(self._store, self._who(), anew=anew, advance=advance)
        keep_as_of(self._store, self._who(), advance=advance)
        return linked

    def incidents(
        self, *, limit: int | None = None, skip: int = 0, **conditions: Unpack[IncidentConditions]
    ) -> Iterator[Incident]:
        """The incidents that meet all conditions, the last days first, without the first ``skip``."""
        return self._store.incidents.find(limit=limit, skip=skip, **conditions)

    def page_of_incidents(
        self, *, limit: int, after: Position | None = None, **conditions: Unpack[IncidentConditions]
    ) -> Page[Incident]:
        """The first of those incidents that come after a position."""
        return self._store.incidents.page(limit=limit, after=after, **conditions)

    def columns(self, **conditions: Unpack[IncidentConditions]) -> Iterator[IncidentColumns]:
        """What a map shows of all incidents that meet all conditions, in no order."""
        return self._store.incidents.columns(**conditions)

    def json_columns(
        self, *, epoch: date, titles: bool = False, **conditions: Unpack[IncidentConditions]
    ) -> tuple[int, dict[str, str]]:
        """How many incidents meet all conditions, and what a map shows of them as arrays of JSON, one a column and all
        in one order; days as days since ``epoch``."""
        return self._store.incidents.json_columns(epoch=epoch, titles=titles, **conditions)

    def tally(self, **conditions: Unpack[IncidentConditions]) -> IncidentTally:
        """How many incidents meet all conditions, and on how many claims, reports, texts, claimants and origins they
        rest."""
        return self._store.incidents.tally(**conditions)

    def incidents_of(self, report_id: str) -> list[Incident]:
        """The incidents that a report makes claims of, by the whole of its id."""
        found = map(self._store.incidents.get, self._store.incidents.of_report(report_id))
        return [incident for incident in found if incident is not None]

    def count_incidents(self, *, at_most: int | None = None, **conditions: Unpack[IncidentConditions]) -> int:
        """How many incidents meet all conditions; no more than ``at_most`` are counted."""
        return self._store.incidents.count(at_most=at_most, **conditions)

    def incident(self, incident_id: str, *, as_of: date | None = None) -> Incident:
        """An incident, by its id or one that it had before, or the beginning of it; ``as_of`` a day, as it was known
        then: of the reports of then, by the judgements of then.

        Raises ``CasebookError`` when there is no such incident, more than one, or none was reported by then.
        """
        ids = self._store.incidents.matching(incident_id) if incident_id else []
        if len(ids) > 1:
            raise CasebookError(f"{incident_id} could be any of {', '.join(ids)}.", advice="Give more of the id.")
        uid = ids[0] if ids else self._once_called(incident_id)
        found = self._store.incidents.get(uid) if uid else None
        if found is None:
            raise CasebookError(
                f"There is no incident {incident_id} in {self.path}.",
                advice="`standoff incidents` lists what there is; `standoff link` forms incidents of new reports.",
            )
        if as_of is None:
            return found
        from standoff.pipeline.as_of import incident_as_of

        then = incident_as_of(self._store, self._who(), found, as_of)
        if then is None:
            raise CasebookError(f"Nothing had been reported of incident {found.id} by {as_of}.")
        return then

    def _once_called(self, incident_id: str) -> str | None:
        from standoff.pipeline.once_called import incident_once_called

        return incident_once_called(self._store, incident_id)

    def claims_of(self, incident: Incident, *, as_of: date | None = None) -> dict[str, Claim]:
        """The claims of an incident by their ids, as they were judged, by the day ``as_of`` where it is given."""
        from standoff.pipeline.cycles import without_looking_for_cycles
        from standoff.pipeline.judged import Judged

        judged, told = Judged.of(self._store.judgements.standing(until=as_of)), set(incident.claims)
        touched, claims = judged.reports(), self._store.claims
        as_read = set(incident.reports) - touched
        with without_looking_for_cycles():
            found = {claim.id: claim for claim in claims.some_of_reports(as_read, told)}
            for report_id in sorted(touched.intersection(incident.reports)):
                judged_claims = judged.claims(report_id, claims.of_report(report_id))
                found |= {claim.id: claim for claim in judged_claims if claim.id in told}
        return found

    def judge(
        self,
        verdict: Verdict,
        *ids: str,
        by: str,
        why: str | None = None,
        field: str | None = None,
        value: Any = None,
    ) -> Judgement:
        """Keep what a person decided on claims, incidents, reports (``same`` or ``different``: copies or none) or, to
        ``revoke`` them, judgements. Nothing is altered by it but what follows: ``link`` forms that anew.

        An edit sets ``field`` of claims to ``value``, in the JSON shape of that field. To ``add`` a claim by hand is to
        name its report; ``value`` has its words (``quote``, or ``start`` and ``end``), its ``type`` and what else is
        known. Ids may be beginnings of ids.
        Raises ``JudgementError`` when there is nothing of an id, or a judgement cannot be made of what is given.
        """
        from standoff.pipeline.judge import judge

        return judge(self._store, verdict, ids, by=by, why=why, field=field, value=value)

    def bring_judgements(self, records: Iterable[Mapping[str, Any]]) -> Brought:
        """Keep the judgements among records that another casebook exported, as they were made there: by whom, when and
        why. Its reports are to be here, under the ids that they had there; what is on others is left out and said.
        """
        from standoff.pipeline.judge import bring_judgements

        return bring_judgements(self._store, records)

    def judgements(self, *, is_standing: bool = True) -> Iterator[Judgement]:
        """The judgements in the order in which they were made: those that stand, or all."""
        return self._store.judgements.standing() if is_standing else self._store.judgements.all()

    def waiting(self) -> int:
        """How many reports came, or were judged, since incidents were last formed."""
        return self._store.tellings.count_waiting() or self._store.tellings.unsettled()

    def review(self, *, limit: int = 20) -> list[Question]:
        """What most needs a person, the most useful first, each with why."""
        from standoff.pipeline.review import questions

        return questions(self._store, limit=limit)

    def likeness(self, one: str, other: str) -> Comparison | None:
        """Why two incidents, by the whole of their ids, could be one: the likeliest pair of what their reports tell,
        with the reasons for and against; ``None`` where nothing of the two was compared."""
        from standoff.pipeline.review import likeness

        return likeness(self._store, self._who(), one, other)

    def export(
        self,
        path: str | PathLike[str],
        *,
        form: ExportFormat,
        is_without_victims: bool = False,
        is_for_excel: bool = False,
        **conditions: Unpack[IncidentConditions],
    ) -> Exported:
        """Write incidents that meet all conditions, with what they rest on, to a file that appears once it is whole.

        ``acled`` and ``ged`` get a sidecar that says which values had no room, and why; ``jsonl`` without conditions
        has all records; ``is_for_excel`` begins CSV with a byte order mark, by which Excel knows it for UTF-8. Raises
        ``StandoffError`` when the file cannot be written.
        """
        from standoff.pipeline.export import export

        return export(
            self._store,
            Path(path),
            form,
            is_without_victims=is_without_victims,
            is_for_excel=is_for_excel,
            **conditions,
        )

    def _who(self) -> Who:
        from standoff.actors import ActorRegistry
        from standoff.pipeline.link import who_of

        return who_of(ActorRegistry.load())

    def check(self, *, advance: Callable[[], None] | None = None) -> Soundness:
        """Proof that the file is sound, or what is wrong with it. ``advance`` is called after each report."""
        return self._store.check(advance=advance)


def open_casebook(
    path: str | PathLike[str],
    *,
    mode: Literal["read", "write", "create"] = "create",
    duty: str = "a program",
    wait_seconds: float = 10.0,
    analyse: Analyse | None = None,
) -> Casebook:
    """Open a casebook: to ``read``, to ``write``, or to ``create`` it where there is none. Many may read while one
    writes.

    A transaction waits ``wait_seconds`` for another process's; ``duty`` tells that process's user who this one is.
    Raises ``CasebookError`` when it cannot be opened.
    """
    return Casebook(open_store(path, mode=mode, duty=duty, wait_seconds=wait_seconds), analyse=analyse)
