"""Attributions of what somebody calls a happening that is told beside it: "in what residents say was an ambush"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from standoff.attribution.cues import Cues
from standoff.attribution.finding import Finding
from standoff.attribution.sources import SPEAKERS, can_speak
from standoff.attribution.subjects import cue_run
from standoff.languages.what import called_in

__all__ = ["find_called"]


def find_called(parse: Doc, cues: Cues) -> Iterator[Finding]:
    """Every such attribution, in text order."""
    for sentence in parse.sents:
        for called in called_in(sentence):
            frames = cues.verbs.get(called.verb.lemma_.lower(), {})
            cue = frames.get("clause") or frames.get("as")
            start = cue_run(parse, called.verb, cues)[0]
            source = (called.start, max(start, called.start))
            if cue is None or source[0] == source[1]:
                continue
            who = parse[source[0] : source[1]].root
            if who.pos_ == "PRON" or can_speak(who, cue.sources or SPEAKERS):
                yield Finding(
                    (start, called.verb.i + 1), source, (called.content,), cue.stance, cue.is_report, named=source
                )
