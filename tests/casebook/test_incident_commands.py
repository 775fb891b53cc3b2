"""The commands on incidents: link, incidents, incident, judge, review, export."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from .conftest import Run
from .made_reports import analyse, told, write


@pytest.fixture
def linked(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A casebook with a contested incident of three reports and one of one report, made by the commands."""
    monkeypatch.setattr("standoff.pipeline.spread.analyse_spread", lambda found, **_: analyse(found))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("STANDOFF_BY", "Ana")
    at = tmp_path / "made"
    write(at, "a", told("2016-07-18", "Sorn", 21, "the Delta Committee"), "Delta Wire", "2016-07-18")
    denied = told("2016-07-18", "Sorn", 56, "the Front", more="The coalition denied it.")
    write(at, "b", denied, "Marsh Post", "2016-07-19")
    write(at, "c", told("2016-07-18", "Sorn", 30, "the River Council"), "River Herald", "2016-07-19")
    write(at, "q", told("2016-09-03", "Qasr", 3, "the Lake Council", actor="the army"), "Hill Radio", "2016-09-04")
    assert run("add", "made", "--quiet")[0] == 0
    code, out, _ = run("link")
    assert code == 0
    assert out == "4 reports linked, 2 incidents formed or brought up to date. standoff.db holds 2 incidents.\n"
    return tmp_path


def ids(run: Run, *options: str) -> list[str]:
    _, out, _ = run("incidents", "--format", "jsonl", *options)
    return [json.loads(line)["id"] for line in out.splitlines()]


def test_a_party_that_the_registry_does_not_know_is_kept_by_its_name_and_that_is_said(linked: Path, run: Run) -> None:
    claim = json.loads(run("incident", ids(run, "--place", "Qasr")[0], "--format", "jsonl")[1].splitlines()[1])["id"]
    code, _, err = run("judge", "actor", claim, "Sons of the River")
    assert code == 0
    assert err.startswith("The registry knows no Sons of the River: kept as a party of that name.\n")
    (incident,) = ids(run, "--place", "Qasr")
    assert json.loads(run("incident", incident, "--format", "jsonl")[1].splitlines()[0])["accounts"][0]["actor"] == [
        "Sons of the River"
    ]


def test_a_brief_lays_every_sentence_to_somebody_with_a_footnote(linked: Path, run: Run) -> None:
    code, out, err = run("brief", "--place", "Sorn")
    assert (code, err) == (0, "")
    incident, *_ = ids(run, "--place", "Sorn")
    assert out.replace(incident, "ID") == (
        "# Situation report\n\n"
        "1 incident. A draft: whatever stands here is said by whoever is named with it. Standoff vouches for none of it, and makes mistakes: check the words in the report.\n\n"
        "## Shelling or missile attack, Sorn, 18 July 2016\n\n"
        "*Denied: an account denies that it happened as told. Not reviewed by a person.*\n\n"
        "- Where: Sorn, Syria (±5 km)\n"
        "- When: 18 Jul 2016\n"
        "- Harm: 21–56 killed (of 3 accounts, the lowest (21, the Delta Committee) to the highest (56, the Front))\n"
        "- Told in 3 reports, 3 texts, 3 outlets, 3 origins, 0 sides (incident ID)\n\n"
        "- **the Delta Committee**, through Delta Wire: “the coalition shelled Sorn and 21 people were killed”[^1]\n"
        "- **the Front**, through Marsh Post: “the coalition shelled Sorn and 56 people were killed”[^2]\n"
        "  - **The coalition** denies, through Marsh Post: “The coalition denied it.”[^2]\n"
        "- **the River Council**, through River Herald: “the coalition shelled Sorn and 30 people were killed”[^3]\n\n"
        "They differ. Whether it happened: it happened (the Delta Committee, the Front, the River Council); it did not happen as told (The coalition).\n\n"
        "They differ. Killed: 21 (the Delta Committee); 30 (the River Council); 56 (the Front).\n\n"
        "[^1]: Delta Wire, 18 Jul 2016: Of note a. (report a)\n"
        "[^2]: Marsh Post, 19 Jul 2016: Of note b. (report b)\n"
        "[^3]: River Herald, 19 Jul 2016: Of note c. (report c)\n"
    )


