"""Which days a happening gets: those that its sentence says, those of the story, or none."""

from __future__ import annotations

from datetime import date

import pytest

from standoff.claims.tense import telling
from standoff.claims.when import day_headings, stated_dates


def days(claim):
    return claim.when and (claim.when.earliest.isoformat(), claim.when.latest.isoformat())


def test_a_date_in_a_clause_of_its_own_is_not_that_of_the_main_clause(story):
    report = story("Rebels shelled the town, which the army had left on Friday.", published_on="2020-08-26")
    report.happens("Rebels shelled the town", "shelled")
    report.happens("the army had left", "left")
    report.dates_to("on Friday", "2020-08-21")
    stated = stated_dates(report.document, report.happenings, report.dates, [])
    assert [date and date.span.text for date, _ in stated] == [None, "on Friday"]


def test_what_happened_meanwhile_has_the_same_day(story):
    report = story("Two traders were killed as rebels shelled the town on Friday.", published_on="2020-08-26")
    report.happens("Two traders were killed", "killed")
    report.happens("rebels shelled the town", "shelled")
    report.dates_to("on Friday", "2020-08-21")
    assert [days(claim) for claim in report.claims()] == [("2020-08-21", "2020-08-21")] * 2


def test_a_date_of_another_happening_is_not_shared_across_after(story):
    report = story("The council was dissolved after the raid on Friday.", published_on="2020-08-26")
    report.happens("The council was dissolved", "dissolved")
    report.happens("the raid", "raid")
    report.dates_to("on Friday", "2020-08-21")
    assert days(report.claims()[1]) == ("2020-08-21", "2020-08-21")


def test_a_date_of_saying_is_not_that_of_what_is_said(story):
    report = story("Rebels shelled the town, the mayor told reporters on Friday.", published_on="2020-08-26")
    report.happens("Rebels shelled the town", "shelled")
    report.dates_to("on Friday", "2020-08-21")
    stated = stated_dates(report.document, report.happenings, report.dates, [])
    assert [date for date, _ in stated] == [None]


def test_what_was_done_takes_no_day_from_what_was_said(story):
    report = story(
        "Rebels shelled the town on Friday. On Monday the mayor accused the army. Nine traders died.",
        published_on="2020-08-26",
    )
    report.happens("Rebels shelled the town", "shelled")
    report.happens("the mayor accused the army", "accused", "ACCUSE")
    report.happens("Nine traders died", "died")
    report.dates_to("on Friday", "2020-08-21")
    report.dates_to("On Monday", "2020-08-24")
    assert days(report.claims()[2]) == ("2020-08-21", "2020-08-21")


def test_a_clause_about_a_happening_dates_it(story):
    report = story("The bakery was hit in the shelling that took place on Friday.", published_on="2020-08-26")
    report.happens("The bakery was hit", "hit")
    report.happens("the shelling", "shelling")
    report.dates_to("on Friday", "2020-08-21")
    assert [days(claim) for claim in report.claims()] == [("2020-08-21", "2020-08-21")] * 2


def test_what_is_told_with_since_happened_then(story):
    report = story("It is the worst loss since May, when rebels took the town.", published_on="2020-08-26")
    report.happens("rebels took the town", "took")
    report.dates_to("since May", "2020-05-01", "2020-08-26", bare=("2020-05-01", "2020-05-31"))
    assert days(report.claims()[0]) == ("2020-05-01", "2020-05-31")


def test_a_vague_date_keeps_the_day_of_publication_away(story):
    report = story("Rebels recently shelled the town.", published_on="2020-08-26")
    report.happens("Rebels recently shelled the town", "shelled")
    report.dates_to("recently", None, basis="too vague to bound")
    assert days(report.claims()[0]) is None


def test_what_lies_before_the_rest_gets_no_day(story):
    report = story("Rebels shelled the town. Most families had already fled.", published_on="2020-08-26")
    report.happens("Rebels shelled the town", "shelled")
    report.happens("Most families had already fled", "fled")
    assert [days(claim) for claim in report.claims()] == [("2020-08-25", "2020-08-26"), None]


