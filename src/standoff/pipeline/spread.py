"""``read`` over several processes: the files are read here, the analysis is spread over workers.

Each worker loads what Standoff knows once and is then handed a few reports at a time. Readings come out in the
order of the input whatever the workers' order was, so that one process and eight print the same.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain, islice
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from msgspec.structs import replace

from standoff import errors
from standoff.errors import StandoffError
from standoff.pipeline.analyse import Reading, analyse
from standoff.pipeline.knowledge import Knowledge
from standoff.readers import read_reports
from standoff.records import Rejection, Report
from standoff.text import divide, load_parser, parse

__all__ = ["analyse_reports", "analyse_spread", "read_spread"]

FEW_REPORTS = 48
"""With ``jobs=None``, up to so many reports are read in this process: a worker needs two seconds to start."""
REPORTS_A_HAND = 16
"""Reports handed to a worker at a time: enough for the parser to work in batches."""
LETTERS_A_HAND = 400_000
"""A hand is closed early once its reports hold so many characters."""
MOST_JOBS = 8
"""``jobs=None`` never starts more workers than this: each takes some hundreds of megabytes."""


def read_spread(
    paths: Iterable[str],
    *,
    jobs: int | None = 1,
    knowledge: Knowledge | None = None,
    actors: Path | None = None,
) -> Iterator[Reading]:
    """Read every path and analyse each report, in the order of the input, as ``analyse_spread`` does."""
    return analyse_spread(read_reports(paths), jobs=jobs, knowledge=knowledge, actors=actors)


def analyse_spread(
    found: Iterable[Report | Rejection],
    *,
    jobs: int | None = 1,
    knowledge: Knowledge | None = None,
    actors: Path | None = None,
) -> Iterator[Reading]:
    """Analyse each report; a rejection comes out in its place as a reading of no report.

    ``jobs`` is the number of worker processes; 1 means this process alone, ``None`` as many as the machine has
    cores once there are more reports than are worth a worker's start. ``actors`` is a registry file of
    the user's own. A ``knowledge`` that was loaded already cannot be handed to other processes: with it, all
    is read in this one. Raises ``StandoffError`` when a worker cannot start or fails; a report on which a worker
    process dies becomes a rejection, and a new worker goes on.
    """
    found = iter(found)
    if jobs is None and knowledge is None:
        head = list(islice(found, FEW_REPORTS + 1))
        jobs = 1 if len(head) <= FEW_REPORTS else min(MOST_JOBS, _cores())
        found = chain(head, found)
    if knowledge is not None or jobs is None or jobs <= 1:
        return analyse_reports(found, knowledge or Knowledge.load(actors))
    return _Crew(jobs, actors).read(found)


def analyse_reports(found: Iterable[Report | Rejection], knowledge: Knowledge) -> Iterator[Reading]:
    """The reading of each report, and one of no report for each rejection, in the order given."""
    order: deque[Rejection | None] = deque()

    def divided() -> Iterator[Report]:
        for each in found:
            if isinstance(each, Rejection):
                order.append(each)
            else:
                order.append(None)
                yield divide(each)

    def set_aside() -> Iterator[Reading]:
        while order and (rejection := order[0]) is not None:
            order.popleft()
            yield Reading(None, rejections=(rejection,))

    for document in parse(divided()):
        yield from set_aside()
        order.popleft()
        yield analyse(document, knowledge)
    yield from set_aside()


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


Hand = list[tuple[int, Report]]
"""Reports given to a worker, each with its place in the input."""


def _work(line: Connection, actors: Path | None) -> None:
    """What a worker does: load, say so, then answer each hand of reports with their readings."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent ends us
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):  # the parent is gone: so are we
        try:
            load_parser()
            knowledge = Knowledge.load(actors)
            line.send(("ready", None))
            while True:
                reports: list[Report] = line.recv()
                line.send(("read", list(analyse_reports(reports, knowledge))))
        except StandoffError as error:
            line.send(("failed", (type(error).__name__, error.message, error.advice)))


@dataclass(eq=False)
class _Worker:
    process: SpawnProcess
    line: Connection
    is_ready: bool = False
    hand: Hand = field(default_factory=list)

    def end(self) -> None:
        self.line.close()
        self.process.terminate()
        self.process.join(timeout=5)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.process.close()


