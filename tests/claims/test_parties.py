"""Parties that another sentence, or a count, gives a happening."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from standoff.claims import form_claims
from standoff.claims.parties import story_country
from standoff.records import Actor, PlaceMention, Span


def parties(claim, role):
    return [p.span.text for p in claim.participants if p.role == role]


def test_those_whom_a_count_says_to_be_killed_are_the_target(story):
    report = story("Nine soldiers dead in clash.")
    report.happens("Nine soldiers dead in clash", "dead", toll=("killed", 9), harm="Nine soldiers")
    assert parties(report.claims()[0], "target") == ["Nine soldiers"]


def test_a_bare_number_is_nobody(story):
    report = story("The office put the toll at 13.")
    report.happens("The office put the toll at 13", "put", toll=("killed", 13))
    assert parties(report.claims()[0], "target") == []


def test_those_hurt_are_hurt_by_who_acts_before_in_the_same_sentence(story):
    report = story("Police fired on the crowd; three marchers were hit.")
    report.happens("Police fired on the crowd", "fired", actor="Police", target="the crowd")
    report.happens("three marchers were hit", "hit", toll=("injured", 3))
    assert parties(report.claims()[1], "actor") == ["Police"]


def test_who_is_counted_among_the_dead_has_killed_nobody(story):
    report = story("Soldiers shelled the town; two minors died.")
    report.happens("Soldiers shelled the town", "shelled", actor="Soldiers", target="the town")
    report.happens("two minors died", "died", actor="two minors", toll=("killed", 2), harm="two minors")
    died = report.claims()[1]
    assert (parties(died, "actor"), parties(died, "target")) == (["Soldiers"], ["two minors"])


@pytest.mark.parametrize(
    ("text", "trigger", "type_", "what", "actor", "to", "doers"),
    [
        ("Six infants died of fever in the camp.", "died", "OTHER", "killed", "Six infants", "fever", []),
        ("Nine clerks are in Sorn prison.", "are", "COERCE", "detained", "Nine clerks", "Sorn prison", []),
        ("Sixty families moved to Sorn.", "moved", "OTHER", "displaced", "Sixty families", "Sorn", ["Sixty families"]),
        ("Some 900 people left the valley.", "left", "RETREAT", "displaced", "900 people", "valley", ["900 people"]),
    ],
)
def test_who_is_counted_as_harmed_is_whom_it_was_done_to_and_only_who_flees_does_so(
    story, text, trigger, type_, what, actor, to, doers
):
    report = story(text)
    report.happens(text.rstrip("."), trigger, type_, actor=actor, target=to, toll=(what, 6), harm=actor)
    mark = report.happenings[0].event.trigger
    tolls = tuple(replace(each, trigger=mark) for each in report.happenings[0].tolls)
    report.happenings = [replace(report.happenings[0], tolls=tolls)]
    (claim,) = report.claims()
    assert (parties(claim, "actor"), parties(claim, "target")) == (doers, [actor])


def test_who_lays_down_his_arms_does_so(story):
    report = story("Nine rebels laid down their rifles.")
    evidence = "Nine rebels laid down their rifles"
    report.happens(evidence, "laid", "RETREAT", actor="Nine rebels", toll=("detained", 9), harm="Nine rebels")
    mark = report.happenings[0].event.trigger
    tolls = tuple(replace(each, trigger=mark) for each in report.happenings[0].tolls)
    report.happenings = [replace(report.happenings[0], tolls=tolls)]
    assert parties(report.claims()[0], "actor") == ["Nine rebels"]


@pytest.mark.parametrize(
    ("words", "actor", "doers"),
    [
        ("thirty of them were killed", "The raiders", []),
        ("two of its men were shot by guards", "guards", ["guards"]),
        ("a mill was burned", "The raiders", ["The raiders"]),
    ],
)
def test_nobody_suffers_what_he_is_said_to_have_done(story, words, actor, doers):
    report = story(f"The raiders attacked the camp, and {words}.")
    report.happens("The raiders attacked the camp", "attacked", actor="The raiders", target="the camp")
    harmed = words.partition(" was ")[0].partition(" were ")[0]
    verb = next(each for each in ("killed", "shot", "burned") if each in words)
    report.happens(words, verb, actor=actor, target=harmed)
    assert parties(report.claims()[1], "actor") == doers


@pytest.mark.parametrize("words", ["claimed responsibility", "accepted responsibility for the killing"])
def test_a_deed_that_nobody_claims_was_done_to_those_of_whom_it_was_told(story, words):
    report = story(f"Gunmen shot a notary in Sorn. No group has {words}.")
    report.happens("Gunmen shot a notary in Sorn", "shot", actor="Gunmen", target="a notary")
    report.happens(f"No group has {words}", words.split()[0], actor="No group", polarity="negative")
    assert parties(report.claims()[1], "target") == ["a notary"]


def test_what_else_nobody_claims_is_no_deed_told_before(story):
    report = story("Gunmen shot a notary in Sorn. Nobody has claimed the bag.")
    report.happens("Gunmen shot a notary in Sorn", "shot", actor="Gunmen", target="a notary")
    report.happens("Nobody has claimed the bag", "claimed", actor="Nobody", polarity="negative")
    assert parties(report.claims()[1], "target") == []


def test_we_are_the_body_for_which_whoever_is_quoted_speaks(story):
    report = story("We placed the bomb, said a caller who identified himself as a member of the Grey Front.")
    report.says("a caller", "said", "We placed the bomb", kind="person")
    report.happens("We placed the bomb", "placed", actor="We")
    (claim,) = report.claims()
    assert [(each.name, each.actor and each.actor.id) for each in claim.participants] == [("Grey Front", "GREY")]


def test_a_pronoun_that_stands_for_nobody_known_is_not_carried_to_another_sentence(story):
    report = story("We fired on the crowd; three marchers were hit.")
    report.happens("We fired on the crowd", "fired", actor="We", target="the crowd")
    report.happens("three marchers were hit", "hit", toll=("injured", 3))
    assert parties(report.claims()[1], "actor") == []


def test_who_is_only_supposed_to_have_done_one_thing_is_not_said_to_have_done_another(story):
    report = story("Presumed rebels fired on the crowd; three marchers were hit.")
    report.happens(
        "Presumed rebels fired on the crowd", "fired", actor="rebels", target="the crowd", certainty="probable"
    )
    report.happens("three marchers were hit", "hit", toll=("injured", 3))
    assert parties(report.claims()[1], "actor") == []


def test_who_does_all_that_is_told_near_by_did_not_do_what_another_sentence_counts(story):
    report = story("The army shelled Sorn on Monday. More than 9,000 people have been killed since the spring.")
    report.happens("The army shelled Sorn on Monday", "shelled", actor="The army", target="Sorn")
    report.happens("More than 9,000 people have been killed since the spring", "killed", toll=("killed", 9000))
    assert [parties(claim, "actor") for claim in report.claims()] == [["The army"], []]


def test_whom_a_deed_that_is_only_taken_up_was_done_to_is_told_where_it_was_first_told(story):
    report = story(
        "A bomb wrecked the Sorn bank on Monday. A clerk was hurt. The mayor said that the Grey Front was behind the crime."
    )
    report.happens("A bomb wrecked the Sorn bank on Monday", "wrecked", target="the Sorn bank")
    report.happens("A clerk was hurt", "hurt", target="A clerk")
    report.happens("the Grey Front was behind the crime", "crime", actor="the Grey Front")
    assert [parties(claim, "target") for claim in report.claims()] == [
        ["the Sorn bank"],
        ["A clerk"],
        ["the Sorn bank"],
    ]


def test_whom_a_deed_that_is_only_taken_up_was_done_to_is_told_by_the_last_deed_of_its_paragraph(story):
    report = story(
        "A bomb wrecked the Sorn bank on Monday.\n\n"
        "Gunmen seized a shepherd near Velm. A goat was shot. The mayor said that the Grey Front was behind the crime."
    )
    report.happens("A bomb wrecked the Sorn bank on Monday", "wrecked", target="the Sorn bank")
    report.happens("Gunmen seized a shepherd near Velm", "seized", actor="Gunmen", target="a shepherd")
    report.happens("A goat was shot", "shot", target="A goat")
    report.happens("the Grey Front was behind the crime", "crime", actor="the Grey Front")
    assert parties(report.claims()[-1], "target") == ["a shepherd"]


def test_a_murder_that_is_only_taken_up_is_of_somebody_who_was_killed(story):
    report = story("Gunmen shot a judge. Later they burned the mill in Velm. The bishop laid the murder to the Front.")
    report.happens("Gunmen shot a judge", "shot", actor="Gunmen", target="a judge")
    report.happens("Later they burned the mill in Velm", "burned", actor="they", target="the mill")
    report.happens("laid the murder to the Front", "murder", actor="the Front")
    assert parties(report.claims()[-1], "target") == ["a judge"]


def test_what_came_of_a_deed_is_not_what_is_taken_up(story):
    report = story("Raiders fired on the mill in Velm; the blaze destroyed a barn. The Front was behind the attack.")
    report.happens("Raiders fired on the mill in Velm", "fired", actor="Raiders", target="the mill")
    report.happens("the blaze destroyed a barn", "destroyed", actor="the blaze", target="a barn")
    report.happens("The Front was behind the attack", "attack", actor="The Front")
    assert parties(report.claims()[-1], "target") == ["the mill"]


def test_who_lays_the_mine_does_so_to_whom_it_hit(story):
    report = story("A mine killed two nurses near Sorn. The mine was laid by rebels. Elsewhere rebels laid mines.")
    report.happens("A mine killed two nurses near Sorn", "killed", target="two nurses")
    report.happens("The mine was laid by rebels", "laid", actor="rebels")
    report.happens("Elsewhere rebels laid mines", "laid", actor="rebels")
    assert [parties(claim, "target") for claim in report.claims()] == [["two nurses"], ["two nurses"], []]


def test_a_deed_is_not_said_to_be_done_to_whoever_did_it(story):
    report = story("Raiders fled Sorn after a guard shot at the raiders. The raiders claimed the attack.")
    report.happens("a guard shot at the raiders", "shot", actor="a guard", target="the raiders")
    report.happens("The raiders claimed the attack", "attack", actor="The raiders")
    assert [parties(claim, "target") for claim in report.claims()] == [["the raiders"], []]


def test_who_did_a_deed_did_what_is_told_further_of_it(story):
    report = story("Gunmen shot a judge in Sorn. His driver was stabbed. Two others were beaten.")
    report.happens("Gunmen shot a judge in Sorn", "shot", actor="Gunmen", target="a judge")
    report.happens("His driver was stabbed", "stabbed", target="His driver")
    report.happens("Two others were beaten", "beaten", target="Two others")
    assert [parties(claim, "actor") for claim in report.claims()] == [["Gunmen"], ["Gunmen"], ["Gunmen"]]


def test_what_came_of_the_deed_just_told_was_done_by_who_did_it(story):
    report = story("Gunmen stormed the mill at Sorn. Three weavers died. Four barns were burnt.")
    report.happens("Gunmen stormed the mill at Sorn", "stormed", actor="Gunmen", target="the mill")
    report.happens("Three weavers died", "died", target="Three weavers")
    report.happens("Four barns were burnt", "burnt", target="Four barns")
    assert [parties(claim, "actor") for claim in report.claims()] == [["Gunmen"], ["Gunmen"], ["Gunmen"]]
    assert [claim.participants[-1].basis for claim in report.claims()[1:]] == ["carried over"] * 2


@pytest.mark.parametrize(
    ("deed", "actor", "what"),
    [
        ("A truck ran into the mill at Sorn", "A truck", "Three weavers died"),  # a thing is nobody
        ("Gunmen stormed the mill at Sorn", "Gunmen", "Nobody died"),
        ("Gunmen stormed the mill at Sorn", "Gunmen", "Ninety weavers have died"),  # in all
        ("Gunmen stormed the mill at Sorn", "Gunmen", "In a separate incident three weavers died"),
        ("Russian police stormed the mill at Sorn", "Russian police", "Three officers died"),
        ("Gunmen stormed the mill at Sorn", "Gunmen", "A clerk put the dead at three"),
    ],
)
def test_what_need_not_have_come_of_the_deed_just_told_is_laid_to_nobody(story, deed, actor, what):
    report = story(f"{deed}. {what}.")
    report.happens(deed, deed.removeprefix(actor).split()[0], actor=actor, target="the mill")
    trigger = "died" if "died" in what else "put"
    harm = "the dead" if trigger == "put" else what.removesuffix(" have died").removesuffix(" died")
    report.happens(what, trigger, target=harm, polarity="negative" if harm == "Nobody" else "positive")
    assert parties(report.claims()[1], "actor") == []


def test_what_happened_elsewhere_or_another_day_did_not_come_of_the_deed_just_told(story):
    report = story("Gunmen stormed the mill at Sorn. In Dane three weavers died. A nun was hurt on Friday.")
    report.happens("Gunmen stormed the mill at Sorn", "stormed", actor="Gunmen", target="the mill")
    report.happens("In Dane three weavers died", "died", target="three weavers")
    report.happens("A nun was hurt on Friday", "hurt", target="A nun")
    report.lies("Dane", 35.0, 38.0)
    report.dates_to("Friday", "2020-05-08")
    assert [parties(claim, "actor") for claim in report.claims()] == [["Gunmen"], [], []]


def test_nobody_is_said_to_have_harmed_his_own(story):
    report = story("The brigade attacked Sorn. Six of its soldiers were killed.")
    report.happens("The brigade attacked Sorn", "attacked", actor="The brigade", target="Sorn")
    report.happens("Six of its soldiers were killed", "killed", target="Six of its soldiers")
    assert [parties(claim, "actor") for claim in report.claims()] == [["The brigade"], []]


def test_what_is_told_of_another_deed_is_not_laid_to_who_did_the_last(story):
    report = story("Gunmen shot a judge in Sorn. A mine went off in Dane. Two others were hurt.")
    report.happens("Gunmen shot a judge in Sorn", "shot", actor="Gunmen", target="a judge")
    report.happens("A mine went off in Dane", "went")
    report.happens("Two others were hurt", "hurt", target="Two others")
    assert [parties(claim, "actor") for claim in report.claims()] == [["Gunmen"], [], []]


def test_the_country_of_a_report_is_that_of_its_places_and_not_of_whose_soldiers_are_in_it():
    def mention(country, precision):
        span = Span("x", 0, 1)
        return PlaceMention(span, span, "x", 0.0, 0.0, country, None, None, precision, 10.0)

    named = [mention("RUS", None), mention("RUS", "country"), mention("RUS", None)]
    assert story_country([*named, mention("SYR", "town")]) == "SYR"
    assert story_country(named) == "RUS"
    assert story_country([mention("RUS", "country"), mention("SYR", "country")]) is None


@pytest.mark.parametrize(("mode", "carried"), [("aerial", ["rebels"]), ("firearms", []), (None, ["rebels"])])
def test_who_fought_on_the_ground_is_not_said_to_have_struck_from_the_air(story, mode, carried):
    report = story("An attack by rebels hit Sorn on Monday. The attack on Sorn killed nine on Monday.")
    report.lies("Sorn", 36.0, 38.0)
    report.lies("Sorn", 36.0, 38.0, nth=1)
    report.dates_to("on Monday", "2020-05-11")
    report.happens("An attack by rebels hit Sorn on Monday", "hit", actor="rebels", target="Sorn", mode=mode)
    report.happens("The attack on Sorn killed nine on Monday", "attack", mode="aerial")
    assert parties(report.claims()[1], "actor") == carried


@pytest.mark.parametrize(
    ("words", "name"), [("its jets", "Russia"), ("its insurgents", "Russia"), ("its mayor", None), ("its crew", None)]
)
def test_whose_jets_they_are_is_who_acts(story, words, name):
    report = story(f"Russia denied that {words} had struck the port.")
    report.happens(f"{words} had struck the port", "struck", actor=words, target="the port")
    (actor,) = [each for each in report.claims()[0].participants if each.role == "actor"]
    assert (actor.name, actor.actor is not None) == (name, name is not None)


def test_who_answers_a_murder_is_not_said_to_have_done_it(story):
    report = story("Rebels shelled Sorn in retaliation for the murder of two clerics.")
    report.happens("Rebels shelled Sorn", "shelled", actor="Rebels", target="Sorn")
    report.happens("the murder of two clerics", "murder", target="two clerics", toll=("killed", 2))
    assert [parties(claim, "actor") for claim in report.claims()] == [["Rebels"], []]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "trigger", "target", "stance", "actor"),
    [
        ("The Grey Front said a Russian patrol was ambushed in Sorn.", "The Grey Front", "said",
         "a Russian patrol was ambushed in Sorn", "ambushed", "a Russian patrol", "asserts", ["The Grey Front"]),
        ("The Russian army says the Grey Front was driven back.", "The Russian army", "says",
         "the Grey Front was driven back", "driven", "the Grey Front", "asserts", ["The Russian army"]),
        ("The Russian army denied that a mill was shelled.", "The Russian army", "denied",
         "a mill was shelled", "shelled", "a mill", "denies", []),
        ("The Russian army said an attack was repelled.", "The Russian army", "said",
         "an attack was repelled", "repelled", "an attack", "asserts", ["The Russian army"]),
        ("The Russian army said a porter was arrested.", "The Russian army", "said",
         "a porter was arrested", "arrested", "a porter", "asserts", ["The Russian army"]),
        ("The Russian army denied that its ship was seized.", "The Russian army", "denied",
         "its ship was seized", "seized", "its ship", "denies", []),
        # whatever did it; of one's own; of a third party; by who does not fight
        ("The Grey Front said a Russian patrol was killed.", "The Grey Front", "said",
         "a Russian patrol was killed", "killed", "a Russian patrol", "asserts", []),
        ("The Russian army said a Russian patrol was ambushed.", "The Russian army", "said",
         "a Russian patrol was ambushed", "ambushed", "a Russian patrol", "asserts", []),
        ("The Russian army denied that a Russian patrol was ambushed.", "The Russian army", "denied",
         "a Russian patrol was ambushed", "ambushed", "a Russian patrol", "denies", []),
        ("The Russian army said a mill was shelled.", "The Russian army", "said",
         "a mill was shelled", "shelled", "a mill", "asserts", []),
        ("A farmer said a Russian patrol was ambushed.", "A farmer", "said",
         "a Russian patrol was ambushed", "ambushed", "a Russian patrol", "asserts", []),
    ],
)  # fmt: skip
def test_forces_that_tell_of_a_blow_to_their_foes_are_held_to_have_struck_it(
    story, text, source, cue, content, trigger, target, stance, actor
):
    report = story(text)
    report.says(source, cue, content, stance=stance)
    report.happens(content, trigger, target=target)
    assert parties(report.claims()[0], "actor") == actor


def test_who_is_accused_of_nothing_said_is_accused_of_the_deed_under_discussion(story):
    report = story("Raiders burned a mill in Velm. The mayor accused the army. A clerk accuses the bishop of lying.")
    report.says("The mayor", "accused", "the army")
    report.says("A clerk", "accuses", "the bishop of lying")
    report.happens("Raiders burned a mill in Velm", "burned", actor="Raiders", target="a mill")
    report.happens("The mayor accused the army", "accused", "ACCUSE", actor="The mayor", target="the army")
    report.happens("A clerk accuses the bishop of lying", "accuses", "ACCUSE", actor="A clerk", target="the bishop")
    bare, full = report.claims()[1:]
    assert (parties(bare, "actor"), parties(bare, "target")) == (["the army"], ["a mill"])
    assert (parties(full, "actor"), parties(full, "target")) == (["the bishop"], [])


def test_a_group_and_its_men_bear_the_name_of_the_body_that_they_take_up(story):
    report = story("The Grey Front raided Sorn. The group burned a mill. Members of the group shot a guard.")
    report.happens("The Grey Front raided Sorn", "raided", actor="The Grey Front")
    report.happens("The group burned a mill", "burned", actor="The group", target="a mill")
    report.happens("Members of the group shot a guard", "shot", actor="Members of the group", target="a guard")
    actors = [claim.participants[0] for claim in report.claims()]
    assert [(each.span.text, each.name) for each in actors] == [
        ("The Grey Front", None),
        ("The group", "Grey Front"),
        ("Members of the group", "Grey Front"),
    ]
    assert {each.actor.id for each in actors} == {"GREY"}


def test_they_who_are_somebodys_men_are_of_his_body(story):
    report = story("The Grey Front is back. Its gunmen shot a judge in Sorn, and later they burned a mill.")
    report.happens("Its gunmen shot a judge", "shot", actor="Its gunmen", target="a judge")
    report.happens("they burned a mill", "burned", actor="they", target="a mill")
    actors = [claim.participants[0] for claim in report.claims()]
    assert [each.actor and each.actor.id for each in actors] == ["GREY", "GREY"]


@pytest.mark.parametrize(
    ("words", "name"),
    [("we murdered a nurse", "The Grey Front"), ('"we murdered a nurse"', "the army")],
)
def test_we_in_what_is_reported_of_another_is_who_reports_it(story, words: str, name: str) -> None:
    report = story(f"The Grey Front said the army says that {words}.")
    report.says("The Grey Front", "said", f"the army says that {words}")
    report.says("the army", "says", words)
    report.happens("we murdered a nurse", "murdered", actor="we", target="a nurse")
    (claim,) = report.claims()
    assert next(each.name for each in claim.participants if each.role == "actor") == name


def test_a_short_name_before_a_unit_is_that_of_the_body_named_so(story) -> None:
    report = story("The Grey Front holds the hills. At dawn a Front commando burned a mill. A commando shot a guard.")
    report.happens("a Front commando burned a mill", "burned", actor="a Front commando", target="a mill")
    report.happens("A commando shot a guard", "shot", actor="A commando", target="a guard")
    actors = [claim.participants[0] for claim in report.claims()]
    assert [each.actor and each.actor.id for each in actors] == ["GREY", None]


class Bands:
    """A registry of a body whose name goes on behind "in", and of letters by which a body of each of two countries goes."""

    def resolve(self, text: str, *, country: str | None = None) -> Actor | None:
        if "People in Arms" in text:
            return Actor("ARMS", "People in Arms", None, "REB")
        if "SPM" in text:
            return Actor("SYR-SPM", "SPM", "SYR", "REB") if country == "SYR" else Actor("LBN-SPM", "SPM", "LBN", "PTY")
        return Actor("REB", "Rebels", None, "REB") if "guerrillas" in text.lower() else None

    def source_kind(self, text: str) -> None:
        return None

    def party_of(self, text: str) -> None:
        return None


@pytest.mark.parametrize(
    ("text", "actor", "words", "id_"),
    [
        ("Guerrillas of the People in Arms burned a mill in Sorn.", "Guerrillas of the People", "Guerrillas of the People in Arms", "ARMS"),
        ("Guerrillas of the Valley in Sorn burned a mill.", "Guerrillas of the Valley", "Guerrillas of the Valley", "REB"),
        ("The SPM burned a mill in Sorn.", "The SPM", "The SPM", "SYR-SPM"),
    ],
)  # fmt: skip
def test_a_body_is_the_one_of_its_whole_name_and_of_the_storys_country(
    story, text: str, actor: str, words: str, id_: str
) -> None:
    report = story(text)
    report.lies("Sorn", 36.0, 38.0)
    report.happens(text.rstrip("."), "burned", actor=actor, target="a mill")
    known = Bands()
    (one,) = report.happenings
    parties_ = tuple(
        replace(each, actor=known.resolve(each.span.text)) if each.role == "actor" and each.span else each
        for each in one.participants
    )
    report.happenings[0] = replace(one, participants=parties_)
    claims, _ = form_claims(report.document, [], report.happenings, report.places, [], known)
    doer = claims[0].participants[0]
    assert (doer.span.text, doer.actor.id) == (words, id_)


@pytest.mark.parametrize(
    ("text", "some", "whole"),
    [
        ("The clinic took in nine villagers, three of whom had been shot.", "three of whom", "nine villagers"),
        ("The navy held four boats, two of which were fired at.", "two of which", "four boats"),
        ("Soldiers led away six clerks. Two of them were shot.", "Two of them", "six clerks"),
    ],
)
def test_some_of_those_just_named_bear_the_name_of_all(story, text, some, whole):
    report = story(text)
    trigger = next(word for word in ("shot", "fired") if word in text)
    report.happens(text[text.index(some) :].rstrip("."), trigger, target=some)
    (target,) = (each for each in report.claims()[0].participants if each.role == "target")
    assert (target.span.text, target.name) == (some, whole)


def test_whoever_says_what_others_should_do_asks_for_it(story):
    report = story("The union said the army should leave the mill.")
    report.says("The union", "said", "the army should leave the mill")
    report.happens("the army should leave the mill", "leave", "REQUEST", target="the army", is_demand=True)
    (claim,) = report.claims()
    assert {each.role: each.name or each.span.text for each in claim.participants} == {
        "actor": "The union",
        "target": "the army",
    }
