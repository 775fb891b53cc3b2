"""Which of the places of one name is meant."""

from dataclasses import replace

import pytest

from standoff.places import find_places
from standoff.records import Block


def where(mention):
    return mention.country, mention.admin1


def test_the_best_known_place_is_meant_where_nothing_else_is_said(find):
    assert where(find("A man was shot in Paris.")["Paris"]) == ("FRA", "Ile-de-France")


def test_a_region_after_a_comma_tells(find):
    assert where(find("A man was shot in Paris, Texas, on Monday.")["Paris"]) == ("USA", "Texas")
    assert where(find("Springfield, Illinois, mourned.")["Springfield"]) == ("USA", "Illinois")
    assert where(find("Springfield, Missouri, mourned.")["Springfield"]) == ("USA", "Missouri")


def test_what_is_told_once_holds_for_the_whole_report(find):
    found = find("Springfield, Illinois, mourned. The mayor of Springfield wept.")

    assert [where(mention) for mention in found.places if mention.name == "Springfield"] == [("USA", "Illinois")] * 2


def test_a_list_of_regions_holds_nothing(find):
    found = find("Fires burned in Washington, Georgia, Texas and Illinois.")

    assert where(found["Georgia"]) == ("USA", "Georgia")


def test_a_region_is_meant_in_a_list_of_regions(find):
    assert find("Fires burned in Texas, Washington and Illinois.")["Washington"].precision == "region"
    assert find("Fires burned in Washington.")["Washington"].precision == "town"


def test_a_region_named_elsewhere_tells(find):
    assert where(find("Missouri mourned. Four died in Springfield.")["Springfield"]) == ("USA", "Missouri")
    assert where(find("Illinois mourned. Four died in Springfield.")["Springfield"]) == ("USA", "Illinois")


def test_a_state_is_meant_unless_the_report_is_about_the_country_of_a_region(find):
    assert find("Shells fell in Georgia.")["Georgia"].country == "GEO"
    assert find("Storms hit Atlanta and Savannah. Dozens died in Georgia.")["Georgia"].country == "USA"


def test_the_adjective_before_the_kind_of_place_tells(find):
    assert find("They died in the Ukrainian city of Kherson.")["Kherson"].country == "UKR"


def test_who_holds_a_town_says_nothing_of_where_it_lies(find):
    assert find("They died in the Russian-held city of Kherson.")["Kherson"].country == "UKR"


def test_officials_of_another_state_after_a_comma_say_nothing_of_where(find):
    assert find("Five died in Manbij, Turkish officials said.")["Manbij"].country == "SYR"


def test_a_name_is_the_towns_unless_the_words_ask_for_the_region(find):
    assert find("Shells fell in Aleppo.")["Aleppo"].precision == "town"
    assert find("Shells fell in Aleppo province.")["Aleppo"].precision == "region"
    assert find("Shells fell in the province of Aleppo.")["Aleppo"].precision == "region"
    assert find("Shells fell in southern Idlib.")["Idlib"].precision == "region"
    assert find("Shells fell in eastern Aleppo.")["Aleppo"].precision == "town"


def test_region_and_town_of_one_name_stay_apart_in_one_report(find):
    found = find("Rebels left Aleppo for a hill in Aleppo province.")

    assert [mention.precision for mention in found.places] == ["town", "region"]


def test_the_capital_is_not_its_state(find):
    assert find("Crowds marched in Tunis.")["Tunis"].precision == "town"


def test_the_title_tells_of_which_country_a_report_is(find):
    assert find("Three died in Georgia.", title="Storms batter the United States")["Georgia"].country == "USA"


def test_what_a_far_town_is_also_called_is_not_meant_beside_a_village_of_the_reports_country(find):
    found = find("Turkey and Russia spoke with Iran about Syria. A bomb went off in Suluk.")

    assert found["Suluk"].country == "SYR"


def test_a_hamlet_far_from_all_that_is_told_only_shares_a_name(find):
    place = find("Shells fell on Aleppo and Manbij. Hours later they struck a mosque in the town of Kanaan.")["Kanaan"]

    assert (place.name, place.country, place.gazetteer_id, place.precision) == ("Kanaan", "SYR", None, "district")
    assert (place.lat, place.lon) == (36.53, 37.95)  # about the town told last


def test_a_city_far_from_all_that_is_told_is_meant_nonetheless(find):
    assert find("Shells fell on Aleppo and Manbij. Envoys met in Geneva.")["Geneva"].country == "CHE"


def test_a_quarter_lies_by_the_towns_told_of_and_is_no_village_far_away(find):
    found = find("Rockets fell on Ankara, in Turkey. Two landed in the Okcular neighbourhood.")

    assert (found["Okcular"].lat, found["Okcular"].lon) == (found["Ankara"].lat, found["Ankara"].lon)


def test_what_a_country_is_called_in_another_language_alone_is_another_place(find):
    found = find("Shells fell on Aleppo and Manbij. They struck a mosque in the village of Sirija.")

    assert found["Sirija"].precision == "district"
    assert find("Fighting in the Syrian Arab Republic went on.").names == ["Syrian Arab Republic"]


def test_what_has_an_article_is_the_river_and_not_the_town_or_region_called_after_it(find):
    found = find("Soldiers crossed the Oskil. Two died in Oskil, in Ukraine, and one in the town of Oskil.")
    river, *town = (place for place in found.places if place.name == "Oskil")

    assert (river.precision, [place.precision for place in town]) == ("region", ["town", "town"])
    assert find("A man fell into the Ayeyarwady.")["Ayeyarwady"].name == "Ayeyarwady River"
    assert find("A man fell into the Ayeyarwady, in the Ayeyarwady region.").places[-1].name == "Ayeyarwady"


