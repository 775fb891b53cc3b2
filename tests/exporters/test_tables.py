"""Incidents and claims as CSV."""

from __future__ import annotations

import csv
import io

from standoff.exporters import (
    CLAIM_COLUMNS,
    INCIDENT_COLUMNS,
    Told,
    without_victims,
    write_claims_csv,
    write_incidents_csv,
)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_an_incident_is_a_row_in_which_what_is_unknown_is_empty(contested: Told, unplaced: Told) -> None:
    stream = io.StringIO()
    assert write_incidents_csv([contested.incident, unplaced.incident], stream) == 2

    first, second = rows(stream.getvalue())
    assert tuple(first) == INCIDENT_COLUMNS
    assert (first["killed_low"], first["killed_high"], first["status"]) == ("20", "160", "denied")
    assert (first["lat"], first["lon"], first["denied_by"]) == ("36.5", "38.25", "the coalition")
    assert (second["lat"], second["killed_low"], second["country"]) == ("", "", "")


def test_a_claim_is_a_row_with_its_words_and_where_they_stand(contested: Told) -> None:
    stream = io.StringIO()
    assert write_claims_csv([contested], stream) == 4

    found = rows(stream.getvalue())
    assert tuple(found[0]) == CLAIM_COLUMNS
    assert {row["incident_id"] for row in found} == {contested.incident.id}
    assert found[0]["quote"] == "ten signs."[int(found[0]["start"]) : int(found[0]["end"])]
    assert {row["claimant"]: (row["killed_low"], row["killed_high"]) for row in found}["the Monitor"] == ("56", "")


def test_no_cell_is_taken_for_a_formula(contested: Told) -> None:
    stream = io.StringIO()
    write_claims_csv([contested], stream)

    assert "'=the Council" in {row["claimant"] for row in rows(stream.getvalue())}


def test_names_of_victims_are_left_out_wherever_they_stand() -> None:
    from made_claims import claim, report
    from msgspec.structs import replace

    from standoff.records import Participant, Span

    from .conftest import told_of

    text = "A shell killed Amal Haddad in Sorn."
    one = claim("r1", "the Monitor", killed=(1, 1), day="2016-07-19")
    words = Span.of(text, 0, len(text))
    victim = Participant("target", Span.of(text, 15, 26), None, None)
    one = replace(one, evidence=(words,), sentence=words, participants=(victim,))
    told = told_of([replace(report("r1"), text=text, title="Amal Haddad killed")], [one])
    assert told.incident.accounts[0].target == ("Amal Haddad",)

    clean = without_victims(told)

    stream = io.StringIO()
    write_claims_csv([clean], stream)
    assert "Haddad" not in stream.getvalue()
    assert "A shell killed [name left out] in Sorn." in stream.getvalue()
    assert "Haddad" not in repr((clean.incident, clean.reports, clean.claims))
