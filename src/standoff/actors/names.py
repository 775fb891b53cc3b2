"""Names made comparable: case, diacritics, apostrophes, hyphens and Arabic articles folded away."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Misspellings", "Word", "fold", "loosen", "split_words"]

_WORD = re.compile(r"[^\W_]+(?:[.'’‘ʼ`´ʿʾ&/][^\W_]+)*(?:\.(?=\w)|['’](?!\w))?|[-‐‑–(),;]")
_DASHES = frozenset("-‐‑–")
_DROPPED = str.maketrans("", "", ".'’‘ʼ`´ʿʾ")
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
# The Arabic article before sun letters ("an-Nusra", "ash-Shabaab"); only read so before a hyphen.
_ARTICLES = frozenset({"al", "el", "an", "as", "ash", "at", "ar", "ad", "az", "ed", "es", "et", "er", "en", "ul"})
_POSSESSIVE = re.compile(r"['’]s?$")


class Word(NamedTuple):
    """One word of a phrase. ``key`` is its folded form; ``is_joined`` says that a hyphen ties it to the next."""

    raw: str
    key: str
    is_joined: bool = False
    is_possessive: bool = False

    @property
    def is_capital(self) -> bool:
        """Written with a capital ("eBay" counts), or with no letters that could be one."""
        return not self.raw.islower()

    @property
    def is_acronym(self) -> bool:
        """Written as an acronym: more than half capitals, none of them only the first."""
        letters = [c for c in self.raw if c.isalpha()]
        return len(letters) > 1 and sum(c.isupper() for c in letters) * 2 > len(letters)


def split_words(text: str) -> list[Word]:
    """The words and the marks ``( ) , ;`` of a phrase, folded, in order.

    >>> [word.key for word in split_words("Syria's al-Qa'ida (U.S.-led)")]
    ['syria', 'al', 'qaida', '(', 'us', 'led', ')']
    """
    found: list[Word] = []
    for match in _WORD.finditer(text):
        raw = match.group()
        if raw in _DASHES:
            if found and match.start() and not text[match.start() - 1].isspace():
                found[-1] = _joined(found[-1])
            continue
        word = _word(raw)
        if word.key:  # an apostrophe alone is no word
            found.append(word)
    return found


@lru_cache(maxsize=65536)
def _word(raw: str) -> Word:
    key = fold_word(raw)
    return Word(raw, "al" if key == "el" else key, False, bool(_POSSESSIVE.search(raw)))


def _joined(word: Word) -> Word:
    return word._replace(key="al" if word.key in _ARTICLES else word.key, is_joined=True)


@lru_cache(maxsize=65536)
def fold_word(raw: str) -> str:
    """The folded form of one token: lower case, no diacritics, no dots, no possessive ending.

    >>> fold_word("Erdoğan’s"), fold_word("U.S.")
    ('erdogan', 'us')
    """
    key = _POSSESSIVE.sub("", raw).translate(_DROPPED).lower()
    if not key.isascii():
        key = unicodedata.normalize("NFD", key).translate(_LETTERS)
        key = "".join(c for c in key if not unicodedata.combining(c))
    return key


def fold(text: str) -> str:
    """The key under which a name is kept.

    >>> fold("Jabhat an-Nusra") == fold("Jabhat al-Nusra") == "jabhat al nusra"
    True
    """
    return " ".join(word.key for word in split_words(text) if word.key not in "(),;")


_LOOSE = (
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ae", "i"), ("ai", "i"), ("ei", "i"), ("aa", "a"), ("ii", "i"),
    ("dh", "d"), ("th", "t"), ("kh", "k"), ("gh", "g"), ("q", "k"), ("o", "u"), ("e", "i"), ("y", "i"),
)  # fmt: skip
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=8192)
def loosen(key: str) -> str:
    """A coarser key on which the transliterations of one name meet.

    >>> len({loosen(name) for name in ("hezbollah", "hizbullah", "hizballa", "hezballah")})
    2
    >>> loosen("al qaeda") == loosen("al qaida")
    True
    """
    for old, new in _LOOSE:
        key = key.replace(old, new)
    key = _DOUBLE.sub(r"\1", key)
    return " ".join(part[:-1] if len(part) > 3 and part.endswith("h") else part for part in key.split(" "))


class Misspellings:
    """Finds the names one slip of the pen away: a letter more, a letter less, two letters swapped,
    and in names of eight letters and more a wrong letter. The first letter is taken to be right.

    >>> Misspellings(["ankara", "belarus"]).find("anakra")
    'ankara'
    >>> Misspellings(["angola"]).find("angela") is None
    True
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._known: set[str] = set()
        self._shortened: dict[str, list[str]] = {}
        for name in names:
            if len(name) >= 6 and " " not in name and name not in self._known:
                self._known.add(name)
                for shorter in _shortened(name):
                    self._shortened.setdefault(shorter, []).append(name)

    def find(self, key: str) -> str | None:
        """The one known name that ``key`` may be a slip for; ``None`` when there is none, or more than one."""
        if len(key) < 5:
            return None
        if key in self._known:
            return key
        near = set(self._shortened.get(key, ()))
        for shorter in _shortened(key):
            if shorter in self._known:
                near.add(shorter)
            near.update(n for n in self._shortened.get(shorter, ()) if len(n) == len(key) and _is_near(key, n))
        near = {name for name in near if name[0] == key[0] and not _is_inflected(key, name)}
        return near.pop() if len(near) == 1 else None


def _shortened(name: str) -> Iterator[str]:
    return (name[:i] + name[i + 1 :] for i in range(len(name)))


def _is_near(key: str, name: str) -> bool:
    differing = [i for i, (a, b) in enumerate(zip(key, name, strict=True)) if a != b]
    if len(differing) == 1:
        return len(name) >= 8
    if len(differing) != 2 or differing[1] != differing[0] + 1:
        return False
    i, j = differing
    return key[i] == name[j] and key[j] == name[i]


def _is_inflected(key: str, name: str) -> bool:
    """An ending is no slip: "Chinas", "Guinean", "Malia"."""
    return key[:-1] == name or name[:-1] == key
