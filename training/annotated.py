"""What annotations of reports and of sentences share: the values they may have, words in a text, tolls."""

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
