"""What annotations of reports and of sentences share: the values they may have, words in a text, tolls."""

import hashlib
from dataclasses import dataclass

TYPES = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT"),
    *("THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "OTHER"),
)
STANCES = ("asserts", "denies", "questions")
POLARITIES = ("positive", "negative")
CERTAINTIES = ("certain", "probable", "possible")
REALITIES = ("actual", "attempted", "habitual", "planned", "hypothetical")
TOLLS = ("killed", "injured", "missing", "detained", "displaced", "other")
OPENED = (
    "development",
    "later",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
)
"""The folders of reports annotated in full that may be looked at, and learnt from."""


def part_of(topic: str) -> str:
    """The part of the sentences in which a topic lies: train, choose or test; a tenth each for the last two."""
    number = hashlib.sha256(topic.encode()).digest()[0]
    return "test" if number < 26 else "choose" if number < 52 else "train"


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a text; offsets count code points of the whole that is annotated, end not included."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Toll:
    what: str
    low: int | None
    high: int | None
    who: str | None
