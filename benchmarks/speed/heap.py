"""A heap of reports as one comes by it: our own examples, varied from a seed, with what was found in them.

Each incident is one of the stories that the examples tell, with another day, town, names, numbers and part of the
words; each report of it is one of the story's examples, with words of its own. All words keep their lengths, so that
every offset of the examples' readings holds, and nothing needs to be read again. Most incidents have one report or
two, a few have hundreds; few towns and outlets are much in the news and many are not; some reports are copies.

The same size and seed give the same reports; those of another size are others.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from itertools import accumulate, product
from math import sin
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

import standoff
from standoff.pipeline import Reading
from standoff.records import PlaceMention, Report, Span, Toll, content_id

__all__ = ["make_heap", "read_examples", "town_of"]

BEGIN, DAYS = date(2012, 1, 1), 12 * 365
TOWNS, PUBLISHERS, PUBLIC_NAMES = 3_000, 400, 600
SIZES = ((1, 0.55), (2, 0.18), (4, 0.15), (13, 0.10), (60, 0.0188), (400, 0.0012))
"""How many reports incidents have, and how many of a hundred have so many."""
COPIES = 0.15
LASTING, OWN = 0.85, 0.3
"""The parts of the ordinary words that are others in each incident, and in each report."""
_WORD = re.compile(r"\w+")
_VOWELS, _CONSONANTS = "aeiou", "bdfghjklmnprstvz"
_COUNTRIES = ("SYR", "IRQ", "YEM", "SDN", "UKR", "MLI", "AFG", "SOM", "LBY", "MMR", "ETH", "COD")


@dataclass(frozen=True)
class _Example:
    """A reading of an example. ``words`` are where its words stand and what each is: of a place ("p"), a name or a
    number of its story alone ("n", "d"), ordinary ("o"), or left as it is ("")."""

    story: str
    reading: Reading
    report: Report
    place: PlaceMention | None
    day: date
    words: tuple[tuple[int, int, str], ...]


def read_examples() -> list[Reading]:
    """What Standoff finds in the examples that it comes with."""
    folder = Path(standoff.__file__).parent / "examples" / "reports"
    return [reading for reading in standoff.read(folder) if reading.report is not None and reading.claims]


def town_of(number: int) -> tuple[str, float, float, str]:
    """A town by its number, those most in the news first: its name, where it lies, its country."""
    country = number % len(_COUNTRIES)
    lat, lon = country // 4 * 14.0 + 8.3 * abs(sin(number)), country % 4 * 16.0 + 11.1 * abs(sin(number * 7.7))
    return _made(f"town {number}", 7).capitalize(), round(lat, 4), round(lon, 4), _COUNTRIES[country]


def make_heap(size: int, *, seed: int = 1, readings: Sequence[Reading] | None = None) -> Iterator[Reading]:
    """``size`` readings in the order in which their reports were published."""
    examples = _examples(readings if readings is not None else read_examples())
    stories: dict[str, list[_Example]] = {}
    for example in examples:
        stories.setdefault(example.story, []).append(example)
    vocabulary = _vocabulary(examples)
    slots = _slots(size, random.Random(f"{seed} {size}"))
    for number, (_, incident, nth, first) in enumerate(sorted(slots)):
        yield _Variation(f"{seed} {size}", incident, nth, first, stories, vocabulary).reading(number)


def _slots(size: int, chance: random.Random) -> list[tuple[int, int, int, int]]:
    """For each report its day, its incident, its number among the incident's reports and the incident's day."""
    slots: list[tuple[int, int, int, int]] = []
    counts, weights = zip(*SIZES, strict=True)
    incident = 0
    while len(slots) < size:
        usual = chance.choices(counts, weights)[0]
        day = chance.randrange(DAYS)
        for nth in range(
            min(size - len(slots), usual if usual < 3 else chance.randint(usual // 2 + 1, usual * 3 // 2))
        ):
            slots.append((day + int(chance.expovariate(0.7)), incident, nth, day))
        incident += 1
    return slots


class _Variation:
    """One report of one incident."""

    def __init__(
        self,
        seed: str,
        incident: int,
        nth: int,
        day: int,
        stories: dict[str, list[_Example]],
        vocabulary: dict[int, list[str]],
    ) -> None:
        own, lasting = random.Random(f"{seed} {incident} {nth}"), random.Random(f"{seed} {incident}")
        self.publisher = own.choices(_publishers(), cum_weights=_often(PUBLISHERS))[0]
        self.lag = min(30, int(own.expovariate(0.7)))
        self.is_copy = nth > 0 and own.random() < COPIES * 1.5
        if self.is_copy:  # the words of one of the first five reports
            own = random.Random(f"{seed} {incident} {own.randrange(min(nth, 5))}")
            own.random(), own.expovariate(0.7), own.random()
        self.example = own.choice(stories[lasting.choice(sorted(stories))])
        self.name, *self.where, self.country = town_of(lasting.choices(range(TOWNS), cum_weights=_often(TOWNS))[0])
        self.factor = lasting.choice((0.2, 0.5, 1, 1, 2, 3))
        self.counted = own.choice((0, 0, 0, 0, 1, 3))
        self.day = BEGIN + timedelta(days=day)
        self.shift = self.day - self.example.day
        self.ids: dict[str, str] = {}
        self.text = self._text(f"{seed} {incident}", own, vocabulary)

    def _text(self, key: str, own: random.Random, vocabulary: dict[int, list[str]]) -> str:
        old, pieces, at = self.example.report.text, [], 0
        instead: dict[str, str] = {}
        for start, end, sort in self.example.words:
            if not sort:
                continue
            word = old[start:end]
            if sort == "o" and own.random() < OWN:
                new = own.choice(vocabulary[end - start])
            else:
                if word not in instead:
                    instead[word] = self._instead(word, sort, f"{key} {word}", vocabulary)
                new = instead[word]
            pieces += [old[at:start], new]
            at = end
        self.words = instead
        return "".join([*pieces, old[at:]])

    def _instead(self, word: str, sort: str, key: str, vocabulary: dict[int, list[str]]) -> str:
        """What a word is in this incident; ``key`` is that of the word and the incident, whatever the report."""
        number = int.from_bytes(hashlib.blake2b(key.encode(), digest_size=6).digest(), "big")
        if sort == "p":
            return _made(f"{self.name} {word.casefold()}", len(word)).capitalize()
        if sort == "d":
            return str(number % 9 + 1) + "".join(str((number >> shift) % 10) for shift in range(len(word) - 1))
        if sort == "n":
            name = key if number % 3 == 0 else f"public {number % PUBLIC_NAMES}"
            return _made(name, len(word)).capitalize()
        return vocabulary[len(word)][number % len(vocabulary[len(word)])] if number % 100 < 100 * LASTING else word

    def reading(self, number: int) -> Reading:
        """What was found in the report."""
        old, found = self.example.report, self.example.reading
        day = self.day + timedelta(days=self.lag)
        raw = self.text.encode()
        title = self._renamed(old.title) if old.title else None
        uid = content_id("report", number, self.text, self.publisher, day)
        self.ids = {claim.id: content_id("claim", uid, claim.id) for claim in found.claims} | {old.id: uid}
        report = Report(
            uid, self.text, title, self.publisher, published_on=day, language="en", blocks=old.blocks,
            url=f"https://{self.publisher.split()[0].casefold()}.example/{number}", path=f"/heap/{number}.txt",
            source_bytes=raw, sha256=hashlib.sha256(raw).hexdigest(), received_at=datetime(2026, 1, 1, tzinfo=UTC),
        )  # fmt: skip
        claims = tuple(self._varied(claim) for claim in found.claims)
        attributions, places = self._varied(found.attributions), self._varied(found.places)
        dates, rejections = self._varied(found.dates), self._varied(found.rejections)
        return Reading(report, claims, attributions, places, dates, rejections)

    def _renamed(self, name: str) -> str:
        return _WORD.sub(lambda word: self.words.get(word[0], word[0]), name)

    def _varied(self, value: Any) -> Any:
        """The same of this report: its words, days, places, counts and ids."""
        if isinstance(value, Span):
            return Span(value.start, value.end, self.text[value.start : value.end])
        if isinstance(value, date):
            return value + self.shift
        if isinstance(value, str):
            return self.ids.get(value, value)
        if isinstance(value, tuple):
            return tuple(map(self._varied, value))
        if not isinstance(value, Struct):
            return value
        kind = type(value)
        new = kind(*(self._varied(getattr(value, name)) for name in kind.__struct_fields__))
        if isinstance(new, PlaceMention):
            return self._moved(new)
        if isinstance(new, Toll):
            return replace(new, low=self._count(new.low), high=self._count(new.high))
        return new

    def _moved(self, place: PlaceMention) -> PlaceMention:
        main = self.example.place
        if main is None or place.country != main.country or place.lat is None or place.lon is None:
            return place
        lat, lon = (self.where[0] - (main.lat or 0) + place.lat, self.where[1] - (main.lon or 0) + place.lon)
        return replace(place, lat=lat, lon=lon, country=self.country, name=self._renamed(place.name))

    def _count(self, people: int | None) -> int | None:
        return people if people is None else max(1, round(people * self.factor)) + self.counted


def _examples(readings: Iterable[Reading]) -> list[_Example]:
    found = []
    told = [(_story(reading), reading, reading.report) for reading in readings if reading.report is not None]
    stories: dict[str, set[str]] = {}
    for story, _, report in told:
        for word in _WORD.findall(report.text):
            stories.setdefault(word, set()).add(story)
    for story, reading, report in told:
        fine = [c.place.mention for c in reading.claims if c.place and c.place.mention.precision in ("town", "near")]
        place = max(Counter(fine), key=lambda p: (Counter(fine)[p], p.name), default=None)
        country = place.country if place else None
        names = {w for p in reading.places if p.country == country and p.lat for w in _WORD.findall(p.name_span.text)}
        days = Counter(c.when.earliest for c in reading.claims if c.when and c.scene == 0)
        day = max(days, key=lambda each: (days[each], each), default=report.published_on or BEGIN)
        words = tuple(
            (match.start(), match.end(), _sort(match[0], names, len(stories[match[0]]) == 1))
            for match in _WORD.finditer(report.text)
        )
        found.append(_Example(story, reading, report, place, day, words))
    return found


def _story(reading: Reading) -> str:
    path = reading.report.path if reading.report else None
    return Path(path or "").name.split("-")[0]


def _sort(word: str, places: set[str], is_of_one_story: bool) -> str:
    if word in places:
        return "p"
    if word.isdigit() and is_of_one_story:
        return "d"
    if word[0].isupper():
        return "n" if is_of_one_story and len(word) > 3 else ""
    return "o" if len(word) > 2 else ""


def _vocabulary(examples: Iterable[_Example]) -> dict[int, list[str]]:
    """Ordinary words by their length: those of the examples, each with three that are made up, for a language has many
    more words than stand on a few pages."""
    found: dict[int, set[str]] = {}
    for example in examples:
        for start, end, sort in example.words:
            if sort == "o":
                word = example.report.text[start:end]
                found.setdefault(len(word), set()).update([word, *(_made(f"{word} {n}", len(word)) for n in range(3))])
    return {length: sorted(words) for length, words in found.items()}


@lru_cache(maxsize=20_000)
def _made(key: str, length: int) -> str:
    chance = random.Random(key)
    return "".join(chance.choice(_VOWELS if at % 2 else _CONSONANTS) for at in range(length))


@cache
def _often(count: int) -> list[float]:
    """How much the first and the later ones of many are in the news, summed up."""
    return list(accumulate(1 / (rank + 10) for rank in range(count)))


@cache
def _publishers() -> list[str]:
    kinds = ("Wire", "Post", "News", "Herald", "Radio", "Watch", "Dispatch", "Tribune")
    firsts = (_made(f"outlet {number}", 6).capitalize() for number in range(PUBLISHERS // len(kinds)))
    return [f"{first} {kind}" for kind, first in product(kinds, firsts)]
