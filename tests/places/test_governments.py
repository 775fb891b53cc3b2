"""Who, not where: adjectives of countries, and states and capitals that stand for their governments."""

import pytest


def test_adjectives_and_peoples_point_to_their_country_but_to_no_point(find):
    found = find("A Syrian officer met Russians.")

    assert [(mention.name, mention.country, mention.lat) for mention in found.all] == [
        ("Syrian", "SYR", None),
        ("Russians", "RUS", None),
    ]
    assert found.names == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Moscow denied the claim.", ["Moscow"]),
        ("Washington said on Monday that it would wait.", ["Washington"]),
        ("Talks between Ankara and Tehran stalled.", ["Ankara", "Tehran"]),
        ("According to Tehran, nobody was hurt.", ["Tehran"]),
        ("Moscow's envoy left the hall.", ["Moscow"]),
        ("Iraq condemned the raid.", ["Iraq"]),
        ("The town was bombed by Turkey.", ["Turkey"]),
        ("US troops left at noon.", ["US"]),
        ("A bomb went off outside the US Embassy.", ["US"]),
        ("It rammed a US one.", ["US"]),
        ("A US-led coalition bombed it.", ["US"]),
        ("A London-based group counted the dead.", ["London"]),
        ("They accused Iran of murder.", ["Iran"]),
        ("They blamed the raid on Moscow.", ["Moscow"]),
        ("The army of Syria withdrew.", ["Syria"]),
        ("Ankara has poured thousands of men across the border.", ["Ankara"]),
        ("He told them that Washington was deeply sceptical.", ["Washington"]),
        ("They held Turkey and Iraq fully responsible.", ["Turkey", "Iraq"]),
        ("The authorities in Tehran reopened the road.", ["Tehran"]),
        ("According to Ukraine's military intelligence, nine officers died.", ["Ukraine"]),
        ("Rebels broke the Geneva accord again.", ["Geneva"]),
        ("The Aleppo people drove in at noon.", ["Aleppo"]),
        ("Official Damascus kept silent.", ["Damascus"]),
        ("Moscow was quick to deny it.", ["Moscow"]),
        ("Washington is likely to send more men.", ["Washington"]),
    ],
)
def test_a_state_or_capital_that_acts_is_a_government(find, text, who):
    found = find(text)

    assert found.who == who
    assert found.names == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Shells fell in Moscow.", ["Moscow"]),
        ("Moscow was hit by drones.", ["Moscow"]),
        ("Iraq saw its bloodiest day.", ["Iraq"]),
        ("Syria was bombed again.", ["Syria"]),
        ("They landed on US soil.", ["US"]),
        ("They invaded Ukraine.", ["Ukraine"]),
        ("Nobody is left in Tehran or Ankara.", ["Tehran", "Ankara"]),
        ("Damascus buried its dead.", ["Damascus"]),
        ("Moscow was quiet, and a man in Tehran was furious.", ["Moscow", "Tehran"]),
        ("People in Damascus fled.", ["Damascus"]),
        ("Damascus is likely to fall soon.", ["Damascus"]),
    ],
)
def test_a_state_or_capital_where_something_happens_is_a_place(find, text, names):
    assert find(text).names == names


def test_a_government_keeps_the_point_of_its_name(find):
    moscow = find("Moscow denied it.")["Moscow"]

    assert (moscow.country, moscow.lat, moscow.lon, moscow.is_demonym) == ("RUS", 55.75, 37.62, True)


def test_a_state_that_loses_men_is_no_place(find):
    assert all(each.is_demonym for each in find("Kenya lost 20 soldiers."))
