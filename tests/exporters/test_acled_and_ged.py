"""The shapes of ACLED and UCDP GED: their columns and codes, and a list of all that they have no room for."""

from __future__ import annotations

import csv
import io

import pytest
from made_claims import ARMY, CIVILIANS, CLASH, COALITION, REBELS, claim, report

from standoff.exporters import (
    ACLED_COLUMNS,
    DROPPED_COLUMNS,
    GED_COLUMNS,
    Dropped,
    Told,
    write_acled,
    write_dropped,
    write_ged,
)

from .conftest import told_of


def acled(*told: Told) -> tuple[list[dict[str, str]], list[Dropped]]:
    stream = io.StringIO()
    dropped = write_acled(told, stream)
    return list(csv.DictReader(io.StringIO(stream.getvalue()))), dropped


def ged(*told: Told) -> tuple[list[dict[str, str]], list[Dropped]]:
    stream = io.StringIO()
    dropped = write_ged(told, stream)
    return list(csv.DictReader(io.StringIO(stream.getvalue()))), dropped


def test_the_columns_are_theirs_in_their_order(contested: Told) -> None:
    assert (len(ACLED_COLUMNS), len(GED_COLUMNS)) == (31, 49)
    assert tuple(acled(contested)[0][0]) == ACLED_COLUMNS
    assert tuple(ged(contested)[0][0]) == GED_COLUMNS


def test_acled_has_the_most_conservative_figure_and_the_sidecar_the_others(contested: Told) -> None:
    [row], dropped = acled(contested)

    assert row["fatalities"] == "20"
    assert {(each.dropped, each.by) for each in dropped if each.field == "fatalities"} == {
        ("56-", "the Monitor"),
        ("160-160", "the Front"),
    }


def test_where_accounts_differ_on_who_did_it_no_row_says_that_anybody_did(contested: Told) -> None:
    [row], dropped = acled(contested)

    assert (row["actor1"], row["inter1"]) == ("Unidentified Armed Group (Syria)", "3")
    assert {(each.dropped, each.by) for each in dropped if each.field == "actor1"} == {
        ("Coalition", "the Front, the Monitor"),
        ("Armed forces of Syria", "=the Council"),
    }
    assert "the coalition denies it" in row["notes"]
    assert "Accounts differ on who did it: " in row["notes"]


def test_the_notes_lay_nothing_to_anybody_who_tells_it_otherwise() -> None:
    where = {"place": ("Sorn", 36.5, 38.25), "day": "2016-07-19", "target": CIVILIANS}
    told = [
        claim("r1", "the Monitor", actor=COALITION, killed=(5, 5), **where),
        claim("r2", "the Front", actor=ARMY, **where),
        claim("r2", "the coalition", actor=COALITION, stance="denies", **where),
    ]
    [row], _ = acled(told_of([report("r1"), report("r2", "Marsh Post")], told))

    assert row["notes"] == (
        "Told by the Front, the Monitor. the coalition denies it. Accounts differ on who did it: "
        "Armed forces of Syria (the Front); Coalition (the Monitor). 5 killed (5 by the Monitor). "
        "2 independent origins in 2 reports."
    )


def test_acled_codes(contested: Told) -> None:
    [row], _ = acled(contested)

    assert (row["event_date"], row["year"], row["time_precision"]) == ("2016-07-19", "2016", "1")
    assert (row["event_type"], row["sub_event_type"]) == ("Explosions/Remote violence", "Air/drone strike")
    assert (row["disorder_type"], row["civilian_targeting"]) == ("Political violence", "Civilian targeting")
    assert (row["actor2"], row["inter2"], row["interaction"]) == ("Civilians of Syria", "7", "37")
    assert (row["iso"], row["country"], row["location"]) == ("760", "Syria", "Sorn")
    assert (row["geo_precision"], row["event_id_cnty"]) == ("1", f"STANDOFF-{contested.incident.id}")


@pytest.mark.parametrize(
    ("actor", "target", "codes"), [(ARMY, REBELS, ("1", "2", "12")), (COALITION, ARMY, ("8", "1", "18"))]
)
def test_forces_of_the_state_are_1_at_home_and_others_8(actor, target, codes: tuple[str, str, str]) -> None:
    told = told_of(
        [report("r1")],
        [claim("r1", "A", actor=actor, target=target, place=("Sorn", 36.5, 38.2), day="2016-07-19", acled=CLASH)],
    )

    [row], _ = acled(told)

    assert (row["inter1"], row["inter2"], row["interaction"]) == codes


def test_what_could_not_be_placed_is_no_row_and_the_sidecar_says_why(unplaced: Told) -> None:
    for rows, dropped in (acled(unplaced), ged(unplaced)):
        assert rows == []
        [why] = dropped
        assert (why.incident_id, why.field) == (unplaced.incident.id, "row")
        assert why.why


def test_ged_has_the_range_of_all_accounts_and_counts_origins(contested: Told) -> None:
    [row], dropped = ged(contested)

    assert (row["low"], row["best"], row["high"]) == ("20", "20", "160")
    assert (row["number_of_sources"], row["type_of_violence"]) == ("3", "3")
    assert (row["deaths_civilians"], row["side_a"], row["side_b"]) == ("20", "XXX Unknown", "Civilians")
    assert (row["where_prec"], row["date_prec"], row["date_start"]) == ("1", "1", "2016-07-19")
    assert (row["geom_wkt"], row["region"]) == ("POINT (38.25 36.5)", "Middle East")
    assert ("source_original", "the coalition") in {(each.field, each.by) for each in dropped}
    assert {each.dropped for each in dropped if each.field == "side_a"} == {"Coalition", "Armed forces of Syria"}


def test_ged_holds_only_violence_in_which_somebody_is_said_to_have_been_killed() -> None:
    told = told_of([report("r1")], [claim("r1", "A", place=("Sorn", 36.5, 38.2), day="2016-07-19")])

    rows, [why] = ged(told)

    assert rows == []
    assert why.why == "no account says that anybody was killed"


def test_the_sidecar_is_a_table(contested: Told) -> None:
    stream = io.StringIO()
    count = write_dropped(acled(contested)[1], stream)

    found = list(csv.reader(io.StringIO(stream.getvalue())))
    assert tuple(found[0]) == DROPPED_COLUMNS
    assert len(found) == count + 1


@pytest.mark.parametrize(
    "how",
    [{"reality": "planned"}, {"reality": "hypothetical"}, {"polarity": "negative"}, {"stance": "denies"}],
    ids=lambda how: str(next(iter(how.values()))),
)
def test_what_nobody_says_happened_is_no_event(how: dict[str, str]) -> None:
    told = claim(
        "r1",
        "the Monitor",
        actor=ARMY,
        target=REBELS,
        killed=(3, 3),
        place=("Sorn", 36.5, 38.25),
        day="2016-07-19",
        **how,
    )
    for write in (acled, ged):
        rows, dropped = write(told_of([report("r1")], [told]))
        assert rows == []
        assert [(each.field, each.why) for each in dropped] == [("row", "no account says that it happened")]


def test_whoever_is_said_not_to_have_done_it_is_no_actor() -> None:
    where = {"place": ("Sorn", 36.5, 38.25), "day": "2016-07-19", "target": REBELS}
    told = [claim("r1", "the Monitor", **where), claim("r2", "the Front", actor=ARMY, polarity="negative", **where)]
    [row], _ = acled(told_of([report("r1"), report("r2", "Marsh Post")], told))

    assert row["actor1"] == "Unidentified Armed Group (Syria)"
    assert "the Front denies it" in row["notes"]
