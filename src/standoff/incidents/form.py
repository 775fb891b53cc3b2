"""Groups of tellings to incidents."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from standoff.incidents.accounts import Speaker, Who, accounts_of, positions_of, speakers_of
from standoff.incidents.corroboration import corroboration_of, status_of
from standoff.incidents.disputes import disputes_of, toll_ranges
from standoff.incidents.parting import kind_of
from standoff.incidents.shapes import Told
from standoff.incidents.tellings import Telling, telling_id
from standoff.languages.language import load_rules
from standoff.ontology import FORCE
from standoff.records import Account, Claim, Days, Incident, Report, Where, content_id

__all__ = ["central_claims", "form_incident", "incident_id", "incident_id_of", "said_sort", "sort_in_words"]

_LIGHT = 0.01
"""What a claim of what is told around an incident weighs beside one of the incident itself."""


def incident_id(tellings: Sequence[Telling | Told]) -> str:
    """The id of the incident of a group: that of its first telling by day of publication, which later reports leave."""
    first = min(tellings, key=lambda t: (t.published_on or date.max, t.id))
    return content_id("incident", first.id)


def incident_id_of(report_id: str, claim_id: str) -> str:
    """The id of an incident whose first telling begins with this claim of a report."""
    return content_id("incident", telling_id(report_id, claim_id))


def form_incident(
    tellings: Sequence[Telling | Told],
    claims: Mapping[str, Claim],
    reports: Mapping[str, Report],
    text_groups: Mapping[str, str],
    who: Who,
    *,
    is_reviewed: bool = False,
) -> Incident:
    """The incident that a group of tellings is, with its accounts side by side.

    ``claims`` are those of the tellings, by id, and ``reports`` the tellings' reports; ``text_groups`` gives the group
    of each report that is a copy. A telling whose report makes no claim adds the report alone.
    """
    order = sorted(tellings, key=lambda t: (t.published_on or date.max, t.report_id, t.id))
    told = [claims[each] for telling in order for each in telling.claims]
    kind, sort = _type(told)
    central = _central(told, kind, sort)

    def is_central(claim: Claim) -> bool:
        return claim.id in central

    speakers = speakers_of(told, reports, who)
    positions = positions_of(told, speakers, is_central)
    accounts = accounts_of(
        _once(told, text_groups, speakers), reports, speakers, is_central=is_central, positions=positions
    )
    disputes = disputes_of(accounts, claims, is_central=is_central)
    differs_on_whom = any(dispute.field == "target" for dispute in disputes)
    corroboration = corroboration_of(told, reports, text_groups, who, speakers, positions)
    place, days = _place(accounts, claims, order), _days(accounts, order, central)
    return Incident(
        id=incident_id(order),
        title=_title(kind, _said_sort(told, kind) if told else sort, place, days, order, reports),
        type=kind,
        place=place,
        when=days,
        reports=tuple(dict.fromkeys(telling.report_id for telling in order)),
        claims=tuple(claim.id for claim in told),
        accounts=tuple(accounts),
        corroboration=corroboration,
        status=status_of(corroboration, disputes, accounts),
        disputes=tuple(disputes),
        tolls=tuple(toll_ranges(accounts, claims if differs_on_whom else None)),
        is_reviewed=is_reviewed,
    )


def _once(claims: Sequence[Claim], text_groups: Mapping[str, str], speakers: Mapping[str, Speaker]) -> list[Claim]:
    """The claims without those in which a copy repeats an earlier report of its group. What it says besides stays, and
    what it counts otherwise: agency copy gets a line more, an outlet corrects itself."""
    told: defaultdict[str, list[Claim]] = defaultdict(list)
    kept: list[Claim] = []
    for claim in claims:
        before = told[text_groups.get(claim.report_id, claim.report_id)]
        same = [each for each in before if each.report_id != claim.report_id and _says_it_too(each, claim, speakers)]
        counted = {count for each in same for count in _counts(each)}
        if not same or not _counts(claim) <= counted:
            kept.append(claim)
        before.append(claim)
    return kept


def _says_it_too(earlier: Claim, claim: Claim, speakers: Mapping[str, Speaker]) -> bool:
    """Whether a claim of another version of a text has the same words, or one speaker says the like in both."""
    words = _words(claim)
    if 2 * len(words & _words(earlier)) >= len(words):
        return True
    manner, other = ((each.event.type, each.stance, each.polarity) for each in (claim, earlier))
    return manner == other and speakers[claim.id].key == speakers[earlier.id].key


def _counts(claim: Claim) -> set[tuple[str, int | None, int | None]]:
    return {(toll.what, toll.low, toll.high) for toll in claim.tolls}


def _words(claim: Claim) -> set[str]:
    return {word for span in claim.evidence for word in re.findall(r"\w+", span.text.casefold())}


def _place(
    accounts: Sequence[Account], claims: Mapping[str, Claim], tellings: Sequence[Telling | Told]
) -> Where | None:
    """The place that most accounts give, in so many words before those that have it from what was told before, fine
    ones first; the tellings' where no account has one."""
    fineness = {"exact": 5, "near": 4, "town": 4, "district": 3, "region": 2, "country": 1}
    stated: Counter[Where] = Counter()
    carried: Counter[Where] = Counter()
    for account in accounts:
        if account.place is not None:
            places = (claims[uid].place for uid in account.claims)
            is_stated = any(p is not None and p.basis == "stated" and Where.of(p) == account.place for p in places)
            fine = fineness.get(account.place.precision or "", 1) if account.place.lat is not None else 0
            (stated if is_stated else carried)[account.place] += fine + 1
    weights = stated or carried
    best = max(weights, key=lambda where: (weights[where], where.name), default=None)
    return best or next((telling.place for telling in tellings if telling.place is not None), None)


