"""Check the sentences written for training: every annotation lies in its text and says only known things.

usage: python training/sentences/check.py [FILE-OR-FOLDER ...]

Without arguments, every file beside this one is checked. Prints what is wrong, a line each, then what was found in
all; the exit status is 1 if anything is wrong. README.md beside this file says what a line holds.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))
from annotated import CERTAINTIES, POLARITIES, REALITIES, STANCES, TOLLS, TYPES, Span, Toll

ONE_OF = {"stance": STANCES, "polarity": POLARITIES, "certainty": CERTAINTIES, "reality": REALITIES}

_LINE = {"topic", "style", "title", "publisher", "published", "text", "attributions", "happenings"}
_ATTRIBUTION = {"source", "cue", "content"}
_HAPPENING = {
    *("words", "trigger", "types", "by", "claimant", "actor", "target", "place", "when", "equipment", "tolls"),
    *("answers", "sub_event", *ONE_OF),
}
SUB_EVENTS = (
    *("Armed clash", "Government regains territory", "Non-state actor overtakes territory", "Peaceful protest"),
    *("Protest with intervention", "Excessive force against protesters", "Violent demonstration", "Mob violence"),
    *("Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack"),
    *("Remote explosive/landmine/IED", "Grenade", "Sexual violence", "Attack", "Abduction/forced disappearance"),
    *("Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use"),
    *("Headquarters or base established", "Looting/property destruction", "Non-violent transfer of territory", "Other"),
)
"""ACLED's names."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is quoted, by what words, and what is laid to them; each part in one or several pieces, none where unsaid."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """One happening as one claimant puts it forward."""

    words: Span
    trigger: Span
    types: tuple[str, ...]
    by: tuple[int, ...]
    """The attributions that carry it, outermost first; none where the writer vouches for it."""
    claimant: tuple[str, ...]
    """Names of the last source, where its own words are a pronoun or a short form."""
    actor: tuple[Span, ...]
    target: tuple[Span, ...]
    place: tuple[Span, ...]
    when: tuple[Span, ...]
    equipment: tuple[Span, ...]
    tolls: tuple[Toll, ...]
    stance: str
    polarity: str
    certainty: str
    reality: str
    answers: int | None
    """The happening (its number in the same line) that this one denies, confirms or answers."""
    sub_event: str | None
    """ACLED's sub-event type, whether it is asserted or denied; none where ACLED has none."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence, or a short report where `title` is not empty."""

    topic: str
    style: str
    title: str
    publisher: str
    published: date | None
    text: str
    attributions: tuple[Attribution, ...] = ()
    happenings: tuple[Happening, ...] = ()
    file: str = field(default="", compare=False)

    @property
    def whole(self) -> str:
        """What every offset counts in: the headline, an empty line and the text; the text alone of a sentence."""
        return f"{self.title}\n\n{self.text}" if self.title else self.text


class SampleError(ValueError):
    """What is wrong with one line."""


def read_samples(paths: Iterable[Path]) -> Iterator[Sample]:
    """The samples of files and folders in order of name; raises `SampleError` at the first that is wrong."""
    for path in _files(paths):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                yield read_line(line, path.stem)
            except SampleError as error:
                raise SampleError(f"{path}:{number}: {error}") from error


def read_line(line: str, file: str = "") -> Sample:
    """The sample in one line of JSON; raises `SampleError` with the first thing that is wrong in it."""
    try:
        table = json.loads(line)
    except ValueError as error:
        raise SampleError(f"not JSON: {error}") from error
    _keys(table, _LINE, {"topic", "style", "text"})
    published = table.get("published")
    try:
        day = date.fromisoformat(published) if published else None
    except ValueError as error:
        raise SampleError(f"published: {error}") from error
    bare = Sample(
        table["topic"],
        table["style"],
        table.get("title", ""),
        table.get("publisher", ""),
        day,
        table["text"],
        file=file,
    )
    if not bare.text.strip() or any(ord(letter) < 32 and letter != "\n" for letter in bare.whole):
        raise SampleError("text: empty, or holds control characters")
    if bare.title and not (bare.publisher and bare.published):
        raise SampleError("a report has a publisher and the day it was published")
    whole = bare.whole
    attributions = tuple(_attribution(entry, whole) for entry in table.get("attributions", ()))
    happenings = tuple(_happening(entry, whole, len(attributions)) for entry in table.get("happenings", ()))
    for number, happening in enumerate(happenings):
        if happening.answers is not None and not (0 <= happening.answers < len(happenings)):
            raise SampleError(f"happening {number} answers {happening.answers}, which is none")
    return Sample(
        *(bare.topic, bare.style, bare.title, bare.publisher, bare.published, bare.text),
        attributions,
        happenings,
        file,
    )


def _attribution(entry: Mapping[str, Any], whole: str) -> Attribution:
    _keys(entry, _ATTRIBUTION, {"content"})
    parts = {name: _spans(entry.get(name), whole, name) for name in ("source", "cue", "content")}
    if not parts["source"] and not parts["cue"]:
        raise SampleError("an attribution has a source or a cue")
    return Attribution(**parts)


