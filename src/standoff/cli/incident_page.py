"""One incident as a person reads it: its accounts side by side, where they differ, who stands behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from rich.text import Text

from standoff.cli import words
from standoff.cli.page import Page
from standoff.wording import field_words

if TYPE_CHECKING:
    from standoff.records import Account, Basis, Claim, Corroboration, Incident, Where
    from standoff.store import ReportLine

__all__ = [
    "STATUS_MEANS", "STATUS_STYLES", "Shown", "answered_in", "central_of", "put_incident", "quotes_of",
    "side_of", "some", "steps_of", "through", "told_in", "what_of", "where_of", "worth_showing",
]  # fmt: skip

STATUS_STYLES = {
    "single-source": "dim",
    "corroborated": "green",
    "disputed": "bold yellow",
    "denied": "bold red",
}
STATUS_MEANS = {
    "single-source": "no more than one independent origin is certain",
    "corroborated": "two independent origins or more, and no account differs",
    "disputed": "accounts differ",
    "denied": "an account denies that it happened as told",
}
_POSITIONS = {"asserts": "", "denies": "✗ denies", "questions": "? questions"}
_POSITION_STYLES = {"asserts": "", "denies": "bold red", "questions": "bold magenta"}
_FEW_ACCOUNTS = 10
_FEW_QUOTES = 2
_FEW_AROUND = 4
_FEW_NAMES = 6
_WIDE = 100
"""From so many columns on, who did it and to whom stand in columns of their own."""


@dataclass(frozen=True)
class Shown:
    """What a page shows: an incident, its claims by id, the lines of its reports by id."""

    incident: Incident
    claims: Mapping[str, Claim]
    reports: Mapping[str, ReportLine]
    as_of: date | None = None

    def number(self, report_id: str) -> int:
        """The number by which a report is cited."""
        return list(self.incident.reports).index(report_id) + 1


def what_of(incident: Incident) -> str:
    """What sort of happening it is."""
    return incident.title.split(",")[0] if incident.claims else incident.title


def put_incident(
    page: Page, shown: Shown, *, is_whole: bool = False, is_unfolded: bool = False, few: int = _FEW_ACCOUNTS
) -> None:
    """The whole page. ``is_whole`` leaves out no account and no quotation, ``is_unfolded`` says who was counted."""
    _put_head(page, shown)
    _put_accounts(page, shown, is_whole=is_whole, few=few)
    _put_disputes(page, shown, is_whole=is_whole)
    _put_corroboration(page, shown, is_unfolded=is_unfolded)
    _put_reports(page, shown)
    page.blank()


def _put_head(page: Page, shown: Shown) -> None:
    incident = shown.incident
    page.blank()
    page.rule(page.words((words.safe(incident.title), "bold")))
    pieces = [page.words((incident.status.upper(), STATUS_STYLES[incident.status]))]
    if incident.place is not None:
        pieces.append(page.words(where_of(incident.place, is_full=True)))
    if incident.when is not None:
        pieces.append(page.words(words.days(incident.when)))
    if incident.is_reviewed:
        pieces.append(page.words(("reviewed", "green")))
    pieces.append(page.words((f"incident {incident.id}", "dim")))
    page.flow(pieces)
    if shown.as_of is not None:
        page.put(page.words((f"As known on {words.day(shown.as_of)}.", "bold magenta")))
    for toll in incident.tolls:
        page.put(page.words((words.figure(toll), "bold"), (f"  {words.safe(toll.by)}", "dim")))


# The accounts


def _put_accounts(page: Page, shown: Shown, *, is_whole: bool, few: int) -> None:
    from standoff.incidents.matrix import in_order

    of_incident = in_order(shown.incident.accounts, shown.claims)
    central = central_of(shown)
    around = [each for each in shown.incident.accounts if each.position == "asserts" and not central & set(each.claims)]
    ordered = [(account, answers) for account, answers in of_incident if account not in around]
    kept = ordered if is_whole else worth_showing(ordered, few)
    page.blank()
    widths = _widths(page.width)
    page.row([page.words((name, "dim")) for name in _heads(page.width)], widths)
    page.put(page.words(("─" * page.width, "dim")))
    for account, answers in kept:
        _put_account(page, shown, account, answers, widths, is_whole=is_whole)
    if len(kept) < len(ordered):
        names = dict.fromkeys(each[0].claimant.name for each in ordered if each not in kept)
        left = some(list(names), is_whole=False)
        more = words.count(len(ordered) - len(kept), "more account")
        page.blank()
        page.put(page.words((f"{more} (--all shows them): {left}", "dim")))
    if around:
        _put_around(page, shown, around, is_whole=is_whole)


def central_of(shown: Shown) -> Set[str]:
    """The claims of the happening itself, and not of what was around it; all where none is."""
    from standoff.incidents import central_claims

    return central_claims([shown.claims[each] for each in shown.incident.claims if each in shown.claims]) or set(
        shown.claims
    )


def _put_around(page: Page, shown: Shown, accounts: Sequence[Account], *, is_whole: bool) -> None:
    """What else the same reports tell of it, a line an account: what, where, when, and the fullest words."""
    page.blank()
    page.rule(page.words(("Told around it", "bold")), sign="─")
    kept = accounts if is_whole else accounts[:_FEW_AROUND]
    for account in kept:
        claims = [shown.claims[each] for each in account.claims if each in shown.claims]
        said = [
            _what(claims),
            where_of(account.place) if account.place else "",
            words.days(account.when) if account.when else "",
        ]
        page.flow(
            [page.words((words.safe(account.claimant.name), "cyan")), *(page.words(each) for each in said if each)]
        )
        _put_quotes(page, shown, claims, few=None if is_whole else 1, indent=2)
    if len(kept) < len(accounts):
        more = words.count(len(accounts) - len(kept), "more account")
        left = some([account.claimant.name for account in accounts[len(kept) :]], is_whole=False)
        page.put(page.words((f"{more} (--all shows them): {left}", "dim")))


def _heads(width: int) -> list[str]:
    if width < _WIDE:
        return ["Claimant", "Who → whom", "Where", "When", "Toll"]
    return ["Claimant", "Who", "To whom", "Where", "When", "Toll"]


def _widths(width: int) -> list[int]:
    shares = [20, 23, 14, 9, 14] if width < _WIDE else [24, 22, 22, 17, 11, 16]
    room = max(40, width - 2 * (len(shares) - 1))
    found = [max(6, share * room // sum(shares)) for share in shares]
    found[1] += room - sum(found)
    return found


def worth_showing(ordered: Sequence[tuple[Account, Account | None]], few: int) -> list[tuple[Account, Account | None]]:
    """The first accounts, those that are answered first among them, each with its answers."""
    if len(ordered) <= few + 2:
        return list(ordered)
    groups: list[list[tuple[Account, Account | None]]] = []
    for account, answers in ordered:
        if answers is not None and groups:
            groups[-1].append((account, answers))
        else:
            groups.append([(account, answers)])
    answered = [group for group in groups if len(group) > 1 or group[0][0].position != "asserts"]
    kept = answered[: max(1, few // 2)]
    kept += [group for group in groups if group not in kept][: few - len(kept)]
    return [each for group in groups if group in kept for each in group]


def answered_in(shown: Shown, account: Account, answers: Account | None, few: int | None) -> list[Claim]:
    """What an account answers, where neither its words nor the few that stand above it say so."""
    from standoff.incidents.matrix import answered_by

    above = islice(quotes_of(told_in(shown, answers)), few) if answers is not None else ()
    return answered_by(account, shown.claims, (claim for claim, _ in above))


def told_in(shown: Shown, account: Account) -> list[Claim]:
    """The claims of an account that tell of the happening itself; all where none does."""
    claims = [shown.claims[each] for each in account.claims if each in shown.claims]
    central = central_of(shown)
    return [claim for claim in claims if claim.id in central] or claims


def _put_account(
    page: Page,
    shown: Shown,
    account: Account,
    answers: Account | None,
    widths: list[int],
    *,
    is_whole: bool,
) -> None:
    from standoff.incidents.matrix import stands_out

    disputed = {dispute.field for dispute in shown.incident.disputes if stands_out(account, dispute)}
    lead = ("↳ ", "bold") if answers is not None else ("", "")
    name = page.words(lead, (words.safe(account.claimant.name), "bold cyan"))
    side = side_of(account.claimant.side) if account.claimant.side else account.claimant.name
    if side.casefold() != account.claimant.name.casefold():
        name += page.words((f" ({side})", "dim"))
    who, whom = _listed(account.actor), _listed(account.target)
    toll_fields = {f"tolls.{toll.what}" for toll in account.tolls}
    cells: list[Text]
    if len(widths) == 5:
        both = _cell(page, who, is_disputed="actor" in disputed)
        both += page.words((" → ", "bold")) + _cell(page, whom, is_disputed="target" in disputed)
        cells = [name, both if who or whom else page.words(("·", "dim"))]
    else:
        cells = [
            name,
            _cell(page, who, is_disputed="actor" in disputed),
            _cell(page, whom, is_disputed="target" in disputed),
        ]
    cells.append(_cell(page, where_of(account.place) if account.place else "", is_disputed="place" in disputed))
    when = words.days(account.when) if account.when else ""
    if account.when and shown.incident.when and account.when.earliest.year == shown.incident.when.latest.year:
        when = when.removesuffix(f" {account.when.latest.year}")
    cells.append(_cell(page, when, is_disputed="when" in disputed))
    tolls = ", ".join(words.figure(toll) for toll in account.tolls)
    cells.append(_cell(page, tolls, is_disputed=bool(toll_fields & disputed)))
    page.row(cells, widths)
    _put_saying(page, shown, account, answers, is_whole=is_whole)
    page.blank()


def _put_saying(page: Page, shown: Shown, account: Account, answers: Account | None, *, is_whole: bool) -> None:
    """What the account says happened, through whom, in which words, and to which words they are an answer."""
    indent = 4 if answers is not None else 2
    claims = [shown.claims[each] for each in account.claims if each in shown.claims]
    told = told_in(shown, account)
    position = _POSITIONS[account.position]
    what = _what(told, is_denied=account.position == "denies")
    pieces = [page.words((position, _POSITION_STYLES[account.position]))] if position else []
    if what:
        pieces.append(page.words((what, "green")))
    chains = through(claims, account)
    if chains:
        pieces.append(page.words(("through ", "dim"), chains))
    page.flow(pieces, indent=indent)
    if is_whole:
        _put_quotes(page, shown, [*told, *(claim for claim in claims if claim not in told)], few=None, indent=indent)
    else:
        _put_quotes(page, shown, told, few=_FEW_QUOTES, indent=indent)
    few = None if is_whole else _FEW_QUOTES
    for claim, quote in islice(quotes_of(answered_in(shown, account, answers, few)), few):
        said = page.words(
            ("in answer to “", "dim"), quote, ("”", "dim"), (f" [{shown.number(claim.report_id)}]", "dim")
        )
        page.put(said, indent=indent)


def _put_quotes(page: Page, shown: Shown, claims: Sequence[Claim], *, few: int | None, indent: int) -> None:
    """The words of claims, those that show most first, none twice."""
    for claim, quote in islice(quotes_of(claims), few):
        said = page.words(("“", "dim"), quote, ("”", "dim"), (f" [{shown.number(claim.report_id)}]", "dim"))
        page.put(said, indent=indent)


def quotes_of(claims: Sequence[Claim]) -> Iterator[tuple[Claim, str]]:
    """The words of claims, those that show most first, none twice."""
    from standoff.incidents.matrix import fullness

    quoted: set[str] = set()
    for claim in sorted(claims, key=lambda claim: (-fullness(claim), claim.evidence[0].start, claim.id)):
        quote = " … ".join(words.safe(span.text) for span in claim.evidence)
        if quote.casefold() not in quoted:
            quoted.add(quote.casefold())
            yield claim, quote


def _what(claims: Sequence[Claim], *, is_denied: bool = False) -> str:
    """What most claims tell of, in plain words, how firmly, and that it was not so where it is not said to be denied.
    What is no sort of happening goes unsaid, and so does of a denial that it is one."""
    from standoff.incidents import said_sort, sort_in_words

    told = [claim for claim in claims if claim.event.type not in (("OTHER", "REJECT") if is_denied else ("OTHER",))]
    kinds = Counter(sort_in_words(claim.event.type, said_sort(claim)) for claim in told)
    hedges = Counter(claim.certainty for claim in claims)
    what = max(kinds, key=lambda each: (kinds[each], each), default="").lower()
    hedge = max(hedges, key=lambda each: (hedges[each], each), default="certain")
    if claims and not is_denied and all(claim.polarity == "negative" and claim.stance == "asserts" for claim in claims):
        what = f"did not happen: {what}" if what else "did not happen"
    return f"~ {hedge}: {what}" if what and hedge != "certain" else what


def through(claims: Sequence[Claim], account: Account) -> str:
    """The chains that the account came through, the commonest first, from the reader inwards."""
    chains: Counter[str] = Counter()
    for claim in claims:
        via = words.chain_names(claim.attribution)[:-1]
        if via:
            chains[" ← ".join(via)] += 1
    outlets = [words.safe(name) for name in account.reported_by if name != account.claimant.name]
    said = list(outlets[:4])
    if len(outlets) > 4:
        said.append(f"{len(outlets) - 4} more")
    relayed = [chain for chain, _ in chains.most_common(2) if chain not in outlets]
    return ", ".join(said) + (f" ← {' / '.join(relayed)}" if relayed else "")


def _cell(page: Page, said: str, *, is_disputed: bool) -> Text:
    if not said:
        return page.words(("·", "dim"))
    return page.words(("≠ ", "bold yellow"), (said, "yellow")) if is_disputed else page.words(said)


def _listed(names: Sequence[str]) -> str:
    """The names of parties, no more than three, none that another says already."""
    said: list[str] = []
    for name in map(words.safe, names):
        if not any(name.casefold() in other.casefold() or other.casefold() in name.casefold() for other in said):
            said.append(name)
    return ", ".join(said[:3]) + (f" +{len(said) - 3}" if len(said) > 3 else "")


def side_of(party: str) -> str:
    """The name of a party that somebody speaks for."""
    named = words.country(party)
    if named != party:
        return named
    from standoff.actors import ActorRegistry

    return words.safe(next(iter(ActorRegistry.load().aliases_of(party)), party))


def where_of(place: Where, *, is_full: bool = False) -> str:
    name = words.safe(place.name)
    parts = [f"near {name}" if place.precision == "near" else name]
    if is_full:
        for wider in (place.admin1, words.country(place.country) if place.country else None):
            if wider and words.safe(wider).casefold() not in (part.casefold() for part in parts):
                parts.append(words.safe(wider))
    said = ", ".join(parts)
    if is_full and place.lat is None:
        return f"{said} (not on the map)"
    if is_full and place.uncertainty_km:
        return f"{said} (±{place.uncertainty_km:g} km)"
    return said


# Disputes, corroboration, reports


def _put_disputes(page: Page, shown: Shown, *, is_whole: bool) -> None:
    incident = shown.incident
    if not incident.disputes:
        return
    page.blank()
    page.rule(page.words(("Where they differ", "bold")), sign="─")
    for dispute in incident.disputes:
        field = field_words(dispute.field)
        page.put(page.words((field, "bold yellow"), (f"  {words.safe(dispute.by or '')}", "dim")))
        for value in dispute.values:
            claimants = some(value.claimants, is_whole=is_whole)
            page.put(page.words((words.safe(value.value), "yellow"), (": ", "dim"), claimants), indent=2)
        if dispute.silent:
            page.put(page.words((f"silent: {some(dispute.silent, is_whole=is_whole)}", "dim")), indent=2)


def some(names: Sequence[str], *, is_whole: bool) -> str:
    """The first names, and how many more there are."""
    shown = names if is_whole or len(names) <= _FEW_NAMES + 1 else names[:_FEW_NAMES]
    more = len(names) - len(shown)
    return ", ".join(map(words.safe, shown)) + (f" and {more} more" if more else "")


def _put_corroboration(page: Page, shown: Shown, *, is_unfolded: bool) -> None:
    found = shown.incident.corroboration
    page.blank()
    page.rule(page.words(("How many say it", "bold")), sign="─")
    steps = steps_of(found)
    ladder = page.words((steps[0], "bold"))
    for step in steps[1:]:
        ladder += page.words((" → ", "dim"), (step, "bold"))
    page.put(ladder)
    status = shown.incident.status
    page.put(page.words((status, STATUS_STYLES[status]), (f": {STATUS_MEANS[status]}", "dim")))
    if found.origins_low != len(found.origins):
        page.put(page.words(("Unnamed speakers may be one and the same: hence a range of origins.", "dim")))
    if is_unfolded:
        for name, bases in (
            ("Texts", found.texts),
            ("Outlets", found.outlets),
            ("Origins", found.origins),
            ("Sides", found.sides),
        ):
            _put_bases(page, shown, name, bases)


def steps_of(found: Corroboration) -> list[str]:
    """How many reports there are, and texts, outlets, origins and sides behind them."""
    low, high = found.origins_low, len(found.origins)
    return [
        words.count(len(found.reports), "report"),
        words.count(len(found.texts), "text"),
        words.count(len(found.outlets), "outlet"),
        words.count(low, "origin") if low == high else f"{low}–{high} origins",
        words.count(len(found.sides), "side"),
    ]


def _put_bases(page: Page, shown: Shown, name: str, bases: Sequence[Basis]) -> None:
    page.put(page.words((name, "bold")), indent=2)
    for basis in bases:
        said = words.safe(basis.name)
        if name == "Texts":
            line = shown.reports.get(basis.reports[0])
            said = words.safe((line.title if line else None) or said)
        elif name == "Sides":
            said = side_of(said)
        cited = "".join(f"[{shown.number(each)}]" for each in basis.reports)
        page.put(page.words(said, (f" {cited}", "dim")), indent=4)


def _put_reports(page: Page, shown: Shown) -> None:
    page.blank()
    page.rule(page.words(("Reports", "bold")), sign="─")
    groups = {each: basis.reports[0] for basis in shown.incident.corroboration.texts for each in basis.reports}
    for number, report_id in enumerate(shown.incident.reports, start=1):
        line = shown.reports.get(report_id)
        if line is None:
            continue
        day = words.day(line.published_on) if line.published_on else "no day"
        said = page.words(words.safe(line.publisher or "unknown publisher"), (f", {day}: ", "dim"))
        said += page.words(words.safe(line.title or "no title"), (f"  {words.safe(report_id)[:8]}", "dim"))
        if groups.get(report_id, report_id) != report_id:
            first = shown.reports.get(groups[report_id])
            is_own = first is not None and first.publisher == line.publisher is not None
            kind = "later version of" if is_own else "copy of"
            said += page.words((f"  {kind} [{shown.number(groups[report_id])}]", "cyan"))
        page.put(said, lead=page.words((f"[{number}] ".rjust(5), "dim")))
