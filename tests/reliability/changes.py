"""Changes of a report, and what must become of each of its claims.

A change is a function of a reading: the edits to its report's text, and for each claim what is expected of it then.
``None`` says that the change cannot be made of this report.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Sequence
from csv import DictReader
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from standoff.gazetteer import Gazetteer
from standoff.pipeline import Reading
from standoff.records import Attribution, Claim, Link, PlaceMention, Toll

from .edits import Area, Changed, Edit, change
from .facets import Facets, Party, Voice

__all__ = ["CHANGES", "Change", "Changing", "load_places", "load_sides", "load_words"]

HERE = Path(__file__).parent

Expect = Callable[[Claim, Facets, Facets], Facets | None]
"""Of a claim before the change, and of what was found of it after: what should have been found, or ``None`` where that is
not for sure."""


@dataclass(frozen=True)
class Change:
    """A report's text after a change; which claims the change is about; what is expected of every claim."""

    changed: Changed
    is_about: Callable[[Claim], bool]
    expect: Expect


Changing = Callable[[Reading], Change | None]


def _same(claim: Claim, before: Facets, after: Facets) -> Facets:
    return before


def _in_words(word: str) -> str:
    return rf"(?<![\w-]){re.escape(word)}(?![\w-])"


def _cased(new: str, old: str) -> str:
    """The new words in the capitals of the old."""
    if len(old) > 3 and old.isupper():
        return new.upper()
    return new[0].upper() + new[1:] if old[0].isupper() else new


def _replaced(text: str, table: dict[str, str], *, any_case: bool) -> list[Edit]:
    """An edit for each of the words of a table, the longest first, with "a" or "an" before it put right."""
    ordered = sorted(table, key=len, reverse=True)
    known = {word.lower(): new for word, new in table.items()} if any_case else table
    pattern = re.compile("|".join(map(_in_words, ordered)), re.IGNORECASE if any_case else 0)
    edits = []
    for match in pattern.finditer(text):
        old = match.group()
        new = known[old.lower()] if any_case else known[old]
        edits.append(Edit(*match.span(), _cased(new, old) if any_case else new))
        article = re.search(r"\b([Aa])(n?) $", text[max(0, match.start() - 4) : match.start()])
        if article and (wanted := "n" if new[0] in "AEIOaeio" else "") != article[2]:
            at = match.start() - 1 - len(article[2])
            edits.append(Edit(at, match.start() - 1, wanted))
    return edits


# Words that take a side


@cache
def load_words() -> tuple[dict[str, str], dict[str, str]]:
    """Loaded words with their neutral ones, and the other way round."""
    rows = tomllib.loads((HERE / "words.toml").read_text("utf-8"))["word"]
    return {r["loaded"]: r["neutral"] for r in rows}, {r["neutral"]: r["loaded"] for r in rows if r.get("back")}


def _other_words(reading: Reading, table: dict[str, str]) -> Change | None:
    assert reading.report is not None
    edits = _replaced(reading.report.text, table, any_case=True)
    changed = change(reading.report.text, edits)
    return Change(changed, lambda claim: _touches(changed, claim), _same) if edits else None


def neutral_words(reading: Reading) -> Change | None:
    """ "terrorists" -> "fighters": the words change and nothing else."""
    return _other_words(reading, load_words()[0])


def loaded_words(reading: Reading) -> Change | None:
    """ "fighters" -> "terrorists": the same the other way round."""
    return _other_words(reading, load_words()[1])


# The two sides


@dataclass(frozen=True, slots=True)
class Sides:
    """The ids of two sides, and what gives way to what when they are swapped."""

    ids: tuple[str, str]
    parties: tuple[str, str]
    first: dict[str, str]
    second: dict[str, str]


@cache
def load_sides() -> tuple[Sides, ...]:
    """Pairs of sides."""
    rows = tomllib.loads((HERE / "sides.toml").read_text("utf-8"))["sides"]
    return tuple(
        Sides(
            tuple(row["ids"]),
            tuple(row.get("parties", row["ids"])),
            dict(row["alike"]) | dict(row.get("first_to_second", ())),
            {other: one for one, other in row["alike"]} | dict(row.get("second_to_first", ())),
        )
        for row in rows
    )


def swapped_sides(reading: Reading) -> Change | None:
    """Every name of one side gives way to one of the other; a name as the place of something stays."""
    assert reading.report is not None
    text = reading.report.text
    told_of = [each.name_span for each in reading.places if not each.is_demonym]
    for sides in load_sides():
        edits = []
        for table in (sides.first, sides.second):
            found = _replaced(text, table, any_case=False)
            edits.append([e for e in found if not any(e.start < p.end and p.start <= e.end for p in told_of)])
        if all(any(edit.end > edit.start + 1 for edit in each) for each in edits):
            return _swap(change(text, {*edits[0], *edits[1]}), sides)
    return None


