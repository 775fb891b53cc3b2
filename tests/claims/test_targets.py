"""To whom it was done, weighed: what stands against the rules' answer, and when it is taken."""

from __future__ import annotations

import pytest

from standoff.claims import learnt, targets
from standoff.claims.target_signs import Candidate, Nouns, Signs
from standoff.claims.targets import choose_targets, likelihoods_of, load_target_weights, overruling
from standoff.errors import KnowledgeError
from standoff.records import Marks

NOBODY = Candidate(None, (), False, ("nobody",))


def candidates(story, text, evidence, trigger, **parties):
    report = story(text)
    report.happens(evidence, trigger, **parties)
    return Signs(report.document, report.claims(), Nouns(report.document, []), None).of(0)


def signs_of(found, word):
    return next(each.signs for each in found if each.head is not None and each.head.text == word)


def test_a_phrase_is_known_by_its_way_from_the_telling_word(story):
    found = candidates(story, "Raiders from the hills shot two herders near a well.", "shot two herders", "shot")
    assert [each.head.text for each in found if each.head is not None] == ["Raiders", "hills", "herders", "well"]
    assert {"path=verb dobj", "kind=person", "inside", "numbered"} <= set(signs_of(found, "herders"))
    assert "path=verb prep_near pobj" in signs_of(found, "well")


@pytest.mark.parametrize(
    ("text", "trigger", "never"),
    [
        ("Raiders shot two herders on Monday.", "shot", "Monday"),  # a time
        ("The assault on the mill killed two herders.", "killed", "assault"),  # a deed
        ("Police officers who came late shot two herders.", "shot", "who"),
    ],
)
def test_a_time_a_deed_and_a_relative_word_are_nobody(story, text, trigger, never):
    found = candidates(story, text, text.rstrip("."), trigger)
    assert never not in [each.head.text for each in found if each.head is not None]


def test_who_did_it_does_not_come_into_question(story):
    text = "Raiders shot two herders."
    found = candidates(story, text, "Raiders shot two herders", "shot", actor="Raiders", target="two herders")
    assert [(each.head.text, each.is_of_rules, each.is_direct) for each in found if each.head is not None] == [
        ("herders", True, True)
    ]


def test_those_of_an_earlier_claim_come_into_question_too(story):
    report = story("Raiders shot two herders. Guards burned a mill.")
    report.happens("Raiders shot two herders", "shot", target="two herders")
    report.happens("Guards burned a mill", "burned", target="a mill")
    told = [
        each
        for each in Signs(report.document, report.claims(), Nouns(report.document, []), None).of(1)
        if "told target" in each.signs
    ]
    assert [party.span.text for each in told for party in each.parties] == ["two herders"]


def test_likelihoods_sum_to_one_and_follow_the_signs():
    likely = likelihoods_of([Candidate(None, (), True, ("a", "b")), NOBODY], {"a": 1.0, "b": 1.0, "nobody": 0.0})
    assert sum(likely) == pytest.approx(1.0)
    assert likely[0] > 0.85


@pytest.mark.parametrize(
    ("likely", "is_direct", "is_overruled"),
    [
        ([0.3, 0.65, 0.05], False, True),
        ([0.4, 0.55, 0.05], False, False),  # not likely enough
        ([0.25, 0.7, 0.05], True, False),  # the verb's very object holds against more
        ([0.1, 0.85, 0.05], True, True),
        ([0.05, 0.05, 0.9], False, False),  # nobody takes anyone's place
    ],
)
def test_the_rules_are_overruled_by_what_is_much_likelier(story, likely, is_direct, is_overruled):
    herders = story("Raiders shot herders.").document.parse[2]
    own = Candidate(None, (), True, ("own",), is_direct)
    other = Candidate(herders, (), False, ("other",))
    assert overruling([own, other, NOBODY], likely) is (other if is_overruled else None)


def test_those_of_another_sentence_never_take_the_place_of_others():
    elsewhere = Candidate(None, (), False, ("told target",))
    assert overruling([Candidate(None, (), True, ("own",)), elsewhere, NOBODY], [0.1, 0.85, 0.05]) is None


