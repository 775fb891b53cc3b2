"""Which named body "the group" or "the guerrillas" stand for."""

from __future__ import annotations

import pytest

from standoff.claims.bodies import NamedBodies
from standoff.records import Actor


class Bodies:
    """A registry that knows two groups of Peru and one of Chile."""

    KNOWN = {  # noqa: RUF012
        "shining path": Actor("PER-PATH", "Shining Path", "PER", "REB"),
        "red star": Actor("PER-STAR", "Red Star", "PER", "REB"),
        "lautaro": Actor("CHL-LAUTARO", "Lautaro", "CHL", "REB"),
        "rebels": Actor("PER-REB", "Rebels of Peru", "PER", "REB"),
        "army": Actor("PER-MIL", "Armed forces of Peru", "PER", "MIL"),
    }

    def resolve(self, text: str, *, country: str | None = None) -> Actor | None:
        return next((actor for words, actor in self.KNOWN.items() if words in text.lower()), None)

    def source_kind(self, text: str) -> None:
        return None

    def party_of(self, text: str) -> None:
        return None


def meant(make_document, text: str, noun: str) -> str | None:
    document = make_document(text)
    token = [each for each in document.parse if each.lower_ == noun][-1]
    body = NamedBodies(document, Bodies(), "PER").meant_by(token)
    return body.name if body is not None else None


@pytest.mark.parametrize(
    ("text", "noun", "name"),
    [
        ("Shining Path killed a mayor. The group also burned a bus.", "group", "Shining Path"),
        ("Shining Path killed a mayor. The same organisation blew up a bridge.", "organisation", "Shining Path"),
        ("A man spoke for Shining Path. He said his organization shot the judge.", "organization", "Shining Path"),
        ("Shining Path killed a mayor. Members of the movement burned a bus.", "members", "Shining Path"),
        ("Shining Path killed a mayor. The Maoist group burned a bus.", "group", "Shining Path"),
        ("The Grey Liberation Front shot a guard. The front burned a bus.", "front", "Grey Liberation Front"),
        ("Shining Path shot a guard. A column of the same organization burned a bus.", "column", "Shining Path"),
        ("Shining Path shot a guard. A squad of the group burned a bus.", "squad", "Shining Path"),
        ("Red Star men shot a guard. The same commandos burned a bus.", "commandos", "Red Star"),
        ("Red Star men shot a guard. The same band burned a bus.", "band", "Red Star"),
        ("A group calling itself Red Star shot a guard. The group burned a bus.", "group", "Red Star"),
        ("Shining Path fought Red Star. Later Red Star men fled. The group lost nine.", "group", "Red Star"),
        ("Shining Path killed a mayor. The guerrillas burned a bus.", "guerrillas", "Shining Path"),
        ("Shining Path killed a mayor. The rebel units burned a bus.", "units", "Shining Path"),
        ("Shining Path killed a mayor. The Maoist rebels burned a bus.", "rebels", "Shining Path"),
        ("Shining Path killed a mayor. The guerrilla commandos burned a bus.", "commandos", "Shining Path"),
        ("A group of men fled. Shining Path shot a guard. Rain came. Snow fell. Night fell. The group lost nine.", "group", "Shining Path"),
        (
            "Shining Path freed two men. Three days later a column of the Red Star came down. The rebels took Sorn.",
            "rebels",
            "Red Star",
        ),
        ("Shining Path killed a mayor. The guerrillas, who numbered fifty, burned a bus.", "guerrillas", "Shining Path"),
        ("Shining Path killed a mayor. The group, led by a woman, burned a bus.", "group", "Shining Path"),
        ("Shining Path shot a candidate of the Democratic Front. The same group burned a bus.", "group", "Shining Path"),
        ("Shining Path shot a leader of the Red Star. A column of the same movement took Sorn.", "column", "Shining Path"),
        ("Shining Path fled. Police shot members of the Red Star. The same movement lost nine.", "movement", "Red Star"),
        ("Shining Path left. Guerrillas of the Red Star reached Sorn. The guerrillas burned it.", "guerrillas", "Red Star"),
    ],
)  # fmt: skip
def test_it_is_the_one_named_last(make_document, text, noun, name):
    assert meant(make_document, text, noun) == name


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("The group burned a bus. Shining Path killed a mayor.", "group"),
        ("A group of men attacked a Shining Path camp. The group burned a bus.", "group"),
        ("Shining Path killed a mayor. Another group burned a bus.", "group"),
        ("Shining Path killed a mayor. A group burned a bus.", "group"),
        ("Shining Path killed a mayor. The other group burned a bus.", "group"),
        ("Shining Path killed a mayor. The group of tourists left.", "group"),
        ("Shining Path killed a mayor. The guerrillas who laid down their arms left.", "guerrillas"),
        ("Shining Path accused the group of treason.", "group"),
        ("Shining Path shot a guard. Police blamed the group Grey Dawn for it.", "group"),
        ("Shining Path shot a guard. The commandos burned a bus.", "commandos"),
        ("Shining Path shot a guard. The same men burned a bus.", "men"),
        ("The army killed a mayor. The group burned a bus.", "group"),
        ("Shining Path shot a mayor. He was no friend of Red Star. The guerrillas fled.", "guerrillas"),
        ("Lautaro men fled. The guerrillas burned a bus.", "guerrillas"),
        ("Shining Path killed a mayor. Guerrillas burned a bus.", "guerrillas"),
        ("Shining Path killed a mayor. The army units burned a bus.", "units"),
        ("Shining Path killed a mayor. Rebel units burned a bus.", "units"),
        ("Shining Path shot a mayor. He was no friend of Red Star. The rebel units fled.", "units"),
        ("Rebels killed a mayor. The group burned a bus.", "group"),
        ("Shining Path left. The army fought the Red Star at Sorn. The rebels burned it.", "rebels"),
        ("Shining Path left. The Red Star came down. Prices rose. Shops shut. The rebels burned it.", "rebels"),
    ],
)
def test_it_is_none_where_another_may_be_meant(make_document, text, noun):
    assert meant(make_document, text, noun) is None


@pytest.mark.parametrize(
    ("text", "noun", "name"),
    [
        ("The men are of the Valley Regional Command. In May this command burned a clinic.", "command", "Valley Regional Command"),
        ("He named the Dignity Battalions. These very battalions shot a guard.", "battalions", "Dignity Battalions"),
        ("A clerk was seen in the barracks of the National Police. Agents of that corps took him.", "agents", "National Police"),
        ("Red Star shot a guard. A column of these rebels burned a bus.", "column", "Red Star"),
        ("Shining Path fought Red Star. These guerrillas burned a bus.", "guerrillas", "Red Star"),
        ("A chief of Red Star is sought. In 1980 that organization shot a judge.", "organization", "Red Star"),
        ("Shining Path was silent. A note signed by Red Star came. In it the guerrillas claim the raid.", "guerrillas", "Red Star"),
        ("The men are of the Valley Regional Command. The command post burned.", "post", None),
        ("The Valley Command shot a guard. A brigade burned a bus.", "brigade", None),
        ("The Sorn Brigade shot a guard. This command burned a bus.", "command", None),
    ],
)  # fmt: skip
def test_a_body_that_is_pointed_at_is_the_one_that_bears_the_word(
    make_document, text: str, noun: str, name: str | None
) -> None:
    assert meant(make_document, text, noun) == name
