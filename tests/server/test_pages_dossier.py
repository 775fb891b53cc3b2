"""The dossier of an incident: its accounts side by side, how many say it, what people decided, as a page shows it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.server.waiting import ended

from standoff.casebook import open_casebook

MakeClient = Callable[..., TestClient]
Incident = dict[str, Any]

HOSTILE = {
    "title": "<script>alert(1)</script> \u202eevil title",
    "publisher": "<img src=x onerror=alert(2)>",
    "url": "javascript:alert(3)",
    "published_on": "2020-08-27",
    "text": "Russian troops killed \u202efour\u202c Syrian soldiers near Raqqa on Tuesday, <b onclick=alert(4)>the army"
    "</b> said. Russia denied that its troops killed four soldiers near Raqqa.",
}


def words_of(page: str) -> str:
    """What a page says, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


def incident_with(client: TestClient, *fields: str) -> Incident:
    """The incident of the examples with most accounts of which these fields are disputed."""
    records = client.get("/api/v1/incidents?limit=200").json()["records"]
    found = [each for each in records if set(fields) <= {dispute["field"] for dispute in each["disputes"]}]
    most: Incident = max(found, key=lambda each: (len(each["accounts"]), each["id"]))
    return most


def rows(page: str) -> list[str]:
    """The account rows of the matrix, in the order of the page."""
    return re.findall(r'<tbody class="account.*?</tbody>', page, re.DOTALL)


@pytest.fixture
def incident(client: TestClient) -> Incident:
    return incident_with(client, "whether", "tolls.killed")


@pytest.fixture
def page(client: TestClient, incident: Incident) -> str:
    answer = client.get(f"/incidents/{incident['id']}")
    assert answer.status_code == 200
    return answer.text


def test_the_headline_says_who_where_when_how_many_and_by_which_rule_it_has_its_status(
    incident: Incident, page: str
) -> None:
    said = words_of(page)
    assert incident["title"] in said
    assert incident["place"]["name"] in said
    for toll in incident["tolls"]:
        assert toll["by"] in said
    assert incident["status"] == "denied"
    assert "At least one account says that it did not happen as told." in said


def test_every_account_has_a_row_with_an_address(incident: Incident, page: str) -> None:
    found = rows(page)
    assert len(found) == len(incident["accounts"])
    anchors = re.findall(r'id="(account-[0-9a-f]{8})"', page)
    assert len(set(anchors)) == len(found)
    names = [account["claimant"]["name"] for account in incident["accounts"]]
    assert all(name in words_of(page) for name in names)


def test_a_denial_stands_beneath_what_it_denies(client: TestClient, incident: Incident, page: str) -> None:
    claims = {each["id"]: each for each in client.get(f"/api/v1/incidents/{incident['id']}/claims").json()["records"]}
    of_claim = {claim: account for account in incident["accounts"] for claim in account["claims"]}
    denial = next(
        account
        for account in incident["accounts"]
        if account["position"] == "denies" and any(claims[c]["responds_to"] in of_claim for c in account["claims"])
    )
    found = rows(page)
    at = next(
        n
        for n, row in enumerate(found)
        if "answers" in words_of(row) and denial["claimant"]["name"] in words_of(row) and "denies" in words_of(row)
    )
    answered = re.search(r"answers (.+?) " + re.escape(denial["claimant"]["name"]), words_of(found[at]))
    assert answered is not None
    before = [n for n, row in enumerate(found[:at]) if f'class="name"><bdi dir="auto">{answered[1]}<' in row]
    assert before
    assert all("account answer" in row for row in found[before[-1] + 1 : at + 1])


def test_a_value_that_differs_says_from_which_and_why(incident: Incident, page: str) -> None:
    dispute = next(each for each in incident["disputes"] if each["field"] == "tolls.killed")
    boxes = [words_of(box) for box in re.findall(r'<span class="why-box".*?</span></span>', page, re.DOTALL)]
    killed = [box for box in boxes if box.startswith("Killed")]
    assert killed
    assert all(dispute["by"] in box for box in killed)
    assert any(value["value"] in box for box in killed for value in dispute["values"])
    for described in re.findall(r'aria-describedby="([^"]+)"', page):
        assert page.count(f'id="{described}"') == 1


def test_what_is_not_said_is_told_apart_from_agreeing(incident: Incident, page: str) -> None:
    silent = next(each for each in incident["accounts"] if not each["tolls"])
    assert silent
    assert '<td data-label="Toll"><div><span class="unsaid">not said</span></div></td>' in page