class _Crew:
    """Workers and what is between them and the reader: never more than a few hands of reports and readings."""

    def __init__(self, jobs: int, actors: Path | None) -> None:
        self._jobs = jobs
        self._actors = actors
        self._workers: list[_Worker] = []
        self._again: deque[Hand] = deque()
        self._readings: dict[int, Reading] = {}
        self._taken = 0
        self._given = 0
        self._stillborn = 0
        self._window = jobs * REPORTS_A_HAND * 4

    def read(self, found: Iterable[Report | Rejection]) -> Iterator[Reading]:
        """The readings, in the order of what was found."""
        source = iter(found)
        try:
            self._workers = [self._start() for _ in range(self._jobs)]
            while True:
                for worker in self._workers:
                    if worker.is_ready and not worker.hand:
                        self._hand_out(worker, source)
                while self._given in self._readings:
                    yield self._readings.pop(self._given)
                    self._given += 1
                busy = [worker.line for worker in self._workers if worker.hand or not worker.is_ready]
                if self._given == self._taken and not any(worker.hand for worker in self._workers):
                    more = next(source, None)
                    if more is None:
                        return
                    source = chain((more,), source)
                    if not busy:
                        continue
                for line in connection.wait(busy):
                    self._hear(next(worker for worker in self._workers if worker.line is line))
        finally:
            for worker in self._workers:
                worker.end()

    def _start(self) -> _Worker:
        ours, theirs = get_context("spawn").Pipe()
        process = get_context("spawn").Process(target=_work, args=(theirs, self._actors), daemon=True)
        with _interrupts_ignored():
            process.start()
        theirs.close()
        return _Worker(process, ours)

    def _hand_out(self, worker: _Worker, source: Iterator[Report | Rejection]) -> None:
        hand = self._again.popleft() if self._again else self._take(source)
        if not hand:
            return
        worker.hand = hand
        with suppress(BrokenPipeError, ConnectionResetError):  # a dead worker is heard of in its turn
            worker.line.send([replace(report, source_bytes=b"") for _, report in hand])

    def _take(self, source: Iterator[Report | Rejection]) -> Hand:
        hand: Hand = []
        letters = 0
        while len(hand) < REPORTS_A_HAND and letters < LETTERS_A_HAND and self._taken - self._given < self._window:
            found = next(source, None)
            if found is None:
                break
            if isinstance(found, Rejection):
                self._readings[self._taken] = Reading(None, rejections=(found,))
            else:
                hand.append((self._taken, found))
                letters += len(found.text)
            self._taken += 1
        return hand

    def _hear(self, worker: _Worker) -> None:
        try:
            kind, said = worker.line.recv()
        except (EOFError, ConnectionResetError):
            self._bury(worker)
            return
        if kind == "failed":
            name, message, advice = said
            raise getattr(errors, name, StandoffError)(message, advice=advice)
        if kind == "ready":
            worker.is_ready = True
            return
        hand, worker.hand = worker.hand, []
        for (place, report), reading in zip(hand, said, strict=True):
            if reading.report is not None:
                reading = replace(reading, report=replace(reading.report, source_bytes=report.source_bytes))
            self._readings[place] = reading

    def _bury(self, worker: _Worker) -> None:
        """A worker died: its reports are tried again one by one, and one that kills again is set aside."""
        worker.process.join(timeout=5)
        code = worker.process.exitcode
        how = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
        self._stillborn += not worker.is_ready
        if not worker.is_ready and (self._taken == 0 or self._stillborn > 2 * self._jobs):
            raise StandoffError(
                f"A worker process ended ({how}) before it could begin.",
                advice="Read with one process (jobs=1). A script that reads with more must be importable: put "
                "what it does under `if __name__ == '__main__':`.",
            )
        if len(worker.hand) > 1:
            self._again.extend([[one] for one in worker.hand])
        for place, report in worker.hand if len(worker.hand) == 1 else ():
            reason = f"the process that analysed this report ended ({how}) before it had finished"
            rejection = Rejection("pipeline", reason, report_id=report.id, subject=report.path)
            self._readings[place] = Reading(report, rejections=(rejection,))
        worker.end()
        self._workers[self._workers.index(worker)] = self._start()


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """While a worker starts, so that it inherits the deafness: Ctrl-C is for the parent to answer."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
