"""What the API answers to whoever reads."""

from __future__ import annotations

import csv
import io
import json

import pytest
from starlette.testclient import TestClient

API = "/api/v1"


def all_of(client: TestClient, address: str, *, limit: int) -> list[dict[str, object]]:
    """All records of a list, page by page."""
    found: list[dict[str, object]] = []
    cursor: str | None = ""
    while cursor is not None:
        answer = client.get(f"{address}{'&' if '?' in address else '?'}limit={limit}&cursor={cursor}")
        assert answer.status_code == 200, answer.text
        assert len(answer.json()["records"]) <= limit
        found += answer.json()["records"]
        cursor = answer.json()["next"]
        if cursor is not None:
            link, relation = answer.headers["link"].split("; ")
            assert relation == 'rel="next"'
            assert f"cursor={cursor}" in link
    return found


@pytest.mark.parametrize("listed", ["incidents", "claims", "reports", "judgements"])
@pytest.mark.parametrize("limit", [3, 7, 200])
def test_paging_walks_all_without_doubles(client: TestClient, listed: str, limit: int) -> None:
    whole = all_of(client, f"{API}/{listed}", limit=200)
    found = all_of(client, f"{API}/{listed}", limit=limit)

    assert [record["id"] for record in found] == [record["id"] for record in whole]
    assert len({str(record["id"]) for record in found}) == len(found)


def test_what_is_listed_is_what_the_casebook_holds(client: TestClient) -> None:
    incidents = all_of(client, f"{API}/incidents", limit=50)
    counts = client.get(f"{API}/summary").json()

    assert counts["incidents"] == len(incidents)
    assert counts["reports"] == len(all_of(client, f"{API}/reports", limit=50))
    assert counts["origins"] > 0


def test_an_incident_is_found_by_the_beginning_of_its_id_and_so_are_its_claims(client: TestClient) -> None:
    listed = client.get(f"{API}/incidents").json()["records"][0]

    found = client.get(f"{API}/incidents/{listed['id'][:10]}").json()
    claims = client.get(f"{API}/incidents/{listed['id']}/claims").json()["records"]

    assert found == listed
    assert [claim["id"] for claim in claims] == found["claims"]
    assert {claim["incident_id"] for claim in claims} == {found["id"]}
    assert client.get(f"{API}/claims/{claims[0]['id']}").json() == claims[0]


def test_a_report_comes_with_its_text_what_was_found_in_it_and_its_bytes(client: TestClient) -> None:
    line = client.get(f"{API}/reports").json()["records"][0]

    report = client.get(f"{API}/reports/{line['id']}").json()
    raw = client.get(f"{API}/reports/{line['id']}/bytes")

    assert {name: report[name] for name in line} == line
    assert report["arrivals"]
    assert raw.content
    assert raw.headers["content-disposition"].startswith("attachment")
    assert raw.headers["content-type"] == "application/octet-stream"
    for records in ("claims", "attributions", "places", "dates"):
        for record in client.get(f"{API}/reports/{line['id']}/{records}").json()["records"]:
            assert record["report_id"] == line["id"]
            spans = record.get("evidence") or record.get("content") or [record]
            for span in spans:
                assert report["text"][span["start"] : span["end"]] == span.get("quote", span.get("text"))
    assert client.get(f"{API}/reports/{line['id']}/copies").status_code == 200
    assert client.get(f"{API}/reports/{line['id']}/rejections").status_code == 200


def test_a_map_has_one_entry_a_column_for_each_incident_that_meets_the_filters(client: TestClient) -> None:
    whole = client.get(f"{API}/map", params={"titles": True}).json()
    disputed = client.get(f"{API}/map", params={"disputed": True}).json()
    incidents = {str(i["id"]): i for i in all_of(client, f"{API}/incidents", limit=200)}

    assert {len(column) for column in whole["columns"].values()} == {whole["count"]} == {len(incidents)}
    assert sorted(whole["columns"]["id"]) == sorted(incidents)
    for number, id_ in enumerate(whole["columns"]["id"]):
        incident = incidents[id_]
        assert whole["types"][whole["columns"]["type"][number]] == incident["type"]
        assert whole["statuses"][whole["columns"]["status"][number]] == incident["status"]
        assert whole["columns"]["title"][number] == incident["title"]
        place = incident["place"]
        assert (whole["columns"]["lat"][number] is None) == (place is None or place["lat"] is None)
    assert 0 < disputed["count"] < whole["count"]
    assert all(disputed["columns"]["disputes"])
    assert "title" not in disputed["columns"]


