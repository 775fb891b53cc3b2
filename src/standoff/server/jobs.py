"""What takes longer than a request: done one after the other by one thread, and remembered while the server runs."""

from __future__ import annotations

import logging
import queue
import secrets
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

from standoff.casebook import Casebook
from standoff.errors import StandoffError
from standoff.server.books import Books
from standoff.server.problems import RequestError, problem_of

if TYPE_CHECKING:
    from standoff.pipeline import Knowledge, Reading
    from standoff.records import Rejection, Report

__all__ = ["Job", "Jobs", "JobsBusyError"]

State = Literal["waiting", "running", "done", "failed"]
_MOST_WAITING: Final = 32
_MOST_REMEMBERED: Final = 200
_MOST_RESULTS: Final = 1_000
_Each = TypeVar("_Each")
_log = logging.getLogger(__name__)


class JobsBusyError(RequestError):
    """More work waits than is taken on."""

    status = HTTPStatus.SERVICE_UNAVAILABLE


@dataclass(slots=True)
class Job:
    """A piece of work: how far it is, and what came of it. ``outcomes`` counts the results, of which the first thousand
    are kept."""

    what: Literal["add", "link"]
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    state: State = "waiting"
    made_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    ended_at: datetime | None = None
    doing: str | None = None
    done: int = 0
    total: int | None = None
    outcomes: Counter[str] = field(default_factory=Counter)
    results: list[dict[str, Any]] = field(default_factory=list)
    formed: int | None = None
    problem: dict[str, Any] | None = None

    def note(self, result: dict[str, Any]) -> None:
        """Keep what came of one input."""
        self.outcomes[result["outcome"]] += 1
        if len(self.results) < _MOST_RESULTS:
            self.results.append(result)

    def advance(self, doing: str, done: int, total: int | None) -> None:
        """Say how far it is."""
        self.doing, self.done, self.total = doing, done, total

    def to_dict(self) -> dict[str, Any]:
        return {
            "record": "job",
            "id": self.id,
            "what": self.what,
            "state": self.state,
            "made_at": _instant(self.made_at),
            "ended_at": _instant(self.ended_at) if self.ended_at else None,
            "doing": self.doing,
            "done": self.done,
            "total": self.total,
            "outcomes": dict(self.outcomes),
            "results": list(self.results),
            "incidents_formed": self.formed,
            "problem": self.problem,
        }


def _instant(at: datetime) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")


class Jobs:
    """The work of one server on its casebook."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._waiting: queue.Queue[tuple[Job, Callable[[Job, Casebook], None]] | None] = queue.Queue(_MOST_WAITING)
        self._guard = threading.Lock()
        self._worker: threading.Thread | None = None
        self._is_closed = threading.Event()
        self._knowledge: Knowledge | None = None

    def get(self, job_id: str) -> Job | None:
        """A job by its id."""
        return self._jobs.get(job_id)

    def all(self) -> list[Job]:
        """All jobs that are remembered, the last first."""
        with self._guard:
            return list(reversed(self._jobs.values()))

    def link(self) -> Job:
        """Have incidents formed of what came or was judged: by a job that waits already, or a new one."""
        with self._guard:
            waiting = next((job for job in self._jobs.values() if job.what == "link" and job.state == "waiting"), None)
        return waiting or self.begin(Job("link"), self.form)

    def begin(self, job: Job, work: Callable[[Job, Casebook], None]) -> Job:
        """Have something done. Raises ``JobsBusyError`` when too much waits already."""
        with self._guard:
            try:
                self._waiting.put_nowait((job, work))
            except queue.Full:
                raise JobsBusyError(
                    f"{_MOST_WAITING} jobs wait already.", advice="Try again when some are done."
                ) from None
            self._jobs[job.id] = job
            while len(self._jobs) > _MOST_REMEMBERED:
                self._jobs.popitem(last=False)
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name="standoff-jobs", daemon=True)
                self._worker.start()
        return job

    def form(self, job: Job, book: Casebook) -> None:
        """Form the incidents of what came or was judged. Judgements wait meanwhile."""
        with self._books.turn:
            job.formed = book.link(advance=job.advance).formed

    def steps(self, found: Iterable[_Each]) -> Iterator[_Each]:
        """The same, each made while nobody else writes; between two, judgements have their turn. It ends early when
        the server does."""
        iterator = iter(found)
        while not self._is_closed.is_set():
            with self._books.turn:
                try:
                    each = next(iterator)
                except StopIteration:
                    return
            yield each

    def close(self) -> None:
        """Let the job that runs end with the report that it is at, and begin no other."""
        self._is_closed.set()
        with self._guard:
            worker = self._worker
        if worker is not None:
            while worker.is_alive():
                try:
                    self._waiting.put(None, timeout=0.1)
                    break
                except queue.Full:
                    continue
            worker.join(10)

    def _analyse(self, found: Iterable[Report | Rejection]) -> Iterable[Reading]:
        """The analysis, with what it knows loaded once for all jobs."""
        from standoff.pipeline import Knowledge
        from standoff.pipeline.spread import analyse_spread

        if self._knowledge is None:
            self._knowledge = Knowledge.load()
        return analyse_spread(found, knowledge=self._knowledge)

    def _work(self) -> None:
        while True:
            given = self._waiting.get()
            if given is None or self._is_closed.is_set():
                return
            job, work = given
            job.state = "running"
            try:
                with self._books.opened(self._analyse) as book:
                    work(job, book)
                job.state = "failed" if self._is_closed.is_set() else "done"
            except StandoffError as error:
                job.problem, job.state = problem_of(error)[1], "failed"
            except Exception as error:
                _log.exception("A job failed")
                told = StandoffError(f"This went wrong within Standoff: {type(error).__name__}.")
                job.problem, job.state = problem_of(told)[1], "failed"
            job.ended_at = datetime.now(UTC)
