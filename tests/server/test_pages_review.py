"""The review: one question at a time, with its evidence and the ways to decide it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

from starlette.testclient import TestClient
from tests.server.waiting import ended

from standoff.casebook import open_casebook

MakeClient = Callable[..., TestClient]


def words_of(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


def asked(page: str) -> str:
    found = re.search(r'<h1 id="question-title"[^>]*>(.*?)</h1>', page, re.DOTALL)
    assert found is not None
    return words_of(found[0])


def following(page: str) -> str:
    found = re.search(r'data-next="([^"]*)"', page)
    assert found is not None
    return unescape(found[1])


def all_pages(client: TestClient) -> list[str]:
    """The pages of all questions, one after the other."""
    pages = [client.get("/review").text]
    while following(pages[-1]) != "/review":
        pages.append(client.get(following(pages[-1])).text)
    return pages


def choices(page: str) -> dict[str, tuple[str, str]]:
    """What each key does: the verdict, and the ids that it is about."""
    found = re.findall(r'data-key="(.)" data-ids="([^"]*)"(?: data-verdict="(\w+)")?', page)
    return {key: (verdict, ids) for key, ids, verdict in found}


def add_nearly_even(casebook: Path) -> None:
    """Add two reports of which it is not clear whether they tell of one happening."""
    told = {
        "2021-03-03": "Gunmen killed four farmers in Kirkuk on Tuesday, police said.",
        "2021-06-10": "Rebels shelled a barracks in Kirkuk, wounding nine soldiers, a general said.",
    }
    shapes = [
        {"title": "", "publisher": f"Post of {day}", "published_on": day, "text": text} for day, text in told.items()
    ]
    reports = casebook.with_name("nearly-even.jsonl")
    reports.write_text("".join(json.dumps(shape) + "\n" for shape in shapes), encoding="utf-8")
    with open_casebook(casebook, mode="write") as book:
        assert len(list(book.add(reports))) == len(told)
        book.link()


def test_questions_come_one_at_a_time_in_the_order_of_the_casebook(client: TestClient) -> None:
    questions = [each["what"] for each in client.get("/api/v1/review?limit=100").json()["records"]]
    pages = all_pages(client)
    assert [asked(page) for page in pages] == [" ".join(each.split()) for each in questions]
    assert f"2 of {len(questions)}" in words_of(pages[1])


def test_a_question_about_accounts_shows_them_side_by_side(writer: TestClient) -> None:
    page = next(page for page in all_pages(writer) if asked(page).startswith("Are these the accounts of"))
    assert page.count('<tbody class="account') > 1
    incident = choices(page)["a"][1]
    assert choices(page) == {"a": ("accept", incident), "e": ("", ""), "r": ("", ""), "u": ("", "")}
    assert f'href="/incidents/{incident}"' in page


def test_a_question_about_two_incidents_shows_what_speaks_for_and_against(
    writer: TestClient, casebook_path: Path
) -> None:
    add_nearly_even(casebook_path)
    page = next(page for page in all_pages(writer) if asked(page).startswith("One happening or two?"))
    said = words_of(page)
    assert page.count('<section class="side"') == 2
    assert re.search(r"For one happening \+\d\.\d \w", said)
    assert re.search(r"Against −\d\.\d \w", said)
    assert {key: verdict for key, (verdict, _) in choices(page).items()} == {
        "a": "same",
        "e": "",
        "r": "different",
        "u": "unsure",
    }


def test_what_was_decided_is_not_asked_again_even_before_linking(writer: TestClient, casebook_path: Path) -> None:
    page = writer.get("/review").text
    verdict, incident = choices(page)["a"]
    with open_casebook(casebook_path, mode="write") as book:
        book.judge("accept", incident, by="Ada", why="looked at all")
    assert verdict == "accept"
    after = writer.get("/review").text
    assert asked(page) not in [asked(each) for each in all_pages(writer)]
    said = words_of(after)
    assert "1 judgement by people stands" in said
    assert "Put together rightly" in said
    assert "looked at all" in said
    assert re.search(r"came in, or w\w+ judged, since incidents were last formed", said)


def test_a_judgement_is_followed_by_linking_and_the_question_is_gone(writer: TestClient, casebook_path: Path) -> None:
    add_nearly_even(casebook_path)
    page = next(page for page in all_pages(writer) if asked(page).startswith("One happening or two?"))
    verdict, ids = choices(page)["a"]
    made = writer.post("/api/v1/judgements", json={"verdict": verdict, "ids": ids.split(), "by": "Ada"}).json()
    assert ended(writer, made["job"])["state"] == "done"
    assert asked(page) not in [asked(each) for each in all_pages(writer)]


def test_reports_that_were_left_unsure_stand_side_by_side(writer: TestClient, casebook_path: Path) -> None:
    with open_casebook(casebook_path, mode="write") as book:
        one, other = (line.id for line in book.reports(limit=2))
        book.judge("unsure", one, other, by="Ada", why="the same photographs")
    page = next(page for page in all_pages(writer) if asked(page) == "Ada was not sure whether these are one")
    assert "the same photographs" in words_of(page)
    assert choices(page)["a"] == ("same", f"{one} {other}")
    assert 'data-sort="copies"' in page


def test_claims_that_were_left_unsure_stand_side_by_side(writer: TestClient, casebook_path: Path) -> None:
    with open_casebook(casebook_path, mode="write") as book:
        incident = max(book.incidents(), key=lambda each: len(each.reports))
        claims = book.claims_of(incident)
        one = claims[incident.claims[0]]
        other = next(claim for claim in claims.values() if claim.report_id != one.report_id)
        book.judge("unsure", one.id, other.id, by="Ada")
    page = next(page for page in all_pages(writer) if asked(page) == "Ada was not sure whether these are one")
    assert 'data-sort="claims"' in page
    for claim in (one, other):
        assert f'href="/reports/{claim.report_id}#claim-{claim.id}"' in page


def test_a_place_that_is_on_no_map_is_asked_for(make_client: MakeClient, tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text("Rebels killed five soldiers near Qxzarvat on Monday, the army said.\n", encoding="utf-8")
    path = tmp_path / "unplaced.db"
    with open_casebook(path) as book:
        for _ in book.add(report):
            pass
        book.link()
    page = make_client(path, token="token-of-the-tests").get("/review").text
    assert asked(page).startswith("Where was")
    assert 'data-choice="place"' in page


def test_places_are_looked_up_as_a_claim_has_them(client: TestClient) -> None:
    first = client.get("/review/places", params={"query": "Aleppo"}).json()[0]
    assert (first["name"], first["country"], first["precision"]) == ("Aleppo", "SYR", "town")
    assert abs(first["lat"] - 36.2) < 0.1
    assert client.get("/review/places", params={"query": "Qxzarvat Qxz"}).json() == []
    assert client.get("/review/places", params={"query": ""}).status_code == 422


def test_parties_are_looked_up_by_any_of_their_names_each_once(client: TestClient) -> None:
    found = client.get("/review/parties", params={"query": "hamas"}).json()
    assert (found[0]["id"], found[0]["name"]) == ("PSE-HAMAS", "Hamas")
    assert len({each["id"] for each in found}) == len(found)
    assert client.get("/review/parties", params={"query": "RUS-MIL"}).json()[0]["id"] == "RUS-MIL"


def test_a_question_that_is_gone_leads_to_the_first(client: TestClient) -> None:
    assert asked(client.get("/review?ask=000000000000").text) == asked(client.get("/review").text)


def test_who_may_only_read_is_told_the_command(client: TestClient) -> None:
    page = client.get("/review").text
    assert "data-key" not in page
    assert "standoff judge" in words_of(page)


def test_without_incidents_it_says_what_to_do_first(make_client: MakeClient, tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    open_casebook(path).close()
    page = words_of(make_client(path, token="token-of-the-tests").get("/review").text)
    assert "No incidents were formed yet. Add reports first." in page
