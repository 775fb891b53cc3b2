"""Keys of names: what is left of a place's name when spelling that means nothing is taken away.

There are two. ``fold`` gives the key under which a name is looked up; it takes away case, diacritics, apostrophes,
hyphens and the Arabic article, and shortens a few words. ``loose`` goes further, for names that pass from one script to
another by ear (Dayrik, Derik; Hasakah, Hassakeh; Younis, Yunus). It is asked only where the first finds nothing, and
only of places in countries whose names come into English so.
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
        "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ł": "l", "ŋ": "n", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
        "ə": "a", "ǝ": "a", "ŧ": "t", "ƶ": "z", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y",
        **dict.fromkeys("'`´‘’‚‛ʻʼʽʾʿˈʹʺ′\"“”"),
    }
)  # fmt: skip
_BREAKS = re.compile(r"[\W_]+")
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}

# The Arabic article before d, n, r, s, sh, t, th, z takes that sound (ad-Dujayl, ash-Sham). "as", "at" and "an" are
# English words too: a hyphen must tie them to the name. "As Syria" begins a sentence, "as-Suwayda" is a town.
_TIED = re.compile(r"\b(?:[aeiu]l[-‐‑–](?=\w)|[aeiu](sh|th|dh|[dnrstz])[-‐‑–](?=\1))")
_UNTIED = re.compile(r"\b([aeiu](sh|th|dh|[dnrstz])) (?=\2)")
_ARTICLE = re.compile(
    r"(?:^|(?<= ))(?:[aeu]l |[aeu](sh|th|dh|[drz]) (?=\1))(?=\w)"  # al Hasakah, ar Raqqah
    r"|(?<= )[aeu](sh|th|dh|[dnrstz])(?=\2)"  # Deir Ezzor
)


@lru_cache(maxsize=16384)
def fold(name: str) -> str:
    """The key of a name: the same for spellings that differ in case, diacritics, apostrophes, hyphens, article only.

    The key is words of small letters and digits set apart by single blanks; folding a key again changes nothing.
    A name of nothing but signs has the key "".

    >>> fold("Al-Ḥasakah"), fold("al Hasakah"), fold("Hasakah")
    ('hasakah', 'hasakah', 'hasakah')
    >>> fold("Deir ez-Zor"), fold("Deir Ezzor"), fold("Dayr az-Zawr")
    ('deir zor', 'deir zor', 'dayr zawr')
    >>> fold("Saint Petersburg"), fold("Port-au-Prince")
    ('st petersburg', 'port au prince')
    """
    return _key(_plain(name))


def spellings(name: str) -> tuple[str, ...]:
    """The keys under which the gazetteer keeps a name: its own, and the one without an article that stands untied.

    >>> spellings("An Nāşirīyah"), spellings("Homs")
    (('an nasiriyah', 'nasiriyah'), ('homs',))
    """
    plain = _plain(name)
    keys = {_key(plain): None}
    tied = _UNTIED.sub(r"\1-", plain)
    if tied != plain:
        keys[_key(tied)] = None
    keys.pop("", None)
    return tuple(keys)


def _plain(name: str) -> str:
    """Small letters without marks or apostrophes."""
    if name.isascii():
        return name[:_LONGEST].lower().translate(_LETTERS)
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name[:_LONGEST]).casefold())
    return "".join([sign for sign in text if not unicodedata.combining(sign)]).translate(_LETTERS)[:_LONGEST]


def _key(plain: str) -> str:
    if plain.isalnum():
        return _SHORT.get(plain, plain)
    text = _BREAKS.sub(" ", _TIED.sub("", plain)).strip()
    text = " ".join([_SHORT.get(word, word) for word in text.split(" ")])
    while (shorter := _ARTICLE.sub("", text)) != text:
        text = shorter
    return text


_SAME_SOUND = (
    (re.compile("shch|sch|sh|ch"), "s"),
    (re.compile("dzh|zh|dj"), "j"),
    (re.compile("kh|ck|[qc]"), "k"),
    (re.compile("([gdtp])h"), r"\1"),
)
_VOWELS = re.compile("[aeiouwy]+")
_DARK = frozenset("ouw")
_DOUBLED = re.compile(r"(.)\1+")
_ENDING = re.compile("[auh]+$")
_LATIN = re.compile("[a-z ]+")
_FEWEST_CONSONANTS = 3
_SHORTEST = 5


def loose(key: str) -> str:
    """The sound of a key, roughly: one letter for each family of consonants, "u" for a vowel with o, u or w in it, "a"
    for any other, no doubled letters, no vowel or h at the end. "" for what is too short to tell apart, or not Latin.

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
    text = _VOWELS.sub(lambda run: "a" if _DARK.isdisjoint(run[0]) else "u", text)
    text = _ENDING.sub("", _DOUBLED.sub(r"\1", text))
    return text if len(text) - text.count("a") - text.count("u") >= _FEWEST_CONSONANTS else ""
