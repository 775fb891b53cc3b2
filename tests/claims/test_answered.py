"""Which claim a denial, a doubt or an answer is about."""

from __future__ import annotations


def answered(claims):
    """The words of what the last claim answers."""
    return next(claim.evidence[0].text for claim in claims if claim.id == claims[-1].responds_to)


def test_who_denies_this_denies_what_was_told_in_the_sentence_before(story):
    report = story(
        "Residents said a shell hit the school. The crews said the brigade moved guns to the ridge. "
        "The brigade called this a lie."
    )
    report.says("Residents", "said", "a shell hit the school", kind="unnamed")
    report.says("The crews", "said", "the brigade moved guns to the ridge", kind="unnamed")
    report.says("The brigade", "called", "this a lie", stance="denies")
    report.happens("a shell hit the school", "hit")
    report.happens("the brigade moved guns to the ridge", "moved", "MOBILIZE")
    assert answered(report.claims()) == "the brigade moved guns to the ridge"


def test_who_denies_what_two_clauses_told_denies_the_first(story):
    report = story("The union said soldiers burned the mill and beat the miller. The army rejected the charge.")
    report.says("The union", "said", "soldiers burned the mill and beat the miller")
    report.says("The army", "rejected", "the charge", stance="denies")
    report.happens("soldiers burned the mill", "burned")
    report.happens("beat the miller", "beat")
    assert answered(report.claims()) == "soldiers burned the mill"


def test_a_denial_is_about_what_shares_its_words_though_more_was_told_since(story):
    report = story(
        "The union said a convoy was looted. The union said a mill was burned. The army denied that convoys were looted."
    )
    report.says("The union", "said", "a convoy was looted", "a mill was burned")
    report.says("The army", "denied", "that convoys were looted", stance="denies")
    report.happens("a convoy was looted", "looted", "COERCE")
    report.happens("a mill was burned", "burned")
    report.happens("that convoys were looted", "looted", "COERCE")
    assert answered(report.claims()) == "a convoy was looted"


def test_nobody_doubts_a_denial_when_what_it_denies_stands_beside_it(story):
    report = story(
        "The rebels said a tank was burned. The army said no tank was burned. The account could not be verified."
    )
    report.says("The rebels", "said", "a tank was burned")
    report.says("The army", "said", "no tank was burned")
    report.says(None, "verified", "The account", stance="questions")
    report.happens("a tank was burned", "burned")
    report.happens("no tank was burned", "burned", polarity="negative")
    assert answered(report.claims()) == "a tank was burned"


def test_who_dismisses_a_demand_rejects_it(story):
    report = story("The envoy demanded that the camp be shut. The ministry dismissed the criticism.")
    report.says("The envoy", "demanded", "that the camp be shut")
    report.says("The ministry", "dismissed", "the criticism", stance="denies")
    report.happens("demanded that the camp be shut", "demanded", "REQUEST")
    assert [(claim.stance, claim.event.type) for claim in report.claims()] == [
        ("asserts", "REQUEST"),
        ("denies", "REJECT"),
    ]


def parties(claim):
    return [(each.role, each.span.text) for each in claim.participants if each.span is not None]


def test_who_rejects_something_said_denies_the_deed_that_was_told_by_whom_and_to_whom(story):
    report = story("The union said rebels burned the mill. The envoy rejected this on the radio.")
    report.says("The union", "said", "rebels burned the mill")
    report.says("The envoy", "rejected", "this", stance="denies")
    report.happens("rebels burned the mill", "burned", actor="rebels", target="the mill")
    report.happens("The envoy rejected this", "rejected", "REJECT", actor="The envoy")
    claims = report.claims()
    assert [(claim.stance, claim.event.type, parties(claim)) for claim in claims] == [
        ("asserts", "ASSAULT", [("actor", "rebels"), ("target", "the mill")]),
        ("denies", "ASSAULT", [("actor", "rebels"), ("target", "the mill")]),
    ]


def test_who_rejects_an_accusation_denies_that_the_accused_did_it(story):
    report = story("The union accused the ministry. The minister called the charge absurd.")
    report.says("The union", "accused", "the ministry")
    report.says("The minister", "called", "the charge absurd", stance="denies")
    report.happens("The union accused the ministry", "accused", "ACCUSE", actor="The union", target="the ministry")
    claims = report.claims()
    assert [(claim.stance, claim.event.type, parties(claim)) for claim in claims] == [
        ("asserts", "ACCUSE", [("actor", "the ministry")]),
        ("denies", "REJECT", [("actor", "the ministry")]),
    ]
