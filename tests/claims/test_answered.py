"""Which claim a denial, a doubt or an answer is about."""

from __future__ import annotations

from standoff.claims import answered as answering


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


def test_whose_account_is_doubted_is_told_by_its_name(story):
    report = story(
        "Rebels burned the mill, the Kenyan army said. The guards fled, the mayor said. "
        "The envoy dismissed the Kenyan account."
    )
    report.says("the Kenyan army", "said", "Rebels burned the mill")
    report.says("the mayor", "said", "The guards fled")
    report.says("The envoy", "dismissed", "the Kenyan account", stance="denies")
    report.happens("Rebels burned the mill", "burned")
    report.happens("The guards fled", "fled", "RETREAT")
    assert answered(report.claims()) == "Rebels burned the mill"


def test_who_disputes_figures_disputes_a_count(story):
    report = story(
        "Nine guards died, the clinic said. Rebels burned the mill, the mayor said. The army disputed these figures."
    )
    report.says("the clinic", "said", "Nine guards died")
    report.says("the mayor", "said", "Rebels burned the mill")
    report.says("The army", "disputed", "these figures", stance="denies")
    report.happens("Nine guards died", "died", toll=("killed", 9), harm="Nine guards")
    report.happens("Rebels burned the mill", "burned")
    assert answered(report.claims()) == "Nine guards died"


def test_what_is_denied_in_a_remark_was_told_in_its_own_sentence(story):
    report = story("Soldiers shot a nun, the union said. The union said troops burned the mill, which the army denies.")
    report.says("the union", "said", "Soldiers shot a nun")
    report.says("The union", "said", "troops burned the mill")
    report.says("the army", "denies", "which", stance="denies")
    report.happens("Soldiers shot a nun", "shot")
    report.happens("troops burned the mill", "burned")
    assert answered(report.claims()) == "troops burned the mill"


def test_nobody_denies_what_another_owns_to(story):
    report = story(
        "Rebels burned the mill, the ministry said. The ministry admitted that guards died. The front rejected the charge."
    )
    report.says("the ministry", "said", "Rebels burned the mill")
    report.says("The ministry", "admitted", "that guards died")
    report.says("The front", "rejected", "the charge", stance="denies")
    report.happens("Rebels burned the mill", "burned")
    report.happens("that guards died", "died")
    assert answered(report.claims()) == "Rebels burned the mill"


def test_a_denial_that_names_a_claim_whole_answers_that_claim(story):
    report = story("The mayor said a tank was burned. The army denied rebel claims that it had burned the mill.")
    report.says("The mayor", "said", "a tank was burned")
    report.says("The army", "denied", "rebel claims that it had burned the mill", stance="denies")
    report.says("rebel", "claims", "that it had burned the mill")
    report.happens("a tank was burned", "burned", "ASSAULT")
    report.happens("it had burned the mill", "had burned the mill", "ASSAULT")
    by_name = {claim.attribution[-1].source.span.text: claim for claim in report.claims()}
    assert by_name["The army"].responds_to == by_name["rebel"].id


def test_a_count_that_is_put_otherwise_answers_the_count_before(story):
    report = story(
        "The clinic said nine guards died. Rebels burned the mill, the mayor said. The army put the dead at two."
    )
    report.says("The clinic", "said", "nine guards died")
    report.says("the mayor", "said", "Rebels burned the mill")
    report.says("The army", "put", "the dead at two")
    report.happens("nine guards died", "died", toll=("killed", 9), harm="nine guards")
    report.happens("Rebels burned the mill", "burned")
    report.happens("the dead at two", "dead", toll=("killed", 2), harm="the dead")
    assert answered(report.claims()) == "nine guards died"


def test_the_same_count_from_another_answers_nothing(story):
    report = story("The clinic said nine guards died. The army put the dead at nine.")
    report.says("The clinic", "said", "nine guards died")
    report.says("The army", "put", "the dead at nine")
    report.happens("nine guards died", "died", toll=("killed", 9), harm="nine guards")
    report.happens("the dead at nine", "dead", toll=("killed", 9), harm="the dead")
    assert report.claims()[-1].responds_to is None


def test_who_says_that_his_own_side_did_not_do_it_answers_whoever_just_said_so(story):
    report = story("Residents said soldiers seized two men. The army said its men seized nobody.")
    report.says("Residents", "said", "soldiers seized two men", kind="unnamed")
    report.says("The army", "said", "its men seized nobody")
    report.happens("soldiers seized two men", "seized", "COERCE")
    report.happens("its men seized nobody", "seized", "COERCE", polarity="negative", actor="its men")
    assert answered(report.claims()) == "soldiers seized two men"