def test_a_town_alone_has_no_article(find):
    assert find("They sat in the Clinton all night.").names == []
    assert find("The Homs attack killed nine people in the Aleppo suburbs.").names == ["Homs", "Aleppo"]


def test_a_region_after_another_region_s_possessive_tells(find):
    found = find("Soldiers killed nine men in the town of Manbij in Syria's Homs province.")

    assert (found["Manbij"].admin1, found["Manbij"].gazetteer_id) == ("Homs", None)
    assert find("Soldiers killed nine men in the town of Manbij in Syria's north.")["Manbij"].admin1 == "Aleppo"


def test_what_villages_all_over_are_called_is_no_town_far_away(find):
    found = find("Shells fell on Aleppo, Homs and Manbij. Two men died in San Ramon.")

    assert (found["San Ramon"].country, found["San Ramon"].gazetteer_id) == ("SYR", None)


def test_a_town_of_a_country_that_nothing_names_goes_after_one_of_a_country_that_is_named(find):
    assert find("Rebels from Syria shelled Iraq. Nine died in Tell Arn.")["Tell Arn"].country == "SYR"


def test_the_agency_in_a_dateline_is_no_place(make_document, few_places):
    document = make_document("Homs, Syria, Feb 15 (Voice of Manbij) --\n\nA bomb went off in Hama yesterday.")
    line, body = document.report.blocks
    document = replace(document, blocks=(Block("dateline", line.start, line.end), body))

    assert [place.name_span.text for place in find_places(document, few_places)] == ["Homs", "Syria", "Hama"]


@pytest.mark.parametrize("noun", ["mosque", "clinic"])
def test_a_building_bears_the_name_of_somebody_and_lies_by_the_towns_told_of(find, noun):
    found = find(f"Shells fell on Aleppo and Manbij. One hit a house near the Dorbat {noun}.")

    assert (found["Dorbat"].lat, found["Dorbat"].lon, found["Dorbat"].country) == (36.53, 37.95, "SYR")


def test_a_district_is_no_city_of_that_name_in_a_country_that_nothing_names(find):
    found = find("Shells fell on Aleppo and Manbij, in Syria. Police held two men in the Mansura district.")

    assert found["Mansura"].country == "SYR"


def test_a_village_called_as_many_are_is_not_the_one_at_the_other_end_of_the_country(find):
    found = find("Shells fell on Idlib, in Syria. A truck was burned near Khan Shaykhun. A man died at San Ramon.")

    assert (found["San Ramon"].lat, found["San Ramon"].lon) == (found["Khan Shaykhun"].lat, found["Khan Shaykhun"].lon)


def test_who_governs_a_province_named_after_a_town_does_not_move_the_town(find):
    found = find("Shells fell on Manbij, in Syria. Gunmen attacked a post in Varta, Raqqa Governor Samir Haddad said.")

    assert (found["Varta"].lat, found["Varta"].lon) == (36.8, 38.6)


def test_a_bank_of_a_state_is_no_town(find):
    assert find("Bombs broke the doors of the Banco de Sydney in Aleppo.").names == ["Sydney", "Aleppo"]


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("Men came from Egypt. In Tarfa a herder died.", "town"),  # whose people nobody counted
        ("Four men were seized at the market of Sorda, in Syria.", "town"),
        ("The whole region of Sorda, in Syria, is without water.", "region"),
        ("Sorda province, in Syria, is without water.", "region"),
    ],
)
def test_a_small_town_is_meant_before_the_region_that_is_called_after_it(find, text, precision):
    found = find(text)

    assert next(each for each in found.places if each.name in ("Tarfa", "Sorda")).precision in (precision, "district")
    assert next(each.lat for each in found.places if each.name in ("Tarfa", "Sorda")) in (
        (24.2, 35.6) if precision == "town" else (23.3, 35.9)
    )


def test_the_town_of_a_quarter_is_no_quarter_and_may_lie_far_from_the_rest(find):
    found = find("Forces of Idlib and Homs fought in the Sunbula quarter of Raqqa, in Syria.")

    assert found["Raqqa"].lat == 35.95
    assert found["Sunbula"].lat == 35.95


@pytest.mark.parametrize(
    ("text", "lat"),
    [
        ("Fighting reached Manbij, in Syria. Shells fell on the village of Qadra.", 36.6),
        ("Fighting reached Manbij, in Syria. Nine died in the hamlets of Qadra and Suluk.", 36.6),
        ("Fighting reached Manbij, in Syria. Shells fell on Qadra.", 35.0),
        ("Fighting reached Manbij, in Syria. Shells fell on the city of Qadra.", 35.0),
    ],
)
def test_a_village_is_none_of_the_cities_called_so(find, text, lat):
    assert find(text)["Qadra"].lat == lat


def test_of_villages_called_alike_the_one_by_the_others_is_meant_though_another_is_larger(find):
    found = find("A man was shot in Atlanta, in Georgia, and one in Savannah. They fled to the hamlet of Verano.")

    assert found["Verano"].lat == 33.6


def test_a_short_form_of_a_region_follows_a_town(find):
    assert find("Four died in Springfield, Ill., after Mass.").names == ["Springfield", "Ill."]


def test_a_hamlet_that_bears_another_name_first_is_not_meant_where_nothing_else_lies_in_its_country(find):
    found = find("Shells fell on Homs, Hama and Manbij. Flour reached the village of Kawk.")

    assert [(mention.country, mention.gazetteer_id) for mention in found.places if mention.name == "Kawk"] == [
        ("SYR", None)
    ]
