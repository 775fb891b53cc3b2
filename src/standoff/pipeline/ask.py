"""Reports read with a language model: it finds the claims, the rules find all else and what to hold the model to."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from standoff.claims.parties import story_country
from standoff.llm import (
    UNREAD,
    Asker,
    Context,
    CutShortError,
    Endpoint,
    EndpointError,
    Estimate,
    Passage,
    estimate,
    passages_of,
    read_answer,
)
from standoff.pipeline.analyse import Reading, analyse
from standoff.pipeline.knowledge import Knowledge
from standoff.records import Claim, Document, Rejection, Report, Span
from standoff.text import divide, parse
from standoff.tolls import find_tolls

__all__ = ["Agree", "analyse_asking"]

Agree = Callable[[Estimate], None]
"""Is told what asking will come to before anything is sent; raises what it likes where nothing shall be."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A report that the rules have read, and what the model was asked about it."""

    reading: Reading
    document: Document
    passages: tuple[tuple[Passage, Future[str]], ...]
    """What is asked first; of what the model cannot answer at once, the halves are asked about in turn."""


def analyse_asking(
    found: Iterable[Report | Rejection], *, endpoint: Endpoint, agree: Agree, actors: Path | None = None
) -> Iterator[Reading]:
    """The reading of each report in the order given, with the model's claims in place of those of the rules.

    All reports are taken in before ``agree`` is told what it will come to. Where the model gives no usable answer the
    claims of the rules stand, and a rejection of stage ``UNREAD`` says why. Raises ``EndpointError`` when what asks is
    not installed, ``StandoffError`` when Standoff itself is not fit to read.
    """
    given = list(found)
    reports = [each for each in given if isinstance(each, Report)]
    if not reports:
        yield from (Reading(None, rejections=(each,)) for each in given if isinstance(each, Rejection))
        return
    knowledge = Knowledge.load(actors)
    with Asker(endpoint) as asker:
        agree(estimate(reports))
        waiting: deque[Reading | _Asked] = deque()
        for each in given:
            if isinstance(each, Rejection):
                waiting.append(Reading(None, rejections=(each,)))
            else:
                waiting.append(_ask(each, asker, knowledge))
            while len(waiting) > 2 * endpoint.at_once:
                yield _answered(waiting.popleft(), asker, endpoint, knowledge)
        while waiting:
            yield _answered(waiting.popleft(), asker, endpoint, knowledge)


def _ask(report: Report, asker: Asker, knowledge: Knowledge) -> _Asked:
    document = next(parse([divide(report)]))
    sentences = [document.span(sentence) for sentence in document.parse.sents]
    passages = tuple((passage, asker.ask(passage)) for passage in passages_of(document.report, sentences))
    return _Asked(analyse(document, knowledge), document, passages)


def _answered(asked: Reading | _Asked, asker: Asker, endpoint: Endpoint, knowledge: Knowledge) -> Reading:
    if isinstance(asked, Reading):
        return asked
    reading, document = asked.reading, asked.document
    text = document.report.text
    context = Context(
        registry=knowledge.registry,
        places=reading.places,
        dates=reading.dates,
        tolls=find_tolls(document),
        claims=reading.claims,
        headlines=[Span.of(text, block.start, block.end) for block in document.blocks if block.kind == "headline"],
        country=story_country(reading.places),
    )
    claims: list[Claim] = []
    rejections = [each for each in reading.rejections if each.stage != "claims"]
    waiting = deque(asked.passages)
    while waiting:
        passage, future = waiting.popleft()
        try:
            told, set_aside = read_answer(future.result(), passage, context)
        except EndpointError as error:
            if isinstance(error, CutShortError) and (halves := passage.halves()):
                waiting.extendleft([(half, asker.ask(half)) for half in halves][::-1])
                continue
            reason = f"{error.message}; the rules read this instead"
            told = [claim for claim in reading.claims if passage.holds(claim.evidence[0])]
            set_aside = [each for each in reading.rejections if each.span and passage.holds(each.span)]
            set_aside.append(Rejection(UNREAD, reason, document.report.id, document.report.path))
        claims += told
        rejections += set_aside
    shown = tuple(replace(each, reason=endpoint.without_key(each.reason)) for each in rejections)
    return replace(reading, claims=tuple(_in_scenes(claims)), rejections=shown)


def _in_scenes(claims: Sequence[Claim]) -> list[Claim]:
    """Claims in the order of the text, those of one stated place and day in one scene, answers only to what is there.

    A claim without place and day is of the scene of the claim before it.
    """
    ids = {claim.id for claim in claims}
    scenes: dict[object, int] = {}
    told: list[Claim] = []
    last = 0
    for claim in sorted(claims, key=lambda claim: (claim.evidence[0], claim.id)):
        where = claim.place.mention.gazetteer_id or claim.place.mention.name if claim.place else None
        when = (claim.when.earliest, claim.when.latest) if claim.when else None
        if where or when:
            last = scenes.setdefault((where, when), len(scenes))
        answers = claim.responds_to if claim.responds_to in ids else None
        told.append(replace(claim, scene=last, responds_to=answers))
    return told