def test_a_habit_gets_no_day(story):
    report = story("Rebels often shell the town.", published_on="2020-08-26")
    report.happens("Rebels often shell the town", "shell", reality="habitual")
    assert days(report.claims()[0]) is None


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Rebels have breached the truce daily.", "breached"),
        ("Rebels keep shelling the town.", "shelling"),
        ("Six men are still being held by rebels.", "held"),
    ],
)
def test_a_habit_that_keeps_on_is_of_the_day_it_is_told(text, trigger, story):
    report = story(text, published_on="2020-08-26")
    report.happens(text.removesuffix("."), trigger, reality="habitual")
    assert days(report.claims()[0]) == ("2020-08-25", "2020-08-26")


@pytest.mark.parametrize(
    ("text", "trigger", "reality"),
    [
        ("The army may have staged the raid.", "staged", "hypothetical"),
        ("Rebels fired into the air to stage a raid.", "stage", "planned"),
    ],
)
def test_what_is_guessed_or_meant_in_the_past_has_the_day_of_the_story(text, trigger, reality, story):
    report = story(f"Rebels shelled the town on Friday. {text}", published_on="2020-08-26")
    report.happens("Rebels shelled the town", "shelled")
    report.happens(text.removesuffix("."), trigger, reality=reality)
    report.dates_to("on Friday", "2020-08-21")
    assert days(report.claims()[1]) == ("2020-08-21", "2020-08-21")


def test_what_somebody_says_had_happened_is_of_the_story(story):
    report = story(
        "Rebels shelled the town on Friday. According to the mayor, soldiers had fired first.",
        published_on="2020-08-26",
    )
    report.happens("Rebels shelled the town", "shelled")
    report.happens("soldiers had fired first", "fired")
    report.dates_to("on Friday", "2020-08-21")
    report.says("the mayor", "According to", "soldiers had fired first")
    assert days(report.claims()[1]) == ("2020-08-21", "2020-08-21")


def test_the_day_on_which_a_deed_was_laid_to_somebody_is_not_the_deeds(story):
    report = story(
        "Two men died on Friday in a raid that the police on Monday blamed on smugglers.", published_on="2020-08-26"
    )
    report.happens("Two men died", "died")
    report.happens("a raid that the police on Monday blamed on smugglers", "raid")
    report.dates_to("on Friday", "2020-08-21")
    report.dates_to("on Monday", "2020-08-24")
    assert [days(claim) for claim in report.claims()] == [("2020-08-21", "2020-08-21")] * 2


def test_what_has_happened_did_not_begin_on_a_day_to_come(story):
    report = story("A meeting is likely on Friday. Troops have been rushed to the town.", published_on="2020-08-26")
    report.happens("A meeting is likely", "meeting", "CONSULT", reality="planned")
    report.happens("Troops have been rushed to the town", "rushed", "MOBILIZE")
    report.dates_to("on Friday", "2020-08-28")
    assert days(report.claims()[1]) == ("2020-08-25", "2020-08-26")


def test_the_day_of_a_bulletin_is_not_that_of_the_deed_it_tells(story):
    report = story("Police, in a bulletin of this morning, blamed his death on rebels.", published_on="2020-08-26")
    report.happens("blamed his death on rebels", "death")
    report.dates_to("of this morning", "2020-08-26")
    assert days(report.claims()[0]) == ("2020-08-25", "2020-08-26")


def test_the_day_on_which_somebody_was_found_dead_is_the_deeds(story):
    report = story("Nine men were found dead on Friday in a ravine.", published_on="2020-08-26")
    report.happens("Nine men were found dead on Friday", "dead")
    report.dates_to("on Friday", "2020-08-21")
    report.says(None, "were found", "dead")
    assert days(report.claims()[0]) == ("2020-08-21", "2020-08-21")


def test_the_date_of_a_dateline_is_not_the_deeds(story):
    report = story("SORN, 22 August (Wire) -- Rebels shelled the town.", published_on="2020-08-26")
    report.happens("Rebels shelled the town", "shelled")
    report.dates_to("22 August", "2020-08-22", is_of_dateline=True)
    assert days(report.claims()[0]) == ("2020-08-25", "2020-08-26")