def _happening(entry: Mapping[str, Any], whole: str, attributions: int) -> Happening:
    _keys(entry, _HAPPENING, {"words", "trigger", "types"})
    words = _span(entry["words"], whole, "words")
    trigger = _span(entry["trigger"], whole, "trigger", within=words)
    types = tuple(entry["types"])
    if not types or any(name not in TYPES for name in types):
        raise SampleError(f"types: {types}")
    for name, allowed in ONE_OF.items():
        if entry.get(name, allowed[0]) not in allowed:
            raise SampleError(f"{name}: {entry[name]!r}")
    if entry.get("sub_event") not in (None, *SUB_EVENTS):
        raise SampleError(f"sub_event: {entry['sub_event']!r}")
    by = tuple(entry.get("by", ()))
    if any(not isinstance(number, int) or not 0 <= number < attributions for number in by):
        raise SampleError(f"by: {by}, of {attributions} attributions")
    return Happening(
        words=words,
        trigger=trigger,
        types=types,
        by=by,
        claimant=tuple(entry.get("claimant", ())),
        actor=_spans(entry.get("actor"), whole, "actor", near=words),
        target=_spans(entry.get("target"), whole, "target", near=words),
        place=_spans(entry.get("place"), whole, "place", near=words),
        when=_spans(entry.get("when"), whole, "when", near=words),
        equipment=tuple(_span(piece, whole, "equipment", near=words) for piece in entry.get("equipment", ())),
        tolls=tuple(_toll(toll) for toll in entry.get("tolls", ())),
        stance=entry.get("stance", "asserts"),
        polarity=entry.get("polarity", "positive"),
        certainty=entry.get("certainty", "certain"),
        reality=entry.get("reality", "actual"),
        answers=entry.get("answers"),
        sub_event=entry.get("sub_event"),
    )


def _toll(entry: Mapping[str, Any]) -> Toll:
    _keys(entry, {"what", "low", "high", "who"}, {"what"})
    low, high = entry.get("low"), entry.get("high")
    if entry["what"] not in TOLLS:
        raise SampleError(f"toll: {entry['what']!r}")
    if any(bound is not None and (not isinstance(bound, int) or bound < 0) for bound in (low, high)):
        raise SampleError(f"toll: {low} to {high}")
    if low is not None and high is not None and low > high:
        raise SampleError(f"toll: {low} to {high}")
    return Toll(entry["what"], low, high, entry.get("who"))


def _spans(value: Any, whole: str, name: str, near: Span | None = None) -> tuple[Span, ...]:
    """`"words"`, `["words", 2]` (the second time they stand) or a list of pieces, each of these."""
    if value is None:
        return ()
    if isinstance(value, str) or (len(value) == 2 and isinstance(value[1], int)):
        return (_span(value, whole, name, near=near),)
    return tuple(_span(piece, whole, name, near=near) for piece in value)


def _span(value: Any, whole: str, name: str, *, within: Span | None = None, near: Span | None = None) -> Span:
    """The words in the text: the given time; else inside `within`; else the nearest to `near`; else the only one."""
    words, time = (value, None) if isinstance(value, str) else (value[0], value[1])
    if not isinstance(words, str) or not words or words != words.strip():
        raise SampleError(f"{name}: {words!r} is empty or begins or ends with a blank")
    starts = list(_occurrences(whole, words))
    if within:
        starts = [start for start in starts if within.start <= start and start + len(words) <= within.end]
    if not starts:
        raise SampleError(f"{name}: {words!r} does not stand {'in its words' if within else 'in the text'}")
    if time is not None:
        if not 1 <= time <= len(starts):
            raise SampleError(f"{name}: {words!r} stands {len(starts)} times, not {time}")
        start = starts[time - 1]
    elif near:
        start = min(starts, key=lambda start: max(near.start - start - len(words), start - near.end, 0))
    elif len(starts) > 1 and not within:
        raise SampleError(f"{name}: {words!r} stands {len(starts)} times; say which, [words, number]")
    else:
        start = starts[0]
    return Span(words, start, start + len(words))


def _occurrences(whole: str, words: str) -> Iterator[int]:
    """Where the words stand with no letter or digit of a longer word beside them."""
    start = whole.find(words)
    while start >= 0:
        end = start + len(words)
        cut = (words[0].isalnum() and whole[start - 1 : start].isalnum()) or (
            words[-1].isalnum() and whole[end : end + 1].isalnum()
        )
        if not cut:
            yield start
        start = whole.find(words, start + 1)


def _keys(entry: Any, known: set[str], needed: set[str]) -> None:
    if not isinstance(entry, dict):
        raise SampleError(f"not an object: {entry!r}")
    if unknown := entry.keys() - known:
        raise SampleError(f"unknown keys: {', '.join(sorted(unknown))}")
    if missing := needed - entry.keys():
        raise SampleError(f"missing keys: {', '.join(sorted(missing))}")


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.glob("*.jsonl")) if path.is_dir() else [path]


def main(arguments: Sequence[str]) -> int:
    """Print what is wrong, and what was found; 1 if anything is wrong."""
    wrong = 0
    samples: list[Sample] = []
    seen: dict[str, str] = {}
    for path in _files([Path(name) for name in arguments] or [Path(__file__).parent]):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                sample = read_line(line, path.stem)
                if sample.whole in seen:
                    raise SampleError(f"stands in {seen[sample.whole]} too")
            except SampleError as error:
                wrong += 1
                print(f"{path.name}:{number}: {error}")
                continue
            seen[sample.whole] = f"{path.name}:{number}"
            samples.append(sample)
    happenings = [happening for sample in samples for happening in sample.happenings]
    print(
        f"{sum(not sample.title for sample in samples)} sentences, {sum(bool(sample.title) for sample in samples)} "
        f"reports, {len({sample.topic for sample in samples})} topics, "
        f"{sum(not sample.happenings for sample in samples)} with no happening; "
        f"{sum(len(sample.attributions) for sample in samples)} attributions, {len(happenings)} happenings"
    )
    for name in ("stance", "polarity", "certainty", "reality"):
        counts = Counter(getattr(happening, name) for happening in happenings)
        print(f"  {name}: " + ", ".join(f"{value} {count}" for value, count in counts.most_common()))
    types = Counter(kind for happening in happenings for kind in happening.types)
    print("  types: " + ", ".join(f"{value} {count}" for value, count in types.most_common()))
    print(f"{wrong} wrong")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
