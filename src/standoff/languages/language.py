"""Loading what we know of a language from its data files."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from standoff.errors import KnowledgeError

__all__ = ["load_rules"]


@cache
def load_rules(name: str, language: str = "en") -> dict[str, Any]:
    """The contents of ``languages/<language>/<name>.toml``, read once a process. Do not change what it returns.

    Raises ``KnowledgeError`` when the file is missing or is no TOML.

    >>> "Gen" in load_rules("sentences")["abbreviations"]
    True
    """
    path = files("standoff.languages").joinpath(language, f"{name}.toml")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(
            f"languages/{language}/{name}.toml cannot be read: {error}",
            advice="Correct the file named; every list and table in it must be TOML 1.0 in UTF-8.",
        ) from error
