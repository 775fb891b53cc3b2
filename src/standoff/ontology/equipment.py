"""Named weapons and vehicles, read from ``equipment.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from standoff.errors import KnowledgeError

__all__ = ["EquipmentNames", "load_equipment"]


@dataclass(frozen=True, slots=True)
class EquipmentNames:
    """A way to find the names in a text; ``examples`` are (text, names that it holds)."""

    matcher: re.Pattern[str]
    count: int
    examples: tuple[tuple[str, tuple[str, ...]], ...]

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Start and end of every name in the text, in order, none within another.

        >>> text = "hit by a Shahed-136 drone"
        >>> [text[a:b] for a, b in load_equipment().find(text)]
        ['Shahed-136 drone']
        """
        for match in self.matcher.finditer(text):
            yield match.span()


@cache
def load_equipment() -> EquipmentNames:
    """The names that ship with Standoff. Raises ``KnowledgeError`` when the file is wrong."""
    text = files("standoff.ontology").joinpath("equipment.toml").read_text(encoding="utf-8")
    try:
        table = tomllib.loads(text)
        alone = [name for name in table["names"] if name not in set(table["only_with_head"])]
        heads = "|".join(_longest_first(table["heads"]))
        patterns = [f"(?:{pattern})" for pattern in table["patterns"]]
        body = "|".join([*patterns, *_longest_first(alone)])
        matcher = re.compile(
            rf"(?<![\w-])(?:(?:{body})(?: (?:{'|'.join(_longest_first(table['names']))}))?(?: (?:{heads}))?"
            rf"|(?:{'|'.join(_longest_first(table['only_with_head']))}) (?:{heads}))(?![\w-])"
        )
        examples = tuple((entry["text"], tuple(entry["found"])) for entry in table["examples"])
    except (tomllib.TOMLDecodeError, KeyError, TypeError, re.error) as error:
        raise KnowledgeError(
            f"ontology/equipment.toml is wrong: {error!r}",
            advice="It needs heads, names, only_with_head, patterns (regular expressions) and examples.",
        ) from error
    return EquipmentNames(matcher, len(table["names"]) + len(patterns), examples)


def _longest_first(names: list[str]) -> list[str]:
    return [re.escape(name).replace(r"\ ", " ") for name in sorted(set(names), key=lambda name: (-len(name), name))]
