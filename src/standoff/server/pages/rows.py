"""The account matrix: a row an account, what differs in it and from whom, and the words it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from standoff.incidents.matrix import answered_by, fullness, in_order, stands_out
from standoff.records import Account, Claim, Dispute, DisputeValue, Incident, content_id
from standoff.wording import field_words

__all__ = ["Passage", "Row", "passages_of", "rows_of"]

_FEW_QUOTES = 2


@dataclass(frozen=True, slots=True)
class Differs:
    """Why a cell is marked: the field, by which rule, and what the others say."""

    field: str
    anchor: str
    by: str
    others: tuple[DisputeValue, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an account, and the claims that have them: several where reports carry the same words."""

    claims: tuple[Claim, ...]

    @property
    def claim(self) -> Claim:
        return self.claims[0]


@dataclass(frozen=True, slots=True)
class Row:
    """One account as the matrix shows it. ``answers`` is the account that it denies or questions, ``answered`` the
    words that it answers, where neither it nor what stands above it has them."""

    key: str
    account: Account
    answers: Account | None
    kinds: tuple[tuple[str, str | None], ...]
    hedges: tuple[str, ...]
    vias: tuple[tuple[str, ...], ...]
    differs: Mapping[str, Differs]
    passages: tuple[Passage, ...]
    answered: tuple[Passage, ...]

    @property
    def says_much(self) -> bool:
        """Whether it says who, whom or how many, or does not just assert."""
        said = self.account.actor or self.account.target or self.account.tolls
        return bool(said) or self.account.position != "asserts"

    @property
    def first(self) -> tuple[Passage, ...]:
        return self.passages[:_FEW_QUOTES]

    @property
    def more(self) -> tuple[Passage, ...]:
        return self.passages[_FEW_QUOTES:]


def rows_of(incident: Incident, known: Mapping[str, Claim]) -> tuple[list[Row], list[Row]]:
    """The rows of the matrix, each denial beneath what it denies: those of accounts that say who, whom or how many,
    answer another or are answered; and those that tell around it. Where all do, none is set apart."""
    ordered = in_order(incident.accounts, known)
    rows = [_row(incident, known, account, answers) for account, answers in ordered]
    answered = {id(row.answers) for row in rows if row.answers is not None}
    main = [row for row in rows if row.says_much or id(row.account) in answered]
    return (main, [row for row in rows if row not in main]) if main else (rows, [])


def _row(incident: Incident, known: Mapping[str, Claim], account: Account, answers: Account | None) -> Row:
    claims = [known[each] for each in account.claims if each in known]
    kinds = Counter(
        (claim.event.type, claim.event.acled.sub_event_type if claim.event.acled else None) for claim in claims
    )
    vias = Counter(tuple(link.source.name for link in reversed(claim.attribution[:-1])) for claim in claims)
    asserted = [claim for claim in claims if claim.stance == account.position] or claims
    told = [known[each] for each in answers.claims if each in known] if answers is not None else []
    above = [claim for passage in passages_of(told)[:_FEW_QUOTES] for claim in passage.claims]
    return Row(
        content_id("account", account.claimant.name, account.position)[:8],
        account,
        answers,
        tuple(kind for kind, _ in kinds.most_common(2)),
        _hedges(asserted),
        tuple(via for via, _ in vias.most_common(3) if via),
        {each.field: _differs(account, each) for each in incident.disputes if stands_out(account, each)},
        tuple(passages_of(claims)),
        tuple(passages_of(answered_by(account, known, above))[:_FEW_QUOTES]),
    )  # fmt: skip


def _hedges(claims: Sequence[Claim]) -> tuple[str, ...]:
    """What most of the claims hedge: that it was not, that it is only probable, that it was only tried."""
    found = []
    for values, plain in (
        (Counter("did not happen" if claim.polarity == "negative" else "" for claim in claims), ""),
        (Counter(claim.certainty for claim in claims), "certain"),
        (Counter(claim.reality for claim in claims), "actual"),
    ):
        most = max(values, key=lambda each: (values[each], each == plain, each), default=plain)
        if most != plain:
            found.append(most)
    return tuple(found)


def _differs(account: Account, dispute: Dispute) -> Differs:
    others = tuple(value for value in dispute.values if not set(value.claims) & set(account.claims))
    return Differs(field_words(dispute.field), _anchor(dispute.field), dispute.by or "", others)


def _anchor(name: str) -> str:
    return f"dispute-{name.replace('.', '-')}"


def passages_of(claims: Iterable[Claim]) -> list[Passage]:
    """The words of claims, those that show most first; what several reports have word by word stands once."""
    found: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda claim: (-fullness(claim), claim.evidence[0].start, claim.id)):
        found.setdefault(" … ".join(span.text for span in claim.evidence).casefold(), []).append(claim)
    return [Passage(tuple(same)) for same in found.values()]
