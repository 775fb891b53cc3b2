"""One account a claimant: retellings folded, updates told apart from disagreement, silence from agreement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from msgspec.structs import replace

from standoff.actors import ActorRegistry
from standoff.incidents import Who, accounts_of, sayings_of
from standoff.pipeline.link import who_of
from standoff.records import Account, Claim, Counted, Link, Source, Span

from .made_claims import ARMY, CIVILIANS, CLASH, COALITION, STRIKE, claim, nobody, report

REPORTS = {
    each.id: each for each in (report("r1", "Delta Wire", "2016-07-19"), report("r2", "Marsh Post", "2016-07-21"))
}


def accounts(claims: Sequence[Claim], who: Who = nobody, **more: Any) -> list[Account]:
    return accounts_of(sayings_of(claims, REPORTS, who, **more), REPORTS)


def test_retellings_of_one_claimant_are_one_account_with_the_outlets_that_carry_it() -> None:
    [account] = accounts([claim("r1", "the Monitor"), claim("r2", "The Monitor")])

    assert (len(account.claims), account.reports, account.reported_by) == (
        2,
        ("r1", "r2"),
        ("Delta Wire", "Marsh Post"),
    )


def test_names_that_the_registry_knows_for_one_body_are_one_claimant_with_its_usual_name_and_side() -> None:
    def who(name: str) -> tuple[str, str] | None:
        return ("Defence Ministry", "RUS") if name in ("Moscow's generals", "the ministry") else None

    [account] = accounts([claim("r1", "Moscow's generals"), claim("r2", "the ministry")], who)

    assert (account.claimant.name, account.claimant.side) == ("Defence Ministry", "RUS")


def test_an_outlets_own_voice_is_an_account_too() -> None:
    [account] = accounts([claim("r1")])

    assert (account.claimant.name, account.claimant.kind) == ("Delta Wire", "publisher")


def test_who_asserts_one_thing_and_denies_another_has_an_account_for_each() -> None:
    told = [claim("r1", "the ministry", actor=ARMY), claim("r1", "the ministry", stance="denies")]

    assert [account.position for account in accounts(told)] == ["asserts", "denies"]


def test_who_says_of_what_others_tell_that_it_was_not_so_denies_it() -> None:
    struck = claim("r1", "the Monitor", actor=COALITION, target=CIVILIANS)
    not_struck = claim("r2", "the coalition", actor=COALITION, target=CIVILIANS, polarity="negative")
    fell = claim("r2", "the coalition", actor=ARMY, responds_to=struck.id)
    answer = replace(not_struck, id="answer", responds_to=struck.id)

    assert [each.position for each in accounts([struck, not_struck])] == ["asserts", "denies"]
    assert {(each.position, each.actor) for each in accounts([struck, answer, fell])} == {
        ("asserts", ("Coalition",)),
        ("denies", ("Coalition",)),
        ("asserts", ("Armed forces of Syria",)),
    }


def test_what_befell_nobody_is_no_denial_by_who_tells_the_happening_and_names_no_doer() -> None:
    hit = claim("r1", "the Monitor", actor=ARMY)
    unhurt = claim("r1", "the Monitor", actor=COALITION, polarity="negative")
    [account] = accounts([hit, unhurt])

    assert (account.position, account.actor) == ("asserts", ("Armed forces of Syria",))


def test_whoever_tells_it_otherwise_denies_that_those_did_it_whom_others_accuse() -> None:
    struck = claim("r1", "the Monitor", actor=COALITION, target=CIVILIANS)
    fell = claim("r2", "the coalition", actor=ARMY, target=CIVILIANS)
    not_ours = claim("r2", "the coalition", actor=COALITION, target=CIVILIANS, polarity="negative")
    told = accounts([struck, fell, not_ours])

    assert sorted((each.claimant.name, each.position) for each in told) == [
        ("the Monitor", "asserts"),
        ("the coalition", "asserts"),
        ("the coalition", "denies"),
    ]


def test_what_was_not_done_around_the_happening_denies_nothing() -> None:
    struck, silent = (
        claim("r1", "the Monitor", actor=COALITION),
        claim("r2", "the Post", polarity="negative", acled=CLASH),
    )
    told = accounts([struck, silent], is_central=lambda each: each is struck)

    assert [each.position for each in told] == ["asserts", "asserts"]


def test_where_all_say_that_nothing_happened_nobody_denies_anything() -> None:
    assert [each.position for each in accounts([claim("r1", "the Monitor", polarity="negative")])] == ["asserts"]


def test_a_source_that_raises_its_count_does_not_differ_from_itself_and_the_latest_count_stands() -> None:
    told = [claim("r2", "the Monitor", killed=(56, None)), claim("r1", "the Monitor", killed=(21, 21))]

    [account] = accounts(told)

    assert account.tolls == (Counted("killed", 56, None),)


def test_of_several_counts_in_one_report_the_greatest_is_no_part_of_another() -> None:
    told = [claim("r1", "the Monitor", killed=(56, 56)), claim("r1", "the Monitor", killed=(11, 11))]

    assert accounts(told)[0].tolls == (Counted("killed", 56, 56),)


def test_officials_of_one_state_without_names_are_one_account() -> None:
    told = [
        claim("r1", "US officials", kind="unnamed_official", party="USA"),
        claim("r2", "American officials", kind="unnamed_official", party="USA"),
        claim("r2", "officials", kind="unnamed_official"),
    ]

    assert sorted(len(account.claims) for account in accounts(told)) == [1, 2]


def test_the_monitor_is_the_one_that_the_same_report_names() -> None:
    def who(name: str) -> tuple[str, None] | None:
        return ("Rivers Observatory", None) if name == "Rivers Observatory" else None

    told = [
        claim("r1", "Rivers Observatory", kind="monitor", killed=(3, 3)),
        claim("r1", "the monitor", kind="monitor"),
        claim("r2", "the monitor", kind="monitor"),  # names none
    ]

    found = accounts(told, who)

    assert {(account.claimant.name, account.reports) for account in found} == {
        ("Rivers Observatory", ("r1",)),
        ("the monitor", ("r2",)),
    }


def test_the_head_of_a_body_of_no_party_is_that_body_and_a_minister_is_one_by_himself() -> None:
    def who(name: str) -> tuple[str, str | None] | None:
        return {
            "Ada Lind": ("Ada Lind", "RIVERS"),
            "RIVERS": ("Rivers Observatory", None),
            "Rivers Observatory": ("Rivers Observatory", None),
            "Omar Tahir": ("Omar Tahir", "VEL"),
            "VEL": ("Velmar", "VEL"),
            "Velmar": ("Velmar", "VEL"),
        }.get(name)

    told = [
        claim("r1", "Rivers Observatory", kind="monitor", killed=(3, 3)),
        claim("r1", "Ada Lind", kind="person", killed=(4, 4)),
        claim("r2", "Omar Tahir", kind="person"),
        claim("r2", "Velmar", kind="state"),
    ]

    assert sorted((a.claimant.name, len(a.claims)) for a in accounts(told, who)) == [
        ("Omar Tahir", 1),
        ("Rivers Observatory", 2),
        ("Velmar", 1),
    ]


def test_what_is_told_around_the_happening_belongs_to_the_account_and_is_not_who_did_it() -> None:
    told = [
        claim("r1", "the Monitor", actor=COALITION, target=CIVILIANS, killed=(5, 5), acled=STRIKE),
        claim("r1", "the Monitor", actor=ARMY, killed=(90, 90), acled=CLASH),
    ]

    [account] = accounts(
        told,
        is_central=lambda c: c.event.acled is not None and c.event.acled.sub_event_type == STRIKE[1],
    )

    assert len(account.claims) == 2
    assert (account.actor, account.tolls) == (("Coalition",), (Counted("killed", 5, 5),))


def test_what_is_said_only_reportedly_is_the_account_of_unnamed_sources() -> None:
    cue, named = Span(4, 9, "signs"), claim("r1", "reports", kind="unnamed")
    told = [
        replace(
            claim("r1", word, kind="unnamed", killed=killed), attribution=(Link(Source(word, cue, "unnamed"), cue),)
        )
        for word, killed in (("reportedly", (5, 5)), ("is believed", (6, 6)))
    ]

    found = accounts([*told, named])

    assert [(account.claimant.name, len(account.claims)) for account in found] == [
        ("unnamed sources", 2),
        ("reports", 1),
    ]


def test_words_of_another_sentence_that_the_registry_does_not_know_are_no_party() -> None:
    told = claim("r1", "the Monitor", target=CIVILIANS)
    known = replace(told.participants[0], role="actor", actor=ARMY, basis="carried over")
    unknown = replace(known, actor=None, name="the villages")

    [account] = accounts([replace(told, participants=(known, unknown, *told.participants))])

    assert (account.actor, account.target) == (("Armed forces of Syria",), ("Civilians of Syria",))


def test_the_days_that_an_account_gives_itself_come_before_those_told_before_it() -> None:
    told = [
        claim("r1", "the Monitor", day="2016-07-18"),
        *(replace(c, when=c.when and replace(c.when, span=Span(50, 54, "then"))) for c in map(_on_the_19th, (1, 2))),
    ]

    [account] = accounts(told)

    assert account.when is not None
    assert account.when.earliest.isoformat() == "2016-07-18"


def _on_the_19th(killed: int) -> Claim:
    return claim("r1", "the Monitor", day="2016-07-19", killed=(killed, killed))


@pytest.mark.parametrize(
    ("names", "usual"),
    [
        (["the Israeli military", "IDF", "Israel Defense Forces"], {"Israel Defense Forces"}),
        (["Palestinian health ministry", "Palestinian Ministry of Health"], {"Health ministry of Palestine"}),
        (["Syrian health ministry", "Syrian interior ministry"], {"Health ministry of Syria", "Interior ministry of Syria"}),
        (["Syrian tourism ministry", "Syrian transport ministry"], {"Syrian tourism ministry", "Syrian transport ministry"}),
        (["the Saudi military"], {"Saudi Arabian Armed Forces"}),
    ],
)  # fmt: skip
def test_the_forces_of_a_state_are_one_claimant_and_its_ministries_several(names: list[str], usual: set[str]) -> None:
    who = who_of(ActorRegistry.load())

    assert {found[0] for name in names if (found := who(name)) is not None} == usual