def test_what_the_rules_and_the_model_say_weighs_for_a_phrase():
    weights = load_target_weights()
    assert weights["model=target"] > weights.get("model=reads nobody", 0.0)
    assert weights["rule=own named"] > weights.get("rule=not named", 0.0)
    assert weights.keys() & {"model=no model", "model=no model rule=own named"}


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("The general called Rao, the chairman, at noon.", "Rao"),
        ("The general called Rao after the chairman had left.", "chairman"),
    ],
)
def test_what_is_only_said_of_whom_the_rules_name_does_not_take_his_place(story, monkeypatch, text, chosen):
    report = story(text)
    report.happens(text.rstrip("."), "called", type_="CONSULT", actor="The general", target="Rao")

    def chairman(found, _likely, **_):
        return next(each for each in found if each.head is not None and each.head.text == "chairman")

    monkeypatch.setattr(targets, "overruling", chairman)
    (claim,) = choose_targets(
        report.document, report.claims(), Nouns(report.document, []), Marks({}), lambda _, parties: parties, ()
    )
    assert next(each.span.text for each in claim.participants if each.role == "target").endswith(chosen)


@pytest.mark.parametrize(
    "text", ["path=verb dobj\tmuch\n", "path=verb dobj\n", "a\t1\t2\n", "path=verb dobj\tnan\n", "# nothing\n", ""]
)
def test_a_table_that_is_wrong_is_refused(tmp_path, monkeypatch, text):
    (tmp_path / "targets.tsv").write_text(text, encoding="utf-8")
    monkeypatch.setattr(learnt, "files", lambda _: tmp_path)
    with pytest.raises(KnowledgeError, match=r"training/targets\.py"):
        load_target_weights.__wrapped__()


def test_a_table_that_is_not_there_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(learnt, "files", lambda _: tmp_path)
    with pytest.raises(KnowledgeError, match=r"claims/targets\.tsv"):
        load_target_weights.__wrapped__()


def test_what_a_noun_is_by_itself_is_found_out_once_for_all_who_ask(make_document) -> None:
    document = make_document("Gunmen killed a miller near the bridge.")
    nouns, miller = Nouns(document, []), document.parse[3]
    assert [token.text for token in nouns.of(miller.sent)] == ["Gunmen", "miller", "bridge"]
    assert nouns.known(miller) is nouns.known(miller)


def by_rules(story, monkeypatch, text, evidence, trigger, weights, type_="ASSAULT", **parties):
    """To whom rules alone lay it, where the only weights are these."""
    report = story(text)
    report.happens(evidence, trigger, type_, **parties)
    claims = report.claims()
    monkeypatch.setattr(targets, "load_target_weights", lambda: weights)
    nouns = Nouns(report.document, [])
    (chosen,) = choose_targets(report.document, claims, nouns, None, lambda _, found: found, frozenset())
    return [each.span.text for each in chosen.participants if each.role == "target"]


@pytest.mark.parametrize(
    ("weight", "chosen"),
    [(4.0, ["two herders"]), (1.0, ["the ridge"])],
)
def test_by_rules_alone_more_must_speak_against_the_rules(story, monkeypatch, weight, chosen):
    text = "Raiders shot two herders near the ridge."
    parties, weights = {"actor": "Raiders", "target": "the ridge"}, {"kind=person": weight}
    found = by_rules(story, monkeypatch, text, text.rstrip("."), "shot", weights, **parties)
    assert found == chosen


def test_by_rules_alone_only_whom_the_telling_word_governs_may_take_the_place_of_others(story, monkeypatch):
    text = "Raiders shot at the mill after two herders had fled."
    found = by_rules(
        story, monkeypatch, text, "Raiders shot at the mill", "shot", {"dep=nsubj": 9.0}, actor="Raiders", target="mill"
    )
    assert found == ["two herders"]  # below the word, though in a clause of its own
    text = "The mayor of Loma said raiders shot at the mill."
    found = by_rules(
        story, monkeypatch, text, "raiders shot at the mill", "shot", {"dep=nsubj": 9.0}, actor="raiders", target="mill"
    )
    assert found == ["mill"]


def test_by_rules_alone_those_before_whom_somebody_retreats_stand(story, monkeypatch):
    text = "Raiders fled two herders near the ridge."
    weights = {"kind=person": 9.0}
    found = by_rules(story, monkeypatch, text, text.rstrip("."), "fled", weights, "RETREAT", target="the ridge")
    assert found == ["the ridge"]
