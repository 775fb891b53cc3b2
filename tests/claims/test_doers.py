"""Who is only supposed to have done a deed is not said for sure to have done it where it is taken up again."""

from __future__ import annotations


def sureness(report):
    return [claim.certainty for claim in report.claims()]


def test_a_deed_taken_up_as_a_suspects_is_no_surer_than_the_suspicion(story):
    report = story("Police suspect the Grey Front. The attack by the Grey Front angered the bishop.")
    report.happens("Police suspect the Grey Front", "suspect", actor="the Grey Front", certainty="probable")
    report.happens("The attack by the Grey Front", "attack", actor="the Grey Front")
    assert sureness(report) == ["probable", "probable"]


def test_what_only_others_say_is_taken_up_as_their_word(story):
    report = story("The raid was the work of Grey Front men, the mayor said. The attack by Grey Front men angered us.")
    report.says("the mayor", "said", "The raid was the work of Grey Front men")
    report.happens("The raid was the work of Grey Front men", "raid", actor="Grey Front men")
    report.happens("The attack by Grey Front men", "attack", actor="Grey Front men")
    assert sureness(report) == ["certain", "probable"]


def test_they_are_those_who_are_supposed_to_have_begun_it(story):
    report = story("Presumed rebels raided the mill. They killed two guards.")
    report.happens("Presumed rebels raided the mill", "raided", actor="Presumed rebels", certainty="probable")
    report.happens("They killed two guards", "killed", actor="They", target="two guards")
    assert sureness(report) == ["probable", "probable"]


def test_what_the_report_itself_said_he_did_is_sure(story):
    report = story(
        "Grey Front men raided the mill. Police suspect Grey Front men. The attack by Grey Front men failed."
    )
    report.happens("Grey Front men raided the mill", "raided", actor="Grey Front men")
    report.happens("Police suspect Grey Front men", "suspect", actor="Grey Front men", certainty="probable")
    report.happens("The attack by Grey Front men", "attack", actor="Grey Front men")
    assert sureness(report) == ["certain", "probable", "certain"]


def test_another_deed_of_a_suspect_is_told_as_surely_as_it_stands(story):
    report = story("Police suspect the Grey Front. The Grey Front burned two farms in May.")
    report.happens("Police suspect the Grey Front", "suspect", actor="the Grey Front", certainty="probable")
    report.happens("The Grey Front burned two farms in May", "burned", actor="The Grey Front", target="two farms")
    assert sureness(report) == ["probable", "certain"]


def test_a_deed_with_a_day_of_its_own_is_another(story):
    report = story("Police suspect the Grey Front. The murder of two priests in May was by the Grey Front.")
    report.dates_to("in May", "2020-05-01", "2020-05-31")
    report.happens("Police suspect the Grey Front", "suspect", actor="the Grey Front", certainty="probable")
    report.happens("The murder of two priests in May was by the Grey Front", "murder", actor="the Grey Front")
    assert sureness(report) == ["probable", "certain"]


def test_what_a_suspects_attack_did_is_no_surer(story):
    report = story("The Grey Front claimed the raid. The Grey Front attack damaged two cars.")
    report.says("The Grey Front", "claimed", "the raid")
    report.happens("The Grey Front claimed the raid", "raid", actor="The Grey Front")
    report.happens("The Grey Front attack damaged two cars", "damaged", actor="Grey Front", target="two cars")
    assert sureness(report) == ["certain", "probable"]


def test_what_a_report_learned_it_tells_in_its_own_voice(story):
    report = story("It is known that rebels had shelled Sorn. It was reported that rebels had left Dask.")
    report.says(None, "is known", "rebels had shelled Sorn")
    report.says(None, "was reported", "rebels had left Dask")
    report.happens("rebels had shelled Sorn", "shelled", actor="rebels")
    report.happens("rebels had left Dask", "left", "RETREAT", actor="rebels", target="Dask")
    assert [[link.source.name for link in claim.attribution] for claim in report.claims()] == [[], ["was reported"]]


def test_a_body_known_by_its_letters_has_men_whatever_the_parser_takes_them_for(story):
    report = story("The FPMR stated that its militias had killed a guard. In a note the FPMR says its men fled.")
    report.says("The FPMR", "stated", "its militias had killed a guard")
    report.happens("its militias had killed a guard", "killed", actor="its militias", target="a guard")
    report.happens("its men fled", "fled", "RETREAT", actor="its men")
    assert [claim.participants[0].name for claim in report.claims()] == ["FPMR", "FPMR"]


def test_the_group_is_the_one_that_is_only_supposed_to_have_done_it(story):
    report = story("Police suspect the Sorn Front. The group burned a farm. Members of the group stole the cattle.")
    report.happens("Police suspect the Sorn Front", "suspect", actor="the Sorn Front", certainty="probable")
    report.happens("The group burned a farm", "burned", actor="The group", target="a farm")
    report.happens("Members of the group stole the cattle", "stole", actor="Members of the group")
    assert sureness(report) == ["probable", "probable", "probable"]


def test_who_is_only_supposed_to_have_done_it_is_not_carried_to_where_it_is_told_first(story):
    report = story(
        "A judge was killed in Sorn. Police suspect the Sorn Front. The murder of the judge by the group failed."
    )
    report.happens("A judge was killed in Sorn", "killed", target="A judge", toll=("killed", 1))
    report.happens("Police suspect the Sorn Front", "suspect", actor="the Sorn Front", certainty="probable")
    report.happens("The murder of the judge by the group", "murder", actor="the group", target="the judge")
    killed = report.claims()[0]
    assert killed.certainty == "certain"
    assert [each.role for each in killed.participants] == ["target"]
