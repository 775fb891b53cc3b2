"""Where the accounts of an incident differ, field by field, by rules that say what counts as a difference."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import inf
from typing import TypeVar

from msgspec.structs import replace

from standoff.incidents.accounts import name_of
from standoff.incidents.around import is_around
from standoff.incidents.parting import own_days
from standoff.languages.language import load_rules
from standoff.records import Account, Claim, Counted, Days, Dispute, DisputeValue, Role, TollRange, Where, distance_km

__all__ = ["disputes_of", "toll_ranges"]

_ARMED = frozenset({"MIL", "REB", "MIL-ALLIANCE", "COP", "GOV", "CRM"})
SLACK_KM = 10.0
Value = TypeVar("Value")


def disputes_of(
    accounts: Sequence[Account],
    claims: Mapping[str, Claim],
    *,
    is_central: Callable[[Claim], bool] = lambda _: True,
) -> list[Dispute]:
    """The disputes of an incident, ``whether`` it happened first. Who says nothing of a field is silent on it, and
    neither agrees nor differs; who tells only of what was around the happening is no party to its disputes. What an
    account has of place, days and parties from other sentences, where it was told before, differs from nobody's."""
    asserting = [
        account
        for account in accounts
        if account.position == "asserts" and any(is_central(claims[each]) for each in account.claims)
    ]
    found = [
        _whether(accounts, claims),
        *(_party(asserting, claims, role, is_central) for role in ("actor", "target")),
        _where(asserting, claims),
        _when(asserting, claims),
        *(_toll(asserting, what) for what in sorted({toll.what for account in asserting for toll in account.tolls})),
    ]
    return [dispute for dispute in found if dispute is not None]


def _value(name: str, accounts: Iterable[Account]) -> DisputeValue:
    held = list(accounts)
    return DisputeValue(
        name,
        tuple(dict.fromkeys(account.claimant.name for account in held)),
        tuple(dict.fromkeys(claim for account in held for claim in account.claims)),
    )


def _dispute(field: str, values: Mapping[str, list[Account]], by: str, silent: Iterable[Account]) -> Dispute:
    return Dispute(
        field,
        tuple(_value(name, held) for name, held in sorted(values.items(), key=lambda item: (-len(item[1]), item[0]))),
        by,
        tuple(dict.fromkeys(account.claimant.name for account in silent)),
    )


def _whether(accounts: Sequence[Account], claims: Mapping[str, Claim]) -> Dispute | None:
    """An account denies or questions what another asserts. That something else was not ("none of our men died") speaks
    against nobody."""
    values: dict[str, list[Account]] = {}
    silent: list[Account] = []
    words = {"asserts": "it happened", "denies": "it did not happen as told", "questions": "it is not established"}
    for account in accounts:
        if account.position != "asserts" or any(claims[each].polarity == "positive" for each in account.claims):
            values.setdefault(words[account.position], []).append(account)
        else:
            silent.append(account)
    if len(values) < 2:
        return None
    return _dispute("whether", values, "an account denies or questions what another asserts", silent)


def _party(
    accounts: Sequence[Account], claims: Mapping[str, Claim], role: Role, is_central: Callable[[Claim], bool]
) -> Dispute | None:
    """Two accounts differ where one names a party of the registry that has nothing in common with the other's: neither
    the body, nor the state, nor, for the target, being civilian."""
    values: dict[str, list[Account]] = {}
    marks: dict[str, set[str]] = {}
    silent: list[Account] = []
    for account in accounts:
        known = [
            p
            for each in account.claims
            if is_central(claims[each]) and claims[each].polarity == "positive"
            for p in claims[each].participants
            if p.role == role and p.actor is not None and p.actor.sector != "MED" and p.basis == "stated"
        ]
        if not known:
            silent.append(account)
            continue
        mark: set[str] = set()
        for participant in known:
            if participant.actor is not None:
                mark.add(participant.actor.id)
                if participant.actor.country:
                    mark.add(participant.actor.country)
                if role == "target":
                    mark.add("armed" if participant.actor.sector in _ARMED else "civilian")
        name = name_of(known[0]) or ""
        key = next((value for value, held in marks.items() if held & mark), name)
        marks.setdefault(key, mark)  # of who names it first: one that names both sides brings them not together
        values.setdefault(key, []).append(account)
    if len(values) < 2:
        return None
    return _dispute(role, values, f"the accounts name {role}s that have neither body nor state in common", silent)


def _is_part_of_state(place: Where) -> bool:
    """Whether a place is as vague as "northeast Syria", whose corners lie further off than any circle says."""
    return place.precision == "region" and place.admin1 is None


def _where(accounts: Sequence[Account], claims: Mapping[str, Claim]) -> Dispute | None:
    def is_apart(a: Where, b: Where) -> bool:
        if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
            return False
        if is_around(a, b, is_loose=True):  # who says Qasr where another says a town of Qasr province may mean either
            return False
        if a.country == b.country and (_is_part_of_state(a) or _is_part_of_state(b)):
            return False
        reach = (a.uncertainty_km or 0.0) + (b.uncertainty_km or 0.0) + SLACK_KM
        return distance_km(a.lat, a.lon, b.lat, b.lon) > reach

    by = f"the places are further apart than both uncertainties and {SLACK_KM:.0f} km together"

    def is_stated(account: Account) -> bool:
        places = (claims[each].place for each in account.claims)
        return any(p is not None and p.basis != "carried over" and Where.of(p) == account.place for p in places)

    placed = {a: a.place for a in accounts if a.place is not None and a.place.precision != "country" and is_stated(a)}
    return _differing("place", placed, accounts, is_apart, lambda place: place.name, by)


