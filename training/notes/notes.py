"""Read the notes and check them.

usage: python training/notes/notes.py

Refuses a line that is no object of `text` and `sub_event`, a name that ACLED does not have, a text of fewer than five
words or more than ninety, and a text that stands twice; prints how many notes each file and each sub-event has.
"""

import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "sentences"))
from check import SUB_EVENTS  # noqa: E402

SHORTEST, LONGEST = 5, 90


class NoteError(Exception):
    """A line that is no note, with the reason."""


@dataclass(frozen=True, slots=True)
class Note:
    """A passage of one to three sentences, and which of ACLED's sub-events it tells of ("" for none)."""

    text: str
    sub_event: str


def read_notes(path: Path) -> list[Note]:
    """The notes of a file. Raises ``NoteError``."""
    notes: list[Note] = []
    seen: set[str] = set()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        where = f"{path.name}:{number}"
        entry = json.loads(line)
        if not isinstance(entry, dict) or set(entry) != {"text", "sub_event"}:
            raise NoteError(f"{where}: not an object of text and sub_event")
        if entry["sub_event"] not in ("", *SUB_EVENTS):
            raise NoteError(f"{where}: ACLED has no {entry['sub_event']!r}")
        if not SHORTEST <= len(entry["text"].split()) <= LONGEST:
            raise NoteError(f"{where}: a note has {SHORTEST} to {LONGEST} words")
        if entry["text"] in seen:
            raise NoteError(f"{where}: stands twice")
        seen.add(entry["text"])
        notes.append(Note(entry["text"], entry["sub_event"]))
    return notes


def main() -> None:
    told: Counter[str] = Counter()
    texts: Counter[str] = Counter()
    for path in sorted(HERE.glob("*.jsonl")):
        notes = read_notes(path)
        told.update(note.sub_event or "(none)" for note in notes)
        texts.update(note.text for note in notes)
        print(f"{path.name}: {len(notes)} notes")
    twice = [text for text, count in texts.items() if count > 1]
    if twice:
        raise NoteError(f"stands in two files: {twice[0]!r}")
    print(*(f"{count} {name}" for name, count in told.most_common()), sep="\n")


if __name__ == "__main__":
    main()
