"""How many say it: reports, texts, outlets, origins, sides; each down to the reports that show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from standoff.incidents.accounts import Saying, Speaker, Who
from standoff.records import Basis, Corroboration, Dispute, Report, Status

__all__ = ["corroboration_of", "status_of"]


def corroboration_of(
    sayings: Sequence[Saying], reports: Mapping[str, Report], text_groups: Mapping[str, str], who: Who
) -> Corroboration:
    """How many independent beginnings an incident's claims have.

    Copies of one text count once. Whoever a text cites is its origin; the text's own outlet is one only where it cites
    nobody at all, and then whoever it credits stands for it ("(AP)", "originally published by"). Unnamed speakers of
    two texts may be one and the same: they count in the higher number, and in the lower one only if nobody is named.
    Only who asserts corroborates: a denial is no support, in whatever words.
    """
    ids = list(dict.fromkeys(each.claim.report_id for each in sayings))
    texts: dict[str, list[str]] = {}
    outlets: dict[str, list[str]] = {}
    for report_id in ids:
        texts.setdefault(text_groups.get(report_id, report_id), []).append(report_id)
        outlets.setdefault(reports[report_id].publisher or "unknown publisher", []).append(report_id)
    origins: dict[str, tuple[str, bool, list[str]]] = {}
    sides: dict[str, list[str]] = {}
    by_text: dict[str, list[Saying]] = {}
    for each in sayings:
        by_text.setdefault(text_groups.get(each.claim.report_id, each.claim.report_id), []).append(each)
    for group, members in texts.items():
        told = by_text[group]
        for speaker in _told_by(told, reports, who):
            key = speaker.key if speaker.is_named else f"{speaker.key} of {group}"
            named = (
                speaker.claimant.name
                if speaker.is_named
                else f"{speaker.claimant.name} ({_outlet(reports[members[0]])})"
            )
            origins.setdefault(key, (named, speaker.is_named, []))[2].extend(members)
        for each in told:
            side = each.speaker.claimant.side
            if side is not None:
                sides.setdefault(side, []).extend(members)
    certain = sum(is_named for _, is_named, _ in origins.values())
    return Corroboration(
        tuple(ids),
        _bases(texts),
        _bases(outlets),
        _bases({name: held for name, _, held in origins.values()}),
        max(certain, 1) if origins else 0,
        _bases(sides),
    )


def _told_by(sayings: Sequence[Saying], reports: Mapping[str, Report], who: Who) -> list[Speaker]:
    """Whom one text has it from: those it cites, or its own outlet, or whom the outlet credits."""
    asserted = [each for each in sayings if each.position == "asserts"]
    # copies say the same again
    asserted = [each for each in asserted if each.claim.report_id == asserted[0].claim.report_id]
    cited = [each for each in asserted if each.claim.attribution]
    found = {each.speaker.key: each.speaker for each in cited or asserted}
    if cited or not found:
        return list(found.values())
    report = reports[asserted[0].claim.report_id]
    if report.origin is not None:
        usual = who(report.origin.name)
        own = next(iter(found.values()))
        return [Speaker.of(own.claimant.named(usual[0] if usual else report.origin.name))]
    return list(found.values())


def _outlet(report: Report) -> str:
    return report.publisher or "unknown publisher"


def _bases(found: Mapping[str, Sequence[str]]) -> tuple[Basis, ...]:
    return tuple(Basis(name, tuple(dict.fromkeys(held))) for name, held in found.items())


def status_of(corroboration: Corroboration, disputes: Sequence[Dispute]) -> Status:
    """``denied`` where an account denies that it happened as told; else ``disputed`` where accounts differ on anything;
    else ``corroborated`` with two origins or more at the least; else ``single-source``."""
    whether = next((dispute for dispute in disputes if dispute.field == "whether"), None)
    if whether is not None and any(value.value.startswith("it did not") for value in whether.values):
        return "denied"
    if disputes:
        return "disputed"
    return "corroborated" if corroboration.origins_low >= 2 else "single-source"
