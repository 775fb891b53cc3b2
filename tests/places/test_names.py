"""Which words name a place, and which only look so."""

import pytest


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Shells fell in Homs, Hama and Idlib on Friday.", ["Homs", "Hama", "Idlib"]),
        ("Aleppo was calm on Friday.", ["Aleppo"]),
        ("Syria's north burned, and Aleppo's markets were empty.", ["Syria", "Aleppo"]),
        ("Fighting reached Khan Shaykhun and al-Malikiyah.", ["Khan Shaykhun", "al-Malikiyah"]),
        ("They fled Al-Hasakah.", ["Al-Hasakah"]),
        ("Trucks crossed the Euphrates at dawn.", ["Euphrates"]),
        ("Jets left the Khmeimim airbase.", ["Khmeimim"]),
        ("The Castello Road was cut.", ["Castello Road"]),
        ("DAMASCUS, Syria — The army shelled a suburb.", ["DAMASCUS", "Syria"]),
        ("Aleppo province and Idlib Governorate were hit.", ["Aleppo", "Idlib Governorate"]),
        ("The Homs-Hama road is closed.", ["Homs", "Hama"]),
        ("Fighting in the Syrian capital went on.", ["Syrian capital"]),
        ("Fighting in the Syrian capital, Damascus, went on.", ["Damascus"]),
        ("The strike on Syrias Idlib killed four.", ["Syrias", "Idlib"]),
        ("A man in Reading said so.", ["Reading"]),
        ("Four died in the West Bank.", ["West Bank"]),
        ("Police in New South Wales (NSW) said that NSW was safe.", ["New South Wales", "NSW", "NSW"]),
    ],
)
def test_names_of_places_are_found(find, text, names):
    assert find(text).names == names


@pytest.mark.parametrize(
    "text",
    [
        "President Clinton left early.",
        "Mr Washington and Mrs Paris spoke first.",
        "General Salem met George Washington and Asma Idlib.",
        "Clinton, 42, was arrested.",
        "The Bank of England raised its rate.",
        "A reporter of the Washington Post asked why.",
        "Students of Damascus University protested.",
        "The Aleppo Media Center showed the pictures.",
        "Fighters of the Islamic State fled.",
        "The Free Syrian Army fled.",
        "Commanders of the Syria Democratic Forces fled.",
        "Police arrested them.",
        "Officials in the White House said so.",
        "Reading the report took hours.",
        "In March and on Sunday they rested.",
        "The WHO sent doctors.",
        "They fired Tomahawk missiles.",
        "The fine was US$40.",
        "He bought Paris Hilton's dog.",
    ],
)
def test_persons_bodies_and_words_are_no_places(find, text):
    assert find(text).names == []


def test_a_surname_met_before_is_no_place_later(find):
    assert find("Hillary Clinton spoke first. Later Clinton left for Damascus.").names == ["Damascus"]


def test_a_headline_in_title_case_hides_no_place(find):
    found = find("Russian Jets Bomb Aleppo Hospital As Talks Stall In Geneva\n\nThree died.", headline=True)

    assert found.names == ["Aleppo", "Geneva"]


def test_a_headline_in_capitals_hides_no_place(find):
    found = find("SYRIA: RUSSIAN JETS BOMB ALEPPO\n\nThree died.", headline=True)

    assert found.names == ["SYRIA", "ALEPPO"]


def test_a_name_that_is_clearly_a_place_once_is_one_where_nothing_says_so(find):
    assert find("They live in Savannah. Savannah mourned.").names == ["Savannah", "Savannah"]


def test_the_gazetteer_is_asked_for_keys_once_a_document(find, few_places):
    before = few_places.queries

    find("Aleppo burned.\n\nHoms burned.\n\nRebels left Idlib for Hama.")

    assert few_places.queries == before + 1


def test_a_village_is_believed_where_a_noun_behind_a_comma_says_so(find):
    assert (
        "Orra"
        in find("Homs, in Syria, was quiet. Orra, a Christian village some 14 km to the west, was shelled.").names
    )
    assert "Orra" not in find("Homs, in Syria, was quiet. Orra, a retired teacher, was shot.").names


def test_a_village_that_was_overrun_is_one(find):
    assert "Orra" in find("Homs, in Syria, was quiet. Rebels overran Orra before noon.").names