def test_a_brief_is_of_what_is_asked_and_says_how_much_it_leaves_out(linked: Path, run: Run) -> None:
    assert run("brief", "--limit", "1")[1].splitlines()[2].startswith("The last 1 of 2 incidents. A draft")
    assert "## " not in run("brief", "--reviewed")[1]
    run("judge", "accept", ids(run, "--place", "Sorn")[0])
    reviewed = run("brief", "--reviewed", "--output", "brief.md")
    assert reviewed == (0, "", "")
    assert (linked / "brief.md").read_text().count("Reviewed by a person.") == 1


@pytest.mark.parametrize(
    "command", [("incidents",), ("brief",), ("review",), ("export", "out.csv", "-f", "csv-incidents")]
)
def test_a_list_says_that_reports_came_since_it_was_formed(command: tuple[str, ...], linked: Path, run: Run) -> None:
    said = "1 report came in, or was judged, since incidents were last formed: run `standoff link`.\n"
    assert said not in run(*command)[2]
    write(linked / "made", "z", told("2017-01-01", "Velm", 2, "the Mill Council"), "Mill Post", "2017-01-02")
    run("add", "made", "--quiet")
    assert said in run(*command)[2]
    run("link")
    assert said not in run(*command)[2]


def test_link_again_says_that_nothing_is_new(linked: Path, run: Run) -> None:
    assert run("link")[1] == "No new reports. standoff.db holds 2 incidents.\n"


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ((), 2),
        (("--place", "Sorn"), 1),
        (("--place", "10,20,50km"), 1),
        (("--place", "9,19,15,25"), 2),
        (("--place", "-9,19,5,25"), 0),
        (("--since", "2016-08"), 1),
        (("--until", "2016-07"), 1),
        (("--type", "assault"), 2),
        (("--type", "PROTEST"), 0),
        (("--party", "SYR-MIL"), 1),
        (("--party", "armed forces of Syria"), 1),
        (("--place", "syria"), 2),
        (("--place", "Russia"), 0),
        (("--claimant", "river"), 1),
        (("--disputed",), 1),
        (("--status", "denied"), 1),
        (("--query", "committee"), 1),
        (("--limit", "1"), 1),
        (("--limit", "1", "--page", "2"), 1),
        (("--limit", "1", "--page", "3"), 0),
    ],
)
def test_incidents_are_found_by_what_is_asked(options: tuple[str, ...], count: int, linked: Path, run: Run) -> None:
    assert len(ids(run, *options)) == count


@pytest.mark.parametrize("place", ["95,20,50km", "40,19,5,25", "9,190,15,195"])
def test_a_place_that_is_none_is_wrong_usage(place: str, linked: Path, run: Run) -> None:
    assert run("incidents", "--place", place)[0] == 2


def test_the_list_fits_the_terminal_and_says_what_is_disputed(linked: Path, run: Run) -> None:
    code, out, _ = run("incidents")

    assert code == 0
    assert max(map(len, out.splitlines())) <= 80
    assert "denied ≠ killed" in " ".join(out.split())
    assert "21–56 killed" in out
    assert out.splitlines()[-1] == "2 incidents"


