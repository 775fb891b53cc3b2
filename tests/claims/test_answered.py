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


def test_a_count_answers_one_of_the_same_place_and_day(story):
    report = story(
        "The clinic said nine guards died on Monday.\n\nThe mayor said a miller was shot on Friday. "
        "The army put Monday's dead at two.",
        published_on="2021-06-10",
    )
    report.says("The clinic", "said", "nine guards died on Monday")
    report.says("The mayor", "said", "a miller was shot on Friday", kind="person")
    report.says("The army", "put", "Monday's dead at two")
    report.dates_to("on Monday", "2021-06-07")
    report.dates_to("on Friday", "2021-06-04")
    report.dates_to("Monday's", "2021-06-07")
    report.happens("nine guards died on Monday", "died", toll=("killed", 9), harm="nine guards")
    report.happens("a miller was shot on Friday", "shot", toll=("killed", 1), harm="a miller")
    report.happens("Monday's dead at two", "dead", toll=("killed", 2), harm="Monday's dead")
    assert answered(report.claims()) == "nine guards died on Monday"


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


def test_a_third_too_answers_whoever_told_of_what_was_not_so(story):
    report = story("Rebels said they seized the station. A nurse said nobody seized the station.")
    report.says("Rebels", "said", "they seized the station", kind="unnamed")
    report.says("A nurse", "said", "nobody seized the station", kind="person")
    report.happens("they seized the station", "seized", "COERCE")
    report.happens("nobody seized the station", "seized", "COERCE", polarity="negative")
    assert answered(report.claims()) == "they seized the station"


def test_that_nobody_was_hurt_answers_only_whoever_told_of_somebody_hurt(story):
    report = story("Rebels said a mine blew up a lorry. The clinic said nobody was hurt.")
    report.says("Rebels", "said", "a mine blew up a lorry", kind="unnamed")
    report.says("The clinic", "said", "nobody was hurt")
    report.happens("a mine blew up a lorry", "blew up")
    report.happens("nobody was hurt", "hurt", polarity="negative")
    assert report.claims()[-1].responds_to is None

    report = story("Rebels said a mine wounded two guards. The clinic said nobody was hurt.")
    report.says("Rebels", "said", "a mine wounded two guards", kind="unnamed")
    report.says("The clinic", "said", "nobody was hurt")
    report.happens("a mine wounded two guards", "wounded", toll=("injured", 2), harm="two guards")
    report.happens("nobody was hurt", "hurt", polarity="negative")
    assert answered(report.claims()) == "a mine wounded two guards"


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


def test_a_denial_is_about_what_its_own_paragraph_tells(story):
    report = story(
        "A priest said soldiers burned the mill.\n\nResidents said a shell hit the school. Two men were hurt there. "
        "The army rejected the charge."
    )
    report.says("A priest", "said", "soldiers burned the mill", kind="person")
    report.says("Residents", "said", "a shell hit the school", kind="unnamed")
    report.says("The army", "rejected", "the charge", stance="denies")
    report.happens("soldiers burned the mill", "burned")
    report.happens("a shell hit the school", "hit")
    report.happens("Two men were hurt there", "hurt")
    assert answered(report.claims()) == "a shell hit the school"


def test_a_denial_is_about_a_deed_of_its_own_kind_or_of_the_stem_of_its_word(story):
    report = story(
        "A priest said the post was abandoned. A nurse said rebels burned the barn. The army denied the abandonment."
    )
    report.says("A priest", "said", "the post was abandoned", kind="person")
    report.says("A nurse", "said", "rebels burned the barn", kind="person")
    report.says("The army", "denied", "the abandonment", stance="denies")
    report.happens("the post was abandoned", "abandoned", "RETREAT")
    report.happens("rebels burned the barn", "burned")
    report.happens("the abandonment", "abandonment", "RETREAT")
    assert answered(report.claims()) == "the post was abandoned"

    report = story("A priest said men were held. A nurse said rebels burned the barn. The army denied it took anyone.")
    report.says("A priest", "said", "men were held", kind="person")
    report.says("A nurse", "said", "rebels burned the barn", kind="person")
    report.says("The army", "denied", "it took anyone", stance="denies")
    report.happens("men were held", "held", "COERCE")
    report.happens("rebels burned the barn", "burned")
    report.happens("it took anyone", "took", "COERCE")
    assert answered(report.claims()) == "men were held"


def test_who_denies_that_denies_what_was_said_last(story):
    report = story(
        "The union said soldiers burned the mill. A nurse said the army would move on the port. The army denied that."
    )
    report.says("The union", "said", "soldiers burned the mill")
    report.says("A nurse", "said", "the army would move on the port", kind="person")
    report.says("The army", "denied", "that", stance="denies")
    report.happens("soldiers burned the mill", "burned")
    report.happens("the army would move on the port", "move", "MOBILIZE", reality="planned")
    assert answered(report.claims()) == "the army would move on the port"