def test_every_quote_leads_to_its_words_in_the_report(client: TestClient, incident: Incident, page: str) -> None:
    for claim in client.get(f"/api/v1/incidents/{incident['id']}/claims").json()["records"]:
        assert f'href="/reports/{claim["report_id"]}#claim-{claim["id"]}"' in page
        assert page.count(f'id="claim-{claim["id"]}"') == 1


def test_the_ladder_unfolds_down_to_reports(incident: Incident, page: str) -> None:
    ladder = re.search(r'<ol class="ladder">.*?</ol>', page, re.DOTALL)
    assert ladder is not None
    steps = re.findall(r'<span class="figure">(.*?)</span>', ladder[0])
    counted = incident["corroboration"]
    origins = counted["origins"]
    assert steps == [
        str(counted["reports"]),
        str(counted["texts"]),
        str(counted["outlets"]),
        f"{origins['low']}–{origins['high']}" if origins["low"] != origins["high"] else str(origins["high"]),
        str(counted["sides"]),
    ]
    assert all(f'href="/reports/{each}"' in ladder[0] for each in incident["reports"])


def test_the_beginning_of_an_id_leads_to_the_whole(client: TestClient, incident: Incident) -> None:
    answer = client.get(f"/incidents/{incident['id'][:9]}?known_on=2026-01-01")
    assert answer.status_code == 307
    assert answer.headers["location"] == f"/incidents/{incident['id']}?known_on=2026-01-01"


def test_a_claim_leads_to_the_incident_that_it_is_counted_to(client: TestClient, incident: Incident) -> None:
    claim = incident["claims"][0]
    answer = client.get(f"/incidents/of/{claim}")
    assert answer.headers["location"] == f"/incidents/{incident['id']}#claim-{claim}"
    assert client.get("/incidents/of/nothing").status_code == 404


def test_a_claim_that_is_counted_to_no_incident_leads_to_where_it_stands_in_its_report(writer: TestClient) -> None:
    claims = writer.get("/api/v1/claims").json()["records"]
    claim = next(each for each in claims if each["incident_id"])
    made = writer.post("/api/v1/judgements", json={"verdict": "reject", "ids": [claim["id"]], "by": "Ana"}).json()
    ended(writer, made["job"])
    answer = writer.get(f"/incidents/of/{claim['id']}")
    assert answer.headers["location"] == f"/reports/{claim['report_id']}#claim-{claim['id']}"
    assert f'id="claim-{claim["id"]}"' in writer.get(answer.headers["location"]).text


def test_no_such_incident_says_where_to_look(client: TestClient) -> None:
    answer = client.get("/incidents/nowhere")
    assert answer.status_code == 404
    assert "The list of incidents has them all." in words_of(answer.text)


def test_on_a_day_it_shows_what_was_known_then(client: TestClient) -> None:
    records = client.get("/api/v1/incidents?limit=200").json()["records"]
    for incident in records:
        days = sorted(
            client.get(f"/api/v1/reports/{each}").json()["published_on"] or "" for each in incident["reports"]
        )
        if days[0] and days[0] != days[-1]:
            break
    else:
        raise AssertionError("no incident was reported on two days")
    then = client.get(f"/incidents/{incident['id']}?known_on={days[0]}").text
    assert "As it was known on" in then
    assert len(rows(then)) <= len(incident["accounts"])
    assert f"{sum(each == days[0] for each in days)} report" in words_of(then)

    before = client.get(f"/incidents/{incident['id']}?known_on=1990-01-01")
    assert before.status_code == 404
    assert "The first report of it is of" in words_of(before.text)


def test_a_day_that_is_none_is_a_problem(client: TestClient, incident: Incident) -> None:
    assert client.get(f"/incidents/{incident['id']}?known_on=soon").status_code == 422


def test_the_citation_names_title_id_counts_casebook_and_day(client: TestClient, incident: Incident) -> None:
    answer = client.get(f"/incidents/{incident['id']}/citation?known_on=2026-01-31")
    assert answer.headers["content-type"].startswith("text/plain")
    first, *others = answer.text.splitlines()
    assert first.startswith(f"{incident['title']}. Incident {incident['id']}: {len(incident['accounts'])} accounts, ")
    assert others[0] == "Status: denied. At least one account says that it did not happen as told."
    assert others[-1].startswith("Casebook examples-served.db, as known on 31 Jan 2026. ")
    assert others[-1].endswith(f"/incidents/{incident['id']}?known_on=2026-01-31")


