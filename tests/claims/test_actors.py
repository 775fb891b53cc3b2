"""Who did it, weighed: who comes into question beside the rules' answer, and when it is taken."""

from __future__ import annotations

import pytest

from standoff.claims import actors, learnt
from standoff.claims.actor_signs import ActorSigns
from standoff.claims.actors import choose_actors, likeliest_actor, load_actor_weights
from standoff.claims.target_signs import Candidate, Nouns
from standoff.errors import KnowledgeError
from standoff.records import Marks

NOBODY = Candidate(None, (), False, ("nobody",))
NOBODY_BY_RULES = Candidate(None, (), True, ("nobody",))


def as_they_are(_claim, parties):
    return parties


def candidates(report, at):
    return ActorSigns(report.document, report.claims(), Nouns(report.document, []), Marks({}), as_they_are).of(at)


def named(found, sign):
    """The words of the candidates that have a sign."""
    return [party.span.text for each in found if sign in each.signs for party in each.parties]


def test_nouns_of_the_sentence_come_into_question_but_for_those_to_whom_it_was_done(story):
    report = story("Two herders were shot near a well by raiders from the hills.")
    report.happens("Two herders were shot near a well by raiders from the hills", "shot", target="Two herders")
    found = [each.head.text for each in candidates(report, 0) if each.head is not None]
    assert "raiders" in found
    assert "herders" not in found


def test_nobody_comes_into_question_whose_own_were_harmed(story):
    report = story("The raiders attacked the camp, and thirty of them were killed.")
    report.happens("The raiders attacked the camp", "attacked", actor="The raiders", target="the camp")
    report.happens("thirty of them were killed", "killed", target="thirty of them")
    found = candidates(report, 1)
    assert "raiders" not in [each.head.text for each in found if each.head is not None]
    assert named(found, "told") == []


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_those_who_act_before_or_after_come_into_question(story, order):
    text = ("Raiders burned a mill.", "Two millers died.")
    report = story(" ".join(text[each] for each in order))
    report.happens("Raiders burned a mill", "burned", actor="Raiders", target="a mill")
    report.happens("Two millers died", "died", target="Two millers")
    report.happenings = [report.happenings[each] for each in order]
    found = candidates(report, order.index(1))
    gap = "back 1" if order == (0, 1) else "ahead 1"
    own = [each for each in found if each.parties and each.parties[0].basis != "stated"]
    assert "Raiders" in named(found, f"told unnamed {gap}") + named(own, "carried")


def test_nobody_is_taken_from_a_denial_another_claimant_or_a_guess(story):
    text = "Raiders did not burn a mill. The clan said herders had burned it. Guards may have burned it. A miller died."
    report = story(text)
    report.says("The clan", "said", "herders had burned it")
    report.happens("Raiders did not burn a mill", "burn", actor="Raiders", polarity="negative")
    report.happens("herders had burned it", "burned", actor="herders")
    report.happens("Guards may have burned it", "burned", actor="Guards", certainty="possible")
    report.happens("A miller died", "died", target="A miller")
    at = next(at for at, each in enumerate(report.claims()) if each.event.trigger.text == "died")
    assert named(candidates(report, at), "told") == []


def test_the_claimant_comes_into_question_unless_it_was_done_to_it(story):
    report = story("The Grey Front said two posts were burned. The clan said that the clan was attacked.")
    report.says("The Grey Front", "said", "two posts were burned")
    report.says("The clan", "said", "that the clan was attacked")
    report.happens("two posts were burned", "burned", target="two posts")
    report.happens("the clan was attacked", "attacked", target="the clan")
    assert named(candidates(report, 0), "teller") == ["The Grey Front"]
    assert named(candidates(report, 1), "teller") == []


OWN = Candidate(None, (), True, ("own",))
OTHER = Candidate(None, (), False, ("other",))