@pytest.mark.parametrize("width", [36, 63])
def test_on_a_narrow_terminal_each_incident_and_report_is_a_paragraph(
    width: int, linked: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    incidents, reports = run("incidents")[1], run("reports")[1]
    assert max(map(len, (incidents + reports).splitlines())) <= width
    assert "…" not in incidents + reports
    assert "21–56 killed" in " ".join(incidents.split())
    assert "3 origins" in " ".join(incidents.split())
    assert "Of note a 1 claim" in " ".join(reports.split())


def test_incidents_as_csv(linked: Path, run: Run) -> None:
    _, out, _ = run("incidents", "--format", "csv", "--disputed")

    [row] = csv.DictReader(io.StringIO(out))
    assert (row["place"], row["killed_low"], row["killed_high"], row["denied_by"]) == (
        "Sorn",
        "21",
        "56",
        "The coalition",
    )


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_accounts_stand_side_by_side_at_any_width(
    width: int, linked: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    [contested] = ids(run, "--disputed")

    code, out, _ = run("incident", contested[:6], "--reports")

    assert code == 0
    assert max(map(len, out.splitlines())) <= width
    flat = " ".join(out.split())
    assert "DENIED" in out
    assert "≠ 56 killed" in flat
    assert re.search(r"the Front.*↳ The.*✗ denies", out, re.DOTALL)  # beneath what it denies
    assert "3 reports → 3 texts → 3 outlets → 3 origins → 0 sides" in flat
    assert "Origins" in out
    assert "“the coalition shelled Sorn and 56 people were killed” [2]" in flat


def test_as_of_a_day_says_so_and_leaves_out_what_came_later(linked: Path, run: Run) -> None:
    [contested] = ids(run, "--disputed")

    _, out, _ = run("incident", contested, "--as-of", "2016-07-18")

    assert "As known on 18 Jul 2016." in out
    assert "Marsh Post" not in out


def test_an_incident_as_json_lines_is_the_incident_and_its_claims(linked: Path, run: Run) -> None:
    [contested] = ids(run, "--disputed")

    _, out, _ = run("incident", contested, "--format", "jsonl")

    first, *others = map(json.loads, out.splitlines())
    assert first["record"] == "incident"
    assert [each["id"] for each in others] == first["claims"]


def test_a_report_says_of_which_incidents_it_tells(linked: Path, run: Run) -> None:
    [contested] = ids(run, "--disputed")

    assert f"{contested[:8]} Shelling or missile attack, Sorn, 18 July 2016" in run("report", "b")[1]


def test_no_such_incident(linked: Path, run: Run) -> None:
    code, out, err = run("incident", "zzz")

    assert (code, out) == (1, "")
    assert "There is no incident zzz in standoff.db." in err


def test_a_judgement_is_followed_by_what_follows_from_it_and_can_be_taken_back(linked: Path, run: Run) -> None:
    first, second = ids(run)

    code, _, err = run("judge", "same", first, second, "--why", "one battle")
    assert code == 0
    assert "by Ana stands. 1 incident formed anew." in err
    assert len(ids(run)) == 1

    _, out, _ = run("judge", "list", "--format", "jsonl")
    made = json.loads(out)
    assert (made["verdict"], made["by"], made["why"]) == ("same", "Ana", "one battle")
    assert "one battle" in run("judge", "list")[1]

    assert run("judge", "revoke", made["id"][:8])[0] == 0
    assert sorted(ids(run)) == sorted([first, second])
    assert run("judge", "list")[1].strip() == "No judgements stand. `standoff review` says what most needs one."
    assert run("judge", "list", "--all", "--format", "jsonl")[1].count("\n") == 2


def test_claims_are_judged_by_their_ids(linked: Path, run: Run) -> None:
    [quiet] = set(ids(run)) - set(ids(run, "--disputed"))
    claim = json.loads(run("incident", quiet, "--format", "jsonl")[1].splitlines()[0])["claims"][0]

    assert run("judge", "place", claim, "The mill", "--at", "10.5,20.5", "--km", "1")[0] == 0
    assert run("judge", "actor", claim, "Armed forces of Russia")[0] == 0
    assert run("judge", "edit", claim, "when", '{"earliest": "2016-09-02"}')[0] == 0
    [found] = [json.loads(line) for line in run("incidents", "--place", "mill", "--format", "jsonl")[1].splitlines()]
    assert (found["place"]["lat"], found["when"]["earliest"], found["reviewed"]) == (10.5, "2016-09-02", True)
    assert found["accounts"][0]["actor"] == ["Armed forces of Russia"]

    assert run("judge", "reject", claim)[0] == 0
    assert run("judge", "accept", claim)[0] == 0
    assert run("judge", "edit", claim, "when", "soon")[0] == 2
    assert run("judge", "place", claim, "X", "--at", "95,0")[0] == 2


def test_a_claim_that_was_missed_is_added_listed_and_revoked(linked: Path, run: Run) -> None:
    code, out, err = run(
        "judge", "add", "q", "On 2016-09-03", "--type", "coerce", "--claimant", "the mill", "--stance", "denies",
        "--place", "The mill", "--at", "10.5,20.5", "--when", "2016-09-02/2016-09-03", "--actor", "RUS-MIL",
        "--toll", "detained=5-7", "--why", "missed",
    )  # fmt: skip
    assert (code, out) == (0, ""), err
    [made] = [json.loads(line) for line in run("judge", "list", "--format", "jsonl")[1].splitlines()]
    claim = made["value"]
    assert (made["verdict"], made["why"], claim["event"]["type"]) == ("add", "missed", "COERCE")
    assert (claim["attribution"][0]["stance"], claim["evidence"][0]["quote"]) == ("denies", "On 2016-09-03")
    assert [(toll["what"], toll["low"], toll["high"]) for toll in claim["tolls"]] == [("detained", 5, 7)]
    assert "COERCE: the mill denies, of report q" in run("judge", "list")[1]
    found = json.loads(run("incidents", "--claimant", "mill", "--format", "jsonl")[1])
    assert claim["id"] in found["claims"]

    assert run("judge", "add", "q", "On 2016-09-03", "--type", "ASSAULT", "--toll", "many")[0] == 2
    assert run("judge", "add", "q", "words of no report", "--type", "ASSAULT")[0] == 1
    assert run("judge", "revoke", made["id"])[0] == 0
    assert run("incidents", "--claimant", "mill", "--format", "jsonl")[1] == ""


def test_reports_are_judged_copies_or_none(linked: Path, run: Run) -> None:
    assert run("judge", "copy", "a", "b")[0] == 0
    groups = {
        json.loads(line)["id"]: json.loads(line)["text_group"] for line in run("reports", "-f", "jsonl")[1].splitlines()
    }
    assert groups == {"a": "a", "b": "a", "c": None, "q": None}

    assert run("judge", "not-copy", "a", "b")[0] == 0
    assert "copy of" not in run("reports")[1]


def test_review_says_why_and_by_which_command(linked: Path, run: Run) -> None:
    code, out, _ = run("review")

    assert code == 0
    assert "accounts differ on" in " ".join(out.split())
    assert "standoff judge accept" in out
    first = json.loads(run("review", "--format", "jsonl")[1].splitlines()[0])
    assert set(first) == {"record", "weight", "what", "why", "how", "ids"}


@pytest.mark.parametrize("form", ["jsonl", "csv-incidents", "csv-claims", "geojson", "acled", "ged"])
def test_every_export_is_written_whole_and_again_the_same(form: str, linked: Path, run: Run) -> None:
    code, out, err = run("export", "out.txt", "--format", form)

    assert (code, out) == (0, "")
    assert "in out.txt." in err
    first = (linked / "out.txt").read_bytes()
    assert first
    assert run("export", "out.txt", "--format", form, "--quiet")[2] == ""
    assert (linked / "out.txt").read_bytes() == first
    assert (linked / "out.txt.dropped.csv").exists() == (form in ("acled", "ged"))


@pytest.mark.parametrize("form", ["csv-claims", "acled", "geojson"])
def test_an_export_to_standard_output_is_what_the_file_would_be(form: str, linked: Path, run: Run) -> None:
    run("export", "out.txt", "--format", form)
    code, out, err = run("export", "-", "--format", form)

    assert (code, out) == (0, (linked / "out.txt").read_text())
    assert "in standard output." in err
    assert ("name a file to have them listed" in err) == (form == "acled")
    assert not (linked / "-").exists()
    assert run("incidents", "--format", "csv", "--output", "-")[1] == run("incidents", "--format", "csv")[1]
    assert not (linked / "-").exists()


@pytest.mark.parametrize("form", ["csv-incidents", "csv-claims", "acled", "ged"])
def test_csv_for_excel_is_the_same_after_a_mark_by_which_it_is_known_for_utf_8(
    form: str, linked: Path, run: Run
) -> None:
    run("export", "plain.csv", "--format", form)
    assert run("export", "excel.csv", "--format", form, "--excel")[0] == 0

    pairs = [("plain.csv", "excel.csv")] + [("plain.dropped.csv", "excel.dropped.csv")] * (form in ("acled", "ged"))
    for plain, excel in pairs:
        assert (linked / excel).read_bytes() == b"\xef\xbb\xbf" + (linked / plain).read_bytes()
        assert (linked / excel).read_text(encoding="utf-8-sig") == (linked / plain).read_text(encoding="utf-8")


def test_the_mark_for_excel_is_of_csv_alone(linked: Path, run: Run) -> None:
    plain = run("incidents", "--format", "csv")[1]
    assert run("incidents", "--format", "csv", "--excel")[1] == "\ufeff" + plain
    for command in (("incidents", "--excel"), ("export", "out.geojson", "--format", "geojson", "--excel")):
        code, _, err = run(*command)
        assert code == 2
        assert "--excel is for CSV" in err


def test_a_review_of_all_is_no_shorter_than_one_of_a_few(linked: Path, run: Run) -> None:
    few = run("review", "--limit", "1", "--format", "jsonl")[1].splitlines()
    assert len(few) == 1
    assert run("review", "--limit", "0", "--format", "jsonl")[1].splitlines()[0] == few[0]


def test_json_lines_have_all_records(linked: Path, run: Run) -> None:
    run("judge", "accept", ids(run)[0])
    run("export", "all.jsonl", "--format", "jsonl")

    kinds = [json.loads(line)["record"] for line in (linked / "all.jsonl").read_text().splitlines()]
    assert {kind: kinds.count(kind) for kind in ("report", "claim", "incident", "judgement")} == {
        "report": 4,
        "claim": 5,
        "incident": 2,
        "judgement": 1,
    }


def test_an_export_that_cannot_be_written_says_so(linked: Path, run: Run) -> None:
    code, _, err = run("export", "nowhere/out.csv", "--format", "acled")

    assert code == 1
    assert "nowhere/out.csv cannot be written" in err


def test_conditions_that_nothing_can_meet_are_said_so(linked: Path, run: Run) -> None:
    for words, said in (
        (["--since", "2017", "--until", "2016"], "--since 2017 is after --until 2016."),
        (["--status", "likely"], "likely is no status."),
        (["--type", "foo"], "foo is no type of event."),
    ):
        code, _, err = run("incidents", *words)
        assert code == 2
        assert said in err


def test_an_empty_list_says_whether_it_is_for_the_conditions(linked: Path, run: Run) -> None:
    no_such = "No incident is like that. Ask for less: every condition must be met."
    assert run("incidents", "--type", "PROTEST")[1].strip() == no_such
    assert run("reports", "--query", "zeppelin")[1].strip() == no_such.replace("incident", "report")
    assert run("reports", "--page", "2")[1].strip() == "No more than 4 reports. The first: --page 1; all: --limit 0"


def test_a_judgement_that_is_not_there_is_looked_for_among_judgements(linked: Path, run: Run) -> None:
    assert "`standoff judge list --all` shows the ids of judgements." in run("judge", "revoke", "none")[2]
