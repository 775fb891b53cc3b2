"""Who may read, who may write."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.server.conftest import TOKEN, MakeClient

from standoff.server import Access
from standoff.server.access import COOKIE, CSRF_HEADER

JUDGE = "/api/v1/judgements"
BODY = {"verdict": "accept", "ids": ["no-such-id"], "by": "a test"}
NO_SUCH = 422
"""What a judgement on nothing is answered with, once it is let in."""


def test_reading_is_open_and_writing_needs_the_token(client: TestClient) -> None:
    assert client.get("/api/v1/incidents").status_code == 200

    refused = client.post(JUDGE, json=BODY)

    assert refused.status_code == 401
    assert refused.headers["www-authenticate"] == "Bearer"
    assert refused.headers["content-type"] == "application/problem+json"
    assert "standoff serve" in refused.json()["detail"]


@pytest.mark.parametrize(
    ("header", "status"),
    [
        (f"Bearer {TOKEN}", NO_SUCH),
        (f"bearer {TOKEN}", NO_SUCH),
        (f"Bearer {TOKEN}x", 401),
        ("Bearer ", 401),
        (TOKEN, 401),
        (f"Basic {TOKEN}", 401),
    ],
)
def test_a_program_sends_the_token_in_a_header(client: TestClient, header: str, status: int) -> None:
    assert client.post(JUDGE, json=BODY, headers={"Authorization": header}).status_code == status


def test_a_browser_that_opens_the_printed_address_gets_a_cookie_and_an_address_without_the_token(
    client: TestClient, access: Access
) -> None:
    opened = client.get(f"/?disputed=true&token={TOKEN}")

    assert opened.status_code == 303
    assert opened.headers["location"].endswith("/?disputed=true")
    cookie = opened.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}={access.cookie};")
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert TOKEN not in cookie


def test_two_casebooks_served_on_one_machine_keep_their_writers_apart(client: TestClient, access: Access) -> None:
    host = {"Host": "127.0.0.1:8321"}
    opened = client.get(f"/?token={TOKEN}", headers=host)
    assert opened.headers["set-cookie"].startswith(f"standoff-8321={access.cookie};")

    write = host | {CSRF_HEADER: access.csrf}
    cookies = f"standoff-8321={access.cookie}; standoff-8322=of-the-other"
    assert client.post(JUDGE, json=BODY, headers=write | {"Cookie": cookies}).status_code == NO_SUCH
    assert client.post(JUDGE, json=BODY, headers=write | {"Cookie": "standoff-8321=of-the-other"}).status_code == 401


def test_a_wrong_token_in_the_address_makes_nobody_a_writer(client: TestClient) -> None:
    assert "set-cookie" not in client.get("/api/v1/summary?token=wrong").headers


def test_with_the_cookie_alone_another_site_can_write_nothing(client: TestClient, access: Access) -> None:
    client.cookies.set(COOKIE, access.cookie)

    without = client.post(JUDGE, json=BODY)
    wrong = client.post(JUDGE, json=BODY, headers={CSRF_HEADER: access.cookie})
    right = client.post(JUDGE, json=BODY, headers={CSRF_HEADER: access.csrf})

    assert (without.status_code, wrong.status_code, right.status_code) == (403, 403, NO_SUCH)


@pytest.mark.parametrize(
    ("host", "status"),
    [("127.0.0.1:8321", 200), ("LOCALHOST", 200), ("evil.example", 403), ("127.0.0.1.evil.example", 403), ("", 403)],
)
def test_a_name_that_is_not_this_servers_is_not_answered_to(client: TestClient, host: str, status: int) -> None:
    assert client.get("/api/v1/summary", headers={"Host": host}).status_code == status


def test_where_others_may_come_in_they_need_the_token_to_read_too(
    make_client: MakeClient, example_casebook: Path
) -> None:
    access = Access(token=TOKEN, is_reading_open=False, hosts=frozenset())
    stranger = make_client(example_casebook, access=access)
    friend = make_client(example_casebook, access=access, token=TOKEN)

    for address in ("/", "/api/v1/incidents", "/api/v1/openapi.json", "/api/v1/reports.json", "/review"):
        assert stranger.get(address).status_code == 401, address
    assert stranger.get("/static/icon.svg").status_code == 200
    assert friend.get("/api/v1/incidents").status_code == 200


def test_every_answer_forbids_what_a_page_does_not_need(client: TestClient) -> None:
    for address in ("/api/v1/incidents", "/api/v1/nothing", "/static/icon.svg", "/nothing"):
        headers = client.get(address).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