@pytest.mark.parametrize(
    ("found", "likely", "chosen"),
    [
        ((OWN, OTHER, NOBODY), (0.2, 0.7, 0.1), OTHER),
        ((OWN, OTHER, NOBODY), (0.35, 0.6, 0.05), None),  # not likely enough
        ((OWN, OTHER, NOBODY), (0.1, 0.1, 0.8), NOBODY),
        ((OWN, OTHER, NOBODY), (0.3, 0.1, 0.6), None),
        ((OTHER, NOBODY_BY_RULES), (0.6, 0.4), OTHER),
        ((OTHER, NOBODY_BY_RULES), (0.4, 0.6), None),
        ((OWN, NOBODY), (0.9, 0.1), None),
        ((NOBODY_BY_RULES,), (1.0,), None),
    ],
)
def test_the_rules_are_overruled_by_what_is_much_likelier(found, likely, chosen):
    assert likeliest_actor(found, likely) is chosen


def test_without_the_model_the_rules_stand(story):
    report = story("Raiders shot two herders.")
    report.happens("Raiders shot two herders", "shot", target="two herders")
    claims = report.claims()
    assert choose_actors(report.document, claims, Nouns(report.document, []), None, as_they_are, ()) == claims


def test_what_is_settled_stands(story):
    report = story("Raiders shot two herders.")
    report.happens("Raiders shot two herders", "shot", actor="herders")
    claims = report.claims()
    settled = {each.id for each in claims}
    assert choose_actors(report.document, claims, Nouns(report.document, []), Marks({}), as_they_are, settled) == claims


@pytest.mark.parametrize(
    ("sign", "said", "basis"),
    [("told", "Raiders", "carried over"), ("source", "Guards", "stated"), ("nobody", None, None)],
)
def test_who_is_chosen_takes_the_place_of_whom_the_rules_name(story, monkeypatch, sign, said, basis):
    report = story("Raiders burned a mill. Nine rounds hit two millers, said Guards.")
    report.says("Guards", "said", "Nine rounds hit two millers")
    report.happens("Raiders burned a mill", "burned", actor="Raiders", target="a mill")
    report.happens("Nine rounds hit two millers", "hit", actor="Nine rounds", target="two millers")

    def by_sign(found, _likely):
        return next((each for each in found if sign in each.signs), None)

    monkeypatch.setattr(actors, "likeliest_actor", by_sign)
    chosen = choose_actors(report.document, report.claims(), Nouns(report.document, []), Marks({}), as_they_are, ())[1]
    found = [(each.span.text, each.basis) for each in chosen.participants if each.role == "actor"]
    assert found == ([(said, basis)] if said else [])
    assert [each.span.text for each in chosen.participants if each.role == "target"] == ["two millers"]


@pytest.mark.parametrize(("type_", "named"), [("ASSAULT", ["Raiders"]), ("CONSULT", [])])
def test_who_spoke_to_somebody_is_not_whoever_acts_near_by(story, monkeypatch, type_, named):
    monkeypatch.setattr(actors, "load_actor_weights", lambda: {"carried": 9.0, "told unnamed back 1": 9.0})
    report = story("Raiders burned a mill. The council was called at noon.")
    report.happens("Raiders burned a mill", "burned", actor="Raiders", target="a mill")
    report.happens("The council was called at noon", "called", type_, target="The council")
    chosen = choose_actors(report.document, report.claims(), Nouns(report.document, []), Marks({}), as_they_are, ())[1]
    assert [each.span.text for each in chosen.participants if each.role == "actor"] == named


def test_what_the_rules_and_the_model_say_weighs_for_somebody():
    weights = load_actor_weights()
    assert weights["model=actor"] > weights.get("model=target", 0.0)
    assert weights["rule=own named"] > weights.get("rule=not named", 0.0)


@pytest.mark.parametrize(
    "text", ["path=verb nsubj\tmuch\n", "path=verb nsubj\n", "a\t1\t2\n", "path=verb nsubj\tnan\n", "# nothing\n", ""]
)
def test_a_table_that_is_wrong_is_refused(tmp_path, monkeypatch, text):
    (tmp_path / "actors.tsv").write_text(text, encoding="utf-8")
    monkeypatch.setattr(learnt, "files", lambda _: tmp_path)
    with pytest.raises(KnowledgeError, match=r"training/actors\.py"):
        load_actor_weights.__wrapped__()
