"""Who says what through whom, from the words of a report to the chains of its claims."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import standoff

Chains = list[list[str]]


@pytest.fixture(scope="module")
def chains(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Chains]:
    """The names of those in the chain of each claim, from the reader inwards, in the order of the text."""
    path: Path = tmp_path_factory.mktemp("reports") / "report.json"

    def chains(text: str, title: str = "") -> Chains:
        whole = f"{title}\n\n{text}" if title else text
        fields = {"title": title, "text": whole, "published": "2024-05-03", "publisher": "Valley Gazette"}
        path.write_text(json.dumps(fields), encoding="utf-8")
        (found,) = standoff.read(path)
        return [[link.source.name for link in claim.attribution] for claim in found.claims]

    return chains


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The gang leader is believed to have fled to Loma after the raid.", [[]]),
        ("Rebels are thought to have killed nine porters.", [[]]),
        ("It is believed that rebels killed two guards.", [["is believed"]]),
        ("The convoy is said to have left Loma on Monday.", [["is said"]]),
    ],
)
def test_what_somebody_is_held_to_have_done_is_the_publishers_guess(
    chains: Callable[..., Chains], text: str, told: Chains
) -> None:
    assert chains(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Rebels shelled the mill for two hours, residents and a nun said this Saturday.", [["nun"], ["residents"]]),
        ("Rebels shelled the mill at dawn, a baker said this morning.", [["baker"]]),
    ],
)
def test_the_day_on_which_somebody_speaks_is_not_what_he_says(
    chains: Callable[..., Chains], text: str, told: Chains
) -> None:
    assert sorted(chains(text)) == sorted(told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "According to Radio Sorn, which cited a doctor, nineteen soldiers were killed.",
            [["Radio Sorn", "doctor"]],
        ),
        (
            "The channel Nahr, which quoted two officers, said rebels had shelled Loma.",
            [["channel Nahr", "two officers"]],
        ),
        (
            "Nine porters were killed, according to our correspondent, who cited a source at the clinic.",
            [["our correspondent", "source"]],
        ),
        (
            "The newspaper Sabil, citing a source in the ministry, put the dead of both sides at 19.",
            [["newspaper Sabil", "source in the ministry"]],
        ),
        (
            '"Rebels burned the mill on Monday," Omar Dana, a spokesman for the union, was quoted as saying by the Valley agency.',
            [["Valley agency", "Omar Dana"]],
        ),
        ("Radio Sorn, which is run by the army, said rebels had shelled Loma.", [["Radio Sorn"]]),
    ],
)
def test_a_paper_passes_on_what_those_say_whom_it_cites(chains: Callable[..., Chains], text: str, told: Chains) -> None:
    assert chains(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "It was the third strike on Loma this month; on 2 April, according to the union, rockets killed five miners.",
            [[], ["union"]],
        ),
        (
            "A nun was killed at the gate, according to the clinic, and rebels burned the mill.",
            [["clinic"], ["clinic"]],
        ),
        ("A nun was killed at the gate, according to the clinic, but rebels killed two porters.", [["clinic"], []]),
        ("The guards blocked the road on Friday and arrested, according to the union, three porters.", [[], ["union"]]),
        ("Jets hit two camps near Loma, according to residents, some of whom had fled.", [["residents"]]),
        ("According to Sudanese intelligence, however, rebels killed nine porters.", [["Sudanese intelligence"]]),
    ],
)
def test_a_phrase_lays_to_its_source_the_clause_that_it_stands_in(
    chains: Callable[..., Chains], text: str, told: Chains
) -> None:
    assert chains(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "An officer said seven men had been killed. "
            '"They burned our mill," said Malika Osman, 44, who had walked for nine hours. She said rebels had shot a herder.',
            [["officer"], ["Malika Osman"], ["Malika Osman"]],
        ),
        (
            'Police say rebels shelled Loma. The rebels fled, according to Captain Idris Toma. "We suspect the clan killed them", he said.',
            [["Police"], ["Captain Idris Toma"], ["Captain Idris Toma"]],
        ),
        (
            "The ministry said two men had been killed. We reported on Monday that rebels had shelled Loma.",
            [["ministry"], []],
        ),
        (
            '"They must have thought that we had burned the mill," said Malika Osman.',
            [["Malika Osman"]],
        ),
        (
            "Guards said that nobody had told them of the raid on Loma.",
            [["Guards"]],
        ),
        (
            'State radio said a van burned. "My sister told me that rebels had shot a herder," said Malika Osman.',
            [["State radio"], ["Malika Osman", "Malika Osman's sister"]],
        ),
        (
            "A doctor at the clinic, some 10 km to the west, said rebels had killed nine men.",
            [["doctor at the clinic"]],
        ),
    ],
)
def test_who_he_she_and_we_are(chains: Callable[..., Chains], text: str, told: Chains) -> None:
    assert chains(text) == told


@pytest.mark.parametrize(
    ("title", "text", "first"),
    [
        (
            "'They shot at our goats': a harvest at the fence",
            '"They shot at our goats and fled," said Amina Osman.',
            ["Amina Osman"],
        ),
        ('"They killed nine men": a village waits', '"On Friday they killed nine men," said an elder.', ["elder"]),
        ("'They killed nine men': a village waits", "An elder said the rebels had burned the mill.", []),
    ],
)
def test_what_a_headline_quotes_is_said_by_whoever_says_it_below(
    chains: Callable[..., Chains], title: str, text: str, first: list[str]
) -> None:
    assert chains(text, title)[0] == first


@pytest.mark.parametrize(
    ("opening", "source"),
    [
        ("We print below, in our translation, the statement which the Sorn council made on Friday.", ["Sorn council"]),
        ("Here is the full text of the communique by the Green Front.", ["Green Front"]),
        (
            "The Sorn council issued its weekly figures on Friday. We print them in our translation, with a comment.",
            ["Sorn council"],
        ),
        ("The communique by the Green Front was handed out on Friday.", []),
        ("The Sorn council issued its weekly figures on Friday. A reader sends us what he saw.", []),
    ],
)
def test_a_statement_given_in_full_is_that_of_whoever_made_it(
    chains: Callable[..., Chains], opening: str, source: list[str]
) -> None:
    text = f'{opening}\n\n"1. Guards burned the mill.\n\n2. Nine porters were killed."\n\nRebels shelled Loma.'
    assert chains(text) == [source, source, []]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Residents fled. Two residents said rebels had come; one said that they killed a nun, another that a sniper shot a boy.",
            [["one of Two residents"], ["one of Two residents"]],
        ),
        (
            "One activist said a missile killed the general, another that a sniper had shot him.",
            [["One activist"], ["another"]],
        ),
    ],
)
def test_of_several_each_says_his_own(chains: Callable[..., Chains], text: str, told: Chains) -> None:
    assert chains(text)[-2:] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The front said its fighters shelled Loma, the press service reported.",
            [["press service", "front"]],
        ),
        (
            "The ministry said, according to the Interfax agency, that rebels shelled Loma.",
            [["Interfax agency", "ministry"]],
        ),
        ("The mill was shelled, the mayor said, according to the Valley Echo.", [["Valley Echo", "mayor"]]),
        ("A nun said on Monday that the guards, the mayor says, burned the mill.", [["nun", "mayor"]]),
    ],
)
def test_whoever_stands_last_passes_on_what_another_says(
    chains: Callable[..., Chains], text: str, told: Chains
) -> None:
    assert chains(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The front claimed the raid in a call to Radio Sorn and said both guards had been shot.",
            [["Radio Sorn", "front"], ["Radio Sorn", "front"]],
        ),
        ("The governor wrote in Telegram that rebels shelled Loma.", [["Telegram", "governor"]]),
        (
            "The front said in a statement on an Islamist forum that it shot two guards.",
            [["Islamist forum", "front"]],
        ),
        (
            "The front, in a message circulated by Radio Sorn, said it had shot two guards.",
            [["Radio Sorn", "front"]],
        ),
        ("The front said in a statement that it shot two guards.", [["front"]]),
    ],
)
def test_a_station_a_forum_and_a_platform_pass_on_what_is_said_there(
    chains: Callable[..., Chains], text: str, told: Chains
) -> None:
    assert chains(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Rebels have burned the mill, police said; the army denied it.", [["police"], ["army"]]),
        ("The mayor was shot outside his house on Tuesday, an aide said; he was unharmed.", [["aide"]]),
        ("Police said rebels burned the mill, and that two porters were killed.", [["Police"], ["Police"]]),
    ],
)
def test_who_speaks_last_before_a_semicolon_says_what_stands_before_him(
    chains: Callable[..., Chains], text: str, told: Chains
) -> None:
    assert chains(text) == told


def test_in_a_headline_a_semicolon_parts_what_nobody_is_said_to_have_said(chains: Callable[..., Chains]) -> None:
    title = "Rocket hits house in Loma; air strikes kill four, residents say"
    assert chains("The rest is known.", title) == [[], ["residents"]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The front, which has a camp near Loma, has not claimed responsibility for the raid.", [[]]),
        ("The doctor could not say whether rebels had shot the boy.", [["doctor"]]),
    ],
)
def test_who_keeps_silent_says_nothing(chains: Callable[..., Chains], text: str, told: Chains) -> None:
    assert chains(text)[-1:] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("An officer promised the council that rebels would be punished, a clerk said.", [["clerk"]]),
        ("The governor vowed that he would never negotiate with the rebels.", [["governor"]]),
    ],
)
def test_a_promise_that_somebody_tells_of_is_told_by_him(
    chains: Callable[..., Chains], text: str, told: Chains
) -> None:
    assert chains(text)[:1] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Rebel pages have circulated reports that the army shelled Loma.", [["Rebel pages"]]),
        ("The channel circulated rumours that guards had shot two porters.", [["channel"]]),
        ("The ministry denied reports that the army had shelled Loma.", [["ministry"]]),
    ],
)
def test_whoever_spreads_a_report_vouches_for_it(chains: Callable[..., Chains], text: str, told: Chains) -> None:
    assert chains(text) == told
