"""The capital, told of without its name."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "Iraq mourned. A grenade went off in the capital.",
        "Iraq mourned. In the federal capital, banks burned.",
        "Iraq mourned. Shops closed in the capital on Monday.",
    ],
)
def test_the_capital_is_that_of_the_country_a_report_is_about(find, text):
    place = find(text)["capital"]

    assert (place.name, place.country, place.precision, place.is_demonym) == ("Baghdad", "IRQ", "town", False)


@pytest.mark.parametrize(
    "text",
    [
        "Iraq mourned. A grenade went off in the provincial capital.",
        "Iraq mourned. A grenade went off in the capital of the province.",
        "Iraq mourned. A grenade went off in a capital.",
        "They fled the capital.",
    ],
)
def test_another_capital_is_not_that_of_the_country(find, text):
    assert "capital" not in find(text).names