def test_what_has_happened_reaches_up_to_the_day_it_is_told(story):
    report = story("Rebels took the town on Friday. Thousands have fled the fighting.", published_on="2020-08-26")
    report.happens("Rebels took the town", "took")
    report.happens("Thousands have fled the fighting", "fled")
    report.dates_to("on Friday", "2020-08-21")
    assert [days(claim) for claim in report.claims()] == [("2020-08-21", "2020-08-21"), ("2020-08-21", "2020-08-26")]


def test_what_goes_on_is_of_the_day_it_is_told(story):
    report = story("Rebels took the town on Friday. The army is shelling it.", published_on="2020-08-26")
    report.happens("Rebels took the town", "took")
    report.happens("The army is shelling it", "shelling")
    report.dates_to("on Friday", "2020-08-21")
    assert days(report.claims()[1]) == ("2020-08-25", "2020-08-26")


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Rebels shelled the town.", "shelled", "past"),
        ("Rebels were shelling the town.", "shelling", "past"),
        ("Rebels have shelled the town.", "shelled", "perfect"),
        ("Rebels have long denied it.", "denied", "before"),
        ("Rebels had shelled the town.", "shelled", "before"),
        ("The mayor said that rebels had shelled the town.", "shelled", "past"),
        ("The army had earlier put its dead at three.", "put", "past"),
        ("Rebels are shelling the town.", "shelling", "present"),
        ("The mayor said that rebels were shelling the town.", "shelling", "present"),
        ("The mayor said that clashes were underway.", "clashes", "present"),
        ("Clashes continue in the town.", "Clashes", "present"),
        ("Rebels will shell the town.", "shell", "ahead"),
        ("Rebels tried to shell the town.", "shell", "past"),
        ("The film shows rebels shelling the town.", "shelling", "past"),
        ("The mayor condemns the raid.", "raid", "past"),
        ("The rebels may have staged the raid.", "staged", "past"),
        ("The rebels may stage a raid.", "stage", "ahead"),
        ("Police link it with the rebels.", "link", "past"),
    ],
)
def test_the_verb_says_how_it_is_told(text, trigger, expected, make_document):
    document = make_document(text)
    (token,) = [token for token in document.parse if token.text == trigger]
    assert telling(token) == expected


def test_the_day_on_which_a_toll_was_given_is_not_the_deeds(story):
    report = story(
        "Gunmen killed nine people on 3 May. The toll was given on 5 May by the mayor.", published_on="2021-05-06"
    )
    report.happens("Gunmen killed nine people on 3 May", "killed")
    report.happens("The toll", "toll")
    report.dates_to("on 3 May", "2021-05-03")
    report.dates_to("on 5 May", "2021-05-05")
    assert [c.when.earliest.isoformat() for c in report.claims()] == ["2021-05-03", "2021-05-03"]


def test_an_inquiry_told_long_after_keeps_the_day_of_what_it_tells(story):
    report = story(
        "Soldiers executed 13 men in July 2020. Witnesses said the hands of some were tied.", published_on="2021-05-06"
    )
    report.happens("Soldiers executed 13 men in July 2020", "executed")
    report.happens("the hands of some were tied", "tied")
    report.dates_to("in July 2020", "2020-07-01", "2020-07-31")
    assert [c.when.earliest.isoformat() for c in report.claims()] == ["2020-07-01", "2020-07-01"]


def test_what_a_happening_comes_weeks_after_is_not_of_its_day(story):
    report = story(
        "Gunmen shelled the camp on 3 May. The shelling comes three weeks after rebels stormed a base.",
        published_on="2021-05-06",
    )
    report.happens("Gunmen shelled the camp on 3 May", "shelled")
    report.happens("rebels stormed a base", "stormed")
    report.dates_to("on 3 May", "2021-05-03")
    assert [c.when and c.when.earliest.isoformat() for c in report.claims()] == ["2021-05-03", None]


