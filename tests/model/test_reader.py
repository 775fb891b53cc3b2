"""The model beside the rules: its scores laid on the parser's tokens, and what is wrong with a folder said."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

import standoff
from standoff.errors import KnowledgeError
from standoff.events.passages import load_passage_table
from standoff.model import Reader, load_reader, why_unread
from standoff.pipeline import Knowledge
from standoff.pipeline.happened import happened

LABELS = {
    "types": ["ASSAULT", "AID"], "one_of": {"sub_event": ["", "Mob violence"]}, "happened": ["no", "unsettled", "yes"],
    "columns": {"trigger": [0, 1], "types": [1, 3], "cue": [3, 6]}, "least": {"trigger": 0.02, "cue": 0.1},
    "roles": ["actor", "target"], "parts": ["source", "content"], "role_bias": [1, 0, 0], "part_bias": [1, 0, 0],
    "longest": 64, "arc": 1,
}  # fmt: skip
WORDS = {"[UNK]": 0, "kneecapped": 1, "said": 2, "shelled": 3, "attacked": 4}


class Scores:
    """Stands for an onnxruntime session: sure of "kneecapped", that "attacked" is by a mob, and that "shelled" has not happened."""

    def run(self, outputs: Sequence[str], given: dict[str, Any]) -> list[Any]:
        ids = given["ids"]
        named = {word: ids == number for word, number in WORDS.items()}
        tells = named["kneecapped"] | named["shelled"] | named["attacked"]
        token = np.full((*ids.shape, 6), -6.0, dtype=np.float32)
        token[tells, 0], token[named["kneecapped"], 1], token[..., 3] = 4.0, 3.0, 3.0
        token[named["said"], 4] = 9.0  # a cue, which the rules have too
        chosen = np.argwhere(tells | named["said"] | (given["asked"] > 0))
        unlike_kneecapped = (named["shelled"] | named["attacked"])[tuple(chosen.T)]
        sub_event, happened = (np.full((len(chosen), width), -6.0, dtype=np.float32) for width in (2, 3))
        sub_event[unlike_kneecapped, 1], happened[unlike_kneecapped, 0] = 2.0, 2.0
        nowhere = np.zeros((*ids.shape, 1 + 1), dtype=np.float32)
        told = {"token": token, "to": nowhere, "chosen": chosen, "sub_event": sub_event, "happened": happened}
        held = {name: np.zeros((len(chosen), 3), dtype=np.float32) for name in ("role_from", "part_from")}
        return [(told | held)[name] for name in outputs]


def reader() -> Reader:
    tokenizer = Tokenizer(WordLevel(WORDS, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.enable_truncation(LABELS["longest"])
    return Reader(Scores(), tokenizer, LABELS)


@pytest.fixture(scope="module")
def rules() -> Knowledge:
    return Knowledge.load()


def read(tmp_path: Path, text: str, knowledge: Knowledge) -> standoff.Reading:
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    (found,) = standoff.read(path, knowledge=knowledge)
    return found


def test_a_word_that_only_the_model_knows_is_read_as_the_lexicons_are(tmp_path: Path, rules: Knowledge) -> None:
    text = "The mayor said that gunmen had not kneecapped a baker in Tarn on Monday."
    both = Knowledge(rules.registry, rules.gazetteer, reader())
    assert read(tmp_path, text, rules).claims == ()
    (claim,) = read(tmp_path, text, both).claims
    assert (claim.event.type, claim.event.trigger.text, claim.polarity) == ("ASSAULT", "kneecapped", "negative")
    assert [link.source.name for link in claim.attribution] == ["mayor"]
    assert {p.role: p.span.text for p in claim.participants} == {"actor": "gunmen", "target": "a baker"}


def test_without_a_word_that_the_model_is_sure_of_the_rules_read_alone(tmp_path: Path, rules: Knowledge) -> None:
    text = "The mayor said that gunmen had shot a baker."
    both = Knowledge(rules.registry, rules.gazetteer, reader())
    with_model, alone = (read(tmp_path, text, each).claims for each in (both, rules))
    assert [replace(claim, confidence=0.5) for claim in with_model] == [
        replace(claim, confidence=0.5) for claim in alone
    ]


def test_the_sort_is_the_models_where_it_is_sure_of_one(tmp_path: Path, rules: Knowledge) -> None:
    both = Knowledge(rules.registry, rules.gazetteer, reader())
    for verb, by_rules, by_both in (
        ("attacked", "Armed clash", "Mob violence"),
        ("torched", "Looting/property destruction", "Looting/property destruction"),
    ):
        for knowledge, sort in ((rules, by_rules), (both, by_both)):
            (claim,) = read(tmp_path, f"Rebels {verb} a bakery in Tarn.", knowledge).claims
            assert claim.event.acled is not None
            assert claim.event.acled.sub_event_type == sort


def test_of_any_word_it_is_said_whether_that_happened() -> None:
    text = "He came.\n\nThey have not shelled it. " + "so " * 80 + "shelled it"
    (shelled, begins), (he, unread, outside) = (
        happened(text, words, reader())
        for words in ([(24, 31), (25, 31)], [(0, 2), (len(text) - 10, len(text)), (900, 901)])
    )
    assert shelled == begins
    assert shelled is not None
    assert he is not None
    assert (shelled.likeliest, round(sum(shelled), 5)) == ("no", 1.0)
    assert shelled.no > he.no == pytest.approx(1 / 3)
    assert (unread, outside) == (None, None)


def test_without_the_model_it_is_not_said_whether_a_thing_happened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("standoff.pipeline.happened.load_reader", lambda: None)
    with pytest.raises(KnowledgeError, match="is read by the model, which is not there"):
        happened("They came.", [(5, 9)])


@pytest.mark.parametrize("named", ["", "none"])
def test_where_none_is_wanted_the_rules_read_alone(monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setenv("STANDOFF_MODEL", named)
    assert load_reader.__wrapped__() is None
    assert why_unread() is None


def test_where_what_runs_it_is_not_installed_the_rules_read_alone_and_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("STANDOFF_MODEL", raising=False)
    monkeypatch.setattr("standoff.model.reader.find_spec", lambda name: None if name == "onnxruntime" else object())
    assert load_reader.__wrapped__() is None
    assert why_unread() == "The rules read alone, and find less: the model needs onnxruntime, not installed here."


def test_the_model_that_ships_finds_what_no_list_has_a_word_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, rules: Knowledge
) -> None:
    monkeypatch.delenv("STANDOFF_MODEL", raising=False)
    shipped = load_reader.__wrapped__()
    assert shipped is not None
    text = "Rebels scythed down twelve farmers in Tarn on Monday, a shopkeeper recounted."
    both = read(tmp_path, text, Knowledge(rules.registry, rules.gazetteer, shipped))
    assert len(both.claims) > len(read(tmp_path, text, rules).claims)
    for claim in both.claims:
        assert all(span.text == both.report.text[span.start : span.end] for span in claim.evidence)
        assert 0 < claim.confidence <= 1


def test_the_model_that_ships_says_of_any_word_whether_that_happened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STANDOFF_MODEL", raising=False)
    shipped = load_reader.__wrapped__()
    assert shipped is not None
    texts = ["The cat is grey.", "Rebels shelled the port.", "", *["They may come."] * 4]
    words = [(0, 4), (1, 7), (1, 20), (3, 9), (6, 9), (0, 400)]
    together = shipped.happened(texts, words)
    assert sorted(together) == [each for each in sorted(words) if each != (0, 400)]
    assert together[1, 7].likeliest == "yes"
    assert together[3, 9].likeliest != "yes"
    for (number, at), told in together.items():
        assert shipped.happened(texts[number : number + 1], [(0, at)])[0, at] == pytest.approx(told, abs=0.1)


def test_a_model_that_was_not_taught_to_compare_mentions_has_nothing_of_them() -> None:
    assert reader().mentions(["Rebels shelled it."], [(0, 7)]) == {}


def test_a_model_that_was_not_taught_of_what_passages_tell_says_nothing_of_them(make_document) -> None:
    assert reader().read(make_document("Rebels shelled it. They said so.")).passages == []


def test_what_is_said_of_passages_stands_in_the_order_of_their_sentences(make_document) -> None:
    class Taught(Scores):
        def run(self, outputs: Sequence[str], given: dict[str, Any]) -> list[Any]:
            told = super().run(outputs[:-1], given)
            return [*told, given["mask"].sum(axis=1, keepdims=True).astype(np.float32)]

    plain = reader()
    taught = Reader(Taught(), plain.tokenizer, LABELS | {"passage": [""]})
    document = make_document("Rebels shelled the old port. They said so. It burned.")
    assert taught.read(document).passages == [{"": 6.0}, {"": 4.0}, {"": 3.0}]


def test_the_model_that_ships_holds_a_deed_told_again_for_likelier_one_than_another_deed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("STANDOFF_MODEL", raising=False)
    shipped = load_reader.__wrapped__()
    assert shipped is not None
    texts = [
        "A car bomb killed eleven people at a market in Tarn on Monday.",
        "The blast tore through stalls packed with shoppers.",
        "In March gunmen kidnapped two engineers in the province.",
    ]
    words = [(number, texts[number].index(word)) for number, word in enumerate(("killed", "tore", "kidnapped"))]
    read = shipped.mentions(texts, words)
    killed, tore, kidnapped = (np.array(read[word]) for word in words)
    assert killed @ tore > killed @ kidnapped


def test_the_model_that_ships_says_of_each_sentence_what_it_speaks_for(
    monkeypatch: pytest.MonkeyPatch, make_document
) -> None:
    monkeypatch.delenv("STANDOFF_MODEL", raising=False)
    shipped = load_reader.__wrapped__()
    assert shipped is not None
    document = make_document("Deminers blew up two shells in a field. Teachers marched to the ministry over their pay.")
    passages = shipped.read(document).passages
    assert [set(points) for points in passages] == [set(load_passage_table().names)] * 2
    assert [max(points, key=points.__getitem__) for points in passages] == ["Disrupted weapons use", "Peaceful protest"]


def test_the_model_that_ships_says_how_a_happening_is_told(monkeypatch: pytest.MonkeyPatch, make_document) -> None:
    monkeypatch.delenv("STANDOFF_MODEL", raising=False)
    shipped = load_reader.__wrapped__()
    assert shipped is not None
    document = make_document(
        "Rebels will shell the port. Guards tax every lorry. Gunmen apparently kidnapped a priest."
    )
    told = {document.parse[at].text: each.told_as for at, each in shipped.read(document).triggers.items()}
    for word, field, value in (
        ("shell", "reality", "planned"),
        ("tax", "reality", "habitual"),
        ("kidnapped", "certainty", "probable"),
    ):
        shares = told[word][field]
        assert sum(shares.values()) == pytest.approx(1, abs=1e-4)
        assert max(shares, key=shares.__getitem__) == value


def test_a_model_that_was_not_taught_how_a_happening_is_told_says_nothing_of_it(make_document) -> None:
    document = make_document("Rebels kneecapped him.")
    assert [each.told_as for each in reader().read(document).triggers.values()] == [{}]


def test_a_folder_without_a_model_says_what_it_lacks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("STANDOFF_MODEL", str(tmp_path))
    with pytest.raises(KnowledgeError, match=r"reader\.json, reader\.onnx, tokenizer\.json is not there"):
        load_reader.__wrapped__()


def test_a_model_for_another_version_is_not_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("STANDOFF_MODEL", str(tmp_path))
    for name in ("reader.onnx", "tokenizer.json"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    (tmp_path / "reader.json").write_text(json.dumps({"columns": {}}), encoding="utf-8")
    with pytest.raises(KnowledgeError, match="describes a model for another version of Standoff"):
        load_reader.__wrapped__()


def test_a_description_that_is_damaged_is_not_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("STANDOFF_MODEL", str(tmp_path))
    for name in ("reader.json", "reader.onnx", "tokenizer.json"):
        (tmp_path / name).write_text("{", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"reader\.json is damaged"):
        load_reader.__wrapped__()


def test_weights_that_were_changed_are_not_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("STANDOFF_MODEL", str(tmp_path))
    (tmp_path / "reader.onnx").write_bytes(b"changed")
    described = {**LABELS, "sha256": hashlib.sha256(b"as exported").hexdigest()}
    (tmp_path / "reader.json").write_text(json.dumps(described), encoding="utf-8")
    (tmp_path / "tokenizer.json").write_text("{}", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"is not the file that reader\.json describes"):
        load_reader.__wrapped__()
