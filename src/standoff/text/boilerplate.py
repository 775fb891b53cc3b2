"""What stands on a page and is no report, by the rules of ``languages/en/boilerplate.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from standoff.errors import KnowledgeError
from standoff.languages.language import load_rules

__all__ = ["BoilerplateRules", "load_boilerplate"]


@dataclass(frozen=True, slots=True)
class BoilerplateRules:
    """The rules of each kind as one pattern; see the data file for what the kinds mean."""

    line: re.Pattern[str]
    list: re.Pattern[str]
    run: re.Pattern[str]
    tail: re.Pattern[str]
    tags_run: re.Pattern[str]


@cache
def load_boilerplate(language: str = "en") -> BoilerplateRules:
    """The rules of a language, compiled once. Raises ``KnowledgeError`` for one that is no pattern."""
    contents = load_rules("boilerplate", language)
    by_kind: dict[str, list[str]] = {"line": [], "list": [], "run": [], "tail": []}
    for rule in contents["rule"]:
        check_pattern(rule, rule["pattern"], f"languages/{language}/boilerplate.toml")
        by_kind[rule["where"]].append(f"(?:{rule['pattern']})")
    joined = {kind: re.compile("|".join(patterns), re.IGNORECASE) for kind, patterns in by_kind.items()}
    return BoilerplateRules(**joined, tags_run=re.compile(contents["tags_run"][0]["pattern"]))


def check_pattern(rule: dict[str, Any], pattern: str, file: str) -> None:
    """Raise ``KnowledgeError`` when a rule's pattern does not compile."""
    try:
        re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise KnowledgeError(
            f"{file}: the pattern of the rule {rule.get('name')!r} is wrong: {error}",
            advice="Write it as a Python regular expression between three single quotes.",
        ) from error