@pytest.mark.parametrize(
    ("text", "noun", "harm", "days_of", "day"),
    [
        (
            "Friday's losses came on top of a raid on Monday, in which nine villagers died.",
            "losses", "died", ("Friday", "on Monday"), "on Monday",
        ),
        (
            "Tuesday's deaths come on the heels of shelling of the port on Sunday when four sailors were wounded.",
            "deaths", "wounded", ("Tuesday", "on Sunday"), "on Sunday",
        ),
        ("Friday's raid, in which nine villagers died, was the worst.", "raid", "died", ("Friday",), "Friday"),
        ("Friday's raid came after a storm. Nine villagers died on Monday.", "raid", None, ("Friday", "on Monday"), "Friday"),
    ],
)  # fmt: skip
def test_a_count_is_of_the_day_that_stands_beside_it_and_not_of_another_deeds(story, text, noun, harm, days_of, day):
    report = story(text, published_on="2020-08-26")
    report.happens(text.partition(".")[0], noun, toll=("killed", 9) if harm else None, harm=harm)
    for at, words in enumerate(days_of):
        report.dates_to(words, f"2020-08-2{1 + at}")
    [(date, _)] = stated_dates(report.document, report.happenings, report.dates, [])
    assert date is not None
    assert date.span.text == day


def test_what_a_paragraph_goes_on_to_tell_is_of_the_day_it_told_of_last(story):
    report = story(
        "Rebels shelled Sorn on 3 May.\n\nOn 4 May boys blocked the road. Police beat two of them.",
        published_on="2021-05-06",
    )
    report.happens("Rebels shelled Sorn on 3 May", "shelled")
    report.happens("On 4 May boys blocked the road", "blocked")
    report.happens("Police beat two of them", "beat")
    report.dates_to("on 3 May", "2021-05-03")
    report.dates_to("On 4 May", "2021-05-04")
    assert days(report.claims()[-1]) == ("2021-05-04", "2021-05-04")


def test_a_day_told_beside_in_a_paragraph_is_of_nothing_else(story):
    report = story(
        "Rebels shelled Sorn on 5 May.\n\nThey hit mourners of a man who was shot on 2 May. Nine were wounded.",
        published_on="2021-05-06",
    )
    report.happens("Rebels shelled Sorn on 5 May", "shelled")
    report.happens("They hit mourners", "hit")
    report.happens("a man who was shot on 2 May", "shot")
    report.happens("Nine were wounded", "wounded")
    report.dates_to("on 5 May", "2021-05-05")
    report.dates_to("on 2 May", "2021-05-02")
    assert days(report.claims()[-1]) == ("2021-05-05", "2021-05-05")


def test_the_day_of_a_note_or_a_letter_is_that_of_no_deed(story):
    report = story("Rebels shelled Sorn on 3 May. (Our note of 5 May put the dead at nine.)", published_on="2021-05-06")
    report.happens("Rebels shelled Sorn on 3 May", "shelled")
    report.happens("put the dead at nine", "put")
    report.dates_to("on 3 May", "2021-05-03")
    report.dates_to("of 5 May", "2021-05-05")
    assert [days(claim) for claim in report.claims()] == [("2021-05-03", "2021-05-03")] * 2


DIARY = "The bulletin counted 38 deaths.\n\n{}\nRebels burned a mill.\n\n{}\nShells hit a clinic. Two nurses died."


@pytest.mark.parametrize("headings", [("SUNDAY 16 AUGUST", "MONDAY 17 AUGUST"), ("16 August:", "- 17 August -")])
def test_a_day_alone_in_its_line_is_that_of_what_stands_under_it(story, headings):
    report = story(DIARY.format(*headings), published_on="2020-08-26")
    report.happens("Rebels burned a mill", "burned")
    report.happens("Shells hit a clinic", "hit")
    report.happens("Two nurses died", "died")
    for heading, day in zip(headings, ("2020-08-16", "2020-08-17"), strict=True):
        report.dates_to(heading.strip("-: "), day)
    assert [days(claim) for claim in report.claims()] == [
        ("2020-08-16", "2020-08-16"),
        ("2020-08-17", "2020-08-17"),
        ("2020-08-17", "2020-08-17"),
    ]