def _swap(changed: Changed, sides: Sides) -> Change:
    return Change(changed, lambda claim: _touches(changed, claim), _swapping(changed, sides))


def _swapping(changed: Changed, sides: Sides) -> Expect:
    def swapped(whose: str, between: tuple[str, str]) -> str:
        one, other = between
        for mine, yours in ((one, other), (other, one)):
            if whose == mine or whose.startswith(f"{mine}-"):
                return yours + whose.removeprefix(mine)
        return whose

    def id_after(at: Area | None, before: str, after: Iterable[str], between: tuple[str, str] = sides.ids) -> str:
        """A name that was swapped is the other's; who is only known from elsewhere ("the ministry") may be either's,
        for it is not always one of those names that it is known from."""
        if at and changed.touches(*at):
            return swapped(before, between)
        return before if before in after else swapped(before, between)

    def parties(before: Sequence[Party], after: Sequence[Party]) -> tuple[Party, ...]:
        ids = [each.id for each in after]
        found = (replace(each, id=id_after(each.at, each.id, ids)) for each in before)
        return tuple(sorted(found, key=lambda party: (party.at or (-1, -1), party.id)))

    def expect(claim: Claim, before: Facets, after: Facets) -> Facets:
        ids = [each.party for each in after.voices]
        voices: Iterable[Voice] = (replace(v, party=id_after(v.at, v.party, ids, sides.parties)) for v in before.voices)
        return replace(
            before,
            voices=tuple(voices),
            actors=parties(before.actors, after.actors),
            targets=parties(before.targets, after.targets),
        )

    return expect


def _touches(changed: Changed, claim: Claim) -> bool:
    return changed.touches(claim.sentence.start, claim.sentence.end)


# Denials

_SAYING = {
    **dict.fromkeys(("said", "stated", "announced", "claimed", "confirmed", "insisted"), "denied"),
    **dict.fromkeys(("says", "states", "announces", "claims", "confirms", "insists"), "denies"),
}


def first_denied(reading: Reading) -> Change | None:
    """The first "X said" that a claim rests on becomes "X denied that": X denies, and all else is as it was."""
    return _denied(reading, reading.attributions)


def last_denied(reading: Reading) -> Change | None:
    """The same of the last."""
    return _denied(reading, reading.attributions[::-1])


def _denied(reading: Reading, attributions: Iterable[Attribution]) -> Change | None:
    assert reading.report is not None
    text = reading.report.text
    innermost = {claim.attribution[-1].cue for claim in reading.claims if claim.attribution}
    edits = (_denial(text, each) for each in attributions if each.cue in innermost)
    edit = next((each for each in edits if each), None)
    if edit is None:
        return None
    answering = {claim.id for claim in reading.claims if _is_cued(claim, edit)}
    pointing = {claim.id for claim in reading.claims if claim.responds_to in answering}
    return Change(change(text, [edit]), lambda claim: _is_cued(claim, edit), _denying(edit, pointing))


def _is_cued(claim: Claim, edit: Edit) -> bool:
    return bool(claim.attribution) and _is_at(claim.attribution[-1], edit)


def _is_at(link: Link, edit: Edit) -> bool:
    return link.cue is not None and link.cue.start == edit.start


def _denying(edit: Edit, pointing: Collection[str]) -> Expect:
    def expect(claim: Claim, before: Facets, after: Facets) -> Facets | None:
        if claim.id in pointing:  # what it denied or confirmed is now denied itself: its sense changes too
            return None
        if not _is_cued(claim, edit):
            return before
        is_carried = claim.place is None or claim.place.basis != "stated"
        days = claim.when.span if claim.when else None
        covers = after.evidence[0] <= before.evidence[0] and before.evidence[1] <= after.evidence[1]
        rejects = before.type == "ACCUSE"
        return replace(
            before,
            stances=(*before.stances[:-1], "denies"),
            type="REJECT" if rejects else before.type,
            mode=None if rejects else before.mode,
            evidence=after.evidence if covers else before.evidence,  # that of a denial takes in who denies
            # A denial may well answer what was said before, and takes place and day, if it names none, from there.
            answers=after.answers,
            place=after.place if is_carried and after.answers else before.place,
            when=after.when if after.answers and not (days and claim.sentence.covers(days)) else before.when,
        )

    return expect


def _denial(text: str, attribution: Attribution) -> Edit | None:
    source, cue = attribution.source, attribution.cue
    if source is None or cue is None or cue.text.lower() not in _SAYING or not attribution.content:
        return None
    content = attribution.content[0]
    if attribution.kind != "indirect" or attribution.stance != "asserts" or source.span.end > cue.start:
        return None
    if content.start < cue.end or text[content.start] in "\"'“”‘’":
        return None
    after = text[cue.end : content.end]
    new = _cased(_SAYING[cue.text.lower()], cue.text)
    is_thing = after.lower().lstrip().startswith(("responsibility", "credit"))  # "denied responsibility for the attack"
    if is_thing or re.match(r"[^.,;:]{0,40}?\bthat\b", after, re.IGNORECASE):
        return Edit(cue.start, cue.end, new)
    if text[cue.end : content.start] == " ":
        return Edit(cue.start, cue.end, f"{new} {_cased('that', cue.text)}" if cue.text.isupper() else f"{new} that")
    return None


