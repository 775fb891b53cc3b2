"""A place or day told once serves every happening of its scene, and no other."""

from __future__ import annotations

from datetime import date

from standoff.claims import scenes


def days(claims):
    return [(c.when.earliest, c.when.latest) if c.when else None for c in claims]


def names(claims):
    return [c.place.mention.name if c.place else None for c in claims]


def test_a_happening_without_place_or_day_is_of_the_scene_just_told(story):
    report = story(
        "Rebels shelled Sorn on 3 May. Nine people were killed. The bridge was destroyed.", published_on="2021-05-05"
    )
    report.happens("Rebels shelled Sorn on 3 May", "shelled")
    report.happens("Nine people were killed", "killed")
    report.happens("The bridge was destroyed", "destroyed")
    report.lies("Sorn", 36.5, 38.0)
    report.dates_to("on 3 May", "2021-05-03")
    assert names(report.claims()) == ["Sorn", "Sorn", "Sorn"]
    assert days(report.claims()) == [(date(2021, 5, 3), date(2021, 5, 3))] * 3


def test_an_older_happening_elsewhere_is_a_scene_of_its_own_and_the_report_returns_to_its_main_one(story):
    report = story(
        "Rebels shelled Sorn on 3 May. Nine people were killed.\n\n"
        "In 2019 troops bombed Lomm. The hospital was hit.\n\n"
        "The governor blamed the rebels for the shelling. Two wounded traders died.",
        published_on="2021-05-05",
    )
    report.happens("Rebels shelled Sorn on 3 May", "shelled")
    report.happens("Nine people were killed", "killed")
    report.happens("In 2019 troops bombed Lomm", "bombed")
    report.happens("The hospital was hit", "hit")
    report.happens("Two wounded traders died", "died")
    report.lies("Sorn", 36.5, 38.0)
    report.lies("Lomm", 33.0, 36.0)
    report.dates_to("on 3 May", "2021-05-03")
    report.dates_to("In 2019", "2019-01-01", "2019-12-31")
    assert names(report.claims()) == ["Sorn", "Sorn", "Lomm", "Lomm", "Sorn"]
    assert [d[0].year if d else None for d in days(report.claims())] == [2021, 2021, 2019, 2019, 2021]


def test_of_two_happenings_in_a_sentence_each_has_the_place_and_day_that_hang_on_it(story):
    report = story("On 3 May the army struck men in Sorn who had shelled Lomm on 1 May.", published_on="2021-05-05")
    report.happens("the army struck men in Sorn", "struck")
    report.happens("who had shelled Lomm on 1 May", "shelled")
    report.lies("Sorn", 36.5, 38.0)
    report.lies("Lomm", 33.0, 36.0)
    report.dates_to("On 3 May", "2021-05-03")
    report.dates_to("on 1 May", "2021-05-01")
    claims = report.claims()
    assert names(claims) == ["Sorn", "Lomm"]
    assert days(claims) == [(date(2021, 5, 3), date(2021, 5, 3)), (date(2021, 5, 1), date(2021, 5, 1))]


def test_what_was_said_on_monday_did_not_happen_on_tuesday(story):
    report = story(
        "Rebels shelled Sorn on Tuesday. On Monday the Observatory said that six people had been killed there.",
        published_on="2021-05-05",
    )
    report.says("the Observatory", "said", "that six people had been killed there", kind="monitor")
    report.happens("Rebels shelled Sorn on Tuesday", "shelled")
    report.happens("six people had been killed there", "killed")
    report.lies("Sorn", 36.5, 38.0)
    report.dates_to("on Tuesday", "2021-05-04")
    report.dates_to("On Monday", "2021-05-03")
    assert days(report.claims()) == [(date(2021, 5, 4), date(2021, 5, 4)), (date(2021, 5, 2), date(2021, 5, 3))]


def test_a_state_that_acts_is_no_place_of_what_it_does(story):
    report = story("Russia bombed the harbour of Lomm.", published_on="2021-05-05")
    report.happens("Russia bombed the harbour of Lomm", "bombed", actor="Russia")
    report.lies("Russia", 60.0, 100.0, country="RUS", precision="country")
    report.lies("Lomm", 33.0, 36.0)
    assert names(report.claims()) == ["Lomm"]


