"""How sure and how real a happening is told to be, by the rules and the model together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from msgspec.structs import replace

import standoff.events.weighing as weighing
from standoff.errors import KnowledgeError
from standoff.events import find_happenings
from standoff.events.modality import Modality
from standoff.events.weighing import load_weights, weighed
from standoff.ontology import load_lexicon
from standoff.records import Document, Happening, Happens, Marks

VALUES = {
    "certainty": ("certain", "probable", "possible"),
    "reality": ("actual", "attempted", "habitual", "planned", "hypothetical"),
}


def happens(**likeliest: float) -> Happens:
    """What the model makes of a word: for each value named how likely it is, of other fields the usual one surely."""

    def shares(values: tuple[str, ...]) -> Mapping[str, float]:
        named = {value: likeliest[value] for value in values if value in likeliest} or {values[0]: 0.998}
        rest = (1 - sum(named.values())) / max(len(values) - len(named), 1)
        return {value: named.get(value, rest) for value in values}

    return Happens(0.9, {}, {}, {}, {field: shares(values) for field, values in VALUES.items()})


@pytest.mark.parametrize("field", VALUES)
def test_what_the_rules_say_stays_where_the_model_says_so_too_or_nothing(field: str) -> None:
    assert set(load_weights()[field].by_rules) == set(VALUES[field])
    for value in VALUES[field]:
        said = Modality(**{field: value})  # type: ignore[arg-type]
        assert weighed(said, None) == said
        assert weighed(said, Happens(0.9, {}, {}, {})) == said  # a model that was not taught to say
        assert weighed(said, happens(**{value: 0.9})) == said


@pytest.mark.parametrize(
    ("said", "likeliest", "found"),
    [
        (Modality(), {"habitual": 0.9}, Modality(reality="habitual")),
        (Modality(), {"actual": 0.9, "habitual": 0.1}, Modality()),
        (Modality(reality="habitual"), {"actual": 0.999}, Modality()),
        (Modality(reality="habitual"), {"actual": 0.6, "habitual": 0.4}, Modality(reality="habitual")),
        (Modality(reality="planned"), {"hypothetical": 0.9}, Modality(reality="hypothetical")),
        (Modality(certainty="probable"), {"certain": 0.9999}, Modality()),
        (Modality(certainty="probable"), {"certain": 0.9}, Modality(certainty="probable")),
        (Modality("negative"), {"habitual": 0.9}, Modality("negative", reality="habitual")),
    ],
)
def test_the_model_overrules_the_rules_where_it_is_sure_enough(
    said: Modality, likeliest: dict[str, float], found: Modality
) -> None:
    assert weighed(said, happens(**likeliest)) == found


def test_a_reality_that_is_known_from_elsewhere_stands() -> None:
    told = happens(planned=0.95, probable=0.95)
    assert weighed(Modality(), told) == Modality("positive", "probable", "planned")
    assert weighed(Modality(), told, settled={"reality"}) == Modality("positive", "probable", "actual")


@pytest.mark.parametrize(
    "text",
    [
        "[reality]\npoint = 1.0\n",
        "point = ",
        "[reality.by_rules]\n",
        "[certainty]\npoint = 1.0\nby_rules.certain = { certain = 0.0 }\n",  # it lacks most of what may be said
        "certainty = 1\nreality = 1\n",
    ],
)
def test_wrong_weights_are_refused(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "weighing.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(weighing, "files", lambda _: tmp_path)
    load_weights.cache_clear()
    try:
        with pytest.raises(KnowledgeError, match=r"training/weighing\.py"):
            load_weights()
    finally:
        load_weights.cache_clear()


def told(document: Document, word: str, **likeliest: float) -> Happening:
    """The happening that a word tells, where the model reads the word so."""
    at = next(token.i for token in document.parse if token.text == word)
    read = replace(happens(**likeliest), types=dict.fromkeys(load_lexicon().types, 0.0), sub_events={"": 1.0})
    roles: dict[str, tuple[tuple[int, int], ...]] = dict.fromkeys(("actor", "target", "place", "when"), ())
    found = find_happenings(document, [], None, Marks({at: replace(read, roles=roles)}))
    return next(each for each in found if each.event.trigger.text == word)


@pytest.mark.parametrize(
    ("text", "word", "by_rules", "likeliest", "found"),
    [
        ("Snipers shoot at whoever takes the road.", "shoot", "habitual", {"habitual": 0.9}, "habitual"),
        ("For years the rebels taxed the farmers.", "taxed", "actual", {"habitual": 0.9}, "habitual"),
        ("The families went to the barracks to ask for help.", "ask", "planned", {"actual": 0.95}, "actual"),
        ("The rebels vowed that they would march.", "vowed", "planned", {"actual": 0.999}, "planned"),
    ],
)
def test_both_together_say_how_a_happening_is_told(
    make_document: Callable[..., Document],
    text: str,
    word: str,
    by_rules: str,
    likeliest: dict[str, float],
    found: str,
) -> None:
    document = make_document(text)
    alone = find_happenings(document, [], None)
    assert by_rules in [each.reality for each in alone if each.event.trigger.text == word]
    assert told(document, word, **likeliest).reality == found


def test_what_only_may_be_is_weighed_by_itself() -> None:
    told = happens(planned=0.55, hypothetical=0.4)
    assert weighed(Modality(certainty="possible", reality="hypothetical"), told).reality == "hypothetical"
    assert weighed(Modality(reality="hypothetical"), told).reality == "hypothetical"
    assert weighed(Modality(reality="planned"), told).reality == "planned"
    surely = happens(planned=0.8, hypothetical=0.15)
    assert weighed(Modality(certainty="possible", reality="hypothetical"), surely).reality == "hypothetical"
    assert weighed(Modality(reality="hypothetical"), surely).reality == "planned"


@pytest.mark.parametrize(
    ("text", "word", "certainty"),
    [
        ("Rebels reportedly stormed the mill.", "stormed", "certain"),
        ("Two guards were reportedly abducted at the mill.", "abducted", "certain"),
        ("The rebels are said to have stormed the mill.", "stormed", "certain"),
        ("Rebels stormed the mill.", "stormed", "probable"),
    ],
)
def test_who_only_heard_so_does_not_doubt_it(
    make_document: Callable[..., Document], text: str, word: str, certainty: str
) -> None:
    assert told(make_document(text), word, probable=0.9, certain=0.1).certainty == certainty
