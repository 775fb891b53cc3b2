"""Who did what is told without saying who did it: the candidates near by, and the choice between them."""

from __future__ import annotations

import pytest

from standoff.claims import learnt
from standoff.claims.carried_doers import Candidate, choose_doer, load_doing
from standoff.errors import KnowledgeError
from standoff.records import Participant, Span


def doers(claim):
    return [p.span.text for p in claim.participants if p.role == "actor"]


@pytest.mark.parametrize(
    ("deed", "actor", "then"),
    [
        ("Militiamen attacked the ferry at Loma", "Militiamen", "Three died on the spot"),
        ("Rebel fighters overran the camp at Loma", "Rebel fighters", "Nine soldiers were killed"),
        ("Soldiers stormed the school at Loma", "Soldiers", "Two rebels were captured"),
        ("A gang attacked the market at Loma", "A gang", "Six traders were beaten"),
    ],
)
def test_what_befell_people_just_after_a_deed_was_done_by_who_did_it(story, deed, actor, then):
    report = story(f"{deed}. {then}.")
    report.happens(deed, deed.removeprefix(actor).split()[0], actor=actor)
    words = then.split()
    trigger = next(word for word in words if word in ("died", "killed", "captured", "beaten"))
    report.happens(then, trigger, target=" ".join(words[:2]) if words[1] not in ("died",) else words[0])
    assert doers(report.claims()[1]) == [actor]


def test_who_is_carried_over_says_so(story):
    report = story("Rebel fighters overran the camp at Loma. Nine soldiers were killed.")
    report.happens("Rebel fighters overran the camp at Loma", "overran", actor="Rebel fighters", target="the camp")
    report.happens("Nine soldiers were killed", "killed", target="Nine soldiers")
    assert report.claims()[1].participants[-1].basis == "carried over"


@pytest.mark.parametrize("stance", ["denies", "questions"])
def test_nobody_is_carried_out_of_a_denial(story, stance):
    report = story("The rebels denied that they had shelled the ferry. Three herders were killed.")
    report.says("The rebels", "denied", "they had shelled the ferry", stance=stance)
    report.happens("they had shelled the ferry", "shelled", actor="they", target="the ferry")
    report.happens("Three herders were killed", "killed", target="Three herders")
    assert doers(report.claims()[1]) == []


def test_nobody_is_carried_into_what_another_says(story):
    report = story("Rebels said soldiers shot a nurse in Loma. The mayor said two porters were shot.")
    report.says("Rebels", "said", "soldiers shot a nurse in Loma")
    report.says("The mayor", "said", "two porters were shot", nth=0)
    report.happens("soldiers shot a nurse in Loma", "shot", actor="soldiers", target="a nurse")
    report.happens("two porters were shot", "shot", target="two porters")
    assert doers(report.claims()[1]) == []


@pytest.mark.parametrize("harmed", ["Six soldiers", "Four troops"])
def test_nobody_is_carried_onto_his_own_side(story, harmed):
    report = story(f"The Russian army attacked Loma. {harmed} were killed.")
    report.happens("The Russian army attacked Loma", "attacked", actor="The Russian army", target="Loma")
    report.happens(f"{harmed} were killed", "killed", target=harmed)
    assert doers(report.claims()[1]) == []


@pytest.mark.parametrize(
    "then",
    ["A mine blew up in a field", "Forty people have been killed since May", "In a separate incident a nun was shot"],
)
def test_what_a_weapon_did_and_what_is_told_apart_is_not_laid_to_who_acts_near_by(story, then):
    report = story(f"Gunmen attacked the ferry at Loma. {then}.")
    report.happens("Gunmen attacked the ferry at Loma", "attacked", actor="Gunmen", target="the ferry")
    report.happens(then, next(word for word in ("blew", "killed", "shot") if word in then))
    assert doers(report.claims()[1]) == []


def test_the_likeliest_is_chosen_and_nobody_where_none_is_likely():
    table = load_doing()
    good, bad = max(table.weights, key=table.weights.__getitem__), min(table.weights, key=table.weights.__getitem__)
    party = Participant("actor", Span("gunmen", 0, 6))
    likely, unlikely = Candidate(party, {good: 2.0}), Candidate(party, {bad: 2.0})
    assert likely.points == pytest.approx(2 * table.weights[good])
    assert choose_doer([unlikely, likely]) is likely
    assert choose_doer([unlikely]) is None
    assert choose_doer([]) is None


@pytest.mark.parametrize(
    "text", ["", "least = 0.0", "least = 0.0\nweights = 1", "least =", "least = 0.0\n[weights]\nany = []"]
)
def test_a_table_that_is_wrong_is_refused(tmp_path, monkeypatch, text):
    (tmp_path / "carried_doers.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(learnt, "files", lambda _: tmp_path)
    with pytest.raises(KnowledgeError, match=r"training/carried_doers\.py"):
        load_doing.__wrapped__()


@pytest.mark.parametrize(
    ("first", "then"),
    [("The Sorn Observatory", "A war monitor"), ("The Miners Federation", "The federation")],
)
def test_who_did_it_is_carried_on_under_another_name_of_the_same_claimant(story, first, then):
    report = story(
        f"{first} said rebel fighters stormed the camp at Loma. {then} added that nine soldiers were killed."
    )
    report.says(first, "said", "rebel fighters stormed the camp at Loma", kind="monitor" if "Sorn" in first else "body")
    report.says(then, "added", "nine soldiers were killed", kind="unnamed" if "war" in then else "body", nth=0)
    report.happens("rebel fighters stormed the camp at Loma", "stormed", actor="rebel fighters", target="the camp")
    report.happens("nine soldiers were killed", "killed", target="nine soldiers")
    assert doers(report.claims()[1]) == ["rebel fighters"]