def _days(accounts: Sequence[Account], tellings: Sequence[Telling | Told], central: Collection[str]) -> Days | None:
    """The days that most accounts give, short stretches first, counted by their claims of what the incident is called
    by: what is told around it has days of its own. The tellings' where no account has any."""
    weights: defaultdict[Days, float] = defaultdict(float)
    for account in accounts:
        if account.when is not None:
            weights[account.when] += _LIGHT * len(account.claims) + sum(uid in central for uid in account.claims)
    best = max(weights, key=lambda d: (weights[d] / (1 + (d.latest - d.earliest).days), d.earliest), default=None)
    return best or next((telling.days for telling in tellings if telling.days is not None), None)


def _type(claims: Sequence[Claim]) -> tuple[str, str]:
    """The commonest type, and what to call it: ACLED's sub-event where most agree on one."""
    types = Counter(claim.event.type for claim in claims)
    if not types:
        return "OTHER", "Report"
    kind = max(types, key=lambda each: (types[each], each))
    sorts = Counter(
        claim.event.acled.sub_event_type
        for claim in claims
        if claim.event.type == kind and claim.event.acled is not None
    )
    sort = max(sorts, key=lambda each: (sorts[each], each), default=None)
    return kind, sort or kind.capitalize()


def _said_sort(claims: Sequence[Claim], kind: str) -> str | None:
    """The sort that most claims of a type say it was."""
    said = (said_sort(claim) for claim in claims if claim.event.type == kind)
    sorts = Counter(sort for sort in said if sort is not None)
    return max(sorts, key=lambda each: (sorts[each], each), default=None)


def said_sort(claim: Claim) -> str | None:
    """ACLED's sub-event where a claim's words say it. Who says that something was not so says no sort, nor does who
    tells of harm between armed sides without saying how: that is no fighting yet."""
    if claim.event.acled is None or claim.polarity == "negative":
        return None
    sort = claim.event.acled.sub_event_type
    return None if sort == "Armed clash" and claim.event.mode is None else sort


_STRIKES = frozenset({"Explosions/Remote violence", "Violence against civilians"})
_BATTLES = _STRIKES | {"Battles"}


def _central(claims: Sequence[Claim], kind: str, sort: str) -> frozenset[str]:
    """The ids of those claims that are of the happening itself, and not of what is told around it: those of its type
    and, among deeds of violence, of its sort: the fighting for a town is no part of the air strike on it. Who says of
    the same parties that it was the other way round speaks of the happening too, whatever its sort. A campaign of which
    it is a part is around it."""
    sorts = {c.event.acled.sub_event_type: c.event.acled.event_type for c in claims if c.event.acled is not None}
    wide = sorts.get(sort)
    near = _STRIKES if wide in _STRIKES else _BATTLES if wide == "Battles" else frozenset({wide})

    campaigns = {claim.id for claim in claims if kind_of(claim) == "campaign"}
    campaigns = campaigns if len(campaigns) < len(claims) else set()

    def is_of_its_sort(claim: Claim) -> bool:
        if claim.id in campaigns:
            return False
        if claim.event.type != kind:
            return claim.stance != "asserts"
        return claim.event.acled is None or claim.event.acled.event_type in near

    central = {claim.id for claim in claims if is_of_its_sort(claim)}
    turned_round = {(b, a) for claim in claims if claim.id in central for a, b in _who_to_whom(claim)}
    if turned_round:
        others = (claim for claim in claims if claim.event.type in FORCE and claim.id not in central)
        central |= {claim.id for claim in others if turned_round & _who_to_whom(claim)}
    return frozenset(central)


def central_claims(claims: Sequence[Claim]) -> frozenset[str]:
    """The ids of those claims of an incident that are of the happening itself."""
    return _central(claims, *_type(claims))


def _who_to_whom(claim: Claim) -> set[tuple[str, str]]:
    actors, targets = (
        [p.actor.id for p in claim.participants if p.role == role and p.actor is not None and p.basis == "stated"]
        for role in ("actor", "target")
    )
    return {(a, b) for a in actors for b in targets if a != b}


def sort_in_words(kind: str, sort: str | None) -> str:
    """What a sort of happening is called in plain words: ACLED's sub-event, or the type where that says more.

    >>> sort_in_words("ASSAULT", "Air/drone strike"), sort_in_words("COERCE", "Other"), sort_in_words("ASSAULT", None)
    ('Air strike', 'Coercion', 'Attack')
    """
    titles = load_rules("incidents")["titles"]
    by_type: str = titles.get(kind, sort or kind.capitalize())
    return by_type if sort is None or sort == "Other" else titles.get(sort, by_type)


def _title(
    kind: str,
    sort: str | None,
    place: Where | None,
    days: Days | None,
    tellings: Sequence[Telling | Told],
    reports: Mapping[str, Report],
) -> str:
    """A title that asserts nothing: what kind of happening, where, when. A report without claims gives its own."""
    if not any(telling.claims for telling in tellings):
        return reports[tellings[0].report_id].title or sort_in_words(kind, sort)
    parts = [sort_in_words(kind, sort)]
    if place is not None:
        parts.append(place.name)
    if days is not None:
        first, last = days.earliest, days.latest
        day, until = f"{first.day} {first:%B} {first.year}", f"{last.day} {last:%B} {last.year}"
        if (first.year, first.month) == (last.year, last.month):
            day = f"{first.day}"
        parts.append(until if first == last else f"{day} to {until}")
    return ", ".join(parts)
