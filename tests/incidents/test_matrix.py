"""Accounts side by side: which words an account answers, and which of its own words come first."""

from __future__ import annotations

from msgspec.structs import replace

from standoff.incidents import accounts_of, speakers_of
from standoff.incidents.matrix import answered_by, fullness
from standoff.records import Account, Claim, Participant, Span

from .made_claims import ARMY, CIVILIANS, claim, nobody, report


def said(claim: Claim, words: str) -> Claim:
    return replace(claim, evidence=(Span(0, len(words), words),))


def accounts(*claims: Claim) -> list[Account]:
    reports = {"r1": report("r1")}
    return accounts_of(claims, reports, speakers_of(claims, reports, nobody))


def test_what_an_account_answers_is_shown_where_its_words_do_not_say_it() -> None:
    struck = said(claim("r1", "medics", actor=ARMY), "planes bombed the market")

    def answered(words: str, *above: Claim) -> list[str]:
        denied = said(replace(claim("r1", "the army", stance="denies"), responds_to=struck.id), words)
        claims = {each.id: each for each in (struck, denied)}
        [account] = [each for each in accounts(struck, denied) if each.position == "denies"]
        return [each.evidence[0].text for each in answered_by(account, claims, above)]

    assert answered("The army denied it") == ["planes bombed the market"]
    assert answered("The army denied that planes bombed the market") == []
    assert answered("The army denied it", struck) == []


def test_words_that_name_known_parties_come_before_those_that_name_things() -> None:
    fields = claim("r1", "farmer", actor=ARMY)
    through = Participant("target", Span(0, 10, "our fields"), None, None)
    fields = replace(fields, participants=(*fields.participants, through))

    assert fullness(claim("r1", "farmer", actor=ARMY, target=CIVILIANS)) > fullness(fields)