def test_a_headline_takes_its_place_from_the_text_below(story):
    report = story("Shelling kills nine\n\nRebels shelled Sorn on 3 May.", headline=True, published_on="2021-05-05")
    report.happens("Shelling kills nine", "kills")
    report.happens("Rebels shelled Sorn on 3 May", "shelled")
    report.lies("Sorn", 36.5, 38.0)
    report.dates_to("on 3 May", "2021-05-03")
    assert names(report.claims()) == ["Sorn", "Sorn"]
    assert days(report.claims()) == [(date(2021, 5, 3), date(2021, 5, 3))] * 2


def test_a_town_in_the_lead_goes_before_the_country_of_the_headline_however_far_from_its_middle(story):
    report = story("Clash in Syria\n\nRebels shelled Sorn on 3 May. Nine people were killed.", title="Clash in Syria")
    report.happens("Clash in Syria", "Clash")
    report.happens("Rebels shelled Sorn on 3 May", "shelled")
    report.happens("Nine people were killed", "killed")
    report.lies("Syria", 35.0, 38.0, precision="country")
    report.lies("Sorn", 37.2, 42.1)
    assert names(report.claims()) == ["Sorn", "Sorn", "Sorn"]


def test_a_day_told_later_for_a_shorter_time_does_not_reach_back(story):
    report = story(
        "Gunmen raided Sorn from 1 to 4 May. The guards fled. On 4 May a mob in Sorn burned a man.",
        published_on="2021-05-05",
    )
    report.happens("Gunmen raided Sorn from 1 to 4 May", "raided", actor="Gunmen")
    report.happens("The guards fled", "fled", "RETREAT")
    report.happens("a mob in Sorn burned a man", "burned", "PROTEST", actor="a mob")
    report.dates_to("from 1 to 4 May", "2021-05-01", "2021-05-04")
    report.dates_to("On 4 May", "2021-05-04")
    assert days(report.claims()) == [
        (date(2021, 5, 1), date(2021, 5, 4)),
        (date(2021, 5, 1), date(2021, 5, 4)),
        (date(2021, 5, 4), date(2021, 5, 4)),
    ]


def test_a_flashback_gives_its_day_to_nothing_told_of_a_place_of_its_own(story):
    report = story(
        "Rebels shelled Sorn on 3 May. In March 2020 the army took the mill. Clashes erupted in Lomm.",
        published_on="2021-05-05",
    )
    report.happens("Rebels shelled Sorn on 3 May", "shelled")
    report.happens("In March 2020 the army took the mill", "took")
    report.happens("Clashes erupted in Lomm", "Clashes")
    report.lies("Sorn", 36.5, 38.0)
    report.lies("Lomm", 33.0, 36.0)
    report.dates_to("on 3 May", "2021-05-03")
    report.dates_to("In March 2020", "2020-03-01", "2020-03-31")
    assert days(report.claims()) == [
        (date(2021, 5, 3), date(2021, 5, 3)),
        (date(2020, 3, 1), date(2020, 3, 31)),
        (date(2021, 5, 4), date(2021, 5, 5)),
    ]


def test_a_flashback_with_a_place_gives_its_day_to_nothing_told_of_another_place(story):
    report = story(
        "Rebels shelled Sorn on 3 May. In March 2020 the army took the mill of Tibra. Clashes erupted in Lomm.",
        published_on="2021-05-05",
    )
    report.happens("Rebels shelled Sorn on 3 May", "shelled")
    report.happens("In March 2020 the army took the mill of Tibra", "took")
    report.happens("Clashes erupted in Lomm", "Clashes")
    report.lies("Sorn", 36.5, 38.0)
    report.lies("Tibra", 33.3, 36.2)
    report.lies("Lomm", 33.0, 36.0)
    report.dates_to("on 3 May", "2021-05-03")
    report.dates_to("In March 2020", "2020-03-01", "2020-03-31")
    assert days(report.claims())[-1] == (date(2021, 5, 4), date(2021, 5, 5))


def many_towns(count):
    """A report on one raid, then on as many others, each in a town and on a day of its own."""
    sentences = ["Rebels shelled Sorn on 3 May."]
    sentences += [f"On {1 + each % 28} June {1900 + each} gunmen raided Town{each}." for each in range(count)]
    return sentences


def tell(report, sentences, count):
    report.happens("Rebels shelled Sorn on 3 May", "shelled")
    report.lies("Sorn", 36.5, 38.0)
    report.dates_to("on 3 May", "2021-05-03")
    for each in range(count):
        said = f"On {1 + each % 28} June {1900 + each}"
        report.happens(sentences[each + 1].rstrip("."), "raided")
        report.lies(f"Town{each}", -60.0 + each, 38.0)
        report.dates_to(said, f"{1900 + each}-06-{1 + each % 28:02}")