# Tolls

_NUMBERS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_ONE_MORE = 3
"""So many more are counted: no number from two on becomes one, and none in words comes to have two words."""


def first_toll(reading: Reading) -> Change | None:
    """The first number of people harmed grows; no other does."""
    return _toll(reading, reading.claims)


def last_toll(reading: Reading) -> Change | None:
    """The last number of people harmed grows; no other does."""
    return _toll(reading, reading.claims[::-1])


def _toll(reading: Reading, claims: Iterable[Claim]) -> Change | None:
    assert reading.report is not None
    for claim in claims:
        for toll in claim.tolls:
            if edit := _more(toll):
                changed = change(reading.report.text, [edit])
                return Change(changed, lambda each: _counts(each, edit), _counting(edit))
    return None


def _more(toll: Toll) -> Edit | None:
    count = toll.low if toll.low is not None else toll.high
    if count is None or count < 2 or toll.high not in (None, count):
        return None
    match = re.search(rf"(?<![\w.,]){count}(?![\w]|[.,]\d)", toll.span.text)
    new = str(count + _ONE_MORE)
    if match is None and count + _ONE_MORE < len(_NUMBERS):
        match = re.search(rf"\b{_NUMBERS[count]}\b(?!-)", toll.span.text, re.IGNORECASE)
        new = _NUMBERS[count + _ONE_MORE]
    if match is None:
        return None
    return Edit(toll.span.start + match.start(), toll.span.start + match.end(), _cased(new, match.group()))


def _counts(claim: Claim, edit: Edit) -> bool:
    return any(toll.span.start <= edit.start and edit.end <= toll.span.end for toll in claim.tolls)


def _counting(edit: Edit) -> Expect:
    def expect(claim: Claim, before: Facets, after: Facets) -> Facets:
        def more(bound: int | None) -> int | None:
            return bound + _ONE_MORE if bound is not None else None

        tolls = []
        for each in claim.tolls:
            at = each.trigger.start, each.trigger.end
            if each.span.start <= edit.start and edit.end <= each.span.end:
                tolls.append((each.what, more(each.low), more(each.high), at))
            else:
                tolls.append((each.what, each.low, each.high, at))
        return replace(before, tolls=tuple(sorted(tolls, key=str)))

    return expect


# Places


@cache
def load_places() -> dict[str, str]:
    """Towns, each with another of its country."""
    with (HERE / "places.tsv").open(encoding="utf-8") as file:
        return {row["name"]: row["other"] for row in DictReader(file, delimiter="\t")}


def renamed_places(reading: Reading, gazetteer: Gazetteer) -> Change | None:
    """Every town that we have another for bears that other's name: what was there is there, and all else stays."""
    assert reading.report is not None
    text = reading.report.text
    edits = _replaced(text, load_places(), any_case=True)
    changed = change(text, edits)

    def is_about(claim: Claim) -> bool:
        named = claim.place.mention.name_span if claim.place else None
        return named is not None and changed.touches(named.start, named.end)

    def renaming(mention: PlaceMention) -> Edit | None:
        """What became of the name of a place; of one that is only pointed back to ("the town"), of the name it bears."""
        if changed.touches(mention.name_span.start, mention.name_span.end):
            return next(e for e in edits if e.start < mention.name_span.end and mention.name_span.start < e.end)
        if mention.name_span.text[:1].isupper():
            return None
        return next((e for e in edits if mention.gazetteer_id in ids_of(text[e.start : e.end])), None)

    @cache
    def ids_of(name: str) -> set[str]:
        return {each.id for each in gazetteer.find(name)}

    def expect(claim: Claim, before: Facets, after: Facets) -> Facets:
        edit = renaming(claim.place.mention) if claim.place else None
        if edit is None or claim.place is None or before.place is None:
            return before
        mention = claim.place.mention
        there = {each.id for each in gazetteer.find(edit.new) if each.country == mention.country}
        found = after.place[0] if after.place and after.place[0] in there else min(there)
        return replace(before, place=(found, *before.place[1:]))

    return Change(changed, is_about, expect) if edits else None


CHANGES: dict[str, Callable[[Gazetteer], Changing]] = {
    "sides swapped": lambda _: swapped_sides,
    "neutral words": lambda _: neutral_words,
    "loaded words": lambda _: loaded_words,
    "first said": lambda _: first_denied,
    "last said": lambda _: last_denied,
    "first toll": lambda _: first_toll,
    "last toll": lambda _: last_toll,
    "places renamed": lambda gazetteer: lambda reading: renamed_places(reading, gazetteer),
}
"""All changes of one report, by name."""
