"""Happenings laid to whoever puts them forward."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from standoff.records import Attribution, Link, Participant, Source


def claimants(claim):
    return [link.source.name for link in claim.attribution]


def actors(claim):
    return [each.span.text for each in claim.participants if each.role == "actor"]


def test_a_happening_outside_every_attribution_is_told_in_the_publishers_voice(story):
    report = story("Rebels shelled the town.")
    report.happens("Rebels shelled the town", "shelled")
    assert [claim.attribution for claim in report.claims()] == [()]


def test_a_happening_inside_an_attribution_is_laid_to_its_source(story):
    report = story("The Observatory said rebels shelled the town.")
    report.says("The Observatory", "said", "rebels shelled the town")
    report.happens("rebels shelled the town", "shelled")
    assert [claimants(claim) for claim in report.claims()] == [["The Observatory"]]


def test_nested_attributions_run_from_the_reader_inwards(story):
    report = story("The Observatory said activists reported that rebels shelled the town.")
    report.says("activists", "reported", "rebels shelled the town", kind="unnamed")
    report.says("The Observatory", "said", "activists reported that rebels shelled the town")
    report.happens("rebels shelled the town", "shelled")
    assert [claimants(claim) for claim in report.claims()] == [["The Observatory", "activists"]]


def test_whoever_passed_the_words_on_stands_before_the_claimant(story):
    report = story("US officials quoted by media said rebels shelled the town.")
    media = Source("media", report.span("media"), "outlet")
    report.says("US officials", "said", "rebels shelled the town", via=(Link(media, report.span("quoted by")),))
    report.happens("rebels shelled the town", "shelled")
    assert [claimants(claim) for claim in report.claims()] == [["media", "US officials"]]


def test_a_source_stands_once_in_a_chain_nearest_to_what_is_said(story):
    report = story("US officials said media report US officials believe rebels shelled the town.")
    media = Source("media", report.span("media"), "outlet")
    report.says("US officials", "said", "media report US officials believe rebels shelled the town")
    report.says("US officials", "believe", "rebels shelled the town", via=(Link(media, report.span("report")),))
    report.happens("rebels shelled the town", "shelled")
    assert [claimants(claim) for claim in report.claims()] == [["media", "US officials"]]


def test_two_joint_sources_make_two_claims_on_the_same_words(story):
    report = story("The Red Crescent and the Syrian Observatory said rebels shelled the town.")
    report.says("The Red Crescent and the Syrian Observatory", "said", "rebels shelled the town")
    report.happens("rebels shelled the town", "shelled")
    claims = report.claims()
    assert sorted(claimants(claim)[0] for claim in claims) == ["Red Crescent", "Syrian Observatory"]
    assert len({claim.evidence for claim in claims}) == 1
    assert len({claim.id for claim in claims}) == 2


def test_a_list_of_sources_makes_a_claim_each_where_the_parser_cuts_it(story):
    report = story("Rebels shelled the town, according to police, the Red Crescent and two nuns.")
    report.says("police, the Red Crescent and two nuns", "according to", "Rebels shelled the town")
    report.happens("Rebels shelled the town", "shelled")
    assert sorted(claimants(claim)[0] for claim in report.claims()) == ["Red Crescent", "police", "two nuns"]


def test_a_relative_pronoun_is_whoever_stands_beside_it_and_not_who_spoke_last(story):
    report = story("The ministry said a mill burned. Dawn Radio, which said rebels shelled the town, is banned.")
    report.says("The ministry", "said", "a mill burned")
    radio = Source("Dawn Radio", report.span("which"), "outlet")
    report.attributions.append(Attribution(radio, report.span("said", 1), (report.span("rebels shelled the town"),)))
    report.happens("rebels shelled the town", "shelled")
    assert [claimants(claim) for claim in report.claims()] == [["Dawn Radio"]]


def test_a_source_with_a_clause_is_no_list(story):
    report = story("Rebels shelled the town, said a clerk who fled with two sons and a goat.")
    report.says("a clerk who fled with two sons and a goat", "said", "Rebels shelled the town")
    report.happens("Rebels shelled the town", "shelled")
    assert len(report.claims()) == 1


def test_an_unnamed_word_of_hearsay_gives_way_to_a_named_source(story):
    report = story("Rebels reportedly shelled the town, according to the Observatory.")
    report.says(None, "reportedly", "Rebels", "shelled the town")
    report.says("the Observatory", "according to", "Rebels reportedly shelled the town")
    report.happens("Rebels reportedly shelled the town", "shelled")
    assert [claimants(claim) for claim in report.claims()] == [["the Observatory"]]


def test_a_pronoun_takes_up_the_last_source(story):
    report = story("The Observatory said rebels shelled the town. It said five men died.")
    report.says("The Observatory", "said", "rebels shelled the town", kind="monitor")
    report.says("It", "said", "five men died")
    report.happens("rebels shelled the town", "shelled")
    report.happens("five men died", "died")
    assert [claimants(claim) for claim in report.claims()] == [["The Observatory"], ["The Observatory"]]


def test_their_version_is_the_version_of_the_last_plural_source(story):
    report = story("US officials said shots were fired. According to their version, a Russian truck rammed a US truck.")
    report.says("US officials", "said", "shots were fired", kind="unnamed_official")
    report.says("their version", "According to", "a Russian truck rammed a US truck")
    report.happens("shots were fired", "fired")
    report.happens("a Russian truck rammed a US truck", "rammed")
    assert [claimants(claim) for claim in report.claims()] == [["US officials"], ["US officials"]]


def test_a_denied_attack_is_a_denial_and_never_an_attack_in_the_publishers_voice(story):
    report = story("Damascus denied attacking the town.")
    report.says("Damascus", "denied", "attacking the town", stance="denies", kind="state")
    report.happens("attacking the town", "attacking")
    report.happens("Damascus denied", "denied", "REJECT")
    claims, rejections = report.form()
    assert [(claim.event.type, claim.stance, claimants(claim)) for claim in claims] == [
        ("ASSAULT", "denies", ["Damascus"])
    ]
    assert claims[0].evidence[0].text == "Damascus denied attacking the town"
    assert [rejection.reason for rejection in rejections] == ["the word of a denial, whose content is the happening"]


@pytest.mark.parametrize(
    ("text", "source", "cue", "type_", "deed", "trigger", "told"),
    [
        (
            "The mayor admitted that guards fired.",
            "The mayor",
            "admitted",
            "CONCEDE",
            "guards fired",
            "fired",
            ["fired"],
        ),
        (
            "The army informed us that guards fired.",
            "The army",
            "informed",
            "CONSULT",
            "guards fired",
            "fired",
            ["fired"],
        ),
        ("The mayor admitted that he erred.", "The mayor", "admitted", "CONCEDE", None, None, ["admitted"]),
    ],
)
def test_who_owns_up_to_a_deed_only_tells_of_it(story, text, source, cue, type_, deed, trigger, told):
    report = story(text)
    report.says(source, cue, text[text.index("that") : -1])
    report.happens(f"{source} {cue}", cue, type_)
    if deed is not None:
        report.happens(deed, trigger)
    assert [claim.event.trigger.text for claim in report.claims()] == told


def test_a_denial_that_points_back_answers_the_claim_of_somebody_else(story):
    report = story("Russia says that these cells smuggle arms to its foes. The US rejects these claims as false.")
    report.says("Russia", "says", "these cells smuggle arms to its foes", kind="state")
    report.says("The US", "rejects", "these claims as false", stance="denies", kind="state")
    report.happens("these cells smuggle arms to its foes", "smuggle", "AID")
    claim, denial = report.claims()
    assert (denial.stance, denial.responds_to, denial.event.type) == ("denies", claim.id, "AID")
    assert denial.evidence[0].text == "The US rejects these claims as false"


def test_a_denial_of_what_was_not_done_denies_that_it_was_put_forward(story):
    report = story("Russia says that no house was hit. The US rejects these claims as false.")
    report.says("Russia", "says", "no house was hit", kind="state")
    report.says("The US", "rejects", "these claims as false", stance="denies", kind="state")
    report.happens("no house was hit", "hit", "ASSAULT", polarity="negative", reality="hypothetical")
    _, denial = report.claims()
    assert (denial.stance, denial.polarity, denial.reality) == ("denies", "positive", "actual")


def test_what_is_vowed_in_a_clause_is_told_by_whoever_vows_it(story):
    report = story("The front vowed that it will burn the mill.")
    report.says("The front", "vowed", "that it will burn the mill")
    report.happens("The front vowed that it will burn the mill", "vowed", "THREATEN", reality="planned")
    assert [claimants(claim) for claim in report.claims()] == [["The front"]]


def test_that_somebody_vows_to_do_something_is_told_of_him(story):
    report = story("The front vowed to burn the mill.")
    report.says("The front", "vowed", "to burn the mill")
    report.happens("The front vowed to burn the mill", "vowed", "THREATEN")
    assert [claimants(claim) for claim in report.claims()] == [[]]


def test_whoever_accuses_is_the_claimant_of_the_accusation(story):
    report = story("The opposition blamed the government for the attack.")
    report.says("The opposition", "blamed", "the government for the attack")
    report.happens("The opposition blamed the government for the attack", "blamed", "ACCUSE")
    assert [claimants(claim) for claim in report.claims()] == [["The opposition"]]


def test_who_claims_responsibility_is_the_claimant_of_it(story):
    report = story("The front claimed responsibility on Sunday.")
    report.says("The front", "claimed", "responsibility")
    report.happens("The front claimed responsibility on Sunday", "claimed", "ACCUSE")
    assert [claimants(claim) for claim in report.claims()] == [["The front"]]


def test_who_has_not_claimed_it_says_nothing(story):
    report = story("The front has not claimed responsibility.")
    report.says("The front", "claimed", "responsibility")
    report.happens("The front has not claimed responsibility", "claimed", "ACCUSE", polarity="negative")
    assert [claimants(claim) for claim in report.claims()] == [[]]


def parties_of(claim):
    return [(each.role, each.span.text) for each in claim.participants]


@pytest.mark.parametrize(
    ("text", "accuser", "cue", "accused", "of", "expected"),
    [
        ("The governor accused the clan of burning the mill.", "The governor", "accused", "the clan", "the mill", True),
        ("Two teachers blame the navy for their loss.", "Two teachers", "blame", "the navy", None, True),
        ("Investigators suspect deserters.", "Investigators", "suspect", "deserters", None, True),
        ("The governor condemned the clan over the mill.", "The governor", "condemned", "the clan", "the mill", False),
        ("The clerk faulted the figure.", "The clerk", "faulted", "the figure", None, False),
    ],
)  # fmt: skip
def test_what_an_accusation_says_is_that_the_accused_did_it(story, text, accuser, cue, accused, of, expected):
    report = story(text)
    report.says(accuser, cue, accused)
    report.happens(text[:-1], cue, "ACCUSE", actor=accuser, target=accused, other=of)
    (claim,) = report.claims()
    of_others = [(role, words) for role, words in (("target", of),) if words]
    own = [("actor", accuser), ("target", accused), *(("other", words) for words in (of,) if words)]
    assert parties_of(claim) == ([("actor", accused), *of_others] if expected else own)


def test_some_of_those_named_before_go_by_their_name(story):
    report = story("Six nuns were seized at dawn. Two of them were beaten.")
    report.happens("Two of them were beaten", "beaten", target="Two of them")
    assert [each.name for each in report.claims()[0].participants] == ["Six nuns"]


def test_who_is_accused_by_nobody_known_stays_whom_the_accusation_is_about(story):
    report = story("The clan was accused of burning the mill.")
    report.happens("The clan was accused of burning the mill", "accused", "ACCUSE", target="The clan")
    assert parties_of(report.claims()[0]) == [("target", "The clan")]


def test_a_condemnation_is_told_in_the_publishers_voice(story):
    report = story("France condemned the raid.")
    report.says("France", "condemned", "the raid", kind="state")
    report.happens("France condemned the raid", "condemned", "REJECT")
    assert [claimants(claim) for claim in report.claims()] == [[]]


def test_a_finer_place_serves_every_sentence_about_the_same_happening(story):
    report = story("An airstrike killed 56 people in Syria. The airstrike hit Tokhar, killing 56 people.")
    report.happens("An airstrike killed 56 people in Syria", "killed", toll=("killed", 56))
    report.happens("The airstrike hit Tokhar, killing 56 people", "hit", toll=("killed", 56))
    report.lies("Syria", 35.0, 38.0, precision="country")
    report.lies("Tokhar", 36.5, 37.9)
    report.places[0] = type(report.places[0])(
        **{**{f: getattr(report.places[0], f) for f in report.places[0].__slots__}, "uncertainty_km": 300.0}
    )
    first, second = report.claims()
    assert (first.place.mention.name, first.place.basis) == ("Tokhar", "carried over")
    assert (second.place.mention.name, second.place.basis) == ("Tokhar", "stated")


def test_a_place_in_the_name_of_a_source_is_not_the_place_of_the_happening(story):
    report = story("A source in Homs said rebels shelled Hama.")
    report.says("A source in Homs", "said", "rebels shelled Hama", kind="unnamed")
    report.happens("rebels shelled Hama", "shelled")
    report.lies("Homs", 34.7, 36.7)
    report.lies("Hama", 35.1, 36.7)
    assert [claim.place.mention.name for claim in report.claims()] == ["Hama"]


def test_what_is_said_on_a_day_is_of_that_day_or_the_day_before(story):
    report = story(
        "Nobody came. Talks stalled. Rain fell. Nothing moved. The ministry said on Monday that rebels shelled the town."
    )
    report.says("The ministry", "said", "rebels shelled the town")
    report.happens("rebels shelled the town", "shelled")
    report.dates_to("on Monday", "2020-08-24")
    when = report.claims()[0].when
    assert (when.earliest.isoformat(), when.latest.isoformat()) == ("2020-08-23", "2020-08-24")
    assert when.basis == "said then: stated"


def test_news_of_the_first_sentences_is_of_the_publication_day_or_the_day_before(story):
    report = story("Rebels shelled the town.", published_on="2020-08-24")
    report.happens("Rebels shelled the town", "shelled")
    when = report.claims()[0].when
    assert (when.earliest.isoformat(), when.latest.isoformat()) == ("2020-08-23", "2020-08-24")
    assert when.basis == "told as news on 2020-08-24"


def test_what_is_planned_takes_no_day_from_the_publication(story):
    report = story("Rebels will shell the town.", published_on="2020-08-24")
    report.happens("Rebels will shell the town", "shell", reality="planned")
    assert report.claims()[0].when is None


def test_the_same_input_gives_the_same_ids(story):
    def ids():
        report = story("The Observatory said rebels shelled the town.")
        report.says("The Observatory", "said", "rebels shelled the town")
        report.happens("rebels shelled the town", "shelled")
        return [claim.id for claim in report.claims()]

    assert ids() == ids()


def test_we_inside_a_quotation_is_whoever_is_quoted(story):
    report = story('"We destroyed the tower," the brigade said.')
    report.says("the brigade", "said", '"We destroyed the tower,"')
    report.happens("We destroyed the tower", "destroyed", actor="We")
    assert report.claims()[0].participants[0].name == "the brigade"


def test_forces_without_a_state_are_those_of_the_storys_country(story):
    report = story("Near Hama government troops shelled the town.")
    report.happens("government troops shelled the town", "shelled", actor="government troops")
    report.lies("Hama", 35.1, 36.7)
    assert report.claims()[0].participants[0].actor.id == "SYR-MIL"


def test_what_nobody_has_evidence_of_is_doubted_by_whoever_says_so(story):
    report = story("There was no evidence that rebels shelled the town, the mayor said.")
    report.says("the mayor", "said", "There was no evidence that rebels shelled the town")
    report.says(None, "no evidence", "that rebels shelled the town", stance="questions")
    report.happens("rebels shelled the town", "shelled")
    (claim,) = report.claims()
    assert (claimants(claim), claim.stance) == (["the mayor"], "questions")
    assert claim.evidence[0].text == "no evidence that rebels shelled the town"


def test_a_claim_that_is_rejected_by_name_is_told_beside_its_rejection(story):
    report = story("The charity rejected claims by officials that rebels shelled the town.")
    report.says("The charity", "rejected", "claims by officials that rebels shelled the town", stance="denies")
    report.says("officials", "claims", "that rebels shelled the town")
    report.happens("rebels shelled the town", "shelled")
    assert sorted((claimants(claim), claim.stance) for claim in report.claims()) == [
        (["The charity"], "denies"),
        (["officials"], "asserts"),
    ]


def test_who_accuses_is_not_who_did_it(story):
    report = story("The army denied the militia's allegations that a market was bombed.")
    content = "the militia's allegations that a market was bombed"
    report.says("The army", "denied", content, stance="denies")
    report.says("the militia", "allegations", "that a market was bombed")
    report.happens("a market was bombed", "bombed", actor="the militia", target="a market")
    assert [[each.role for each in claim.participants] for claim in report.claims()] == [["target"], ["target"]]


def test_whoever_accuses_itself_in_other_words_is_heard(story):
    report = story("The militia said that it had bombed a market.")
    report.says("The militia", "said", "that it had bombed a market")
    report.happens("it had bombed a market", "bombed", actor="The militia", target="a market")
    assert [[each.role for each in claim.participants] for claim in report.claims()] == [["actor", "target"]]


def test_of_two_who_deny_a_deed_together_each_denies_its_own(story):
    report = story("The army and the rebels denied shelling the town.")
    report.says("The army and the rebels", "denied", "shelling the town", stance="denies")
    report.happens("shelling the town", "shelling", target="the town")
    (happening,) = report.happenings
    doers = tuple(Participant("actor", report.span(each)) for each in ("The army", "the rebels"))
    report.happenings = [replace(happening, participants=(*doers, *happening.participants))]
    assert sorted((claimants(claim), *actors(claim)) for claim in report.claims()) == [
        (["army"], "The army"),
        (["rebels"], "the rebels"),
    ]


def test_a_denial_of_a_deed_whose_harm_is_told_behind_it_is_a_denial(story):
    def read(actor):
        report = story("The front denied any role in the raid, which killed nine men.")
        report.says("The front", "denied", "any role in the raid", stance="denies")
        report.happens("the raid, which killed nine men", "killed", actor=actor, target="nine men")
        return [(claimants(claim), claim.stance, claim.evidence[0].text) for claim in report.claims()]

    assert read("The front") == [(["The front"], "denies", "The front denied any role in the raid")]
    assert read(None) == [([], "asserts", "the raid, which killed nine men")]  # nobody is said to have done it


def test_what_is_denied_besides_is_a_claim_of_its_own(story):
    report = story("The mayor denied that rebels shelled the town and that the army burned huts.")
    content = "that rebels shelled the town and that the army burned huts"
    report.says("The mayor", "denied", content, stance="denies")
    report.happens("rebels shelled the town", "shelled")
    report.happens("the army burned huts", "burned")
    assert [(claimants(claim), claim.stance, claim.event.trigger.text) for claim in report.claims()] == [
        (["The mayor"], "denies", "shelled"),
        (["The mayor"], "denies", "burned"),
    ]
    assert report.claims()[1].evidence[0].text == "the army burned huts"


def test_the_dead_of_two_parties_are_two_happenings_the_dead_and_the_hurt_of_one_are_not(story):
    report = story("Two soldiers were shot and nine rebels were slain.")
    report.happens("Two soldiers were shot", "shot", target="Two soldiers", toll=("killed", 2))
    report.happens("nine rebels were slain", "slain", target="nine rebels", toll=("killed", 9))
    assert [[toll.low for toll in claim.tolls] for claim in report.claims()] == [[2], [9]]

    report = story("Two soldiers were shot and nine rebels were bruised.")
    report.happens("Two soldiers were shot", "shot", target="Two soldiers", toll=("killed", 2))
    report.happens("nine rebels were bruised", "bruised", target="nine rebels", toll=("injured", 9))
    assert [[toll.low for toll in claim.tolls] for claim in report.claims()] == [[2, 9]]


def test_those_whom_a_deed_killed_and_those_whom_it_drove_out_are_its_two_tolls(story):
    report = story("The raids killed 30 porters and uprooted 4,000.")
    report.happens("The raids killed 30 porters", "killed", target="30 porters", toll=("killed", 30))
    report.happens("uprooted 4,000", "uprooted", "COERCE", target="4,000", toll=("displaced", 4000))
    assert [[toll.low for toll in claim.tolls] for claim in report.claims()] == [[30, 4000]]

    report = story("The raids killed 30 porters and 4,000 villagers fled.")
    report.happens("The raids killed 30 porters", "killed", target="30 porters", toll=("killed", 30))
    report.happens("4,000 villagers fled", "fled", "RETREAT", actor="4,000 villagers", toll=("displaced", 4000))
    assert [[toll.low for toll in claim.tolls] for claim in report.claims()] == [[30], [4000]]


def test_who_is_named_between_a_cue_and_what_is_said_tells_of_the_other(story):
    report = story("The army denied, the ministry said, that soldiers burned the mill.")
    report.says("The army", "denied", "that soldiers burned the mill", stance="denies")
    report.says("the ministry", "said", "that soldiers burned the mill")
    report.happens("soldiers burned the mill", "burned")
    (claim,) = report.claims()
    assert [link.source.span.text for link in claim.attribution] == ["the ministry", "The army"]


def test_who_speaks_in_a_statement_named_first_stands_in_the_chain_with_what_he_does(story):
    report = story("In a statement, the union denied that its guards burned the mill.")
    report.says("the union", "In a statement", "that its guards burned the mill")
    report.says("the union", "denied", "that its guards burned the mill", stance="denies")
    report.happens("its guards burned the mill", "burned")
    (claim,) = report.claims()
    assert [(link.source.span.text, link.stance) for link in claim.attribution] == [("the union", "denies")]


@pytest.mark.parametrize(
    ("text", "doer", "what", "trigger"),
    [
        ("A nurse said that soldiers made the men lie down, beat them with canes and left.", "soldiers", "beat them with canes", "beat"),
        ("The clerk described men in turbans who rode in, and fired on the market.", "men in turbans", "fired on the market", "fired"),
    ],
)  # fmt: skip
def test_a_deed_behind_what_somebody_says_is_his_word_where_its_doer_is_named_only_there(
    story, text: str, doer: str, what: str, trigger: str
) -> None:
    report = story(text)
    source = text.split(" said ")[0].split(" described ")[0]
    cue = "said" if " said " in text else "described"
    content = text.split(f" {cue} ")[1].split(",")[0]
    report.says(source, cue, content)
    report.happens(what, trigger, actor=doer)
    assert [claimants(claim) for claim in report.claims()] == [[source]]


@pytest.mark.parametrize(
    ("text", "content", "doer", "what", "trigger"),
    [
        ("The mayor blames the Grey Front, which has burned two mills.", "the Grey Front", "the Grey Front", "which has burned two mills", "burned"),
        ("The charges, placed by men whom guards described as experts, went off.", "whom guards described as experts", "men", "went off", "went"),
    ],
)  # fmt: skip
def test_what_the_writer_adds_of_somebody_named_in_what_is_said_is_his_own(
    story, text: str, content: str, doer: str, what: str, trigger: str
) -> None:
    report = story(text)
    report.says("The mayor" if "mayor" in text else "guards", "blames" if "mayor" in text else "described", content)
    report.happens(what, trigger, actor=doer)
    assert [claim.attribution for claim in report.claims()] == [()]


@pytest.mark.parametrize(
    ("source", "is_own"),
    [("this newspaper", True), ("this radio station", True), ("the newspaper", False), ("this bishop", False)],
)
def test_a_paper_that_speaks_of_itself_speaks_in_its_own_voice(story, source: str, is_own: bool) -> None:
    report = story(f"As {source} reported at the time, rebels burned the mill.")
    report.says(source, "reported", "rebels burned the mill")
    report.happens("rebels burned the mill", "burned")
    assert [claim.attribution == () for claim in report.claims()] == [is_own]