def test_that_nobody_was_hurt_answers_nobody_and_nor_does_what_a_third_did_not_do(story):
    report = story("Residents said soldiers seized two men. A nurse said soldiers seized no girls.")
    report.says("Residents", "said", "soldiers seized two men", kind="unnamed")
    report.says("A nurse", "said", "soldiers seized no girls", kind="person")
    report.happens("soldiers seized two men", "seized", "COERCE")
    report.happens("soldiers seized no girls", "seized", "COERCE", polarity="negative", actor="soldiers")
    assert report.claims()[-1].responds_to is None


def test_what_a_denier_says_next_was_not_so_answers_what_he_denied(story):
    report = story("The union said soldiers burned the mill. The army rejected the charge. It burned no mill, it said.")
    report.says("The union", "said", "soldiers burned the mill")
    report.says("The army", "rejected", "the charge", stance="denies")
    report.says("The army", "said", "It burned no mill")
    report.happens("soldiers burned the mill", "burned")
    report.happens("It burned no mill", "burned", polarity="negative")
    claims = report.claims()
    assert [claim.responds_to for claim in claims] == [None, claims[0].id, claims[0].id]


def test_who_only_confirms_that_it_was_so_answers_nobody(story):
    report = story("The clinic said a bus fell into the river. The army confirmed that a guard was shot.")
    report.says("The clinic", "said", "a bus fell into the river")
    report.says("The army", "confirmed", "that a guard was shot")
    report.happens("a bus fell into the river", "fell", "OTHER")
    report.happens("that a guard was shot", "shot")
    assert report.claims()[-1].responds_to is None


def test_who_confirms_the_attack_answers_whoever_told_of_it(story):
    report = story("The clinic said rebels raided the mill. The army confirmed the raid.")
    report.says("The clinic", "said", "rebels raided the mill")
    report.says("The army", "confirmed", "the raid")
    report.happens("rebels raided the mill", "raided")
    report.happens("the raid", "raid")
    assert answered(report.claims()) == "rebels raided the mill"


def test_what_opens_a_report_may_be_taken_for_a_remark(story):
    report = story("Such a charge Moscow denies. Rebels said the army shelled the mill.")
    report.says("Moscow", "denies", "Such a charge", stance="denies")
    report.says("Rebels", "said", "the army shelled the mill")
    report.happens("the army shelled the mill", "shelled")
    assert [claim.evidence[0].text for claim in report.claims()][-1] == "the army shelled the mill"


def far_apart(story, sentences):
    report = story(
        "The union said a convoy was looted. "
        + " ".join(f"The day was quiet in Town{each}." for each in range(sentences))
        + " A shell hit the school. The army denied that convoys were looted."
    )
    report.says("The union", "said", "a convoy was looted")
    report.says("The army", "denied", "that convoys were looted", stance="denies")
    report.happens("a convoy was looted", "looted", "COERCE")
    report.happens("A shell hit the school", "hit")
    report.happens("that convoys were looted", "looted", "COERCE")
    return report.claims()


def test_a_denial_reaches_back_over_some_sentences_and_not_over_a_book(story):
    assert answered(far_apart(story, 5)) == "a convoy was looted"
    assert far_apart(story, 60)[-1].responds_to in {None, far_apart(story, 60)[1].id}


def test_what_a_denial_is_about_is_looked_for_around_it_alone(story, monkeypatch):
    looked_at = 0
    nearness = answering.Told._nearness

    def counted(self, *given):
        nonlocal looked_at
        looked_at += 1
        return nearness(self, *given)

    monkeypatch.setattr(answering.Told, "_nearness", counted)
    report = story(
        " ".join(
            f"The union said a convoy was looted in Town{each}. The army denied looting Town{each} at all. "
            + "The day was quiet. " * 9
            for each in range(30)
        )
    )
    for each in range(30):
        report.says("The union", "said", f"a convoy was looted in Town{each}")
        report.says("The army", "denied", f"looting Town{each} at all", stance="denies")
        report.happens(f"a convoy was looted in Town{each}", "looted", "COERCE")
        report.happens(f"looting Town{each} at all", "looting", "COERCE")
    claims = report.claims()
    assert [claim.responds_to for claim in claims[1::2]] == [claim.id for claim in claims[::2]]
    assert looked_at <= 30 * 8
