"""The accounts of an incident laid side by side: in which order, what stands out, which words show most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from standoff.records import Account, Claim, Dispute

__all__ = ["answered_by", "fullness", "in_order", "stands_out"]


def in_order(accounts: Sequence[Account], claims: Mapping[str, Claim]) -> list[tuple[Account, Account | None]]:
    """The accounts, each with those that answer it beneath it, and which account each of these answers; those that
    deny or question what no account here asserts come last."""
    of_claim = {claim: account for account in accounts for claim in account.claims}
    beneath: dict[int, list[Account]] = {}
    answering: set[int] = set()
    for account in accounts:
        if account.position == "asserts":
            continue
        answered = [
            of_claim[target]
            for each in account.claims
            if (claim := claims.get(each)) is not None and (target := claim.responds_to) in of_claim
        ]
        target_account = next((each for each in answered if each.position == "asserts" and each is not account), None)
        if target_account is not None:
            beneath.setdefault(id(target_account), []).append(account)
            answering.add(id(account))
    ordered: list[tuple[Account, Account | None]] = []
    for account in sorted(accounts, key=lambda each: each.position != "asserts"):
        if id(account) not in answering:
            ordered.append((account, None))
            ordered += [(each, account) for each in beneath.get(id(account), ())]
    return ordered


def answered_by(account: Account, claims: Mapping[str, Claim], above: Iterable[Claim] = ()) -> list[Claim]:
    """The claims of others that an account denies, questions or answers, where neither its own words say what they are
    ("The army denied it"), nor those of the claims that are shown ``above`` it; those of the same words once."""
    shown = {claim.evidence[0].text.casefold() for claim in above}
    found: dict[str, Claim] = {}
    for each in account.claims:
        claim = claims.get(each)
        told = claims.get(claim.responds_to) if claim is not None and claim.responds_to is not None else None
        if claim is None or told is None or told.id in account.claims:
            continue
        words = told.evidence[0].text.casefold()
        if words not in shown and not any(words in span.text.casefold() for span in claim.evidence):
            found.setdefault(words, told)
    return list(found.values())


def stands_out(account: Account, dispute: Dispute) -> bool:
    """Whether what an account says of a disputed field is to be marked: all that is said of it, unless more than half
    of the claimants say one thing; then what the others say."""
    said = sum(len(value.claimants) for value in dispute.values)
    for value in dispute.values:
        if set(value.claims) & set(account.claims):
            return 2 * len(value.claimants) <= said
    return False


def fullness(claim: Claim) -> int:
    """How much of an account a claim's words show."""
    return (
        4 * any(toll.low is not None or toll.high is not None for toll in claim.tolls)
        + len({each.role for each in claim.participants if each.span is not None})
        + len({each.role for each in claim.participants if each.actor is not None})
        + (claim.place is not None and claim.place.basis == "stated")
        + 3 * (claim.stance != "asserts")
    )
