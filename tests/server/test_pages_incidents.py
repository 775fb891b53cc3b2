"""The first page as the server makes it: what somebody has who has no script, and what the script asks for."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.server.conftest import MakeClient

from standoff.casebook import open_casebook


def rows_of(page: str) -> list[str]:
    return re.findall(r'<li class="row incident-row" data-id="([^"]+)"', page)


def counts_of(page: str) -> dict[str, str]:
    found = re.findall(r"<dt>(\w+)</dt><dd[^>]*>([^<]*)</dd>", page)
    return dict(found)


def chips_of(page: str) -> list[tuple[str, str]]:
    """What each set filter says, and the address without it."""
    found = re.findall(r'<a class="badge" href="([^"]*)" data-drops="\w+">(.*?)</a>', page)
    return [(" ".join(re.sub(r"<[^>]+>", " ", words).split()), unescape(address)) for address, words in found]


def test_all_incidents_are_listed_the_last_first_with_their_counts(client: TestClient, example_casebook: Path) -> None:
    page = client.get("/")
    with open_casebook(example_casebook, mode="read") as book:
        expected = [incident.id for incident in book.incidents()]
        tally = book.tally()
    assert page.status_code == 200
    assert rows_of(page.text) == expected[:50]
    counts = counts_of(page.text)
    assert counts["incidents"] == f"{tally.incidents:,}"
    assert counts["claims"] == f"{tally.claims:,}"
    assert int(counts["origins"]) > 0


def test_filters_of_the_address_choose_the_rows_and_stand_in_the_form(client: TestClient) -> None:
    page = client.get("/?type=THREATEN&since=2019").text
    assert rows_of(page)
    assert set(re.findall(r'class="row incident-row" data-id="[^"]+" data-type="(\w+)"', page)) == {"THREATEN"}
    assert '<option value="THREATEN" selected>Threaten</option>' in page
    assert 'name="since" value="2019"' in page


def test_each_set_filter_can_be_taken_away_alone(client: TestClient) -> None:
    page = client.get("/?type=ASSAULT&disputed=true").text
    assert chips_of(page) == [
        ("Type Assault remove", "/?disputed=true"),
        ("Disputed yes remove", "/?type=ASSAULT"),
    ]


def test_a_form_sent_with_empty_fields_asks_nothing(client: TestClient) -> None:
    empty = "/?query=&place=&since=&until=&type=&disputed=&party=&claimant=&country=&status=&reviewed=&known_on="
    assert rows_of(client.get(empty).text) == rows_of(client.get("/").text)
    assert chips_of(client.get(empty).text) == []


@pytest.mark.parametrize("asked", ["since=yesterday", "since=2020&until=2019", "box=1,2,3", "cursor=nowhere"])
def test_what_means_nothing_is_told_on_the_page_with_the_form_kept(client: TestClient, asked: str) -> None:
    page = client.get(f"/?{asked}&query=hospital")
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert 'name="query" type="search" value="hospital"' in page.text
    assert rows_of(page.text) == []
    assert "All of these as" not in page.text
    assert not re.search(r"<dt>incidents?</dt>", page.text)  # how many there are nobody has asked


def test_the_selected_incident_is_marked_in_the_list_and_has_a_card(client: TestClient) -> None:
    first, second = rows_of(client.get("/").text)[:2]
    page = client.get(f"/?sel={second}").text
    assert re.findall(r'data-id="([^"]+)" data-type="\w+" aria-current="true"', page) == [second]
    assert f'<article class="card" data-id="{second}"' in page
    assert f'<article class="card" data-id="{first}"' not in page


def test_a_selected_incident_that_is_gone_is_told(client: TestClient) -> None:
    page = client.get("/?sel=nothing-of-this-name")
    assert page.status_code == 200
    assert "is not in the casebook" in page.text


def test_the_card_shows_who_doubts_beside_who_asserts(client: TestClient, example_casebook: Path) -> None:
    with open_casebook(example_casebook, mode="read") as book:
        denied = next(each for each in book.incidents(status="denied") if len(each.accounts) > 4)
    card = client.get(f"/incidents/{denied.id}/card")
    assert card.status_code == 200
    assert 'data-position="asserts"' in card.text
    assert re.search(r'data-position="(denies|questions)"', card.text)
    assert f"and {len(denied.accounts) - 4} more" in card.text
    assert "<html" not in card.text


def test_there_is_no_card_of_nothing(client: TestClient) -> None:
    assert client.get("/incidents/nothing-of-this-name/card").status_code == 404


def test_the_known_day_goes_along_to_the_dossier(client: TestClient) -> None:
    page = client.get("/?known_on=2023-10-20").text
    assert re.search(r'<h3>.*?<a href="/incidents/[^"?]+\?known_on=2023-10-20">', page)


def test_the_files_of_the_list_are_of_the_same_filters(client: TestClient) -> None:
    page = client.get("/?type=ASSAULT").text
    assert 'href="/api/v1/incidents.csv?type=ASSAULT"' in page
    plain = client.get("/api/v1/incidents.csv?type=ASSAULT")
    assert plain.status_code == 200
    assert 'href="/api/v1/incidents.csv?type=ASSAULT&amp;excel=true"' in page
    assert client.get("/api/v1/incidents.csv?type=ASSAULT&excel=true").content == b"\xef\xbb\xbf" + plain.content
    for_excel = client.get("/api/v1/claims.csv?type=ASSAULT&excel=true").content
    assert for_excel == b"\xef\xbb\xbf" + client.get("/api/v1/claims.csv?type=ASSAULT").content


def test_an_empty_casebook_says_what_to_do(make_client: MakeClient, tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    open_casebook(path).close()
    page = make_client(path).get("/").text
    assert "The casebook is empty" in page
    assert 'href="/reports"' in page


def test_reports_that_came_since_incidents_were_formed_are_told_of(
    make_client: MakeClient, casebook_path: Path, client: TestClient, tmp_path: Path
) -> None:
    assert "since incidents were last formed" not in client.get("/").text
    (tmp_path / "late.txt").write_text("Rebels attacked a convoy near Mosul on Monday, police said.")
    with open_casebook(casebook_path) as book:
        for _ in book.add(tmp_path / "late.txt"):
            pass
    page = make_client(casebook_path).get("/").text
    assert "1 report came in, or was judged, since incidents were last formed." in page


def test_filters_that_nothing_meets_say_so(client: TestClient) -> None:
    assert "No incident meets all of this" in client.get("/?since=1850&until=1851").text


def test_words_of_the_address_are_shown_and_never_run(client: TestClient) -> None:
    page = client.get("/?query=%3Cscript%3Ealert(1)%3C/script%3E&sel=%22%3E%3Cimg%3E").text
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_all_that_the_page_loads_is_of_this_server_and_none_of_it_inline(client: TestClient) -> None:
    page = client.get("/").text
    loaded = re.findall(r'<(?:script|link|img)\b[^>]*?(?:src|href)="([^"]*)"', page)
    assert "/maplibre/maplibre-gl.js" in loaded
    assert all(address.startswith("/") and not address.startswith("//") for address in loaded)
    assert {client.get(address).status_code for address in loaded} == {200}
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=", page)


@pytest.mark.parametrize("name", ["world", "countries", "admin1", "names"])
def test_what_lies_beneath_the_marks_is_geojson(client: TestClient, name: str) -> None:
    lines = client.get(f"/static/map/{name}.geojson").json()
    assert lines["type"] == "FeatureCollection"
    assert {feature["type"] for feature in lines["features"]} == {"Feature"}
