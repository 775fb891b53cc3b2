"""Incidents without the names of victims: persons to whom something was done and who are nobody of the registry."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from msgspec.structs import replace

from standoff.exporters.told import Told
from standoff.records import Account, Claim, Span

__all__ = ["LEFT_OUT", "names_of_victims", "without_victims"]

LEFT_OUT = "[name left out]"
_WORD = r"[^\W\d_][\w’'-]+"
_NAME = re.compile(rf"{_WORD}(?: {_WORD}){{1,4}}")
_LONG = 3
"""Particles of names ("al", "bin", "van") have no capital; a word longer than this must have one."""

Clean = Callable[[str], str]


def names_of_victims(claims: Iterable[Claim]) -> set[str]:
    """What looks like the name of a person among the targets of claims: two words or more, each with a capital."""
    names: set[str] = set()
    for claim in claims:
        for party in claim.participants:
            if party.role != "target" or (party.actor is not None and party.actor.sector not in (None, "CVL")):
                continue
            for said in (party.name, party.span.text if party.span else None):
                for found in _NAME.finditer(said or ""):
                    if all(word[:1].isupper() for word in found[0].split() if len(word) > _LONG):
                        names.add(found[0])
    return names


def without_victims(told: Told) -> Told:
    """The same with the names of victims left out of parties, quotations and titles; the texts of reports are emptied,
    for they hold the names too, and offsets count in the texts as they were."""
    names = sorted(names_of_victims(told.claims.values()), key=len, reverse=True)
    if not names:
        return Told(
            told.incident, told.claims, {uid: replace(r, text="", source_bytes=b"") for uid, r in told.reports.items()}
        )
    pattern = re.compile("|".join(map(re.escape, names)))

    def clean(text: str) -> str:
        return pattern.sub(LEFT_OUT, text)

    incident = replace(
        told.incident,
        title=clean(told.incident.title),
        accounts=tuple(_account(account, clean) for account in told.incident.accounts),
        disputes=tuple(
            replace(d, values=tuple(replace(value, value=clean(value.value)) for value in d.values))
            for d in told.incident.disputes
        ),
    )
    reports = {
        uid: replace(report, text="", source_bytes=b"", title=clean(report.title) if report.title else None)
        for uid, report in told.reports.items()
    }
    return Told(incident, {uid: _claim(claim, clean) for uid, claim in told.claims.items()}, reports)


def _account(account: Account, clean: Clean) -> Account:
    return replace(account, target=tuple(map(clean, account.target)), actor=tuple(map(clean, account.actor)))


def _claim(claim: Claim, clean: Clean) -> Claim:
    def span(each: Span) -> Span:
        return replace(each, text=clean(each.text))

    return replace(
        claim,
        evidence=tuple(map(span, claim.evidence)),
        sentence=span(claim.sentence),
        participants=tuple(
            replace(p, name=clean(p.name) if p.name else None, span=span(p.span) if p.span else None)
            for p in claim.participants
        ),
        tolls=tuple(
            replace(toll, who=clean(toll.who) if toll.who else None, span=span(toll.span)) for toll in claim.tolls
        ),
    )
