"""Judgements and reports that are brought, and the jobs that follow."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.server.waiting import ended

from standoff.server import uploads

API = "/api/v1"
STRIKE = (
    "Shells hit the market of Idlib on Monday, killing nine people, a monitor said. The ministry denied that it fired."
)


def first_with(client: TestClient, query: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"{API}/incidents?{query}").json()["records"][0]
    return found


def judged(client: TestClient, **given: Any) -> dict[str, Any]:
    answer = client.post(f"{API}/judgements", json={"by": "a test", **given})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    assert ended(client, made["job"])["state"] == "done"
    judgement: dict[str, Any] = made["judgement"]
    return judgement


def test_a_toll_that_was_corrected_stands_after_linking_and_is_as_before_once_it_is_revoked(
    writer: TestClient,
) -> None:
    incidents = writer.get(f"{API}/incidents?limit=200").json()["records"]
    accounts = [a for i in incidents for a in i["accounts"] if a["position"] == "asserts" and a["tolls"]]
    given = [[writer.get(f"{API}/claims/{each}").json() for each in account["claims"]] for account in accounts]
    counting = [[claim for claim in claims if claim["tolls"]] for claims in given]
    (claim,) = next(claims for claims in counting if len(claims) == 1)  # of several, the latest count stands
    what = claim["tolls"][0]["what"]

    made = judged(
        writer,
        verdict="edit",
        ids=[claim["id"]],
        field="tolls",
        value=[{"what": what, "low": 1234, "high": 1240}],
        why="a test",
    )
    corrected = writer.get(f"{API}/claims/{claim['id']}").json()
    incident = writer.get(f"{API}/incidents/{corrected['incident_id']}").json()

    assert [(toll["low"], toll["high"]) for toll in corrected["tolls"]] == [(1234, 1240)]
    assert {"what": what, "low": 1234, "high": 1240} in [t for a in incident["accounts"] for t in a["tolls"]]
    assert incident["reviewed"]
    assert made["why"] == "a test"
    assert made in writer.get(f"{API}/judgements?about={claim['id']}").json()["records"]

    judged(writer, verdict="revoke", ids=[made["id"]])

    assert writer.get(f"{API}/claims/{claim['id']}").json()["tolls"] == claim["tolls"]
    assert writer.get(f"{API}/judgements").json()["records"] == []
    assert len(writer.get(f"{API}/judgements?standing=false").json()["records"]) == 2


def test_two_incidents_are_merged_and_parted_again(writer: TestClient) -> None:
    one, other = writer.get(f"{API}/incidents").json()["records"][:2]
    before = writer.get(f"{API}/summary").json()["incidents"]

    made = judged(writer, verdict="same", ids=[one["id"], other["id"]])
    merged = writer.get(f"{API}/summary").json()["incidents"]
    judged(writer, verdict="revoke", ids=[made["id"]])

    assert merged == before - 1
    assert writer.get(f"{API}/summary").json()["incidents"] == before


def test_a_claim_that_was_rejected_counts_nowhere_and_is_still_there(writer: TestClient) -> None:
    incident = first_with(writer, "disputed=true")
    claim = writer.get(f"{API}/claims/{incident['claims'][0]}").json()

    judged(writer, verdict="reject", ids=[claim["id"]])

    of_report = writer.get(f"{API}/reports/{claim['report_id']}/claims").json()["records"]
    assert claim["id"] not in [each["id"] for each in of_report]
    assert writer.get(f"{API}/claims/{claim['id']}").json()["incident_id"] is None


def test_a_claim_is_added_of_words_of_a_report_and_goes_with_its_judgement(writer: TestClient) -> None:
    report = writer.get(f"{API}/reports?limit=1").json()["records"][0]
    text = writer.get(f"{API}/reports/{report['id']}").json()["text"]
    start = text.index(". ") + 2
    value = {
        "start": start,
        "end": start + 40,
        "type": {"type": "THREATEN"},
        "claimant": {"name": "the mayor of Nowhere", "kind": "person"},
        "stance": "questions",
        "place": {"name": "Nowhere", "lat": 1.5, "lon": 2.5},
        "when": {"earliest": "2020-06-15", "latest": "2020-06-16"},
        "tolls": [{"what": "injured", "low": 2}],
    }

    made = judged(writer, verdict="add", ids=[report["id"]], value=value, why="missed")
    claim = writer.get(f"{API}/claims/{made['subjects'][0]['id']}").json()
    incident = writer.get(f"{API}/incidents/{claim['incident_id']}").json()

    assert claim["evidence"][0]["quote"] == text[claim["evidence"][0]["start"] : claim["evidence"][0]["end"]]
    assert claim["attribution"][-1]["source"]["name"] == "the mayor of Nowhere"
    assert (claim["attribution"][-1]["stance"], claim["event"]["type"]) == ("questions", "THREATEN")
    assert claim["id"] in incident["claims"]
    assert [each["why"] for each in writer.get(f"{API}/judgements?about={claim['id']}").json()["records"]] == ["missed"]
    assert claim in writer.get(f"{API}/reports/{report['id']}/claims").json()["records"]
    assert "Claim made by hand" in writer.get(f"/incidents/{incident['id']}").text

    judged(writer, verdict="revoke", ids=[made["id"]])

    assert writer.get(f"{API}/claims/{claim['id']}").status_code == 404


def test_nobody_adds_a_claim_without_the_token(client: TestClient) -> None:
    value = {"start": 0, "end": 9, "type": {"type": "ASSAULT"}}
    assert client.post(f"{API}/judgements", json={"verdict": "add", "ids": ["a"], "value": value}).status_code in (
        401,
        403,
    )


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"verdict": "add", "ids": ["zzzz"], "value": {"start": 0, "end": 9, "type": {"type": "ASSAULT"}}},
        {"verdict": "add", "ids": ["c94eccb5b7931435"], "value": {"quote": "zzzz", "type": {"type": "ASSAULT"}}},
        {"verdict": "add", "ids": ["c94eccb5b7931435"], "value": {"start": 0, "end": 9}},
        {"verdict": "add", "ids": ["c94eccb5b7931435"], "value": None},
        {"verdict": "maybe", "ids": ["a"]},
        {"verdict": "accept", "ids": []},
        {"verdict": "accept", "ids": [""]},
        {"verdict": "accept", "ids": ["zzzz"]},
        {"verdict": "same", "ids": ["zzzz"]},
        {"verdict": "accept", "ids": ["zzzz"], "by": " "},
        {"verdict": "edit", "ids": ["zzzz"]},
        {"verdict": "edit", "ids": ["zzzz"], "field": "sentence", "value": 1},
        {"verdict": "edit", "ids": ["zzzz"], "field": "tolls", "value": [{"what": "killed", "low": "many"}]},
        {"verdict": "edit", "ids": ["zzzz"], "field": "tolls", "value": [{"what": "killed", "low": 5, "high": 4}]},
        {"verdict": "edit", "ids": ["zzzz"], "field": "place", "value": {"name": "x", "lat": 91}},
        {"verdict": "edit", "ids": ["zzzz"], "field": "when", "value": {"earliest": "2016-02-30", "latest": "2016-03-01"}},
        {"verdict": "edit", "ids": ["zzzz"], "field": "type", "value": {"type": "WAR"}},
        {"verdict": "accept", "ids": ["zz"], "field": "place", "value": None},
    ],
)  # fmt: skip
def test_a_judgement_that_cannot_be_made_is_refused_and_leaves_nothing(
    writer: TestClient, given: dict[str, Any]
) -> None:
    answer = writer.post(f"{API}/judgements", json=given)

    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]
    assert writer.get(f"{API}/judgements?standing=false").json()["records"] == []


def test_text_with_half_a_surrogate_pair_is_refused(writer: TestClient) -> None:
    for body in (
        rb'{"verdict": "accept", "ids": ["a"], "why": "\ud800"}',
        rb'{"verdict": "accept", "ids": ["a"], "\ud800": 1}',
        b'{"verdict": "accept", "ids": ["\xff"]}',
    ):
        answer = writer.post(f"{API}/judgements", content=body, headers={"Content-Type": "application/json"})
        assert 400 <= answer.status_code < 500


def test_reports_are_uploaded_read_and_linked_and_each_says_what_came_of_it(writer: TestClient) -> None:
    before = writer.get(f"{API}/summary").json()

    answer = writer.post(
        f"{API}/reports",
        files=[
            ("files", ("strike.txt", STRIKE.encode())),
            ("files", ("../../twice.txt", STRIKE.encode())),
            ("files", ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(200))),
            ("files", ("empty.txt", b"")),
        ],
    )
    assert answer.status_code == 202
    assert answer.headers["location"] == f"{API}/jobs/{answer.json()['id']}"
    job = ended(writer, answer.json())

    assert job["state"] == "done"
    assert (job["doing"], job["done"]) == ("forming", job["total"])
    assert [(each["path"], each["outcome"]) for each in job["results"]] == [
        ("strike.txt", "added"),
        ("twice.txt", "known"),
        ("picture.png", "rejected"),
        ("empty.txt", "rejected"),
    ]
    assert job["outcomes"] == {"added": 1, "known": 1, "rejected": 2}
    assert all(each["reasons"] for each in job["results"] if each["outcome"] == "rejected")
    report = writer.get(f"{API}/reports/{job['results'][0]['report_id']}").json()
    assert report["text"] == STRIKE
    assert [(each["how"], each["from"]) for each in report["arrivals"]] == [
        ("upload", "strike.txt"),
        ("upload", "twice.txt"),
    ]
    assert writer.get(f"{API}/reports/{report['id']}/bytes").content == STRIKE.encode()
    after = writer.get(f"{API}/summary").json()
    assert after["reports"] == before["reports"] + 1
    assert after["incidents"] > before["incidents"]
    assert job in writer.get(f"{API}/jobs").json()["records"]


def test_a_text_is_pasted_with_what_is_known_of_it(writer: TestClient) -> None:
    given = {"text": STRIKE, "title": "Market hit", "publisher": "Delta Wire", "published_on": "2016-07-19"}

    job = ended(writer, writer.post(f"{API}/reports", json=given).json())

    report = writer.get(f"{API}/reports/{job['results'][0]['report_id']}").json()
    assert {name: report[name] for name in ("text", "title", "published_on")} == {
        name: given[name] for name in ("text", "title", "published_on")
    }
    assert report["publisher"] == {"name": "Delta Wire"}
    assert [(each["how"], each["from"]) for each in report["arrivals"]] == [("text", "pasted text")]


def test_hostile_text_is_kept_as_it_is_and_sent_as_data(writer: TestClient) -> None:
    title = "<script>alert(1)</script>" + "x" * 1_000_000
    given = {
        "text": f"\x00{STRIKE}\u202e</script><img src=x onerror=alert(1)>",
        "title": title,
        "url": "javascript:alert(1)",
    }

    job = ended(writer, writer.post(f"{API}/reports", json=given).json())

    report = writer.get(f"{API}/reports/{job['results'][0]['report_id']}")
    assert report.json()["text"] == given["text"]
    assert report.json()["title"].startswith("<script>")
    assert len(report.json()["title"]) <= 1_000
    assert report.json()["url"] is None
    assert report.headers["content-type"] == "application/json"
    assert report.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{}", "application/json", 422),
        (b'{"text": ""}', "application/json", 422),
        (b'{"text": 5}', "application/json", 422),
        (b'{"text": "a", "address": "http://example.org/"}', "application/json", 422),
        (b"[" * 100_000, "application/json", 422),
        (b"{", "application/json", 422),
        (b"\xff", "application/json", 422),
        (b"text=a", "application/x-www-form-urlencoded", 415),
        (b"a", "text/plain", 415),
        (b"--x--", "multipart/form-data", 400),
        (b"--x--\r\n", "multipart/form-data; boundary=x", 422),
    ],
)
def test_what_brings_no_report_is_refused(writer: TestClient, body: bytes, kind: str, status: int) -> None:
    answer = writer.post(f"{API}/reports", content=body, headers={"Content-Type": kind})

    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert writer.get(f"{API}/jobs").json()["records"] == []


def test_more_bytes_than_may_be_brought_are_refused_before_they_are_read(
    writer: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST_UPLOADED", 100_000)
    monkeypatch.setattr(uploads, "MOST_WRITTEN", 100_000)

    def endless() -> Any:
        yield b'{"text": "'
        for _ in range(100):
            yield b"x" * 10_000
        yield b'"}'

    said = writer.post(f"{API}/reports", files={"files": ("a.txt", b"x" * 200_000)})
    unsaid = writer.post(f"{API}/reports", content=endless(), headers={"Content-Type": "application/json"})
    judgement = writer.post(f"{API}/judgements", content=endless(), headers={"Content-Type": "application/json"})

    for answer in (said, unsaid, judgement):
        assert answer.status_code == 413
        assert answer.headers["content-type"] == "application/problem+json"


def test_more_files_than_may_be_brought_at_once_are_refused(writer: TestClient) -> None:
    files = [("files", (f"{number}.txt", b"a")) for number in range(uploads.MOST_FILES + 1)]

    answer = writer.post(f"{API}/reports", files=files)

    assert answer.status_code == 413
    assert str(uploads.MOST_FILES) in answer.json()["detail"]


def test_linking_by_request_is_a_job(writer: TestClient) -> None:
    answer = writer.post(f"{API}/link")

    assert answer.status_code == 202
    assert ended(writer, answer.json())["state"] == "done"


def test_a_job_that_is_not_there_is_missing(client: TestClient) -> None:
    assert client.get(f"{API}/jobs/none").status_code == 404


def test_a_map_is_made_anew_once_something_was_judged(writer: TestClient) -> None:
    before = writer.get(f"{API}/map")
    incident = first_with(writer, "disputed=true")

    judged(writer, verdict="accept", ids=[incident["id"]])
    after = writer.get(f"{API}/map", headers={"If-None-Match": before.headers["etag"]})

    assert after.status_code == 200
    reviewed = dict(zip(after.json()["columns"]["id"], after.json()["columns"]["reviewed"], strict=True))
    assert reviewed[incident["id"]] == 1
    assert json.loads(before.content)["columns"] != after.json()["columns"]


def test_readers_go_on_while_reports_are_added(writer: TestClient) -> None:
    job = writer.post(f"{API}/reports", files=[("files", (f"{n}.txt", f"{STRIKE} ({n})".encode())) for n in range(12)])

    def read(number: int) -> list[int]:
        asked = ("incidents", "map", "claims?limit=20", "summary", "reports", "jobs")
        return [writer.get(f"{API}/{asked[(number + each) % len(asked)]}").status_code for each in range(12)]

    with ThreadPoolExecutor(6) as readers:
        answers = list(readers.map(read, range(6)))

    assert {status for each in answers for status in each} == {200}
    assert ended(writer, job.json())["outcomes"] == {"added": 12}