def test_a_map_that_did_not_change_is_not_sent_again(client: TestClient) -> None:
    first = client.get(f"{API}/map")

    again = client.get(f"{API}/map", headers={"If-None-Match": first.headers["etag"]})
    other = client.get(f"{API}/map", params={"type": "ASSAULT"}, headers={"If-None-Match": first.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200


def test_files_hold_all_incidents_that_meet_the_filters(client: TestClient) -> None:
    wanted = {i["id"] for i in all_of(client, f"{API}/incidents?type=ASSAULT", limit=200)}

    rows = list(csv.DictReader(io.StringIO(client.get(f"{API}/incidents.csv", params={"type": "assault"}).text)))
    features = json.loads(client.get(f"{API}/incidents.geojson", params={"type": "ASSAULT"}).text)["features"]
    claims = client.get(f"{API}/claims.csv", params={"type": "ASSAULT"})

    assert {row["id"] for row in rows} == wanted == {feature["id"] for feature in features}
    assert {row["incident_id"] for row in csv.DictReader(io.StringIO(claims.text))} <= wanted
    assert claims.headers["content-type"].startswith("text/csv")


@pytest.mark.parametrize(
    ("asked", "is_met"),
    [
        ({"status": "disputed"}, lambda i: i["status"] == "disputed"),
        ({"disputed": "true"}, lambda i: bool(i["disputes"])),
        ({"disputed": "false"}, lambda i: not i["disputes"]),
        ({"reviewed": "false"}, lambda i: not i["reviewed"]),
        ({"since": "2020", "until": "2020-12"}, lambda i: i["when"] and i["when"]["latest"] >= "2020" and i["when"]["earliest"] < "2021"),
        ({"place": "Syria"}, lambda i: i["place"] and i["place"]["country"] == "SYR"),
        ({"box": "30,30,40,45"}, lambda i: i["place"] and i["place"]["lat"] and 30 <= i["place"]["lat"] <= 40 and 30 <= i["place"]["lon"] <= 45),
        ({"box": "-90,75,90,-20"}, lambda i: i["place"] and i["place"]["lat"] and (i["place"]["lon"] >= 75 or i["place"]["lon"] <= -20)),
    ],
)  # fmt: skip
def test_filters_leave_those_that_meet_them(client: TestClient, asked: dict[str, str], is_met: object) -> None:
    every = all_of(client, f"{API}/incidents", limit=200)
    query = "&".join(f"{name}={value}" for name, value in asked.items())

    found = all_of(client, f"{API}/incidents?{query}", limit=5)

    assert [i["id"] for i in found] == [i["id"] for i in every if is_met(i)]  # type: ignore[operator]


@pytest.mark.parametrize(
    ("name", "party"),
    [("Russia", "RUS"), ("russia", "RUS"), ("the Pentagon", "USA-MIL"), ("People's Liberation Army", "CHN-MIL")],
)  # fmt: skip
def test_a_party_is_asked_for_by_its_name_as_by_its_id(client: TestClient, name: str, party: str) -> None:
    for what in ("incidents", "claims"):
        by_name = client.get(f"{API}/{what}", params={"party": name}).json()

        assert by_name["records"]
        assert by_name["records"] == client.get(f"{API}/{what}", params={"party": party}).json()["records"]


def test_what_a_form_leaves_empty_asks_nothing(client: TestClient) -> None:
    form = "query=&place=&near=&box=&since=&until=&type=&country=&party=&claimant=&status=&disputed=&reviewed=&known_on=&cursor="

    assert client.get(f"{API}/incidents?{form}").json() == client.get(f"{API}/incidents").json()


def test_known_on_a_day_are_the_incidents_of_which_something_was_published_by_then(client: TestClient) -> None:
    reports = {r["id"]: r for r in all_of(client, f"{API}/reports", limit=200)}
    days = sorted(str(r["published_on"]) for r in reports.values() if r["published_on"])
    day = days[len(days) // 2]

    found = all_of(client, f"{API}/incidents?known_on={day}", limit=200)

    def was_known(incident: dict[str, object]) -> bool:
        told = [reports[each]["published_on"] for each in incident["reports"]]  # type: ignore[attr-defined]
        return any(published is not None and published <= day for published in told)

    assert [i["id"] for i in found] == [i["id"] for i in all_of(client, f"{API}/incidents", limit=200) if was_known(i)]
    assert client.get(f"{API}/summary?known_on={day}").json()["incidents"] == len(found)
    assert client.get(f"{API}/incidents/{found[0]['id']}?known_on={day}").status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("incidents/zzzz", 404),
        ("claims/zzzz", 404),
        ("reports/zzzz", 404),
        ("reports/zzzz/claims", 404),
        ("nothing", 404),
        ("incidents?since=yesterday", 422),
        ("incidents?since=2020&until=2019", 422),
        ("incidents?box=1,2,3", 422),
        ("incidents?near=nan,nan,nan", 422),
        ("incidents?status=true", 422),
        ("incidents?type=foo", 422),
        ("claims?type=foo", 422),
        ("incidents?limit=201", 422),
        ("incidents?disputd=true", 422),
        ("claims.csv?partei=RUS", 422),
        ("incidents?cursor=1%27--", 422),
        ("reports?current=perhaps", 422),
    ],
)
def test_what_cannot_be_answered_is_a_problem_that_says_what_to_do(
    client: TestClient, address: str, status: int
) -> None:
    answer = client.get(f"{API}/{address}")

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert answer.json()["detail"]
