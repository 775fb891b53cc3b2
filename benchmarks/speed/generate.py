"""Reports in the style of conflict news, made from a seed: the same seed gives the same reports everywhere.

The sentences are our own and tell of nothing that happened. They hold what slows a reader of such reports
down: quotations over sentence borders, chains of sources, tolls, places, days counted from other days,
abbreviations, lists, a dateline, a caption and a page's furniture.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

__all__ = ["MadeReport", "make_reports", "write_reports"]

_TOWNS = (
    "Aleppo", "Idlib", "Raqqa", "Deir ez-Zor", "Tal Rifaat", "Kobani", "Mosul", "Kirkuk", "Fallujah", "Sanaa",
    "Hodeidah", "Taiz", "Marib", "Benghazi", "Misrata", "Sirte", "Khartoum", "El Fasher", "Goma", "Bunia",
    "Maiduguri", "Gao", "Kidal", "Timbuktu", "Mogadishu", "Kismayo", "Kharkiv", "Mariupol", "Avdiivka", "Stepanakert",
    "Kunduz", "Lashkar Gah", "Jalalabad", "Quetta", "Peshawar", "Sittwe", "Myitkyina", "Cotabato", "Buenaventura",
)  # fmt: skip
_STATES = (
    ("Syrian", "Syria", "Damascus"), ("Iraqi", "Iraq", "Baghdad"), ("Yemeni", "Yemen", "Sanaa"),
    ("Libyan", "Libya", "Tripoli"), ("Sudanese", "Sudan", "Khartoum"), ("Congolese", "Congo", "Kinshasa"),
    ("Nigerian", "Nigeria", "Abuja"), ("Malian", "Mali", "Bamako"), ("Somali", "Somalia", "Mogadishu"),
    ("Ukrainian", "Ukraine", "Kyiv"), ("Russian", "Russia", "Moscow"), ("Turkish", "Turkey", "Ankara"),
    ("Afghan", "Afghanistan", "Kabul"), ("Pakistani", "Pakistan", "Islamabad"), ("US", "the US", "Washington"),
)  # fmt: skip
_FORCES = (
    "troops", "soldiers", "warplanes", "forces", "gunners", "border guards", "special police", "helicopters",
    "artillery units", "commandos",
)  # fmt: skip
_GROUPS = (
    "Islamic State fighters", "Houthi rebels", "Taliban gunmen", "al-Shabab militants", "M23 rebels", "Boko Haram fighters",
    "Kurdish fighters", "pro-government militiamen", "separatists", "unidentified gunmen", "the Rapid Support Forces",
    "Hayat Tahrir al-Sham", "tribal fighters", "armed men on motorcycles",
)  # fmt: skip
_TARGETS = (
    "a military convoy", "a crowded market", "an army checkpoint", "a field hospital", "a school used as a shelter", "a fuel depot",
    "a police station", "two villages", "a camp for displaced families", "the airport", "a bridge", "a bakery", "an aid convoy",
    "several homes", "a radio mast",
)  # fmt: skip
_WEAPONS = (
    "rockets", "mortar rounds", "a car bomb", "drones", "barrel bombs", "an improvised explosive device", "cluster munitions",
    "Grad missiles", "heavy machine guns", "T-72 tanks", "a suicide belt", "two Su-24 bombers",
)  # fmt: skip
_SOURCES = (
    "a security official", "local residents", "the defence ministry", "a hospital doctor", "the United Nations", "the Red Cross",
    "a tribal elder", "an army spokesman", "the Syrian Observatory for Human Rights", "witnesses", "Gen. Karim Haddad",
    "a senior US official", "the governor's office", "Amnesty International", "Human Rights Watch", "state television",
    "Col. Oleh Marchenko", "a rebel commander", "the interior minister, Salim Bakri,", "two diplomats",
)  # fmt: skip
_OUTLETS = (
    "Reuters",
    "AFP",
    "the Associated Press",
    "Al Jazeera",
    "the BBC",
    "SANA",
    "TASS",
    "Anadolu",
    "Interfax",
    "dpa",
)
_PUBLISHERS = (
    "The Meridian Post",
    "Harbour Wire",
    "Daily Compass",
    "Northern Star News",
    "The Evening Ledger",
    "Plain Talk Online",
)
_DAYS = (
    "on Monday", "on Tuesday night", "late on Wednesday", "on Thursday", "early on Friday", "over the weekend", "earlier this week",
    "two days later", "the previous day", "overnight", "last month", "in early March", "a few hours later", "since mid-August",
)  # fmt: skip
_COUNTS = (
    "four", "at least 16", "more than 50", "dozens of", "12", "up to 20", "nearly 80", "two", "seven", "31", "several", "some 40",
    "between five and nine", "scores of",
)  # fmt: skip
_PEOPLE = (
    "civilians",
    "soldiers",
    "people",
    "fighters",
    "children",
    "police officers",
    "aid workers",
    "villagers",
    "drivers",
)
_HEDGES = ("most likely", "apparently", "reportedly", "allegedly", "most probably", "in all likelihood")
_TEMPLATES = (
    "{Force} shelled {target} near {town} {day}, killing {count} {people} and wounding {count2} others, {source} said.",
    "“We saw {weapon} hit {target} and then the smoke rose,” {source} told {outlet}. “Nobody had warned us. We ran.”",
    "According to {source}, {group} attacked {target} in {town} with {weapon} {day}.",
    "{source_cap} denied that {force} had taken part in the attack on {target}, and called the reports “pure invention”.",
    "{outlet_cap} quoted {source} as saying that {count} {people} had been killed when {weapon} struck {target}.",
    "The {adjective} government rejected these claims and accused {group} of using {target} as cover.",
    "{count_cap} {people} were injured {day} in the shelling of {town}, including {count2} {people2}.",
    "The attack was {hedge} carried out by {group}, who have held the hills west of {town} since last year.",
    "In a statement, {source} said that “no {adjective} aircraft were in the area at the time”.",
    "{adjective} and {adjective2} officials are expected to meet in {capital} next week to discuss a ceasefire.",
    "{capital} warned that it would respond if {group} did not withdraw from the outskirts of {town}.",
    "Video shared by activists, which {outlet} could not verify, showed {weapon} being fired from the direction of {town}.",
    "{Group} claimed responsibility for the ambush about {km} km north-east of {town}, in which {count} {people} died.",
    "The U.N. said {count} {people} had fled {town} {day}, and that a further {km} were missing.",
    "Thousands took to the streets of {capital} {day} to protest against the strikes; police fired tear gas and detained {count}.",
    "{Force} seized {target} {day} after heavy clashes, but {source} told {outlet} that the fighting had not ended.",
    "Medics at the hospital in {town} said they had received the bodies of {count} {people}, among them {count2} children.",
    "It was not immediately clear who had fired the {weapon_bare}, and neither side commented.",
    "“They say it was an accident,” said {source}. “Their version does not fit what we have found at the site.”",
    "{country_cap} says that {group} rammed a patrol vehicle with a lorry near {town}; its rivals blame {force}.",
    "The road between {town} and {town2} remained closed {day}, {source} said, adding that mines were being cleared.",
    "A local journalist, who asked not to be named, said that {force} might have mistaken {target} for a base of {group}.",
    "The European Union imposed sanctions on {count} {adjective} officers {day} over the killing of protesters in {town}.",
    "{country_cap} had earlier promised to send food and medicine to {town}, where aid has not arrived {day2}.",
)  # fmt: skip
_FURNITURE = (
    "Share this on Facebook Twitter WhatsApp Email",
    "Read also: What we know about the talks in {capital}",
    "Sign up for our newsletter and never miss a story.",
    "© {year} {publisher}. All rights reserved.",
)


@dataclass(frozen=True)
class MadeReport:
    """One made report; ``published_on`` is an ISO day."""

    title: str
    publisher: str
    published_on: str
    text: str


def _cap(words: str) -> str:
    return words[0].upper() + words[1:]


def _fields(chance: random.Random) -> dict[str, str]:
    state, other = chance.sample(_STATES, 2)
    force = f"{state[0]} {chance.choice(_FORCES)}"
    group, source, outlet = chance.choice(_GROUPS), chance.choice(_SOURCES), chance.choice(_OUTLETS)
    count, weapon = chance.choice(_COUNTS), chance.choice(_WEAPONS)
    towns = chance.sample(_TOWNS, 2)
    return {
        "adjective": state[0], "country_cap": _cap(state[1]), "capital": state[2], "adjective2": other[0],
        "force": force, "Force": force, "group": group, "Group": _cap(group), "source": source,
        "source_cap": _cap(source), "outlet": outlet, "outlet_cap": _cap(outlet), "count": count,
        "count_cap": _cap(count), "count2": chance.choice(_COUNTS), "weapon": weapon,
        "weapon_bare": weapon.removeprefix("a ").removeprefix("an "), "town": towns[0], "town2": towns[1],
        "target": chance.choice(_TARGETS), "people": chance.choice(_PEOPLE), "people2": chance.choice(_PEOPLE),
        "day": chance.choice(_DAYS), "day2": chance.choice(_DAYS), "hedge": chance.choice(_HEDGES),
        "km": str(chance.randint(2, 60)),
    }  # fmt: skip


def make_reports(count: int = 400, *, seed: int = 20, words: int = 500) -> list[MadeReport]:
    """``count`` reports of about ``words`` words each.

    >>> make_reports(2) == make_reports(2)
    True
    """
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    reports = []
    for _ in range(count):
        day = date(2016, 1, 1) + timedelta(days=chance.randrange(3000))
        publisher = chance.choice(_PUBLISHERS)
        story = _fields(chance)
        title = f"{story['Force']} hit {story['target']} near {story['town']}: {story['count']} dead"
        paragraphs = [f"{story['capital'].upper()} ({chance.choice(_OUTLETS).removeprefix('the ')}) —"]
        total = 0
        while total < words - 60:
            sentences = []
            for _ in range(chance.randint(1, 4)):
                fields = _fields(chance) | ({"town": story["town"]} if chance.random() < 0.5 else {})
                sentence = chance.choice(_TEMPLATES).format_map(fields)
                if chance.random() < 0.15:  # a page that has lost its commas and quotation marks
                    sentence = sentence.translate(str.maketrans("", "", ",“”'"))
                sentences.append(sentence)
                total += len(sentence.split())
            paragraphs.append(" ".join(sentences))
        paragraphs[0:2] = [f"{paragraphs[0]} {paragraphs[1]}"]
        furniture = (
            line.format(capital=story["capital"], year=day.year, publisher=publisher)
            for line in _FURNITURE
            if chance.random() < 0.6
        )
        reports.append(
            MadeReport(
                title, publisher, day.isoformat(), "\n\n".join([title, *paragraphs, *furniture]) + "\n"
            )
        )
    return reports


def write_reports(folder: Path, reports: list[MadeReport]) -> list[str]:
    """One ``.json`` report a file; the paths, in order."""
    paths = []
    for number, report in enumerate(reports):
        path = folder / f"{number:04d}.json"
        path.write_text(json.dumps(vars(report), ensure_ascii=False), encoding="utf-8")
        paths.append(str(path))
    return paths