def test_a_report_returns_to_its_main_scene_after_more_others_than_are_at_hand(story):
    sentences = many_towns(50)
    report = story(
        " ".join(sentences) + " Rebels shelled the Sorn mill again and killed the miller.",
        published_on="2021-05-05",
    )
    tell(report, sentences, 50)
    report.happens("killed the miller", "killed")
    report.lies("Sorn mill", 36.5, 38.0)
    claims = report.claims()
    assert claims[-1].scene == claims[0].scene
    assert claims[-1].scene not in {claim.scene for claim in claims[1:-1]}


def test_a_happening_is_weighed_against_no_more_scenes_than_are_at_hand(story, monkeypatch):
    weighed = 0
    points = scenes._points

    def counted(*given):
        nonlocal weighed
        weighed += 1
        return points(*given)

    monkeypatch.setattr(scenes, "_points", counted)
    monkeypatch.setattr(scenes, "MOST_OPEN", 5)
    sentences = many_towns(40)
    report = story(" ".join(sentences), published_on="2021-05-05")
    tell(report, sentences, 40)
    assert len({claim.scene for claim in report.claims()}) == 41
    assert weighed <= 2 * 41 * 6


def test_where_and_when_a_faint_happening_was_is_not_where_and_when_others_were(story):
    report = story(
        "Rebels shelled Sorn on 3 May. Letters reached Lomm in 2019. Nine people were killed. The bridge was destroyed.",
        published_on="2021-05-05",
    )
    report.happens("Rebels shelled Sorn on 3 May", "shelled")
    report.happens("Letters reached Lomm in 2019", "reached", type_="OTHER", is_faint=True)
    report.happens("Nine people were killed", "killed")
    report.happens("The bridge was destroyed", "destroyed")
    report.lies("Sorn", 36.5, 38.0)
    report.lies("Lomm", 33.0, 36.0)
    report.dates_to("on 3 May", "2021-05-03")
    report.dates_to("in 2019", "2019-01-01", "2019-12-31")
    assert names(report.claims()) == ["Sorn", "Lomm", "Sorn", "Sorn"]
    assert [d[0].year if d else None for d in days(report.claims())] == [2021, 2019, 2021, 2021]


def test_a_faint_happening_that_says_neither_is_of_the_scene_told_of_last_or_of_the_first(story):
    report = story("Word spread. Rebels shelled Sorn on 3 May. Letters came.", published_on="2021-05-05")
    report.happens("Word spread", "spread", type_="OTHER", is_faint=True)
    report.happens("Rebels shelled Sorn on 3 May", "shelled")
    report.happens("Letters came", "came", type_="OTHER", is_faint=True)
    report.lies("Sorn", 36.5, 38.0)
    report.dates_to("on 3 May", "2021-05-03")
    first, _, last = report.claims()
    assert (first.scene, last.place.mention.name) == (last.scene, "Sorn")


def test_where_all_happenings_are_faint_they_have_scenes_of_their_own(story):
    report = story("Rebels shelled Sorn on 3 May. Nine people were killed.", published_on="2021-05-05")
    report.happens("Rebels shelled Sorn on 3 May", "shelled", is_faint=True)
    report.happens("Nine people were killed", "killed", is_faint=True)
    report.lies("Sorn", 36.5, 38.0)
    report.dates_to("on 3 May", "2021-05-03")
    assert names(report.claims())[0] == "Sorn"


def test_a_day_that_only_tells_of_a_town_makes_no_old_news(story):
    report = story(
        "Troops seized the hills over Sorn, a town that rebels captured on 1 May. A jet hit a depot near Sorn.",
        published_on="2020-05-20",
    )
    report.happens("Troops seized the hills over Sorn", "seized")
    report.happens("rebels captured on 1 May", "captured")
    report.happens("A jet hit a depot near Sorn", "hit")
    report.dates_to("on 1 May", "2020-05-01")
    report.lies("Sorn", 36.5, 38.0)
    report.lies("Sorn", 36.5, 38.0, nth=1)
    when = [claim.when for claim in report.claims()]
    assert [each.latest.isoformat() for each in when] == ["2020-05-20", "2020-05-01", "2020-05-20"]
