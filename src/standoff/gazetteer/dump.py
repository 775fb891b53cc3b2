"""Files of places that a user has: GeoNames dumps, plain or zipped, and tables in the supplement's columns."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import chain, count
from pathlib import Path
from typing import IO

from standoff.errors import FormatError, ReadError
from standoff.gazetteer import sources
from standoff.gazetteer.raw import Raw, settlement_kind, usual_radius, usual_weight
from standoff.gazetteer.tables import read_table

__all__ = ["EXPECTED", "Progress", "Tally", "Told", "told_places"]

EXPECTED = (
    "Give a dump as GeoNames publishes them (allCountries.zip, SY.zip, SY.txt), or a table with these columns, set"
    f" apart by tabs: {', '.join(sources.SUPPLEMENT_COLUMNS)}."
)
_COLUMNS = 19
_LONGEST_LINE = 1 << 17
_LONGEST_TABLE = 64 << 20
_LARGEST = 16 << 30
"""Bytes that a dump may hold once unpacked. allCountries.txt has under 2 GB."""
_DENSEST = 40
"""How many times larger than its archive a dump may be. GeoNames' own are 4 to 5 times."""
_TRIAL = 1000
"""Lines after which a file of which hardly one line is right is taken for something else."""
_REASONS_SHOWN = 20
Progress = Callable[[int, int], None]
"""Told how many bytes are read, and of how many."""


@dataclass(slots=True)
class Tally:
    """What an import did. ``left_out`` counts lines about features that Standoff does not place (schools, wells, ...);
    ``wrong`` those that could not be read, of which ``reasons`` gives the first ones with their numbers."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    left_out: int = 0
    wrong: int = 0
    reasons: list[str] = field(default_factory=list)

    @property
    def kept(self) -> int:
        return self.added + self.changed + self.unchanged


@dataclass(frozen=True, slots=True)
class Told:
    """A place with its names as the source writes them. ``number`` is GeoNames', or below zero and made from the id."""

    number: int
    place: Raw
    main: tuple[str, ...]
    others: tuple[str, ...]


@contextmanager
def told_places(source: Path, tally: Tally, on_progress: Progress | None = None) -> Iterator[Iterator[Told]]:
    """The places of a file, one after the other; what is left out or wrong is tallied.

    Raises ``ReadError``, ``FormatError`` and ``KnowledgeError`` as ``import_places`` says.
    """
    with _opened(source) as (stream, size):
        if _is_table(stream.peek(4096)[:4096]):
            yield _table_rows(stream, source)
        else:
            yield _dump_rows(stream, source, size, tally, on_progress)


# The file


@contextmanager
def _opened(source: Path) -> Iterator[tuple[io.BufferedReader, int]]:
    """The bytes of a dump or table, out of its archive where it lies in one, and how many there are."""
    if not source.is_file():
        raise ReadError(f"There is no file {source}.", advice=EXPECTED)
    try:
        if not zipfile.is_zipfile(source):
            with source.open("rb") as plain:
                if plain.peek(2).startswith(b"PK"):
                    raise zipfile.BadZipFile("it is cut off")
                yield plain, source.stat().st_size
            return
        with zipfile.ZipFile(source) as archive:
            member = _member(archive, source)
            with archive.open(member) as packed:
                yield io.BufferedReader(_Bounded(packed, source)), member.file_size
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise FormatError(f"{source} is a damaged or locked archive: {error}.", advice="Fetch it again.") from error
    except OSError as error:
        raise ReadError(f"{source} cannot be read: {error.strerror or error}.", advice=EXPECTED) from error


def _member(archive: zipfile.ZipFile, source: Path) -> zipfile.ZipInfo:
    texts = [
        entry
        for entry in archive.infolist()
        if re.search(r"\.(txt|tsv)$", entry.filename, re.IGNORECASE) and "readme" not in entry.filename.lower()
    ]
    if len(texts) != 1:
        raise FormatError(f"{source} holds {len(texts) or 'no'} text files; a dump is one.", advice=EXPECTED)
    size = texts[0].file_size
    if size > min(_LARGEST, _DENSEST * max(texts[0].compress_size, 1 << 10)):
        raise FormatError(f"{source} would unpack to {size:,} bytes, out of all proportion.", advice=EXPECTED)
    return texts[0]


class _Bounded(io.RawIOBase):
    """A packed file that fails once it has given more bytes than any dump holds, whatever its archive says."""

    def __init__(self, packed: IO[bytes], source: Path) -> None:
        self._packed, self._source, self._given = packed, source, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        part = self._packed.read(len(buffer))
        self._given += len(part)
        if self._given > _LARGEST:
            raise FormatError(f"{self._source} unpacks to more than {_LARGEST:,} bytes.", advice=EXPECTED)
        buffer[: len(part)] = part
        return len(part)


def _guarded(read: Callable[[int], bytes], source: Path) -> Callable[[int], bytes]:
    """Reading whose failures are laid to the source: what is written meanwhile can fail with the same errors."""

    def guarded(most: int) -> bytes:
        try:
            return read(most)
        except OSError as error:
            raise ReadError(f"{source} cannot be read to its end: {error}.", advice="Fetch it again.") from error

    return guarded