def test_what_a_headline_says_is_denied_is_told_below_it(story):
    report = story(
        "Army Denies Raid on Mill\n\nA truck burned. The union said soldiers raided the mill.", headline=True
    )
    report.says("Army", "Denies", "Raid on Mill", stance="denies")
    report.says("The union", "said", "soldiers raided the mill")
    report.happens("Raid on Mill", "Raid")
    report.happens("A truck burned", "burned", "OTHER")
    report.happens("soldiers raided the mill", "raided")
    denial = next(claim for claim in report.claims() if claim.stance == "denies")
    assert denial.responds_to == report.claims()[-1].id


def test_who_lays_a_deed_to_somebody_answers_only_who_laid_it_to_another(story):
    report = story(
        "A priest was shot. The mayor blamed rebels for the crime. The rebels blamed the army for this crime."
    )
    report.says("The mayor", "blamed", "rebels for the crime", kind="person")
    report.says("The rebels", "blamed", "the army for this crime")
    report.happens("A priest was shot", "shot", target="A priest")
    report.happens("rebels for the crime", "crime", actor="rebels")
    report.happens("the army for this crime", "this crime", actor="the army")
    mayor, rebels = report.claims()[1:]
    assert (mayor.responds_to, rebels.responds_to) == (None, mayor.id)


def test_who_owns_to_the_deed_answers_whoever_told_of_it(story):
    report = story("The union said planes hit the mill. The army admitted the crime.")
    report.says("The union", "said", "planes hit the mill")
    report.says("The army", "admitted", "the crime")
    report.happens("planes hit the mill", "hit")
    report.happens("the crime", "crime")
    assert answered(report.claims()) == "planes hit the mill"


def test_whose_claim_is_denied_is_told_apart_from_who_denies_it(story):
    report = story("The navy denied claims by fishermen that a boat rammed them.")
    report.says("The navy", "denied", "that a boat rammed them", stance="denies")
    report.says("fishermen", "claims by", "that a boat rammed them", kind="unnamed")
    report.happens("a boat rammed them", "rammed")
    navy, fishermen = report.claims()
    assert [link.source.span.text for link in navy.attribution] == ["The navy"]
    assert [link.source.span.text for link in fishermen.attribution] == ["fishermen"]
    assert navy.responds_to == fishermen.id


def test_a_denial_that_tells_another_deed_than_was_told_answers_nobody(story):
    report = story("A bomber killed six guards. The ministry denied that it had arrested the editor.")
    report.says("The ministry", "denied", "that it had arrested the editor", stance="denies")
    report.happens("A bomber killed six guards", "killed")
    report.happens("it had arrested the editor", "arrested", "COERCE")
    assert report.claims()[-1].responds_to is None
    report = story("The union said police had seized its editor. The ministry denied that it had arrested the editor.")
    report.says("The union", "said", "police had seized its editor")
    report.says("The ministry", "denied", "that it had arrested the editor", stance="denies")
    report.happens("police had seized its editor", "seized", "COERCE")
    report.happens("it had arrested the editor", "arrested", "COERCE")
    assert answered(report.claims()) == "police had seized its editor"


def test_who_denies_a_deed_answers_whoever_told_it_by_the_same_word(story):
    report = story(
        "The union said guards executed a miller. A judge said clerks opened a file. "
        "The army denied that anybody was executed."
    )
    report.says("The union", "said", "guards executed a miller")
    report.says("A judge", "said", "clerks opened a file", kind="person")
    report.says("The army", "denied", "that anybody was executed", stance="denies")
    report.happens("guards executed a miller", "executed")
    report.happens("clerks opened a file", "opened", "ACCUSE")
    report.happens("that anybody was executed", "executed")
    assert answered(report.claims()) == "guards executed a miller"


def test_nobody_denies_what_he_passes_on_himself(story):
    report = story(
        "The front said jets hit a school. Radio Tesh, citing a guard, said jets hit a depot, and denied any raid."
    )
    report.says("The front", "said", "jets hit a school")
    report.says("Radio Tesh", "said", "citing a guard, said jets hit a depot")
    report.says("a guard", "citing", "jets hit a depot", kind="unnamed")
    report.says("Radio Tesh", "denied", "any raid", stance="denies")
    report.happens("jets hit a school", "hit")
    report.happens("jets hit a depot", "hit")
    assert answered(report.claims()) == "jets hit a school"


def test_whose_figures_nobody_names_are_the_counts_that_were_told(story):
    report = story(
        "The rebels said nine guards were killed. Residents said jets hit the mill. "
        "Neither side's figures could be verified."
    )
    report.says("The rebels", "said", "nine guards were killed")
    report.says("Residents", "said", "jets hit the mill", kind="unnamed")
    report.says(None, "verified", "Neither side's figures", stance="questions")
    report.happens("nine guards were killed", "killed", toll=("killed", 9), harm="nine guards")
    report.happens("jets hit the mill", "hit")
    assert answered(report.claims()) == "nine guards were killed"
