"""Where sentences begin, in the style of news."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["sentence_starts"]

_STOP = re.compile(r"([.!?…]+)([\"'”’)\]]*)\s+(?=[\"'“‘(\[]?[^\W_])")
_INITIAL = re.compile(r"(?:^|[\s(.])[A-Z]$")


@cache
def _breaks(language: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    path = files("standoff.languages").joinpath(language, "sentences.toml")
    rules = tomllib.loads(path.read_text(encoding="utf-8"))
    return frozenset(rules["abbreviations"]), frozenset(rules["may_end"]), frozenset(rules["openers"])


def sentence_starts(text: str, language: str = "en") -> list[int]:
    """The offsets at which sentences of one paragraph begin; always holds 0 for a text with words.

    >>> sentence_starts("Gen. Milley called. He spoke.")
    [0, 20]
    """
    abbreviations, may_end, openers = _breaks(language)
    starts = [0]
    for match in _STOP.finditer(text):
        at = match.end()
        opening = re.match(r"[\"'“‘(\[]?([\w'’-]+)", text[at : at + 40])
        word = opening.group(1) if opening else ""
        if match.group(1) == "." and not match.group(2):
            before = text[max(0, match.start() - 12) : match.start()]
            last = before.split()[-1] if before.split() else ""
            last = last.lstrip("\"'“‘([")
            if last in abbreviations or (_INITIAL.search(before) and word not in openers):
                continue
            if last in may_end and word not in openers:
                continue
        if word and not word[0].isupper() and not (word[0].isdigit() and match.group(1) != "."):
            if not (word[0].isdigit() and len(text[: match.start()].split()[-1:][0]) > 3):
                continue
        starts.append(at)
    return starts
