"""``standoff brief``: a situation report in Markdown, in which every sentence is somebody's and has a footnote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from standoff.cli import incident_page, output, words
from standoff.cli.incidents import asked_place
from standoff.cli.listing import Query, note_waiting
from standoff.cli.options import CasebookFile, EventType, OutputFile, Party, Place, Reviewed, Since, Until, days_asked
from standoff.wording import field_words

if TYPE_CHECKING:
    from standoff.cli.incident_page import Shown
    from standoff.records import Account, Claim, Dispute

__all__ = ["brief_command"]

_FEW_ACCOUNTS = 8
_FEW_QUOTES = 2
_SIGNS = re.compile(r"[\\`*_\[\]<>#|~]")
_SAYS = {"asserts": "", "denies": " denies", "questions": " questions"}


def brief_command(
    casebook: CasebookFile = Path("standoff.db"),
    place: Place = None,
    since: Since = None,
    until: Until = None,
    kind: EventType = None,
    party: Party = None,
    disputed: Annotated[bool, typer.Option("--disputed", help="With a dispute or a denial.")] = False,
    reviewed: Reviewed = False,
    query: Query = None,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=0, metavar="N", help="So many incidents at most; 0 for all.")
    ] = 20,
    out: OutputFile = None,
) -> None:
    """Write a situation report, in Markdown: each incident with who says what of it, in their words, with footnotes.

    A first draft to edit. Nothing in it is Standoff's own: denials stand beneath what they deny, what accounts differ
    on is said, copies count once, and incidents that no person has judged are marked.

    **Examples:**

    - standoff brief --since 2020-08-24 --place Syria --output brief.md

    - standoff brief --disputed --reviewed | pandoc -o brief.docx
    """
    from standoff.casebook import open_casebook

    conditions: dict[str, Any] = {
        **days_asked(since, until),
        **asked_place(place),
        "type": kind,
        "party": party,
        "query": query,
        "is_disputed": True if disputed else None,
        "is_reviewed": True if reviewed else None,
    }
    with open_casebook(casebook, mode="read") as book, output.opened(out) as stream:
        note_waiting(book)
        found = list(book.incidents(limit=limit or None, **conditions))
        shown = [incident_page.Shown(each, book.claims_of(each), book.lines_of(each.reports)) for each in found]
        stream.writelines(f"{line}\n" for line in _brief(shown, book.count_incidents(**conditions)))


class _Notes(dict[str, int]):
    """The numbers of the reports that were cited, by their ids."""

    def __missing__(self, report_id: str) -> int:
        self[report_id] = len(self) + 1
        return self[report_id]


def _brief(shown: Sequence[Shown], total: int) -> Iterator[str]:
    told = words.count(total, "incident")
    yield from ("# Situation report", "")
    yield (
        f"{f'The last {len(shown):,} of {told}' if len(shown) < total else told}. A draft: whatever stands here is "
        "said by whoever is named with it. Standoff vouches for none of it, and makes mistakes: check the words in "
        "the report."
    )
    notes = _Notes()
    for each in shown:
        yield from _incident(each, notes)
    lines = {uid: line for each in shown for uid, line in each.reports.items()}
    if notes:
        yield ""
    for report_id, number in notes.items():
        line = lines[report_id]
        day = words.day(line.published_on) if line.published_on else "no day"
        first = line.text_group if line.text_group != line.id else None
        is_own = first in lines and lines[first].publisher == line.publisher is not None
        kind = "a later version" if is_own else "a copy"
        copied = f", {kind} of report {first[:8]}" if first is not None else ""
        address = f" <{line.url}>" if line.url else ""
        yield (
            f"[^{number}]: {_plain(line.publisher or 'unknown publisher')}, {day}: {_plain(line.title or 'no title')}."
            f"{address} (report {line.id[:8]}{copied})"
        )


def _incident(shown: Shown, notes: _Notes) -> Iterator[str]:
    incident = shown.incident
    reviewed = "Reviewed by a person" if incident.is_reviewed else "Not reviewed by a person"
    yield from ("", f"## {_plain(incident.title)}", "")
    status = incident.status.capitalize()
    yield f"*{status}: {incident_page.STATUS_MEANS[incident.status]}. {reviewed}.*"
    yield ""
    if incident.place is not None:
        yield f"- Where: {_plain(incident_page.where_of(incident.place, is_full=True))}"
    if incident.when is not None:
        yield f"- When: {words.days(incident.when)}"
    for toll in incident.tolls:
        yield f"- Harm: {words.figure(toll)} ({_plain(toll.by)})"
    yield f"- Told in {', '.join(incident_page.steps_of(incident.corroboration))} (incident {incident.id})"
    yield ""
    yield from _accounts(shown, notes)
    for dispute in incident.disputes:
        yield from ("", _difference(dispute))


def _accounts(shown: Shown, notes: _Notes) -> Iterator[str]:
    from standoff.incidents.matrix import in_order

    central = incident_page.central_of(shown)
    ordered = [
        (account, answers)
        for account, answers in in_order(shown.incident.accounts, shown.claims)
        if account.position != "asserts" or central & set(account.claims)
    ]
    kept = incident_page.worth_showing(ordered, _FEW_ACCOUNTS)
    for account, answers in kept:
        yield f"{'  ' if answers is not None else ''}- {_account(shown, account, answers, notes)}"
    left = len(shown.incident.accounts) - len(kept)
    if left:
        yield f"- {words.count(left, 'more account')}: `standoff incident {shown.incident.id[:8]} --all`"


def _account(shown: Shown, account: Account, answers: Account | None, notes: _Notes) -> str:
    claims = [shown.claims[each] for each in account.claims if each in shown.claims]
    told = incident_page.told_in(shown, account)
    side = incident_page.side_of(account.claimant.side) if account.claimant.side else ""
    through = incident_page.through(claims, account)
    said = f"**{_plain(account.claimant.name)}**"
    if side and side.casefold() != account.claimant.name.casefold():
        said += f" ({_plain(side)})"
    said += _SAYS[account.position]
    if account.claimant.kind == "publisher":
        said += ", in its own voice"
    elif through:
        said += f", through {_plain(through)}"
    quotes = islice(incident_page.quotes_of(told), _FEW_QUOTES)
    answered = incident_page.quotes_of(incident_page.answered_in(shown, account, answers, _FEW_QUOTES))
    return f"{said}: " + " ".join(
        [
            *(f"“{_plain(quote)}”{_put_forward(claim)}[^{notes[claim.report_id]}]" for claim, quote in quotes),
            *(
                f"(in answer to “{_plain(quote)}”[^{notes[claim.report_id]}])"
                for claim, quote in islice(answered, _FEW_QUOTES)
            ),
        ]
    )


def _put_forward(claim: Claim) -> str:
    """How words are meant that taken alone could be read as that it happened."""
    said = [
        "that it did not happen" if claim.polarity == "negative" else "",
        claim.reality if claim.reality != "actual" else "",
        claim.certainty if claim.certainty != "certain" else "",
    ]
    return f" ({', '.join(filter(None, said))})" if any(said) else ""


def _difference(dispute: Dispute) -> str:
    field = field_words(dispute.field)
    values = (
        f"{_plain(value.value)} ({_plain(incident_page.some(value.claimants, is_whole=False))})"
        for value in dispute.values
    )
    return f"They differ. {field}: {'; '.join(values)}."


def _plain(text: str) -> str:
    """Words of a report that are nothing but words in Markdown too.

    >>> _plain("*four* <b>dead</b>")
    '\\\\*four\\\\* \\\\<b\\\\>dead\\\\</b\\\\>'
    """
    return _SIGNS.sub(r"\\\g<0>", words.safe(text))