def _when(accounts: Sequence[Account], claims: Mapping[str, Claim]) -> Dispute | None:
    def is_stated(account: Account) -> bool:
        days = account.when and (account.when.earliest, account.when.latest)
        return any(own_days(claims[each]) == days for each in account.claims)

    def name(days: Days) -> str:
        earliest, latest = days.earliest.isoformat(), days.latest.isoformat()
        return earliest if earliest == latest else f"{earliest} to {latest}"

    dated = {account: account.when for account in accounts if account.when is not None and is_stated(account)}
    return _differing(
        "when",
        dated,
        accounts,
        lambda a, b: a.latest < b.earliest or b.latest < a.earliest,
        name,
        "the days do not overlap",
    )


def _toll(accounts: Sequence[Account], what: str) -> Dispute | None:
    counted = {a: toll for a in accounts for toll in a.tolls if toll.what == what}
    by = "the ranges do not overlap: an exact number against another, or above or below an open range"
    found = _differing(f"tolls.{what}", counted, accounts, _are_disjoint, words_of, by)
    if found is None:
        return None
    sizes = {words_of(toll): _bounds(toll) for toll in counted.values()}
    return replace(found, values=tuple(sorted(found.values, key=lambda value: sizes[value.value])))


def _are_disjoint(a: Counted, b: Counted) -> bool:
    (low, high), (other_low, other_high) = _bounds(a), _bounds(b)
    return high < other_low or other_high < low


def _bounds(toll: Counted) -> tuple[float, float]:
    return (toll.low if toll.low is not None else 0), (toll.high if toll.high is not None else inf)


def words_of(toll: Counted) -> str:
    """A toll in words.

    >>> words_of(Counted("killed", 85, None)), words_of(Counted("killed", 56, 56)), words_of(Counted("killed", 3, 9))
    ('at least 85', '56', '3 to 9')
    """
    if toll.low is not None and toll.low == toll.high:
        return str(toll.low)
    if toll.high is None:
        return f"at least {toll.low}"
    return f"up to {toll.high}" if toll.low is None else f"{toll.low} to {toll.high}"


def _differing(
    field: str,
    found: Mapping[Account, Value],
    accounts: Sequence[Account],
    is_apart: Callable[[Value, Value], bool],
    name: Callable[[Value], str],
    by: str,
) -> Dispute | None:
    """A dispute if any two values are apart, which equal ones never are; it lists all values."""
    held = list(dict.fromkeys(found.values()))
    if not any(is_apart(a, b) for at, a in enumerate(held) for b in held[at + 1 :]):
        return None
    values: dict[str, list[Account]] = {}
    for account, value in found.items():
        values.setdefault(name(value), []).append(account)
    return _dispute(field, values, by, (account for account in accounts if account not in found))


def toll_ranges(accounts: Sequence[Account], claims: Mapping[str, Claim] | None = None) -> list[TollRange]:
    """For each kind the range over all accounts that count, and how it was reckoned; no extreme is left out. With
    ``claims`` it is said whom the extremes count: where accounts differ on to whom it was done, they may count other
    people."""
    ranges = []
    counted: dict[str, list[tuple[Account, Counted]]] = {}
    for account in accounts:
        if account.position == "asserts":
            for toll in account.tolls:
                counted.setdefault(toll.what, []).append((account, toll))

    def said(account: Account, toll: Counted) -> str:
        people = _people(account, toll, claims) if claims is not None else None
        return f"{words_of(toll)} {people}" if people else words_of(toll)

    for _, each in sorted(counted.items()):
        least = min(each, key=lambda item: (_bounds(item[1])[0], item[0].claimant.name))
        most = max(each, key=lambda item: (_size(item[1]), item[0].claimant.name))
        by = (
            f"{said(*least)} by {least[0].claimant.name}"
            if len(each) == 1
            else f"{said(*least)} in {len(each)} accounts"
            if len({toll for _, toll in each}) == 1
            else f"{said(*most)} by {most[0].claimant.name}, the widest of {len(each)} accounts"
            if least[0] is most[0]
            else f"of {len(each)} accounts, the lowest ({said(*least)}, {least[0].claimant.name}) "
            f"to the highest ({said(*most)}, {most[0].claimant.name})"
        )
        ranges.append(TollRange(most[1].what, least[1].low, most[1].high, by))
    return ranges


def _people(account: Account, toll: Counted, claims: Mapping[str, Claim]) -> str | None:
    """Whom an account counts, as its report calls them, unless it only says that they are people. What has a capital
    may be a victim's name, and goes unsaid."""
    unsaid = load_rules("incidents")["just_people"]
    tolls = (found for each in account.claims for found in claims[each].tolls)
    whom = (found.who for found in tolls if (found.what, found.low, found.high) == (toll.what, toll.low, toll.high))
    return next((who for who in whom if who and who.islower() and who not in unsaid), None)


def _size(toll: Counted) -> tuple[float, bool]:
    """How high a toll reaches: its upper bound, or its lower one where it is open, which then counts for more."""
    return (toll.high, False) if toll.high is not None else (toll.low or 0, True)