def test_who_may_only_read_is_offered_no_decision(client: TestClient, incident: Incident, writer: TestClient) -> None:
    for offer in ("data-correct", 'data-does="merge"', 'data-does="split"', "data-undo"):
        assert offer not in client.get(f"/incidents/{incident['id']}").text
    assert "data-correct" in writer.get(f"/incidents/{incident['id']}").text


def test_a_corrected_toll_stands_once_linked_again_and_can_be_taken_back(writer: TestClient) -> None:
    incident = incident_with(writer, "tolls.killed")
    claims = writer.get(f"/api/v1/incidents/{incident['id']}/claims").json()["records"]
    claim = next(each for each in claims if any(toll["what"] == "killed" for toll in each["tolls"]))
    toll = {"what": "killed", "low": 4711, "high": 4711, "who": None}
    body = {"verdict": "edit", "ids": [claim["id"]], "by": "Ada", "why": "so it says", "field": "tolls"}
    made = writer.post("/api/v1/judgements", json=body | {"value": [toll]}).json()
    assert ended(writer, made["job"])["state"] == "done"

    address = writer.get(f"/incidents/of/{claim['id']}").headers["location"]
    said = words_of(writer.get(address).text)
    assert "4,711 killed" in said
    assert "Tolls set :" in said.replace("Tolls set:", "Tolls set :")
    assert "→ 4,711 killed" in said
    assert "so it says" in said
    assert "judged by a person" in said

    back = writer.post("/api/v1/judgements", json={"verdict": "revoke", "ids": [made["judgement"]["id"]], "by": "Bea"})
    assert ended(writer, back.json()["job"])["state"] == "done"
    said = words_of(writer.get(writer.get(f"/incidents/of/{claim['id']}").headers["location"]).text)
    assert said.count("4,711 killed") == said.count("→ 4,711 killed") == 1  # in the history alone
    assert re.search(r"Taken back .* by Bea", said)


def test_merged_incidents_are_one_until_it_is_taken_back(writer: TestClient) -> None:
    records = writer.get("/api/v1/incidents?limit=200").json()["records"]
    one, other = next(
        (a, b)
        for a in records
        for b in records
        if a["claims"] and b["claims"] and not set(a["reports"]) & set(b["reports"])
    )
    body = {"verdict": "same", "ids": [one["id"], other["id"]], "by": "Ada", "why": "one strike"}
    made = writer.post("/api/v1/judgements", json=body).json()
    ended(writer, made["job"])
    addresses = {
        writer.get(f"/incidents/of/{each['claims'][0]}").headers["location"].split("#")[0] for each in (one, other)
    }
    assert len(addresses) == 1
    page = words_of(writer.get(addresses.pop()).text)
    assert "One happening" in page
    assert "one strike" in page

    back = writer.post("/api/v1/judgements", json={"verdict": "revoke", "ids": [made["judgement"]["id"]], "by": "Ada"})
    ended(writer, back.json()["job"])
    addresses = {
        writer.get(f"/incidents/of/{each['claims'][0]}").headers["location"].split("#")[0] for each in (one, other)
    }
    assert len(addresses) == 2


def test_that_linking_is_due_is_said(writer: TestClient, casebook_path: Path) -> None:
    incident = incident_with(writer, "tolls.killed")
    with open_casebook(casebook_path, mode="write") as book:
        book.judge("reject", incident["claims"][-1], by="Ada")
    page = writer.get(f"/incidents/{incident['id']}").text
    assert "1 report came in, or was judged, since incidents were last formed." in words_of(page)
    assert 'data-does="link"' in page


def test_what_a_hostile_report_brings_is_shown_as_text(make_client: MakeClient, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(HOSTILE), encoding="utf-8")
    long = {"title": "A" * 1_000_000, "text": "Rebels killed 5 soldiers in Aleppo on Monday, officials said."}
    (tmp_path / "b.json").write_text(json.dumps(long), encoding="utf-8")
    path = tmp_path / "hostile.db"
    with open_casebook(path) as book:
        for _ in book.add(tmp_path / "a.json", tmp_path / "b.json"):
            pass
        book.link()
        ids = [incident.id for incident in book.incidents()]
    client = make_client(path, token="token-of-the-tests")
    pages = [client.get(f"/incidents/{each}").text for each in ids] + [client.get("/review").text]
    assert any("<script>alert(1)" in unescape(page) for page in pages)
    for page in pages:
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<b onclick" not in page
        assert 'href="javascript:' not in page
        assert "\u202e" not in page
        assert len(page) < 200_000