def test_another_heading_ends_the_day(story):
    report = story(DIARY.format("SUNDAY 16 AUGUST", "CASUALTIES"), published_on="2020-08-26")
    report.happens("Rebels burned a mill", "burned")
    report.happens("Shells hit a clinic", "hit")
    report.dates_to("SUNDAY 16 AUGUST", "2020-08-16")
    assert days(report.claims()[0]) == ("2020-08-16", "2020-08-16")
    assert day_headings(report.document, report.dates)[1][1] is None


def test_a_day_within_a_line_is_no_heading(story):
    report = story("On 16 August rebels burned a mill.\nShells hit a clinic.", published_on="2020-08-26")
    report.dates_to("On 16 August", "2020-08-16")
    assert day_headings(report.document, report.dates) == []


@pytest.mark.parametrize(
    ("text", "first", "second", "day"),
    [
        ("Troops burned the huts a day after a bomb wounded two guards.", "burned", "wounded", "a day after"),
        ("Rebels shelled the fort two weeks before they lost their chief.", "shelled", "lost", "two weeks before"),
        ("The raid came on the eve of the talks.", "raid", "talks", "on the eve of"),
        ("A mine killed a herder three days after gunmen attacked a bus.", "killed", "attacked", "three days after"),
    ],
)
def test_a_day_counted_from_another_deed_is_not_that_deeds(story, text, first, second, day):
    report = story(text, published_on="2020-08-26")
    report.happens(first, first)
    report.happens(second, second)
    report.dates_to(day, "2020-08-20")
    stated = stated_dates(report.document, report.happenings, report.dates, [])
    assert [date and date.span.text for date, _ in stated] == [day, None]


@pytest.mark.parametrize(
    ("text", "day", "first", "last"),
    [
        ("On Monday rebels took the mill, a day after guards shot two men.", "a day after", "2020-08-16", "2020-08-16"),
        ("On Monday rebels took the mill, two days before guards shot two men.", "two days before", "2020-08-19", None),
        (
            "On Monday rebels took the mill, a week after guards shot two men.",
            "a week after",
            "2020-08-07",
            "2020-08-13",
        ),
    ],
)
def test_a_deed_from_which_a_day_is_counted_is_so_many_days_away(story, text, day, first, last):
    report = story(text, published_on="2020-08-26")
    report.happens("rebels took the mill", "took")
    report.happens("guards shot two men", "shot")
    report.dates_to("On Monday", "2020-08-17")
    report.dates_to(day, "2020-08-17")
    when = [claim.when for claim in report.claims()]
    assert (when[0].earliest, when[0].latest) == (date(2020, 8, 17), date(2020, 8, 17))
    assert (when[1].earliest, when[1].latest) == (date.fromisoformat(first), date.fromisoformat(last or first))


def test_hours_and_many_years_count_no_day(story):
    report = story("On Monday rebels took the mill, hours after guards shot two men.", published_on="2020-08-26")
    report.happens("guards shot two men", "shot")
    report.dates_to("On Monday", "2020-08-17")
    report.dates_to("hours after", "2020-08-17")
    assert "hours after" not in report.claims()[0].when.basis


def test_days_that_open_several_lines_are_headings(story):
    text = "MONDAY, August 17 - Two guards were shot.\n18-19 August. Rebels burned a mill.\nNobody was hurt."
    report = story(text, published_on="2020-08-26")
    report.dates_to("MONDAY, August 17", "2020-08-17")
    report.dates_to("18-19 August", "2020-08-18", "2020-08-19")
    assert [day.span.text for _, day in day_headings(report.document, report.dates)] == [
        "MONDAY, August 17",
        "18-19 August",
    ]


def test_a_day_that_opens_one_line_is_no_heading(story):
    report = story("On 17 August - Two guards were shot.\nRebels burned a mill.", published_on="2020-08-26")
    report.dates_to("On 17 August", "2020-08-17")
    assert day_headings(report.document, report.dates) == []
