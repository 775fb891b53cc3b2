""" "The capital", where its name is not said: that of the country a report is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from standoff.gazetteer import Candidate, Gazetteer, capitals
from standoff.places.lie import is_capital
from standoff.places.names import Name
from standoff.places.page import Page

__all__ = ["find_capitals"]

_ABOUT = 0.4
"""A report is about a country that has this share of its places."""
_OF_STATES = frozenset({"federal", "national"})
_NAMING = frozenset({"of", "'s", "’s", "punishment", "cities"})
"""After these "capital" is another's, or no city."""


def find_capitals(page: Page, names: Sequence[Name], shares: Mapping[str, float], gazetteer: Gazetteer) -> list[Name]:
    """The mentions of the capital as such: not "the capital of Homs province" or "the capital, Damascus"."""
    told = [at for at, lower in enumerate(page.lowers) if lower == "capital" and _is_told_alone(page, at)]
    country = max(shares, key=lambda each: (shares[each], each), default=None)
    if not told or country is None or shares[country] <= _ABOUT:
        return []
    city = _capital_of(country, gazetteer)
    if city is None:
        return []
    taken = {at for name in names for at in range(name.first, name.last)}
    key = f"{country} capital"
    return [Name(at, at + 1, key, (city,), traits={"defined"}, choice=city) for at in told if at not in taken]


def _is_told_alone(page: Page, at: int) -> bool:
    begin, end = page.bounds(at)
    before = at - 1 if at > begin and page.lowers[at - 1] in _OF_STATES else at
    if page.is_capital[at] or before == begin or page.lowers[before - 1] != "the":
        return False
    after = at + 1
    if after < end and page.lowers[after] in _NAMING:
        return False
    if after < end and page.texts[after] in (",", "("):
        after += 1
    return not (after < end and page.is_capital[after])


def _capital_of(country: str, gazetteer: Gazetteer) -> Candidate | None:
    named = (each for name, of in capitals().items() if of == country for each in gazetteer.find(name)[:3])
    return next((city for city in named if city.country == country and is_capital(city)), None)
