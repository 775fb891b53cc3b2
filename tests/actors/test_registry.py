"""The registry: every example phrase, the laws of the data, and the user's own file."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.actors import ActorRegistry
from standoff.actors.entries import KINDS, SECTORS, Entry, State, load_knowledge
from standoff.actors.index import Alias, NameIndex
from standoff.errors import KnowledgeError
from standoff.records import Actor


@pytest.fixture(scope="module")
def registry() -> ActorRegistry:
    return ActorRegistry.load()


def _examples() -> list[tuple[str, ...]]:
    tables = tomllib.loads(files("standoff.actors").joinpath("data", "examples.toml").read_text(encoding="utf-8"))
    lines = [line for table in tables.values() for line in table["lines"].splitlines() if line.strip()]
    return [(*(column.strip() for column in line.split("|")), "", "", "", "")[:5] for line in lines]


EXAMPLES = _examples()


@pytest.mark.parametrize(("phrase", "id_", "kind", "party", "country"), EXAMPLES, ids=lambda value: value or "-")
def test_the_example_phrases_are_read_as_the_data_say(
    registry: ActorRegistry, phrase: str, id_: str, kind: str, party: str, country: str
) -> None:
    actor = registry.resolve(phrase, country=country or None)
    assert (actor.id if actor else "-") == id_
    if kind:
        assert (registry.source_kind(phrase) or "-") == kind
    if party:
        assert (registry.party_of(phrase) or "-") == party


def test_there_are_enough_examples_groups_agencies_and_outlets(registry: ActorRegistry) -> None:
    kinds = Counter(entry.kind for entry in registry.entries)
    named = sum(kinds[kind] for kind in ("armed_group", "alliance", "agency", "outlet", "monitor", "ngo", "igo"))
    assert named >= 1300
    assert kinds["armed_group"] >= 450
    assert kinds["agency"] + kinds["outlet"] >= 500
    assert kinds["person"] >= 250
    assert len(EXAMPLES) >= 200


def test_all_states_of_the_united_nations_are_known(registry: ActorRegistry) -> None:
    states = [actor for actor in registry if actor.sector == "GOV" and actor.id == actor.country and len(actor.id) == 3]
    assert len(states) >= 195
    assert {"PSE", "XKX", "TWN", "ESH", "VAT", "SSD", "TLS"} <= {state.id for state in states}


def test_ids_are_unique_but_for_persons_and_branches_of_a_state(registry: ActorRegistry) -> None:
    ids = Counter(
        entry.actor.id
        for entry in registry.entries
        if entry.kind != "person" and entry.actor.id != f"{entry.actor.country}-{entry.actor.sector}"
    )
    states = {actor.id for actor in registry if registry.kind_of(actor) == "state"}
    assert [id_ for id_, count in ids.items() if count > 1] == []
    assert not states & ids.keys()


def test_the_body_of_every_person_and_the_party_of_every_organ_is_known(registry: ActorRegistry) -> None:
    known = {actor.id for actor in registry if registry.kind_of(actor) != "person"}
    states = {actor.id for actor in registry if registry.kind_of(actor) == "state"}
    persons = [entry for entry in registry.entries if entry.kind == "person"]
    strangers = [
        p.actor.name for p in persons if p.actor.id not in known and p.actor.id.rpartition("-")[0] not in states
    ]
    assert strangers == []
    assert [e.actor.id for e in registry.entries if e.speaks_for and e.speaks_for not in known] == []


def test_every_entry_has_a_documented_sector_and_kind(registry: ActorRegistry) -> None:
    page = Path(__file__).parents[2] / "docs" / "reference" / "actors.md"
    words = page.read_text(encoding="utf-8")
    assert [name for name in (*SECTORS, *KINDS) if f"`{name}`" not in words] == []
    assert {entry.actor.sector for entry in registry.entries} <= SECTORS


def _are_told_apart(aliases: list[Alias]) -> bool:
    """One stands above the others, or each lies in another country."""
    targets = [alias.target for alias in aliases]
    if any(isinstance(target, State) for target in targets):
        return True
    entries = [target for target in targets if isinstance(target, Entry)]
    first, second = sorted((entry.priority for entry in entries), reverse=True)[:2]
    countries = [entry.actor.country for entry in entries]
    return first > second or (None not in countries and len(set(countries)) == len(countries))


def test_actors_of_one_name_are_told_apart_by_priority_or_country() -> None:
    index = NameIndex(load_knowledge())
    unclear = {
        key: [alias.target.place for alias in aliases]
        for key, aliases in index.aliases()
        if len(aliases) > 1 and not _are_told_apart(list(aliases))
    }
    assert unclear == {}


def test_a_shared_acronym_means_nobody_until_the_country_is_known(registry: ActorRegistry) -> None:
    assert registry.resolve("SRF") is None
    assert registry.resolve("SRF", country="SYR") == Actor("SYR-SRF", "Syrian Revolutionaries Front", "SYR", "REB")
    assert registry.resolve("SRF", country="SDN") == Actor("SDN-SRF", "Sudan Revolutionary Front", "SDN", "REB")


def test_the_day_decides_between_names_that_changed_hands(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        "[groups]\nsector = 'REB'\nkind = 'armed_group'\nlines = '''\n"
        "OLD-FRONT | Old Front | The Glaive | until=2015-05-01\n"
        "NEW-FRONT | New Front | The Glaive | from=2015-05-02\n'''\n"
    )
    registry = ActorRegistry.load(own)
    before, after = date(2014, 1, 1), date(2016, 1, 1)
    assert registry.resolve("the Glaive", on=before) == Actor("OLD-FRONT", "Old Front", None, "REB")
    assert registry.resolve("the Glaive", on=after) == Actor("NEW-FRONT", "New Front", None, "REB")
    assert registry.resolve("the Glaive") is None


def test_composed_actors_carry_the_bodys_own_name(registry: ActorRegistry) -> None:
    assert registry.resolve("Russian Military Police") == Actor("RUS-MIL", "Military Police of Russia", "RUS", "MIL")
    assert registry.resolve("US troops") == Actor("USA-MIL", "Armed forces of the United States", "USA", "MIL")
    assert registry.resolve("Turkish-backed militants") == Actor("TUR-PROXY", "Turkish-backed forces", None, "REB")
    assert registry.resolve("Pentagon spokesman John Roe") == Actor("USA-MIL", "John Roe", "USA", "MIL")


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Syrian", "SYR"), ("Anakra", "TUR"), ("the Kremlin", "RUS"), ("Russian troops", "RUS"), ("Hezbollah", "LBN"),
        ("U.S.", "USA"), ("DR Congo", "COD"), ("Burmese", "MMR"), ("South Korean", "KOR"), ("a tree", None), ("", None),
    ],
)  # fmt: skip
def test_names_adjectives_and_capitals_tell_the_country(
    registry: ActorRegistry, text: str, country: str | None
) -> None:
    assert registry.country_of(text) == country


def test_the_coalition_is_that_of_the_storys_country(registry: ActorRegistry) -> None:
    found = {c: registry.resolve("the coalition", country=c) for c in ("SYR", "YEM", "PER", None)}
    assert {c: actor.id if actor else None for c, actor in found.items()} == {
        "SYR": "COALITION-ISIS",
        "YEM": "COALITION-YEMEN",
        "PER": "COALITION",
        None: "COALITION",
    }


def test_mentions_are_found_in_tokens_as_a_tokenizer_cuts_them(registry: ActorRegistry) -> None:
    words = [
        "The",
        "Russian",
        "Military",
        "Police",
        "and",
        "al",
        "-",
        "Qaeda",
        "told",
        "SANA",
        "that",
        "the",
        "US",
        "army",
        "of",
        "Syria",
        "'s",
        "allies",
        "left",
        "Ankara",
    ]
    assert [(a, b, actor.id) for a, b, actor in registry.mentions(words)] == [
        (1, 4, "RUS-MIL"),
        (5, 8, "AQ"),
        (9, 10, "SANA"),
        (12, 14, "USA-MIL"),
        (15, 16, "SYR"),
    ]


def test_small_words_and_parts_of_other_names_are_no_mentions(registry: ActorRegistry) -> None:
    words = [
        "It",
        "is",
        "us",
        "who",
        "read",
        "the",
        "time",
        ";",
        "Ivanka",
        "Trump",
        "saw",
        "a",
        "guardian",
        "of",
        "the",
        "west",
    ]
    assert registry.mentions(words) == []


def test_all_names_of_an_actor_are_listed_and_lead_back_to_it(registry: ActorRegistry) -> None:
    assert {"Daesh", "ISIL", "Islamic State"} <= set(registry.aliases_of("ISIS"))
    assert registry.aliases_of("NO-SUCH-ID") == ()
    assert all(registry.resolve(name) == registry.resolve("ISIS") for name in registry.aliases_of("ISIS"))


def test_every_usual_name_leads_to_its_own_entry(registry: ActorRegistry) -> None:
    lost = []
    for entry in registry.entries:
        found = registry.resolve(entry.actor.name, country=entry.actor.country, on=entry.since or entry.until)
        if found is None or found.id != entry.actor.id:
            lost.append((entry.actor.id, entry.actor.name, found))
    assert lost == []


@cache
def _fresh() -> ActorRegistry:
    return ActorRegistry(load_knowledge())


@settings(max_examples=300)
@given(st.text(max_size=120), st.sampled_from([None, "SYR", "XXX"]))
def test_any_text_is_read_without_a_crash_and_always_alike(text: str, country: str | None) -> None:
    answers = [
        (r.resolve(text, country=country), r.country_of(text), r.source_kind(text), r.party_of(text))
        for r in (ActorRegistry.load(), _fresh())
    ]
    assert answers[0] == answers[1]


_PIECES = st.sampled_from(
    [
        "Syrian",
        "US-led",
        "ISIS",
        "'s",
        "(",
        ")",
        ",",
        ";",
        "-",
        "of",
        "the",
        "from",
        "and",
        "troops",
        "officials",
        "backed",
        "by",
        "Assad",
        "Moscow",
        "loyal",
        "to",
        "al-",
        "45th",
        "two",
    ]
)


@settings(max_examples=300)
@given(st.lists(_PIECES, max_size=14))
def test_any_jumble_of_known_words_is_read_without_a_crash(pieces: list[str]) -> None:
    registry = ActorRegistry.load()
    registry.resolve(" ".join(pieces))
    for start, end, _ in registry.mentions(pieces):
        assert 0 <= start < end <= len(pieces)


def test_a_very_long_phrase_does_not_hang_the_registry(
    registry: ActorRegistry, ends_within: Callable[[int], AbstractContextManager[None]]
) -> None:
    with ends_within(10):
        assert registry.resolve("members of " * 100_000) is None


def _load(tmp_path: Path, text: str) -> ActorRegistry:
    own = tmp_path / "own.toml"
    own.write_text(text, encoding="utf-8")
    return ActorRegistry.load(own)


def test_a_users_own_actors_are_resolved_beside_ours(tmp_path: Path) -> None:
    registry = _load(
        tmp_path,
        "[militias]\nsector = 'REB'\nkind = 'armed_group'\ncountry = 'SYR'\nlines = '''\n"
        "# our field notes\nSYR-GREENHILL | Green Hill Brigade | Liwa al-Tall al-Akhdar; GHB\n'''\n",
    )
    assert registry.resolve("fighters of the Green Hill Brigade") == Actor(
        "SYR-GREENHILL", "Green Hill Brigade", "SYR", "REB"
    )
    assert registry.resolve("Daesh") == ActorRegistry.load().resolve("ISIS")
    assert ActorRegistry.load().resolve("Green Hill Brigade") != registry.resolve("Green Hill Brigade")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[a]\nlines = '''\nbad id | Name\n'''", r"own\.toml \[a\], entry bad id \(line 1 of lines\): id"),
        ("[a]\nlines = '''\nAB | \n'''", r"entry AB \(line 1 of lines\): name: is empty"),
        ("[a]\nlines = '''\nAB\n'''", "has 1 columns"),
        ("[a]\nlines = '''\nAB | Name | | sector=XYZ\n'''", "sector: 'XYZ' is no sector"),
        ("[a]\nlines = '''\nAB | Name | | kind=xyz\n'''", "kind: 'xyz' is no kind"),
        ("[a]\nlines = '''\nAB | Name | | colour=red\n'''", "colour: no such field"),
        ("[a]\nlines = '''\nAB | Name | | from=soon\n'''", "from: 'soon' is no day"),
        ("[a]\nlines = '''\nAB | Name | | priority=high\n'''", "priority"),
        ("[a]\nlines = '''\nAB | Name | | country=Syria\n'''", "country: 'Syria' is no country code"),
        ("[a]\ncolour = 'red'\nlines = ''", "colour: no such field"),
        ("[a]\nsector = 'REB'", "lines: missing"),
        ("a = 1", "lines: missing"),
        ("[a\n", "is no TOML"),
    ],
)
def test_a_wrong_entry_is_named_with_file_entry_field_and_remedy(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(KnowledgeError, match=said) as caught:
        _load(tmp_path, text)
    assert "own.toml" in caught.value.message
    assert caught.value.advice


def test_a_missing_or_undecodable_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"nowhere\.toml cannot be read"):
        ActorRegistry.load(tmp_path / "nowhere.toml")
    (tmp_path / "latin.toml").write_bytes(b"# \xe9\n")
    with pytest.raises(KnowledgeError, match="not UTF-8"):
        ActorRegistry.load(tmp_path / "latin.toml")
