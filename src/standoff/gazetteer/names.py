"""Keys of names: what is left of a place's name when spelling that means nothing is taken away.

There are two. ``fold`` gives the key under which a name is looked up; it takes away case, diacritics, apostrophes, hyphens
and the Arabic article, and writes abbreviations out. ``loose`` goes further, for names that pass from one script to
another by ear (Dayrik, Derik; Hasakah, Hassakeh; Younis, Yunus). It is asked only where the first finds nothing, and only
for places in countries whose own script is not Latin.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["fold", "loose", "spellings"]

_LONGEST = 200
"""Characters of a name that count. The longest name in GeoNames has fewer."""

_LETTERS = str.maketrans(
    {
        "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ł": "l", "ŋ": "n", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe",
        "ı": "i", "ə": "a", "ǝ": "a", "ŧ": "t", "ƶ": "z", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ŀ": "l",
    }
)  # fmt: skip
_APOSTROPHES = re.compile("['`´‘’‚‛ʻʼʽʾʿˈʹʺ′\"“”]")
_BREAKS = re.compile(r"[\W_]+")
_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}

# The Arabic article before d, n, r, s, sh, t, th, z takes that sound (ad-Dujayl, ash-Sham). "as", "at" and "an" are
# English words too: a hyphen must tie them to the name. "As Syria" begins a sentence, "as-Suwayda" is a town.
_TIED = re.compile(r"\b(?:[aeiu]l[-‐‑–](?=\w)|[aeiu](sh|th|dh|[dnrstz])[-‐‑–](?=\1))")
_LOOSE_ARTICLE = re.compile(r"(?:^|(?<= ))(?:[aeu]l |[aeu](sh|th|dh|[drz]) (?=\1))(?=\w)")
_UNTIED = re.compile(r"\b([aeiuAEIU](sh|th|dh|[dnrstz])) (?=\2)", re.IGNORECASE)
_GLUED = re.compile(r"(?<= )[aeu](sh|th|dh|[dnrstz])(?=\1)")


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """The key of a name: the same for spellings that differ in case, diacritics, apostrophes, hyphens, article only.

    The key is words of small letters and digits set apart by single blanks; folding a key again changes nothing.
    A name of nothing but signs has the key "".

    >>> fold("Al-Ḥasakah"), fold("al Hasakah"), fold("Hasakah")
    ('hasakah', 'hasakah', 'hasakah')
    >>> fold("Deir ez-Zor"), fold("Deir Ezzor"), fold("Dayr az-Zawr")
    ('deir zor', 'deir zor', 'dayr zawr')
    >>> fold("St. Petersburg"), fold("Port-au-Prince")
    ('saint petersburg', 'port au prince')
    """
    text = _plain(name[:_LONGEST])
    text = _BREAKS.sub(" ", _TIED.sub("", text)).strip()
    text = " ".join(_ABBREVIATIONS.get(word, word) for word in text.split())
    while (shorter := _GLUED.sub("", _LOOSE_ARTICLE.sub("", text))) != text:
        text = shorter
    return text


def _plain(text: str) -> str:
    """Small letters without marks or apostrophes."""
    text = unicodedata.normalize("NFKD", text.casefold())
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    text = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    return _APOSTROPHES.sub("", text)


def spellings(name: str) -> tuple[str, ...]:
    """The keys under which a name of the gazetteer is kept: its own, and the one without an article that stands untied.

    >>> spellings("An Nāşirīyah")
    ('an nasiriyah', 'nasiriyah')
    """
    return tuple(dict.fromkeys(key for key in (fold(name), fold(_UNTIED.sub(r"\1-", _plain(name)))) if key))


_SAME_SOUND = (
    (re.compile("shch|sch|sh|ch"), "s"),
    (re.compile("dzh|zh|dj"), "j"),
    (re.compile("kh|ck|[qc]"), "k"),
    (re.compile("([gdtp])h"), r"\1"),
)
_VOWELS = re.compile("[aeiouwy]+")
_DOUBLED = re.compile(r"(.)\1+")
_ENDING = re.compile("[auh]+$")
_LATIN = re.compile("[a-z ]+")
_FEWEST_CONSONANTS = 3
_SHORTEST = 5


def loose(key: str) -> str:
    """The sound of a key, roughly: one letter for each family of consonants, "u" for a vowel with o, u or w in it, "a" for
    any other, no doubled letters, no vowel or h at the end. "" for what is too short to be told apart, or not Latin.

    >>> loose(fold("al-Hasakah")), loose(fold("Hassakeh"))
    ('hasak', 'hasak')
    >>> loose(fold("Mayadin")) == loose(fold("al-Mayadeen"))
    True
    >>> loose("hama")
    ''
    """
    if len(key) < _SHORTEST or not _LATIN.fullmatch(key):
        return ""
    text = key.replace(" ", "")
    for sound, letter in _SAME_SOUND:
        text = sound.sub(letter, text)
    text = _VOWELS.sub(lambda run: "u" if set(run[0]) & set("ouw") else "a", text)
    text = _ENDING.sub("", _DOUBLED.sub(r"\1", text))
    return text if len(_VOWELS.sub("", text)) >= _FEWEST_CONSONANTS else ""
