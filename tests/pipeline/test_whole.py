"""Sentences read by all stages together: who puts forward what."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

import standoff
from standoff.records import Claim


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sentences")

    def reading(text: str) -> standoff.Reading:
        path = folder / "report.json"
        report = {"title": "Report", "text": text, "published": "2024-05-03", "publisher": "Valley Gazette"}
        path.write_text(json.dumps(report), encoding="utf-8")
        (found,) = standoff.read(path)
        return found

    return reading


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("This information requires verification.", None),
        ("The figures have yet to be confirmed.", None),
        ("The footage is being verified.", None),
        ("The authenticity of the video could not be established.", None),
        ("It was not possible to verify the account.", None),
        ("We were not able to verify these figures.", None),
        ("No independent confirmation was available.", None),
        ("There was no independent confirmation of the toll.", None),
        ("These reports are unconfirmed.", None),
        ("None of this could be confirmed from other sources.", None),
        ("Neither account could be verified.", None),
        ("Northwire was unable to verify the footage.", "Northwire"),
        ("VG was unable to verify the footage.", None),
        ("The ministry has yet to confirm the strike.", "ministry"),
        ("The ministry said it was checking the reports.", "ministry"),
        ("The toll still has to be verified, a spokesman said.", "spokesman"),
        ("The palace cast doubt on the army's account.", "palace"),
        ("Analysts are sceptical of the claim.", "Analysts"),
        ("Those numbers could not be checked.", None),
        ("There was no way to verify the account.", None),
        ("Velia was not in a position to confirm the strike.", "Velia"),
        ("The league found no evidence for this.", "league"),
        ("The ministry says it knows nothing of that.", "ministry"),
    ],
)
def test_who_cannot_confirm_what_was_told_questions_it(read, sentence: str, who: str | None) -> None:
    told, doubt = read(f"The army said its jets killed 20 rebels in Tarn. {sentence}").claims
    assert (doubt.stance, doubt.responds_to, doubt.event.type) == ("questions", told.id, "ASSAULT")
    assert [link.source.name for link in doubt.attribution] == ([who] if who else [])
    assert sentence[:-1].endswith(doubt.evidence[0].text) or doubt.evidence[0].text in sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry is checking cars at the bridge.",
        "The convoy was unable to leave the town.",
        "The plan requires the support of the tribes.",
        "No bread was available.",
        "The road has yet to be cleared.",
        "Engineers were being trained in the town.",
        "Cars could not be checked in the dark.",
        "There was no way to leave the town.",
        "Rescuers found no trace of survivors.",
    ],
)
def test_what_nobody_said_is_not_left_open(read, sentence: str) -> None:
    claims = read(f"The army said its jets killed 20 rebels in Tarn. {sentence}").claims
    assert {claim.stance for claim in claims} == {"asserts"}


def test_whoever_could_not_verify_a_deed_does_not_say_who_did_it(read) -> None:
    told, doubted = read(
        "The front said its men burned the mill. The claim could not be independently verified."
    ).claims
    assert (doubted.stance, doubted.attribution, doubted.responds_to) == ("questions", (), told.id)
    assert actors(told) == ["its men"]
    assert [each.role for each in doubted.participants] == ["target"]
    (whether,) = read("It could not be established whether soldiers had burned the mill.").claims
    assert actors(whether) == ["soldiers"]


def test_a_doubt_of_the_publisher_keeps_its_stance_in_json(read) -> None:
    found = read("The army said its jets killed 20 rebels. The report could not be independently verified.")
    shape = found.claims[-1].to_dict()
    assert (shape["attribution"], shape["stance"]) == ([], "questions")
    assert Claim.from_dict(shape, found.report.text) == found.claims[-1]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Jets struck a convoy near Tarn in what the ministry described as a precision strike on rebels.",
            [("struck", []), ("strike", ["ministry"])],
        ),
        (
            "Gunmen killed nine farmers in what residents say was an attack by herders.",
            [("killed", []), ("attack", ["residents"])],
        ),
        (
            "In what the army said was a raid on a rebel base, jets killed 20 people in Tarn.",
            [("raid", ["army"]), ("killed", [])],
        ),
        ("Nine were killed in what the army called an ambush.", [("killed", []), ("ambush", ["army"])]),
        (
            "Soldiers opened fire in what witnesses called a massacre of villagers.",
            [("opened", []), ("massacre", ["witnesses"])],
        ),
    ],
)
def test_what_somebody_calls_a_happening_is_his_claim_beside_it(
    read, sentence: str, told: list[tuple[str, list[str]]]
) -> None:
    claims = read(sentence).claims
    assert [(c.event.trigger.text, [link.source.name for link in c.attribution]) for c in claims] == told
    assert {claim.reality for claim in claims} == {"actual"}
    assert not any(
        p.name == "the army" or (p.span and p.span.text == "the army") for c in claims for p in c.participants
    )


def test_a_speaker_named_in_full_once_spoke_to_the_same_paper_later(read) -> None:
    claims = read(
        'Shells hit Tarn on Monday, Karim Saeed told Reuters. "Rebels shelled the mill," said Saeed. According to his account,'
        " two men died in Tarn."
    ).claims
    assert {tuple(link.source.name for link in claim.attribution) for claim in claims} == {("Reuters", "Karim Saeed")}


@pytest.mark.parametrize(
    "sentence",
    [
        '"According to preliminary data, five people were killed in the raid," the governor said.',
        "All the information at our disposal shows that five people were killed in the raid, the governor said.",
        '"Preliminary evidence suggests that five people were killed in the raid," the governor said.',
    ],
)
def test_what_a_speaker_goes_by_is_no_claimant_beside_him(read, sentence: str) -> None:
    (claim,) = read(sentence).claims
    assert ([link.source.name for link in claim.attribution], claim.reality) == (["governor"], "actual")


def test_what_somebody_told_is_a_source_beside_whoever_passes_it_on(read) -> None:
    (claim,) = read("According to information of the prisoner, rebels planned the raid, the army said.").claims
    assert [link.source.name for link in claim.attribution] == ["army", "information of the prisoner"]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The army did not confirm that its planes had bombed the village.", [(["army"], "questions")]),
        ("Pakistan has consistently denied aiding infiltration.", [(["Pakistan"], "denies")]),
        ("The ministry put the death toll at 51.", [(["ministry"], "asserts")]),
        ("The governor had earlier spoken of 39 dead.", [(["governor"], "asserts")]),
        ("The watchdog counted 27 killed in the raid.", [(["watchdog"], "asserts")]),
        ("The clinic recorded nine deaths on Monday.", [(["clinic"], "asserts")]),
        ("The association logged 14 attacks on clinics.", [(["association"], "asserts")]),
        ("Rebels killed nine villagers, the Valley Gazette has learned.", [([], "asserts")]),
        (
            "Rebels attacked the army base, a spokesman told Meridian News.",
            [(["Meridian News", "spokesman"], "asserts")],
        ),
        (
            "Rebels raided the base on Friday. The raid could not be independently verified.",
            [([], "asserts"), ([], "questions")],
        ),
    ],
)
def test_a_sentence_is_laid_to_whoever_puts_it_forward(read, sentence: str, told: list[tuple[list[str], str]]) -> None:
    claims = read(sentence).claims
    assert [([link.source.name for link in claim.attribution], claim.stance) for claim in claims] == told


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Reports that the guards burned the mill are untrue.", None),
        ("The report of an attack on the convoy turned out to be a hoax.", None),
        ("The claim that the guards burned the mill is false, said the mayor.", "mayor"),
        ("There is no truth in reports that the guards burned the mill, the mayor said.", "mayor"),
        ("Claims that the guards burned the mill have no basis, the mayor said.", "mayor"),
        ("It is not true that the guards burned the mill, the mayor said.", "mayor"),
        ("The mayor said it was quite false that the guards had burned the mill.", "mayor"),
        ("The ministry dismissed as baseless reports that its jets had bombed the mill.", "ministry"),
        ("The clan distanced itself from the bombing in Tarn.", "clan"),
        ("The army retracted its statement that the rebels had burned the mill.", "army"),
    ],
)
def test_who_calls_a_report_false_denies_what_it_tells(read, sentence: str, who: str | None) -> None:
    claims = [claim for claim in read(sentence).claims if claim.stance == "denies"]
    assert [[link.source.name for link in claim.attribution[-1:]] for claim in claims] == [[who] if who else []]
    assert [(claim.polarity, claim.reality) for claim in claims] == [("positive", "actual")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Reports that the guards burned the mill are not false.",
        "It is true that the guards burned the mill.",
        "It was wrong that the guards burned the mill, the mayor said.",
    ],
)
def test_who_does_not_call_a_report_false_denies_nothing(read, sentence: str) -> None:
    assert "denies" not in {claim.stance for claim in read(sentence).claims}


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ('"Not true," said the captain. "We seized five men."', "Not true"),
        ('"That is false. We seized five men," the captain said.', "That is false"),
        ("This does not correspond to reality.", "This does not correspond to reality"),
        (
            "A member of the council, Ilse Dorn of the Miners' Front, rejected this.",
            "rejected this",
        ),
        (
            'An army spokesman called the accusation "outrageous".',
            'An army spokesman called the accusation "outrageous"',
        ),
    ],
)
def test_a_denial_is_shown_by_the_words_that_deny(read, sentence: str, words: str) -> None:
    told, denied, *others = read(f"The rebels said guards burned three houses in Tarn. {sentence}").claims
    assert (denied.stance, denied.responds_to, denied.evidence[0].text) == ("denies", told.id, words)
    assert {claim.stance for claim in others} <= {"asserts"}


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Two residents confirmed this.", "Two residents"),
        ("A nephew of 15 confirmed his account.", "nephew of 15"),
        ("The mayor echoed the claim.", "mayor"),
    ],
)
def test_who_confirms_what_was_said_says_it_too(read, sentence: str, who: str) -> None:
    told, confirmed = read(f"The teacher said guards burned three houses in Tarn. {sentence}").claims
    assert [link.source.name for link in confirmed.attribution] == [who]
    assert (confirmed.stance, confirmed.responds_to, confirmed.event.type) == ("asserts", told.id, "ASSAULT")
    assert actors(confirmed) == actors(told)


@pytest.mark.parametrize(
    "sentence", ["The mayor confirmed the appointment of a judge.", "The league published the report."]
)
def test_who_confirms_something_else_says_nothing_of_it(read, sentence: str) -> None:
    claims = read(f"The teacher said guards burned three houses in Tarn. {sentence}").claims
    assert {claim.responds_to for claim in claims} == {None}


def test_a_denial_of_something_else_does_not_deny_what_was_told_before(read) -> None:
    claims = read("Gunmen killed nine farmers near Tarn. Velia denied that it had received a letter.").claims
    assert "denies" not in {claim.stance for claim in claims}
    told, denied = read("The league said soldiers burned the mill. The army denied it.").claims
    assert denied.responds_to == told.id


def test_what_is_told_against_somebody_is_not_his(read) -> None:
    (claim,) = read("Contrary to claims by the militia, no soldier was seized in Tarn.").claims
    assert (claim.attribution, claim.polarity) == ((), "negative")


def test_what_nobody_confirms_is_open_and_not_negated(read) -> None:
    (claim,) = read("There was no independent confirmation of the strike on Tarn.").claims
    assert (claim.stance, claim.polarity) == ("questions", "positive")


@pytest.mark.parametrize("part", ["involvement in", "any role in", "responsibility for", "any part in"])
def test_who_denies_a_part_in_a_deed_is_said_to_have_done_it(read, part: str) -> None:
    (claim,) = read(f"The clan denied {part} the bombing of the school.").claims
    assert (claim.stance, claim.polarity) == ("denies", "positive")
    assert [p.span.text for p in claim.participants if p.role == "actor"] == ["The clan"]


def test_who_had_nothing_to_do_with_a_deed_plans_nothing(read) -> None:
    (claim,) = read("The clan said it had nothing to do with the attack on the school.").claims
    assert (claim.polarity, claim.reality) == ("negative", "actual")


def test_what_somebody_insists_is_no_request(read) -> None:
    (claim,) = read('"We have never attacked the school," the captain insisted.').claims
    assert (claim.event.type, claim.polarity) == ("ASSAULT", "negative")


@pytest.mark.parametrize(
    "dateline",
    [
        "Quito, 30 Apr 24 (AGENCY X) -- [TEXT] ",
        "QUITO, April 30 (AGENCY X) -- ",
        "Quito, AGENX – ",
        "Quito (AGENCY X) - ",
    ],
)
def test_what_no_other_place_is_told_for_was_where_the_report_was_sent_from(read, dateline: str) -> None:
    report = read(f"{dateline}Rebels attacked the plant on Monday.")
    (claim,) = report.claims
    assert (claim.place.mention.name, claim.place.basis) == ("Quito", "carried over")
    assert claim.evidence[0].text.startswith("Rebels attacked")


def test_a_continent_is_no_place_of_a_deed(read) -> None:
    report = read("QUITO, April 30 (AGENCY X) -- Latin America was shaken. Rebels attacked the plant on Monday.")
    assert "Latin America" not in [claim.place.mention.name for claim in report.claims if claim.place]


def test_a_minister_who_is_dismissed_is_no_denial(read) -> None:
    (claim,) = read("The president dismissed the cabinet.").claims
    assert (claim.event.type, claim.stance) == ("CONCEDE", "asserts")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Nine people died on Monday in an attack blamed on rebels.",
            [("died", [], []), ("attack", ["blamed"], ["rebels"])],
        ),
        (
            "Four soldiers were killed in a bombing claimed by the Tarn Front.",
            [("killed", [], []), ("bombing", ["Tarn Front"], ["the Tarn Front"])],
        ),
        (
            "The murder of the judge, for which the front claimed responsibility, shocked the town.",
            [("murder", ["front"], ["the front"])],
        ),
        (
            "The front, which claimed responsibility for the murder of the judge, is active in Tarn.",
            [("murder", ["front"], ["The front"])],
        ),
        (
            "The murder of the judge is believed to be the work of the front.",
            [("murder", ["is believed"], ["the front"])],
        ),
    ],
)
def test_a_deed_laid_to_somebody_is_told_by_whoever_lays_it(
    read, text: str, told: list[tuple[str, list[str], list[str]]]
) -> None:
    assert [
        (
            claim.event.trigger.text,
            [link.source.name for link in claim.attribution],
            [p.span.text for p in claim.participants if p.role == "actor" and p.span],
        )
        for claim in read(text).claims
    ] == told


@pytest.mark.parametrize(("verb", "stance"), [("claimed", "asserts"), ("denied", "denies")])
def test_who_owns_to_a_deed_or_denies_it_is_its_actor_and_takes_over_what_was_told(
    read, verb: str, stance: str
) -> None:
    told, owned = read(
        f"Drones struck two oil plants in Tarn on Saturday, the minister said. The Marsh Front {verb} responsibility for"
        " the attack."
    ).claims
    assert (owned.stance, owned.responds_to, owned.event.mode, owned.when) == (
        stance, told.id, told.event.mode, told.when,
    )  # fmt: skip
    parties = {(p.role, p.span.text) for p in owned.participants if p.span}
    assert parties == {("actor", "The Marsh Front"), ("target", "two oil plants")}


def test_the_united_states_are_no_first_person(read) -> None:
    (claim,) = read("US denied that a Russian vehicle struck its patrol.").claims
    assert [(link.source.name, link.stance) for link in claim.attribution] == [("US", "denies")]


def test_who_is_named_before_a_colon_is_no_party_to_what_he_says(read) -> None:
    (claim,) = read("The Defence Ministry of Tarn: Two jets hit the bridge on Friday.").claims
    assert [link.source.name for link in claim.attribution] == ["Defence Ministry of Tarn"]
    assert "Ministry" not in " ".join(each.span.text for each in claim.participants if each.span)


def test_blame_in_the_passive_is_laid_by_somebody(read) -> None:
    (claim,) = read("The blast at the mill was blamed on saboteurs.").claims
    assert [link.source.name for link in claim.attribution] == ["was blamed"]


BOMBED = "A bomb killed nine people at a market in Qasr on Monday."


def actors(claim: Claim) -> list[str]:
    return [each.span.text for each in claim.participants if each.role == "actor" and each.span]


@pytest.mark.parametrize(
    ("sentence", "who", "accused"),
    [
        ("The government blamed the Sorn Front.", "government", "the Sorn Front"),
        ("Kyiv blames Moscow for it.", "Kyiv", "Moscow"),
        ("The mayor said the Sorn Front was responsible.", "mayor", "the Sorn Front"),
        ("The ministry said that the Sorn Front was behind it.", "ministry", "the Sorn Front"),
        ("The Sorn Front took responsibility in a call to a newspaper.", "Sorn Front", "The Sorn Front"),
        ("The killers were members of the Sorn Front, police said.", "police", "members of the Sorn Front"),
        ("Police blame the crime on hit men of the cartel.", "Police", "hit men of the cartel"),
        ("The Sorn Front owned up to the attack.", "Sorn Front", "The Sorn Front"),
    ],
)
def test_who_is_blamed_is_who_did_what_was_just_told(read, sentence: str, who: str, accused: str) -> None:
    told, laid = read(f"{BOMBED} {sentence}").claims
    assert laid.attribution[-1].source.name == who
    assert (laid.event.type, laid.event.mode, laid.scene) == ("ASSAULT", "explosives", told.scene)
    assert laid.responds_to is None  # nobody had told otherwise
    assert (actors(laid), laid.tolls) == ([accused], ())
    assert [each.basis for each in laid.participants if each.role == "target"] == ["carried over"]


def test_blame_for_what_is_no_deed_stays_an_accusation(read) -> None:
    (claim,) = read("Fuel prices rose again on Monday. The opposition blamed the government.").claims
    assert claim.event.type == "ACCUSE"


def test_who_is_named_behind_the_words_as_having_said_them_takes_no_part_in_the_fighting(read) -> None:
    *_, one, other = read(
        "Airstrikes on two villages killed nine people on Tuesday as heavy fighting was underway between the militants and "
        "army-backed fighters opposition activists and the monitor said."
    ).claims
    assert [actors(each) for each in (one, other)] == [["the militants"], ["the militants"]]
    assert {each.attribution[-1].source.name for each in (one, other)} == {"opposition activists", "monitor"}


@pytest.mark.parametrize("words", ["blamed each other for the attack", "blamed each other", "traded blame"])
def test_those_who_blame_each_other_say_opposite_things(read, words: str) -> None:
    _, one, other = read(f"{BOMBED} Kyiv and Moscow {words}.").claims
    said = {each.attribution[-1].source.name: actors(each) for each in (one, other)}
    assert said == {"Kyiv": ["Moscow"], "Moscow": ["Kyiv"]}


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry described the report as delirium.",
        "The report was described by the ministry as a figment of somebody's imagination.",
        "Pure fabrication, the ministry said.",
        '"Not true," said the ministry.',
        "The ministry disavowed the report.",
    ],
)
def test_a_denial_in_other_words_is_tied_to_what_it_denies(read, sentence: str) -> None:
    told, denial = read(f"The army shelled a school in Sorn on Monday, residents said. {sentence}").claims
    assert (denial.stance, denial.attribution[-1].source.name, denial.responds_to) == ("denies", "ministry", told.id)


@pytest.mark.parametrize(
    "remark",
    [
        "a charge the army denied",
        "a charge that the army denied",
        "something the army vehemently denies",
        "which the army denied",
        "a claim denied by the army",
        "a claim the army called absurd",
        "a figure the army disputed",
    ],
)
def test_a_denial_behind_what_is_told_answers_it_and_takes_nothing_from_it(read, remark: str) -> None:
    told, denial = read(f"Soldiers of the army killed nine villagers in Sorn, witnesses said, {remark}.").claims
    assert [(link.source.name, link.stance) for link in told.attribution] == [("witnesses", "asserts")]
    assert told.evidence[0].text == "Soldiers of the army killed nine villagers in Sorn"
    assert [link.stance for link in denial.attribution] == ["denies"]
    assert denial.responds_to == told.id


@pytest.mark.parametrize("remark", ["a claim that could not be verified", "claims which could not be confirmed"])
def test_a_claim_that_nobody_could_verify_is_questioned_by_the_publisher(read, remark: str) -> None:
    told, doubt = read(f"The army said it had shelled a rebel base in Sorn, {remark}.").claims
    assert (told.stance, told.evidence[0].text) == ("asserts", "it had shelled a rebel base in Sorn")
    assert (doubt.stance, doubt.attribution, doubt.responds_to) == ("questions", (), told.id)


def test_the_publishers_own_words_end_where_a_denial_of_them_begins(read) -> None:
    told, denial = read("The army killed nine villagers, a charge it denied.").claims
    assert (told.evidence[0].text, told.attribution) == ("The army killed nine villagers", ())
    assert (denial.attribution[-1].source.name, denial.responds_to) == ("army", told.id)


def test_the_group_that_denies_a_charge_is_the_one_that_is_charged(read) -> None:
    _, denial = read("A lawmaker accused the Sorn Brigade of shelling the mosque, a charge the group denied.").claims
    assert denial.attribution[-1].source.name == "Sorn Brigade"


@pytest.mark.parametrize(
    ("said", "speakers"),
    [
        ("police and residents said", ["police", "residents"]),
        ("police and a doctor said", ["police", "doctor"]),
        ("according to residents and medics", ["residents", "medics"]),
        ("the mayor and two nurses told Meridian", ["mayor", "two nurses"]),
        ("divers, a trawler's crew and the harbour office said", ["divers", "trawler's crew", "harbour office"]),
        ("the founder and director of the clinic said", ["founder"]),
    ],
)
def test_each_of_several_who_speak_together_makes_a_claim(read, said: str, speakers: list[str]) -> None:
    claims = read(f"The rebels shelled the market in Sorn on Monday, {said}.").claims
    assert sorted(each.attribution[-1].source.name for each in claims) == sorted(speakers)


@pytest.mark.parametrize(
    ("sentence", "who", "toll"),
    [
        ("The town hall speaks of 30.", "town hall", (30, 30)),
        ("The Red Crescent gave a figure of 64.", "Red Crescent", (64, 64)),
        ("The army admitted only six.", "army", (6, 6)),
        ("The rebels put it at more than 40.", "rebels", (41, None)),
    ],
)
def test_a_number_put_beside_a_toll_is_a_claim_of_its_own(read, sentence, who, toll) -> None:
    told, count = read(f"The raid on Sorn killed 12 people, the hospital said. {sentence}").claims
    assert [(each.what, each.low, each.high) for each in count.tolls] == [("killed", *toll)]
    assert (count.attribution[-1].source.name, count.responds_to) == (who, told.id)
    assert (count.event.type, count.certainty, count.polarity) == ("ASSAULT", "certain", "positive")
    assert [(each.name, each.basis) for each in count.participants if each.role == "target"] == [
        ("people", "carried over")
    ]


@pytest.mark.parametrize(
    ("sentence", "stance", "polarity"),
    [
        ("The army denied that it had anything to do with the raid on Sorn.", "denies", "positive"),
        ("The army said it had nothing to do with the raid on Sorn.", "asserts", "negative"),
        ("The army had no part in the raid on Sorn, the ministry said.", "asserts", "negative"),
    ],
)
def test_who_had_no_part_in_a_deed_did_not_do_it(read, sentence: str, stance: str, polarity: str) -> None:
    (claim,) = read(sentence).claims
    assert (claim.stance, claim.polarity, claim.reality) == (stance, polarity, "actual")
    assert actors(claim) in (["it"], ["The army"])


def test_an_official_at_the_end_is_not_taken_for_the_people_killed(read) -> None:
    (claim,) = read(
        "Shells fell on a school compound in Qasr at dawn on Friday, killing a teacher and at least five displaced people "
        "who had been sleeping in the hall, a member of a funeral society said."
    ).claims
    assert claim.attribution[-1].source.name == "member of a funeral society"
    assert [(toll.what, toll.low) for toll in claim.tolls] == [("killed", 6), ("killed", 1), ("killed", 5)]


def test_claims_by_one_side_that_another_rejects_are_two_claims(read) -> None:
    text = (
        "The General Staff rejected claims by the YPG, an offshoot of the PKK, that its artillery had shelled a town."
    )
    claims = read(text).claims
    said = {each.attribution[-1].source.name: each.stance for each in claims}
    assert said == {"General Staff": "denies", "YPG": "asserts"}


def test_what_a_semicolon_parts_from_a_suspicion_is_told_as_certain(read) -> None:
    told, laid = read("A strike killed three people in Qasr; residents there suspect the ministry.").claims
    assert [(each.event.type, each.certainty) for each in (told, laid)] == [
        ("ASSAULT", "certain"),
        ("ASSAULT", "probable"),
    ]
    assert actors(laid) == ["the ministry"]


def test_a_year_counts_nobody(read) -> None:
    claims = read(
        "In July 2011 an officer was shot dead in Qasr, and in September 2013 unknown gunmen killed a guard."
    ).claims
    assert [[(toll.what, toll.low) for toll in each.tolls] for each in claims] == [[("killed", 1)], [("killed", 1)]]


@pytest.mark.parametrize(
    ("text", "who", "accused"),
    [
        ("The mayor pointed the finger at the ELN.", "mayor", "the ELN"),
        ("The minister put the blame on the cartel.", "minister", "the cartel"),
        ("Police suspect the FARC.", "Police", "the FARC"),
        ("The union holds the army responsible.", "union", "the army"),
    ],
)
def test_whoever_lays_a_deed_to_somebody_is_its_claimant(read, text, who, accused):
    first, laid = read(f"A bomb killed nine people in Cali. {text}").claims
    assert (first.attribution, [p.role for p in first.participants]) == ((), ["target"])
    assert laid.event.type == "ASSAULT"
    assert [link.source.name for link in laid.attribution] == [who]
    assert [p.span.text for p in laid.participants if p.role == "actor"] == [accused]


def test_what_nobody_claims_may_still_be_suspected_of_somebody(read):
    claims = read("No group has claimed responsibility for the attack, but police suspect the FARC.").claims
    unclaimed, deed = (claim for claim in claims if claim.event.type == "ASSAULT")
    assert (unclaimed.attribution, unclaimed.polarity) == ((), "negative")
    assert [link.source.name for link in deed.attribution] == ["police"]
    assert deed.certainty == "probable"


@pytest.mark.parametrize(
    ("text", "through", "who"),
    [
        ("In a notice read out on MRTV, the council said rebels had shelled the office.", "MRTV", "council"),
        ("A commander who spoke to Radio Grau said troops burned the mill.", "Radio Grau", "commander"),
        ("The rebels said in a statement sent to AFP that they had burned the mill.", "AFP", "rebels"),
        ("In a clip broadcast by the Daily Echo, the bandit said he burned the mill.", "Daily Echo", "bandit"),
        ("A colonel whom Sudan News quoted said rebels had burned the mill.", "Sudan News", "colonel"),
    ],
)
def test_who_carried_the_words_stands_before_whoever_spoke_them(read, text, through, who):
    claim = next(claim for claim in read(text).claims if claim.event.type == "ASSAULT")
    names = [link.source.name for link in claim.attribution]
    assert (through in names[0], names[-1].startswith(who), len(names)) == (True, True, 2)


def test_who_is_spoken_to_by_someone_who_fled_is_no_carrier(read):
    claim = next(c for c in read("A rebel who fled to Radio Grau said troops burned the mill.").claims if c.attribution)
    assert len(claim.attribution) == 1


def test_no_actor_is_carried_from_a_claimant_into_the_publishers_own_voice(read):
    reading = read(
        "Fifteen people were killed at a party in Lima on Sunday.\n\nHooded men killed fifteen people there, a widow said."
    )
    own, widows = reading.claims
    assert (own.attribution, [p.role for p in own.participants]) == ((), ["target"])
    assert "actor" in [p.role for p in widows.participants]


def test_where_another_deed_was_done_is_not_where_its_base_was_hit(read):
    text = (
        "Drones damaged an army depot that had served as a base for a gas attack on a village in Idlib. "
        "Five of them hit it in Homs province on Friday."
    )
    first, second = (claim for claim in read(text).claims if claim.event.trigger.text in ("damaged", "hit"))
    assert [claim.place.mention.name for claim in (first, second)] == ["Homs", "Homs"]


@pytest.mark.parametrize(
    ("text", "polarity", "stance"),
    [
        ("The army did not possess chemical weapons, a source said.", "negative", "asserts"),
        ("The general denied that his army had chemical weapons.", "positive", "denies"),
        ("The front possesses rockets, the ministry said.", "positive", "asserts"),
    ],
)
def test_who_has_which_arms_is_said_and_denied(read, text, polarity, stance):
    (claim,) = read(text).claims
    assert (claim.event.type, claim.polarity, claim.reality, claim.stance) == ("OTHER", polarity, "actual", stance)


@pytest.mark.parametrize(
    ("text", "trigger", "who", "actor", "certainty"),
    [
        ("Police suspect that the front killed the judge.", "killed", "Police", "the front", "probable"),
        ("The driver was shot, an act that passengers blame on a boy.", "act", "passengers", "a boy", "certain"),
    ],
)
def test_what_somebody_says_of_a_deed_within_its_sentence_is_theirs(read, text, trigger, who, actor, certainty):
    (told,) = (claim for claim in read(text).claims if claim.event.trigger.text == trigger)
    assert ([link.source.name for link in told.attribution], told.certainty) == ([who], certainty)
    assert [party.span.text for party in told.participants if party.role == "actor"] == [actor]


@pytest.mark.parametrize(
    "text",
    [
        "A car bomb that police believe was planted by the front killed six people.",
        "A rocket that Kyiv says was fired by Russia killed six people.",
        "The driver was shot, an act that passengers blame on a boy.",
    ],
)
def test_neither_who_says_who_did_it_nor_whom_they_name_did_it_in_the_publishers_own_voice(read, text):
    (own,) = (claim for claim in read(text).claims if not claim.attribution)
    assert "actor" not in [party.role for party in own.participants]


def test_what_is_still_denied_in_a_clause_is_denied(read):
    claims = read("The army massacred farmers at Sorn in May, which the ministry continues to deny.").claims
    assert [[(link.source.name, link.stance) for link in claim.attribution] for claim in claims] == [
        [],
        [("ministry", "denies")],
    ]


@pytest.mark.parametrize(
    "denial",
    [
        "The front's leader brushed aside the suggestion.",
        "A spokesman for the front called the accusation grotesque.",
        "The front described the insinuation as irresponsible.",
    ],
)
def test_a_verdict_on_an_accusation_denies_what_it_says(read, denial):
    told, denied = read(f"The rebels burned the mill at Sorn, the army said. {denial}").claims
    assert (denied.stance, denied.responds_to) == ("denies", told.id)


def test_the_day_before_a_name_is_no_part_of_it(read):
    (claim,) = read("On Friday Shining Path attacked a police post.").claims
    assert [party.span.text for party in claim.participants if party.role == "actor"] == ["Shining Path"]


@pytest.mark.parametrize(
    ("first", "country"),
    [("Two Russian vehicles fired on a post near Qamishli, Syria.", None), ("Rebels hit Qamishli, Syria.", "SYR")],
)
def test_bare_soldiers_are_of_the_country_where_no_army_of_another_is_in_the_report(read, first, country):
    (hurt,) = (claim for claim in read(f"{first} Four soldiers were wounded in Aleppo.").claims if claim.tolls)
    (target,) = (party for party in hurt.participants if party.role == "target")
    assert target.actor is not None
    assert target.actor.country == country


def test_a_headline_that_asks_tells_nothing(tmp_path):
    path = tmp_path / "report.json"
    report = {"title": "Who Bombed the Market?", "text": "Who Bombed the Market?\n\nNobody knows.", "language": "en"}
    path.write_text(json.dumps(report), encoding="utf-8")
    (found,) = standoff.read(path)
    assert found.claims == ()


@pytest.mark.parametrize("whose", ["army", "rebel", "Lebanese media"])
def test_whose_claim_is_denied_may_be_said_by_the_word_before_it(read, whose: str) -> None:
    denied, told = read(f"The mayor denied {whose} claims that soldiers had burned the school in Sorn.").claims
    assert [(link.source.name, link.stance) for link in denied.attribution] == [("mayor", "denies")]
    assert [(link.source.name, link.stance) for link in told.attribution] == [(whose, "asserts")]


def test_whose_claim_of_a_deed_it_is_has_not_done_it(read) -> None:
    for claim in read("The army denied rebel claims of a gas attack on the town of Sorn.").claims:
        assert actors(claim) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Rebels seized the port, residents said, but the governor told state radio that the army had held it.",
         [["residents"], ["governor", "state radio"]]),
        ("The shelling killed six, the hospital said, while the ministry said nine had died.", [["hospital"], ["ministry"]]),
        ("The bridge was shelled, police said, but the army denied it had fired.", [["police"], ["army"]]),
        ("Troops burned the village, elders said, and a monk told a paper that two boys were shot.",
         [["elders"], ["monk", "paper"]]),
        ("Rebels seized the port, residents said, but the army had already shelled it.", [["residents"], ["residents"]]),
    ],
)  # fmt: skip
def test_what_another_says_beside_it_is_no_part_of_what_was_said(read, text: str, told: list[list[str]]) -> None:
    claims = read(text).claims
    assert [sorted(link.source.name for link in claim.attribution) for claim in claims] == told


def test_who_tells_a_toll_is_not_counted_in_it(read) -> None:
    text = "Guns pounded a part of Aleppo on Monday, killing at least nine people, two residents and a medic said."
    assert {toll.low for claim in read(text).claims for toll in claim.tolls} == {9}
    (claim,) = read("A bomb killed nine soldiers, two policemen and a doctor.").claims
    assert {toll.low for toll in claim.tolls} == {12, 9, 2, 1}


def test_what_is_acknowledged_behind_a_semicolon_is_laid_to_who_acknowledges_it(read) -> None:
    _, lost = read("The army said its forces had killed 40 rebels; the rebels acknowledged losing six fighters.").claims
    assert [link.source.name for link in lost.attribution] == ["rebels"]


@pytest.mark.parametrize("group", ["Houthis", "Taliban", "rebels"])
def test_they_may_be_a_group_by_its_name(read, group: str) -> None:
    (claim,) = read(f"The {group} said they fired the missile.").claims
    assert [each.name for each in claim.participants if each.role == "actor"] == [group]


@pytest.mark.parametrize(
    "text",
    [
        "The army denied shelling the mosque and burning the mill.",
        "The army denied that it had shelled the mosque and burned the mill.",
    ],
)
def test_who_denies_two_deeds_at_once_denies_both(read, text: str) -> None:
    told = read(text).claims
    assert [each.attribution[-1].stance for each in told] == ["denies", "denies"]
    assert [[p.span.text for p in each.participants if p.role == "target"] for each in told] == [
        ["the mosque"],
        ["the mill"],
    ]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "The front has denied any role in the bombing, which police attribute to it.",
            [("bombing", ["front"], "denies"), ("bombing", ["police"], "asserts")],
        ),
        (
            "The army denied the massacre, which survivors blame on its scouts.",
            [("massacre", ["army"], "denies"), ("massacre", ["survivors"], "asserts")],
        ),
        (
            "The mayor said the bus, which police said clansmen had burned, was shot at by soldiers.",
            [("shot", ["mayor"], "asserts"), ("burned", ["police"], "asserts")],
        ),
        (
            "Residents said the raid, in which the ministry claims ten rebels died, wounded farmers.",
            [("raid", ["Residents"], "asserts"), ("died", ["ministry"], "asserts")],
        ),
        (
            "The army denied that it had shelled the clinic, which the rebels say was hit by tanks.",
            [("shelled", ["army"], "denies"), ("hit", ["rebels"], "asserts")],
        ),
        (
            "The attack, which officials blamed on the PKK, killed six.",
            [("attack", ["officials"], "asserts"), ("killed", [], "asserts")],
        ),
        (
            "The massacre, which survivors blamed on the militia, was denied by its leader.",
            [("massacre", ["survivors"], "asserts"), ("massacre", ["its leader"], "denies")],
        ),
        (
            "Kyiv blames Moscow for the strike, an accusation the Kremlin rejects.",
            [("strike", ["Kyiv"], "asserts"), ("accusation", ["Kremlin"], "denies")],
        ),
        (
            "India accuses Pakistan of arming rebels, a charge Islamabad denies.",
            [("accuses", ["India"], "asserts"), ("accuses", ["Islamabad"], "denies")],
        ),
        (
            "A radio reported that the mayor said clansmen planted the bomb.",
            [("planted", ["radio", "mayor"], "asserts")],
        ),
    ],
)
def test_what_an_aside_lays_to_somebody_else_is_his_alone(
    read, sentence: str, told: list[tuple[str, list[str], str]]
) -> None:
    claims = read(sentence).claims
    assert [
        (claim.event.trigger.text, [link.source.name for link in claim.attribution], claim.stance) for claim in claims
    ] == told


def test_a_denial_answers_the_aside_in_which_it_is_laid_to_the_denier(read) -> None:
    denied, laid = read("The army denied the massacre, which survivors blame on its scouts.").claims
    assert denied.responds_to == laid.id


@pytest.mark.parametrize(
    "sentence",
    [
        "Gunmen believed to be from Boko Haram abducted 12 girls in Askira.",
        "Men thought to be members of the army attacked a village near Dungu.",
        "Fighters said to belong to the front killed six farmers.",
    ],
)
def test_what_somebody_is_held_to_be_he_has_not_said(read, sentence: str) -> None:
    (claim,) = read(sentence).claims
    assert claim.attribution == ()
    assert [party.span.text for party in claim.participants if party.role == "actor"] == sentence.split()[:1]


def test_what_a_speaker_claims_to_have_done_he_has_said(read) -> None:
    claims = read("The army claimed to have killed nine rebels and burned a camp.").claims
    assert {claim.attribution[0].source.name for claim in claims} == {"army"}
    _died, killed = read("Nine men died in Sorn; the front claimed to have killed them.").claims
    assert [link.source.name for link in killed.attribution] == ["front"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The governor, asked about the raid, said rebels had killed nine farmers.",
        "The governor, questioned by reporters, said rebels had killed nine farmers.",
        "The governor asked about the raid and said rebels had killed nine farmers.",
    ],
)
def test_who_is_asked_speaks(read, sentence: str) -> None:
    claims = [claim for claim in read(sentence).claims if claim.event.trigger.text == "killed"]
    assert [[link.source.name for link in claim.attribution] for claim in claims] == [["governor"]]


def test_a_name_beside_its_kind_is_part_of_whoever_was_asked(read) -> None:
    (claim,) = read("Residents interviewed by the local station Sarare Estereo said that a farmhouse was hit.").claims
    assert claim.attribution[-1].source.name.startswith("Residents")


def test_a_dateline_tells_of_nothing(read) -> None:
    reading = read("BOGOTA, Feb 11 (Andes Press) - Rebels freed five hostages, the mayor said.")
    assert [claim.event.trigger.text for claim in reading.claims] == ["freed"]


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("The spokeswoman was not aware of anyone being killed in the raid.", "spokeswoman"),
        ("The ministry said it was unaware of any strike on the clinic.", "ministry"),
    ],
)
def test_who_is_not_aware_of_a_deed_leaves_it_open(read, sentence: str, who: str) -> None:
    (claim,) = read(sentence).claims
    assert (claim.attribution[-1].source.name, claim.stance) == (who, "questions")


def test_who_is_aware_of_a_deed_asserts_it(read) -> None:
    (claim,) = read("The army is aware of reports that nine people died.").claims
    assert (claim.attribution[-1].source.name, claim.stance) == ("army", "asserts")


def test_a_deed_was_not_done_on_the_day_on_which_it_was_only_told() -> None:
    """An example of ours: "Iran on Sunday dismissed accusations that it was behind the attack"."""
    (told,) = standoff.read(str(files("standoff").joinpath("examples", "reports", "abqaiq-1-tehran.txt")))
    denied = next(claim for claim in told.claims if claim.stance == "denies")
    assert denied.when is not None
    assert (denied.when.earliest.day, denied.when.latest.day) == (14, 15)


def test_nobody_seizes_himself(read) -> None:
    claims = read("The rebels freed 12 truck drivers seized last week near Kidal.").claims
    seized = next(claim for claim in claims if claim.event.trigger.text == "seized")
    assert [(party.role, party.span.text) for party in seized.participants if party.span] == [
        ("target", "12 truck drivers")
    ]


def claimants(reading: standoff.Reading) -> list[list[str]]:
    return [[link.source.name for link in claim.attribution] for claim in reading.claims]


@pytest.mark.parametrize(
    "sentence",
    [
        "The front is suspected of having laid the mine.",
        "Two boys were found dead in the well.",
        "Four gunmen were discovered hiding in a mill.",
        "The port has been shelled nine times, by our count.",
        "The premier ruled out any dialogue with the rebels.",
        "The party rejected the draft.",
        "A gunman, whom the palace named as a rebel, shot two guards.",
        "After these attacks, for which traders suspect students, police detained two youths.",
    ],
)
def test_what_the_writer_guesses_or_came_upon_or_whoever_refuses_is_laid_to_nobody(read, sentence: str) -> None:
    assert [] in claimants(read(sentence))


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("The front is said to have laid the mine.", ["is said"]),
        ("Nine men were shot in Sorn, it is learnt.", ["is learnt"]),
        ("The mayor said that everything points to the clan having shot the judge.", ["mayor"]),
        ("The clinic's spokesman said nine died. The coalition spokesman claimed rebels fired on a bus.", ["coalition spokesman"]),
        ("In a letter to reporters, hospital director Ada Brandt affirmed that a girl died of her wounds.", ["hospital director Ada Brandt"]),
    ],
)  # fmt: skip
def test_who_is_said_to_have_said_it_is_the_claimant(read, sentence: str, who: list[str]) -> None:
    assert claimants(read(sentence))[-1] == who


def test_a_refusal_is_told_once(read) -> None:
    (claim,) = read("The premier rejected negotiations with the clan.").claims
    assert (claim.event.type, claim.attribution) == ("REJECT", ())


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("A member of the relief room told Reuters that two shells hit the mill. He said four people were killed.", ["Reuters", "member of the relief room"]),
        ("An aide to the mayor said that troops had shelled the camp. He said four people were killed.", ["aide"]),
        ("One driver, who gave no name, said that rebels burned his lorry. She said four people were killed.", ["One driver"]),
        ("A family said that rebels burned its house. He said four people were killed.", ["He"]),
        ("KHARTOUM - Two shells hit the mill on Friday. He said four people were killed.", ["He"]),
    ],
)  # fmt: skip
def test_he_is_somebody_who_spoke_before_and_no_capital_or_family(read, text: str, who: list[str]) -> None:
    assert claimants(read(text))[-1] == who


@pytest.mark.parametrize(
    ("text", "who", "party"),
    [
        ("The RSF denied the raid. Its spokesman Ahmed Qurashi said that soldiers shelled the mill.", "RSF's spokesman Ahmed Qurashi", "SDN-RSF"),
        ("The miners' union said nine men died. Its chairman said that police shelled the mill.", "miners' union's chairman", None),
        ("Two boys died. Its spokesman said that police shelled the mill.", "Its spokesman", None),
    ],
)  # fmt: skip
def test_somebodys_spokesman_is_named_by_whom_he_speaks_for(read, text: str, who: str, party: str | None) -> None:
    speaker = read(text).claims[-1].attribution[-1].source
    assert (speaker.name, speaker.party) == (who, party)


@pytest.mark.parametrize(
    "text",
    ["The channels spread reports", "With a cook, nine guards died", "Residents said two died, another", "All of", "He was quoted as saying", "Its spokesman"],
)  # fmt: skip
def test_a_text_that_breaks_off_is_read_as_far_as_it_goes(read, text: str) -> None:
    assert read(text).report.text == text