def _lines(stream: io.BufferedReader, source: Path) -> Iterator[tuple[int, bytes | None, int]]:
    """Number, line, bytes read so far; ``None`` for a line longer than any dump has."""
    number = read = 0
    readline = _guarded(stream.readline, source)
    while part := readline(_LONGEST_LINE):
        line: bytes | None = part
        number, read = number + 1, read + len(part)
        while len(part) == _LONGEST_LINE and not part.endswith(b"\n"):
            line, part = None, readline(_LONGEST_LINE)
            read += len(part)
        yield number, line, read


# A table in the supplement's columns


def _is_table(start: bytes) -> bool:
    for line in start.decode("utf-8-sig", "replace").splitlines():
        if line.strip() and not line.startswith("#"):
            return tuple(cell.strip() for cell in line.split("\t"))[:2] == sources.SUPPLEMENT_COLUMNS[:2]
    return False


def _table_rows(stream: io.BufferedReader, source: Path) -> Iterator[Told]:
    raw = _guarded(stream.read, source)(_LONGEST_TABLE + 1)
    if len(raw) > _LONGEST_TABLE:
        raise FormatError(f"{source} is larger than {_LONGEST_TABLE:,} bytes.", advice="Divide it, import the parts.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError(f"{source} is not UTF-8: byte {error.start}.", advice="Save it as UTF-8.") from error
    taken: set[str] = set()
    for place in sources.place_table(text, file=source.name, prefix="own"):
        bare = "-".join((place.id, *place.countries)).lower()
        place.id = next(name for name in chain([bare], (f"{bare}-{n}" for n in count(2))) if name not in taken)
        taken.add(place.id)
        number = -1 - int.from_bytes(hashlib.sha256(place.id.encode()).digest()[:7])
        yield Told(number, place, (place.name,), place.aliases)


# A dump


def _dump_rows(
    stream: io.BufferedReader, source: Path, size: int, tally: Tally, on_progress: Progress | None
) -> Iterator[Told]:
    alpha3, regions = sources.country_codes(), {row.code: row.name for row in sources.admin_rows() if row.code}
    for number, line, read in _lines(stream, source):
        if on_progress and number % 1000 == 0:
            on_progress(read, size)
        if line is not None and not line.strip():
            continue
        try:
            told = _dump_row(line, alpha3, regions)
        except ValueError as error:
            tally.wrong += 1
            if len(tally.reasons) < _REASONS_SHOWN:
                tally.reasons.append(f"Line {number}: {error}.")
            if tally.wrong >= _TRIAL and tally.wrong > number * 0.9:
                raise FormatError(f"{source} is no GeoNames dump. {tally.reasons[0]}", advice=EXPECTED) from None
            continue
        if told is None:
            tally.left_out += 1
        else:
            yield told
    if on_progress:
        on_progress(size, size)


def _dump_row(line: bytes | None, alpha3: dict[str, str], regions: dict[str, str]) -> Told | None:
    """One line of a dump; ``None`` for a feature that is not kept. Raises ``ValueError`` that says what is wrong."""
    if line is None:
        raise ValueError("it is longer than any line of a dump")
    try:
        cells = line.decode("utf-8").rstrip("\r\n").split("\t")
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8") from None
    if len(cells) != _COLUMNS:
        raise ValueError(f"it has {len(cells)} columns, not {_COLUMNS}")
    number, name, ascii_name, others, lat, lon, feature_class, feature_code, alpha2, also, code = cells[:11]
    if not _is_number(number, longest=12):
        raise ValueError(f"its id is {number[:20]!r}, not a number")
    if not name.strip():
        raise ValueError("it has no name")
    latitude, longitude = _degrees(lat, 90, "latitude"), _degrees(lon, 180, "longitude")
    population = int(cells[14]) if _is_number(cells[14], longest=11) else 0
    feature = _features().get(f"{feature_class}.{feature_code}")
    if feature is None:
        return None
    is_capital = feature_code == "PPLC"
    kind = "city" if is_capital else settlement_kind(population) if feature == "settlement" else feature
    codes = [alpha2, *(also.split(",") if feature_class in "HTL" else ())]
    place = Raw(
        f"geonames:{number}", sources.shown(name, alpha2), kind, latitude, longitude,
        tuple(dict.fromkeys(alpha3[each] for each in codes if each in alpha3)), regions.get(f"{alpha2}.{code}"),
        population, usual_radius(kind, population), usual_weight(kind, population, is_curated=False),
        is_first=is_capital,
    )  # fmt: skip
    useful = tuple(dict.fromkeys(filter(sources.is_useful_alias, others.split(","))))
    return Told(int(number), place, tuple(dict.fromkeys((name, ascii_name or name))), useful)


def _is_number(text: str, *, longest: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= longest


def _degrees(text: str, most: int, what: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not -most <= value <= most:
        raise ValueError(f"its {what} is {text[:20]!r}")
    return value


@cache
def _features() -> dict[str, str]:
    text = (files(__package__) / "features.tsv").read_text("utf-8")
    return {row["feature"]: row["kind"] for row in read_table(text, ("feature", "kind"), file="features.tsv")}
