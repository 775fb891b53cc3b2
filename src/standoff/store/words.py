"""From what a person types to what the full-text index takes."""

from __future__ import annotations

import re

__all__ = ["match_of"]

_PIECE = re.compile(r'(-?)"([^"]*)"?|(\S+)')


def match_of(query: str) -> str | None:
    """The FTS5 expression for a query; ``None`` when there is no word in it to look for.

    All words must be there; ``"words in quotes"`` stand together, ``OR`` is either side, ``-word`` must be absent,
    ``word*`` is a beginning. Whatever else is typed is taken for words, so that no query is an error.

    >>> match_of('al-Tanf "drone strike" -exercise')
    '("al-Tanf" "drone strike") NOT "exercise"'
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, quoted, word in _PIECE.findall(query.replace("\x00", " ")):
        if word == "OR":
            if wanted and wanted[-1] != "OR":
                wanted.append("OR")
            continue
        phrase = quoted or word.lstrip("-").replace('"', "")
        if not any(map(str.isalnum, phrase)):
            continue
        is_beginning = not quoted and phrase.endswith("*")
        said = f'"{phrase.rstrip("*")}"' + ("*" if is_beginning else "")
        (unwanted if minus or word.startswith("-") else wanted).append(said)
    if wanted and wanted[-1] == "OR":
        wanted.pop()
    if not wanted:
        return None
    found = " ".join(wanted)
    if len(wanted) > 1 and unwanted:
        found = f"({found})"
    return " NOT ".join([found, *unwanted])
